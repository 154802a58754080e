// What a user can wish for a single window: above the others, or with the others shining through.

import Graphics
import Protocols

extension DesktopModel {
  /// Keeps a window, with its dialogs, above ordinary ones, or no longer.
  mutating func setAbove(_ id: WindowID, _ isAbove: Bool) {
    let owner = listedOwner(id)
    guard let window = windows[owner], window.isOrdinary, window.isAbove != isAbove else { return }
    for part in family(owner) {
      windows[part]?.isAbove = isAbove
      placeChanged(part)
    }
    restack()
    raise(owner)
    windowListChanged()
    updateHover()
  }

  /// Sets how much of a window covers what is below, within what can still be seen.
  mutating func setOpacity(_ id: WindowID, _ opacity: UInt8) {
    let opacity = max(opacity, Window.leastOpacity)
    guard let window = windows[id], window.isOrdinary, window.opacity != opacity else { return }
    windows[id]?.opacity = opacity
    damageWhole(window)
    placeChanged(id)
  }

  mutating func changeOpacity(_ id: WindowID, by step: Int) {
    guard let window = windows[id] else { return }
    setOpacity(id, UInt8(clamping: Int(window.opacity) + step))
  }
}
