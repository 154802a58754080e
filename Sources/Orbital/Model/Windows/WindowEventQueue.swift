// What waits for one client to be read: bounded, and old news makes way for new.
//
// A newer pointer position, size or place replaces an older one that nothing came after; scrolls add up. A client that
// does not read at all cannot fill memory: at the bound the queue drops positions first, then its oldest event.

import Protocols

/// The events of one window.
public struct WindowEventQueue {
  private var events: [WindowEvent] = []

  public init() {}

  public var isEmpty: Bool { events.isEmpty }
  public var count: Int { events.count }

  public mutating func append(_ event: WindowEvent) {
    if let last = events.indices.last, events[last].kind == event.kind {
      switch WindowEventKind(rawValue: event.kind) {
      case .pointer, .move, .resize, .screen, .scale, .clipboard, .placed, .theme:
        events[last] = event
        return
      case .scroll:
        events[last].a = events[last].a.addingReportingOverflow(event.a).partialValue
        events[last].b = events[last].b.addingReportingOverflow(event.b).partialValue
        events[last].time = event.time
        return
      default: break
      }
    }
    // An older size or place is void even if other events came after it.
    switch WindowEventKind(rawValue: event.kind) {
    case .resize, .move, .placed: events.removeAll { $0.kind == event.kind }
    default: break
    }
    if events.count >= Limits.events { makeRoom() }
    events.append(event)
  }

  private mutating func makeRoom() {
    let place = events.firstIndex { $0.kind == WindowEventKind.pointer.rawValue } ?? 0
    events.remove(at: place)
  }

  /// Takes up to `limit` of the oldest events.
  public mutating func take(_ limit: Int) -> [WindowEvent] {
    let part = Array(events.prefix(max(0, limit)))
    events.removeFirst(part.count)
    return part
  }
}
