// Alt+Tab and Super+Tab: the most recently used order, Shift goes back, Escape gives up, letting go chooses.

import Graphics
import Protocols

extension DesktopModel {
  /// Opens the switcher, or steps in it.
  mutating func stepSwitcher(backwards: Bool, isSuper: Bool) {
    if var open = switcher {
      let count = open.windows.count
      open.selection = ((open.selection + (backwards ? -1 : 1)) % count + count) % count
      return setOverlay(.switcher(open))
    }
    let candidates = recent.filter { windows[$0]?.isAway == false }
    guard let latest = candidates.first else { return }
    dismissPopups()
    endGrab()
    // With the focus on a window the first step leads to the one before it, without one to the most recent.
    let hasCurrent = active.map { listedOwner($0) } == latest
    let count = candidates.count
    let first = hasCurrent ? (backwards ? count - 1 : 1 % count) : backwards ? count - 1 : 0
    setOverlay(.switcher(Switcher(windows: candidates, selection: first, isSuper: isSuper)))
  }

  /// Closes the switcher; `choose` brings the selected window to the front.
  mutating func endSwitcher(choose: Bool) {
    guard let open = switcher else { return }
    setOverlay(nil)
    if choose, let id = open.selected { bringBack(id) }
    updateHover()
  }

  mutating func switcherKey(_ key: UInt16, backwards: Bool) {
    guard let open = switcher else { return }
    switch key {
    case KeyUsage.tab: stepSwitcher(backwards: backwards, isSuper: open.isSuper)
    case KeyUsage.right, KeyUsage.down: stepSwitcher(backwards: false, isSuper: open.isSuper)
    case KeyUsage.left, KeyUsage.up: stepSwitcher(backwards: true, isSuper: open.isSuper)
    case KeyUsage.escape: endSwitcher(choose: false)
    case KeyUsage.enter: endSwitcher(choose: true)
    default: break
    }
  }

  mutating func pressInSwitcher() {
    guard var open = switcher else { return }
    let layout = switcherLayout(open)
    guard let hit = layout.shown.first(where: { layout.item($0)?.contains(pointer) == true }) else {
      return endSwitcher(choose: false)
    }
    open.selection = hit
    setOverlay(.switcher(open))
    endSwitcher(choose: true)
  }

  mutating func removeFromSwitcher(_ id: WindowID) {
    guard var open = switcher, let place = open.windows.firstIndex(of: id) else { return }
    open.windows.remove(at: place)
    if open.selection > place || open.selection >= open.windows.count { open.selection = max(0, open.selection - 1) }
    setOverlay(open.windows.isEmpty ? nil : .switcher(open))
  }

  /// Where the switcher's card lies, and its items.
  public func switcherLayout(_ open: Switcher) -> SwitcherLayout {
    SwitcherLayout(count: open.windows.count, selection: open.selection, screen: screen, metrics: metrics)
  }
}
