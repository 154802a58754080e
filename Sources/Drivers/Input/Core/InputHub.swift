// The heart of `input:`: drivers' events come in, the reader's come out with modifiers, characters and repeats.
//
// Sans I/O: the daemon calls `receive` and `timeOut`, and answers reads from `take`. Everything is bounded. A driver
// that dies lets go of what it held. Of several readers the one that came last gets the events.

import Protocols

/// Producers, consumers and the state of keyboard and buttons.
public struct InputHub {
  private struct Producer {
    var id: UInt64
    var keys: [UInt16] = []
    var buttons: UInt32 = 0
  }
  private struct Consumer {
    var id: UInt64
    var queue = InputQueue()
  }

  /// More devices and readers than any machine has.
  public static let limit = 64
  /// Keys held at a time on one device.
  private static let keyLimit = 64

  private var producers: [Producer] = []
  private var consumers: [Consumer] = []
  private var keyboard: KeyboardState
  private var keyRepeat = KeyRepeat()

  public init(keymap: Keymap = .standard) { keyboard = KeyboardState(keymap: keymap) }

  // MARK: Who is there

  /// False if there are too many.
  public mutating func addProducer(_ id: UInt64) -> Bool {
    guard producers.count < Self.limit else { return false }
    producers.append(Producer(id: id))
    return true
  }

  public mutating func addConsumer(_ id: UInt64) -> Bool {
    guard consumers.count < Self.limit else { return false }
    consumers.append(Consumer(id: id))
    keyRepeat.stop()
    keyboard.forgetDeadKey()
    return true
  }

  /// A driver or reader is gone.
  public mutating func remove(_ id: UInt64, now: UInt64) {
    if let index = producers.firstIndex(where: { $0.id == id }) {
      let gone = producers.remove(at: index)
      for key in gone.keys { handleKey(key, pressed: false, now) }
      for button in UInt16(1)...5 where gone.buttons & (1 << UInt32(button)) != 0 {
        emit(InputEvent(.button, code: button, state: 0, time: now))
      }
    }
    if consumers.last?.id == id { keyRepeat.stop() }
    consumers.removeAll { $0.id == id }
  }

  // MARK: Events in

  /// Takes one event from a driver. What makes no sense is dropped.
  public mutating func receive(_ event: InputEvent, from id: UInt64, now current: UInt64) {
    // The driver knows when it happened; none of them knows the future.
    let now = event.time == 0 ? current : min(event.time, current)
    guard let index = producers.firstIndex(where: { $0.id == id }) else { return }
    switch InputEventKind(rawValue: event.kind) {
    case .key:
      guard event.code > 3, event.code < 256 else { return }
      receiveKey(event.code, pressed: event.state != 0, index, now)
    case .button:
      guard PointerButton(rawValue: event.code) != nil else { return }
      let bit = UInt32(1) << UInt32(event.code)
      let pressed = event.state != 0
      guard (producers[index].buttons & bit != 0) != pressed else { return }
      producers[index].buttons ^= bit
      emit(InputEvent(.button, code: event.code, state: pressed ? 1 : 0, time: now))
    case .motion: emit(InputEvent(.motion, a: event.a, b: event.b, time: now))
    case .position:
      guard event.a >= 0, event.a <= 65535, event.b >= 0, event.b <= 65535 else { return }
      emit(InputEvent(.position, a: event.a, b: event.b, time: now))
    case .scroll: emit(InputEvent(.scroll, a: event.a, b: event.b, time: now))
    case .text, nil: break
    }
  }

  private mutating func receiveKey(_ usage: UInt16, pressed: Bool, _ index: Int, _ now: UInt64) {
    if let held = producers[index].keys.firstIndex(of: usage) {
      if pressed { return }
      producers[index].keys.remove(at: held)
    } else {
      guard pressed, producers[index].keys.count < Self.keyLimit else { return }
      producers[index].keys.append(usage)
    }
    handleKey(usage, pressed: pressed, now)
  }

  private mutating func handleKey(_ usage: UInt16, pressed: Bool, _ now: UInt64) {
    keyboard.note(usage, pressed: pressed)
    if !KeyboardState.isStill(usage) {
      if pressed { keyRepeat.press(usage, now: now) } else { keyRepeat.release(usage) }
    }
    emitKey(usage, state: pressed ? 1 : 0, now)
  }

  private mutating func emitKey(_ usage: UInt16, state: UInt16, _ now: UInt64) {
    let base = Int32(truncatingIfNeeded: keyboard.base(usage))
    emit(InputEvent(.key, code: keyboard.meaning(usage), state: state, a: base, time: now))
    guard state != 0 else { return }
    for scalar in keyboard.text(usage) {
      emit(InputEvent(.text, code: usage, state: state, a: Int32(truncatingIfNeeded: scalar), time: now))
    }
  }

  private mutating func emit(_ event: InputEvent) {
    guard !consumers.isEmpty else { return }
    var event = event
    event.modifiers = keyboard.modifiers
    consumers[consumers.count - 1].queue.append(event)
  }

  // MARK: Time

  /// When `timeOut` wants to be called.
  public var deadline: UInt64? { consumers.isEmpty ? nil : keyRepeat.deadline }

  public mutating func timeOut(now: UInt64) {
    if let usage = keyRepeat.timeOut(now: now) { emitKey(usage, state: 2, now) }
  }

  // MARK: Events out

  public func hasEvents(_ id: UInt64) -> Bool {
    consumers.first { $0.id == id }?.queue.isEmpty == false
  }

  /// Up to `limit` events for a reader.
  public mutating func take(_ id: UInt64, limit: Int) -> [InputEvent] {
    guard let index = consumers.firstIndex(where: { $0.id == id }) else { return [] }
    return consumers[index].queue.take(limit)
  }

  // MARK: Settings

  /// Lights: bit 0 Num Lock, 1 Caps Lock, 2 Scroll Lock.
  public var lights: UInt8 { keyboard.lights }

  public var keymap: Keymap {
    get { keyboard.keymap }
    set {
      keyboard.keymap = newValue
      keyboard.forgetDeadKey()
    }
  }
}
