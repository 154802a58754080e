// Super+W: the windows side by side, chosen by arrows and Enter or by a click; dragged to a workspace they move there.

import Graphics
import Protocols

extension DesktopModel {
  mutating func toggleOverview() {
    if overview != nil { return setOverlay(nil) }
    dismissPopups()
    endGrab()
    setOverlay(.overview(Overview(selection: active.map { listedOwner($0) })))
  }

  /// Where the overview shows what.
  public func overviewLayout() -> OverviewLayout {
    // In the order of opening, so that nothing changes its place while one looks.
    let shown = order.filter { windows[$0]?.isListed == true && windows[$0]?.isVisible == true }
    return OverviewLayout(
      windows: shown.sorted { $0.slot < $1.slot }, workspaces: workspaceCount, screen: screen, metrics: metrics)
  }

  /// The picture of a window in its place; `dragged` it follows the pointer.
  public func overviewPicture(_ id: WindowID, _ place: PixelRect, dragged: Bool) -> PixelRect {
    let fit = Thumbnail.fit(windows[id]?.content.size ?? .zero, in: place)
    guard dragged else { return fit }
    let size = PixelSize(width: max(1, fit.width / 2), height: max(1, fit.height / 2))
    return PixelRect(
      x: pointer.x - size.width / 2, y: pointer.y - size.height / 2, width: size.width, height: size.height)
  }

  /// Where the overview shows pixels of a window.
  func overviewParts(of id: WindowID) -> [PixelRect] {
    guard let window = windows[id] else { return [] }
    let layout = overviewLayout()
    var parts: [PixelRect] = []
    if let place = layout.windows.firstIndex(of: id) { parts.append(layout.cell(place).whole) }
    if window.isOrdinary, window.workspace < workspaceCount { parts.append(layout.card(window.workspace)) }
    if overview?.dragged != nil { parts.append(screen) }
    return parts
  }

  private mutating func select(_ id: WindowID?) {
    guard var open = overview else { return }
    open.selection = id
    setOverlay(.overview(open))
  }

  private mutating func choose(_ id: WindowID) {
    setOverlay(nil)
    bringBack(id)
  }

  // MARK: Keys

  mutating func overviewKey(_ event: InputEvent) {
    guard let open = overview else { return }
    let layout = overviewLayout()
    let count = layout.windows.count
    let place = open.selection.flatMap { layout.windows.firstIndex(of: $0) }
    func moved(_ step: Int) -> WindowID? {
      guard let place else { return layout.windows.first }
      let target = place + step
      return layout.windows.indices.contains(target) ? layout.windows[target] : layout.windows[place]
    }
    switch event.code {
    case KeyUsage.escape: setOverlay(nil)
    case KeyUsage.enter: if let place { choose(layout.windows[place]) } else { setOverlay(nil) }
    case KeyUsage.left: select(moved(-1))
    case KeyUsage.right: select(moved(1))
    case KeyUsage.up: select(moved(-layout.columns))
    case KeyUsage.down: select(moved(layout.columns))
    case KeyUsage.tab where count > 0:
      let step = event.modifiers.contains(.shift) ? count - 1 : 1
      select(layout.windows[((place ?? count - 1) + step) % count])
    case KeyUsage.pageUp: showWorkspace(neighborWorkspace(-1))
    case KeyUsage.pageDown: showWorkspace(neighborWorkspace(1))
    case KeyUsage.delete: if let place { requestClose(layout.windows[place]) }
    case KeyUsage.digit1..<(KeyUsage.digit1 + UInt16(Limits.workspaces)):
      showWorkspace(Int(event.code - KeyUsage.digit1))
    default: break
    }
  }

  // MARK: Pointer

  private func windowInOverview(_ layout: OverviewLayout) -> WindowID? {
    let hit = layout.windows.indices.first { layout.cell($0).whole.contains(pointer) }
    return hit.map { layout.windows[$0] }
  }

  mutating func hoverOverview(_ open: Overview) {
    if let id = windowInOverview(overviewLayout()), id != open.selection { select(id) }
  }

  mutating func pressInOverview(_ button: PointerButton) {
    guard var open = overview else { return }
    let layout = overviewLayout()
    if let index = layout.card(at: pointer) { return showWorkspace(index) }
    guard let id = windowInOverview(layout) else { return setOverlay(nil) }
    if button == .middle { return requestClose(id) }
    open.selection = id
    open.held = id
    open.press = pointer
    grab = .overview
    setOverlay(.overview(open))
  }

  mutating func dragInOverview() {
    guard var open = overview, let held = open.held, windows[held] != nil else { return }
    if open.dragged == nil {
      guard distance(open.press, pointer) >= metrics.dragThreshold else { return }
      open.dragged = held
      setOverlay(.overview(open))
    }
    // The picture follows the pointer: a rectangle around it, where it was and where it is.
    damageOverlay()
  }

  /// The button is up: the window is chosen, or moves to the workspace that it was dropped on.
  mutating func dropInOverview() {
    endGrab()
    guard var open = overview, let held = open.held else { return }
    let wasDragged = open.dragged != nil
    open.held = nil
    open.dragged = nil
    setOverlay(.overview(open))
    if wasDragged {
      if let index = overviewLayout().card(at: pointer) { moveToWorkspace(held, index, follow: false) }
    } else if windows[held]?.isVisible == true {
      choose(held)
    }
  }
}
