// The one overlay that may be open: how it comes and goes, and the way of keys and pointer to it.

import Graphics
import Protocols

extension DesktopModel {
  /// The switcher, if it is what is open.
  public var switcher: Switcher? {
    if case .switcher(let switcher) = overlay { switcher } else { nil }
  }

  /// The overview, if it is what is open.
  public var overview: Overview? {
    if case .overview(let overview) = overlay { overview } else { nil }
  }

  /// Opens, changes or closes the overlay.
  mutating func setOverlay(_ new: Overlay?) {
    guard new != overlay else { return }
    damageOverlay()
    overlay = new
    damageOverlay()
    updateHover()
  }

  /// The overlay shows something that is not what it was.
  mutating func damageOverlay() {
    if let frame = overlayFrame { damage(frame) }
  }

  /// All that the overlay colours.
  public var overlayFrame: PixelRect? {
    switch overlay {
    case nil: nil
    case .overview: screen
    case .switcher(let open): metrics.outer(switcherLayout(open).frame)
    case .menu(let open): metrics.outer(menuLayout(open).frame)
    case .sheet: metrics.outer(sheetLayout.frame)
    case .question(let open): metrics.outer(questionLayout(open).frame)
    }
  }

  /// The places where overlays show a window in small: its pixels or its frame changed.
  mutating func damageThumbnails(_ id: WindowID) {
    switch overlay {
    case .switcher(let open):
      if let place = open.windows.firstIndex(of: id), let rect = switcherLayout(open).item(place) { damage(rect) }
    case .overview: for part in overviewParts(of: id) { damage(part) }
    case nil, .menu, .sheet, .question: break
    }
  }

  /// A window is not what it was: closed, hidden, away, or answering again.
  mutating func updateOverlay(of id: WindowID) {
    switch overlay {
    case .switcher: removeFromSwitcher(id)
    case .menu(let menu): if menu.window == id { setOverlay(nil) }
    case .question(let question): if question.window == id { setOverlay(nil) }
    case nil, .overview, .sheet: break
    }
  }

  // MARK: Input

  mutating func handleOverlayKey(_ event: InputEvent) {
    let isShift = event.modifiers.contains(.shift)
    switch overlay {
    case .switcher: switcherKey(event.code, backwards: isShift)
    case .overview: overviewKey(event)
    case .menu(let menu): menuKey(event.code, menu)
    case .question(let question): questionKey(event.code, question)
    case nil, .sheet: break
    }
  }

  mutating func pressInOverlay(_ button: PointerButton) {
    switch overlay {
    case .switcher: pressInSwitcher()
    case .overview: pressInOverview(button)
    case .menu(let menu): pressInMenu(menu)
    case .question(let question): pressInQuestion(question)
    case nil, .sheet: break
    }
  }

  /// The pointer moved over the overlay, no button held.
  mutating func hoverOverlay() {
    switch overlay {
    case .overview(let overview): hoverOverview(overview)
    case .menu(let menu):
      if let index = menuLayout(menu).index(at: pointer), menu.items[index].isEnabled, index != menu.selection {
        selectInMenu(menu, index)
      }
    case .question(let question):
      let row = questionLayout(question).index(at: pointer)
      if let row, row != 0, row != question.selectedRow {
        setOverlay(.question(HungQuestion(window: question.window, ends: row == HungQuestion.endRow)))
      }
    case nil, .sheet, .switcher: break
    }
  }
}
