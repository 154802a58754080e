// The screen's size and the work area, and what their changes do to the windows.

import Graphics
import Protocols

extension DesktopModel {
  /// The display has another size or scale.
  public mutating func setScreen(width: Int, height: Int, scale: Int = 256) {
    endGrab()
    setOverlay(nil)
    screen = PixelRect(x: 0, y: 0, width: max(1, width), height: max(1, height))
    metrics = Metrics(scale: scale)
    pointer = PixelPoint(
      x: min(max(pointer.x, 0), screen.width - 1), y: min(max(pointer.y, 0), screen.height - 1))
    for id in order {
      guard let window = windows[id] else { continue }
      if window.titleHeight > 0 { windows[id]?.titleHeight = metrics.title }
      if !window.flags.isDisjoint(with: [.panel, .back]) {
        setFrame(id, frameAfterScreenChange(window))
        send(
          id,
          WindowEvent(window: .screen, a: Int32(clamping: screen.width), b: Int32(clamping: screen.height)))
      }
    }
    workArea = .zero
    updateWorkArea()
    damage(screen)
    actions.append(.cursor)
  }

  /// Backgrounds fill the screen; panels keep their height and their distances from the edges.
  private func frameAfterScreenChange(_ window: Window) -> PixelRect {
    if window.flags.contains(.back) { return screen }
    let height = min(window.frame.height, max(1, screen.height / 4))
    let width = max(1, screen.width - 2 * metrics.panelMargin)
    return PixelRect(
      x: screen.minX + (screen.width - width) / 2, y: screen.maxY - metrics.panelMargin - height, width: width,
      height: height)
  }

  /// The panels or the screen changed: what is maximised or snapped follows, the rest stays in reach.
  mutating func updateWorkArea() {
    var bottom = screen.maxY
    for id in order {
      guard let window = windows[id], window.flags.contains(.panel), window.isVisible else { continue }
      // The same distance above the panel as below it.
      bottom = min(bottom, window.frame.minY - max(0, screen.maxY - window.frame.maxY))
    }
    let area = PixelRect(
      left: screen.minX, top: screen.minY, right: screen.maxX, bottom: max(bottom, screen.height / 2))
    guard area != workArea else { return }
    workArea = area
    fitTiles()
    for id in order {
      guard let window = windows[id], window.isDecorated || window.isOrdinary || window.placement != .normal else {
        continue
      }
      if window.placement == .normal {
        setFrame(id, reachable(fitted(window), titleHeight: window.titleHeight))
      } else {
        setFrame(id, frame(window, window.placement))
      }
    }
    updateHover()
  }

  /// No larger than the work area, if it may be resized.
  private func fitted(_ window: Window) -> PixelRect {
    guard window.isResizable else { return window.frame }
    let frame = window.frame
    return PixelRect(
      x: frame.minX, y: frame.minY, width: min(frame.width, workArea.width),
      height: min(frame.height, workArea.height))
  }
}
