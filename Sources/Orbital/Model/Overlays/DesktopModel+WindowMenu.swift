// Alt+Space, or the right button on a title bar: the menu of a window.

import Graphics
import Protocols

extension DesktopModel {
  /// Opens the menu of a window; by the keyboard, below its title.
  mutating func openMenu(_ id: WindowID, at origin: PixelPoint?) {
    let owner = listedOwner(id)
    guard let window = windows[owner], window.isListed, window.isVisible else { return }
    dismissPopups()
    endGrab()
    let place =
      origin ?? PixelPoint(x: window.frame.minX + metrics.buttonMargin, y: window.content.minY + metrics.buttonMargin)
    var menu = WindowMenu(window: owner, items: menuItems(window), origin: place, selection: nil)
    if origin == nil { menu.selection = menu.items.firstIndex { $0.isEnabled } }
    setOverlay(.menu(menu))
  }

  private func menuItems(_ window: Window) -> [WindowMenu.Item] {
    let isNormal = window.placement == home(window)
    var items = [
      WindowMenu.Item(.restore, isEnabled: !isNormal),
      WindowMenu.Item(.minimize),
      WindowMenu.Item(.maximize, isEnabled: window.isResizable && window.placement != .maximized),
      WindowMenu.Item(.fullScreen, isEnabled: window.takesFocus, isOn: window.placement == .fullScreen),
      WindowMenu.Item(.above, isOn: window.isAbove),
      WindowMenu.Item(.lessOpaque, isEnabled: window.opacity > Window.leastOpacity),
      WindowMenu.Item(.moreOpaque, isEnabled: window.opacity < Window.opaque),
      WindowMenu.Item(.previousWorkspace, isEnabled: window.workspace > 0),
      WindowMenu.Item(.nextWorkspace, isEnabled: window.workspace + 1 < Limits.workspaces),
      WindowMenu.Item(.close, isEnabled: !window.flags.contains(.unclosable)),
    ]
    if isTiled { items.insert(WindowMenu.Item(.float, isOn: window.floats), at: 5) }
    return items
  }

  /// Where the menu lies: where it was asked for, but on the screen.
  public func menuLayout(_ menu: WindowMenu) -> CardRows {
    func rows(_ origin: PixelPoint) -> CardRows {
      CardRows(
        origin: origin, width: metrics.pixels(240), count: menu.items.count, rowHeight: metrics.pixels(28),
        padding: metrics.pixels(6))
    }
    let wanted = rows(menu.origin).frame
    return rows(inside(screen, wanted).origin)
  }

  mutating func selectInMenu(_ menu: WindowMenu, _ index: Int?) {
    var menu = menu
    menu.selection = index
    setOverlay(.menu(menu))
  }

  mutating func menuKey(_ key: UInt16, _ menu: WindowMenu) {
    let count = menu.items.count
    func next(_ step: Int) -> Int? {
      let start = menu.selection ?? (step > 0 ? count - 1 : 0)
      return (1...count).map { (start + step * $0 + count * $0) % count }.first { menu.items[$0].isEnabled }
    }
    switch key {
    case KeyUsage.up: selectInMenu(menu, next(-1))
    case KeyUsage.down: selectInMenu(menu, next(1))
    case KeyUsage.escape, KeyUsage.space: setOverlay(nil)
    case KeyUsage.enter: chooseInMenu(menu, menu.selection)
    default: break
    }
  }

  mutating func pressInMenu(_ menu: WindowMenu) {
    let layout = menuLayout(menu)
    if layout.frame.contains(pointer) {
      chooseInMenu(menu, layout.index(at: pointer))
    } else {
      setOverlay(nil)
    }
  }

  private mutating func chooseInMenu(_ menu: WindowMenu, _ index: Int?) {
    guard let index, menu.items.indices.contains(index), menu.items[index].isEnabled else { return }
    setOverlay(nil)
    let id = menu.window
    guard let window = windows[id] else { return }
    switch menu.items[index].command {
    case .restore: restore(id)
    case .minimize: minimize(id)
    case .maximize: place(id, .maximized)
    case .fullScreen: toggleFullScreen(id)
    case .above: setAbove(id, !window.isAbove)
    case .float: toggleFloating(id)
    case .lessOpaque: changeOpacity(id, by: -20)
    case .moreOpaque: changeOpacity(id, by: 20)
    case .previousWorkspace: moveToWorkspace(id, window.workspace - 1, follow: false)
    case .nextWorkspace: moveToWorkspace(id, window.workspace + 1, follow: false)
    case .close: requestClose(id)
    }
  }
}
