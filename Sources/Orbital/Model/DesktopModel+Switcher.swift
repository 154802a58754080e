// Alt+Tab and Super+Tab: the most recently used order, Shift goes back, Escape gives up, letting go chooses.

import ABI
import Graphics

extension DesktopModel {
  /// Opens the switcher, or steps in it.
  mutating func stepSwitcher(backwards: Bool, isSuper: Bool) {
    if switcher == nil {
      guard !recent.isEmpty else { return }
      dismissPopups()
      endGrab()
      // With the focus on a window the first step leads to the one before it, without one to the most recent.
      let hasCurrent = active.map { listedOwner($0) } == recent[0]
      switcher = Switcher(windows: recent, selection: hasCurrent ? 0 : -1, isSuper: isSuper)
    }
    guard var open = switcher else { return }
    let count = open.windows.count
    open.selection = ((open.selection + (backwards ? -1 : 1)) % count + count) % count
    switcher = open
    damageSwitcher()
  }

  /// Closes the switcher; `choose` brings the selected window to the front.
  mutating func endSwitcher(choose: Bool) {
    guard let open = switcher else { return }
    damageSwitcher()
    switcher = nil
    if choose, let id = open.selected { bringBack(id) }
    updateHover()
  }

  mutating func removeFromSwitcher(_ id: WindowID) {
    guard var open = switcher, let place = open.windows.firstIndex(of: id) else { return }
    damageSwitcher()
    open.windows.remove(at: place)
    if open.selection > place || open.selection >= open.windows.count { open.selection -= 1 }
    switcher = open.windows.isEmpty ? nil : open
    if let switcher, switcher.selection < 0 { self.switcher?.selection = 0 }
    damageSwitcher()
  }

  mutating func damageSwitcher() {
    if let open = switcher { damage(metrics.outer(switcherLayout(open).frame)) }
  }

  /// Where the switcher's card lies, and its items.
  public func switcherLayout(_ open: Switcher) -> SwitcherLayout {
    SwitcherLayout(count: open.windows.count, selection: open.selection, screen: screen, metrics: metrics)
  }
}
