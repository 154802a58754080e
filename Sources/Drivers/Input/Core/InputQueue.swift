// Events that wait for a reader: bounded; motions and scrolls that follow each other are one.

import Protocols

/// A bounded queue of input events.
struct InputQueue {
  /// A reader that is this far behind has lost touch; at 1000 reports a second it is half a second of mouse.
  static let limit = 512

  private var events: [InputEvent] = []

  var isEmpty: Bool { events.isEmpty }
  var count: Int { events.count }

  mutating func append(_ event: InputEvent) {
    if let last = events.indices.last, events[last].kind == event.kind, events[last].modifiers == event.modifiers {
      switch InputEventKind(rawValue: event.kind) {
      case .motion, .scroll:
        events[last].a = Self.sum(events[last].a, event.a)
        events[last].b = Self.sum(events[last].b, event.b)
        events[last].time = event.time
        return
      case .position:
        events[last] = event
        return
      default: break
      }
    }
    if events.count >= Self.limit { makeRoom() }
    events.append(event)
  }

  /// Motion can be spared, keys and buttons only if there is nothing else.
  private mutating func makeRoom() {
    let place = events.firstIndex { event in
      event.kind == InputEventKind.motion.rawValue || event.kind == InputEventKind.position.rawValue
    }
    events.remove(at: place ?? 0)
  }

  private static func sum(_ first: Int32, _ second: Int32) -> Int32 {
    Int32(clamping: Int64(first) + Int64(second))
  }

  mutating func take(_ limit: Int) -> [InputEvent] {
    let part = Array(events.prefix(max(0, limit)))
    events.removeFirst(part.count)
    return part
  }
}
