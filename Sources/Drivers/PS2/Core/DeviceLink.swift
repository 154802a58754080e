// Commands to one device: bytes that it acknowledges one by one, answers, repetitions and time limits.
//
// Sans I/O: `nextByte` says what to send, `receive` takes what came, `timeOut` gives up. Commands are done in order.

/// A command for a keyboard or mouse.
struct DeviceCommand: Equatable {
  var bytes: [UInt8]
  /// Bytes that follow the last acknowledgement.
  var answerLength = 0
  /// Nanoseconds that each byte may take.
  var patience: UInt64 = 200_000_000
}

/// What a byte from the device meant.
enum LinkEvent: Equatable {
  /// Not part of a command: input.
  case input
  case consumed
  case completed(DeviceCommand, answer: [UInt8])
  case failed(DeviceCommand)
}

/// The conversation with one device.
struct DeviceLink {
  static let acknowledge: UInt8 = 0xFA
  static let resend: UInt8 = 0xFE
  /// After so many repetitions the device means it.
  private static let attempts = 3
  /// More commands than this wait for a device that is gone.
  private static let queueLimit = 32

  private enum State: Equatable {
    /// The first command of the queue has to be sent from this byte on.
    case ready(byte: Int, attempt: Int)
    case awaitingAcknowledge(byte: Int, attempt: Int, deadline: UInt64)
    case awaitingAnswer([UInt8], deadline: UInt64)
  }

  private var queue: [DeviceCommand] = []
  private var state = State.ready(byte: 0, attempt: 0)

  init() {}

  var isIdle: Bool { queue.isEmpty }

  /// When `timeOut` should be called.
  var deadline: UInt64? {
    switch state {
    case .ready: nil
    case .awaitingAcknowledge(_, _, let deadline), .awaitingAnswer(_, let deadline): deadline
    }
  }

  mutating func enqueue(_ command: DeviceCommand) {
    if queue.count < Self.queueLimit, !command.bytes.isEmpty { queue.append(command) }
  }

  /// Forgets everything: the device was replaced.
  mutating func reset() {
    queue.removeAll(keepingCapacity: true)
    state = .ready(byte: 0, attempt: 0)
  }

  /// True if `sent` will be called with a byte as soon as the controller takes one.
  var wantsToSend: Bool {
    if case .ready = state { return !queue.isEmpty }
    return false
  }

  /// The byte to send now; it counts as sent.
  mutating func nextByte(now: UInt64) -> UInt8? {
    guard case .ready(let byte, let attempt) = state, let command = queue.first, byte < command.bytes.count else {
      return nil
    }
    state = .awaitingAcknowledge(byte: byte, attempt: attempt, deadline: now &+ command.patience)
    return command.bytes[byte]
  }

  mutating func receive(_ value: UInt8, now: UInt64) -> LinkEvent {
    guard let command = queue.first else { return .input }
    switch state {
    case .ready: return .input
    case .awaitingAcknowledge(let byte, let attempt, _):
      if value == Self.resend {
        guard attempt + 1 < Self.attempts else { return finish(.failed(command)) }
        state = .ready(byte: byte, attempt: attempt + 1)
        return .consumed
      }
      guard value == Self.acknowledge else { return .input }
      if byte + 1 < command.bytes.count {
        state = .ready(byte: byte + 1, attempt: 0)
        return .consumed
      }
      if command.answerLength == 0 { return finish(.completed(command, answer: [])) }
      state = .awaitingAnswer([], deadline: now &+ command.patience)
      return .consumed
    case .awaitingAnswer(var answer, _):
      answer.append(value)
      if answer.count == command.answerLength { return finish(.completed(command, answer: answer)) }
      state = .awaitingAnswer(answer, deadline: now &+ command.patience)
      return .consumed
    }
  }

  /// Gives up the present command if its time is over.
  mutating func timeOut(now: UInt64) -> LinkEvent {
    guard let deadline, deadline <= now, let command = queue.first else { return .consumed }
    return finish(.failed(command))
  }

  private mutating func finish(_ event: LinkEvent) -> LinkEvent {
    queue.removeFirst()
    state = .ready(byte: 0, attempt: 0)
    return event
  }
}
