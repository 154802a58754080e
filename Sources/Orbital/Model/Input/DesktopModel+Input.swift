// The door for events from `input:consumer`.

import Graphics
import Protocols

extension DesktopModel {
  /// Takes one event of a keyboard or pointer. Kinds that are not known are ignored.
  public mutating func handle(_ event: InputEvent) {
    advance(to: event.time)
    switch InputEventKind(rawValue: event.kind) {
    case .key: handleKey(event)
    case .text: handleText(event)
    case .motion:
      let x = clamp(pointer.x &+ Int(event.a), screen.width)
      let y = clamp(pointer.y &+ Int(event.b), screen.height)
      movePointer(to: PixelPoint(x: x, y: y), event)
    case .position:
      let x = clamp(Int(event.a) * screen.width / 65536, screen.width)
      let y = clamp(Int(event.b) * screen.height / 65536, screen.height)
      movePointer(to: PixelPoint(x: x, y: y), event)
    case .button: handleButton(event)
    case .scroll: handleScroll(event)
    case nil: break
    }
  }

  private func clamp(_ value: Int, _ size: Int) -> Int { min(max(value, 0), max(0, size - 1)) }
}
