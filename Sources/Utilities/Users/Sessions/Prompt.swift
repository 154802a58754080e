// Questions to the person at the terminal: without echo where the answer is a secret, and with the terminal as it was
// when Ctrl+C ends them.

import ABI
import Protocols
import System
import UtilitySupport

/// Asks on a terminal.
struct Prompt {
  enum Answer {
    case typed(Bytes)
    /// The end of the input, or Ctrl+C.
    case nothing
  }

  /// Bytes of an answer; what is typed beyond is dropped.
  private static let limit = 1024

  private let input: RawHandle
  private let output: RawHandle
  /// Whether Ctrl+C ends a question. (It does not where the program collects signals itself.)
  private let isInterruptible: Bool

  /// On the terminal among the standard streams; nil where there is none.
  init?() {
    guard let terminal = Self.terminal else { return nil }
    (input, output, isInterruptible) = (terminal, terminal, true)
  }

  /// From the standard input, whatever it is.
  init(fromInputTo output: RawHandle, isInterruptible: Bool) {
    (input, self.output, self.isInterruptible) = (Streams.input, output, isInterruptible)
  }

  /// The terminal of the program.
  static var terminal: RawHandle? {
    [Streams.input, Streams.error, Streams.output].first { Terminal.isTerminal($0) }
  }

  /// A password.
  func secret(_ question: String) -> Answer {
    let mode = try? Terminal.mode(input)
    if var silent = mode {
      silent.flags.remove(.echo)
      try? Terminal.setMode(input, silent)
    }
    defer {
      if let mode {
        try? Terminal.setMode(input, mode)
        try? Streams.writeAll(output, [0x0a])
      }
    }
    try? Streams.writeAll(output, question.bytes)
    return line()
  }

  /// A line that may be seen.
  func line(_ question: String) -> Answer {
    try? Streams.writeAll(output, question.bytes)
    return line()
  }

  private func line() -> Answer {
    var answer = Bytes()
    // From anything but a terminal byte by byte: what follows the line is somebody else's.
    var buffer = Bytes(repeating: 0, count: Terminal.isTerminal(input) ? 256 : 1)
    let waiter = isInterruptible ? try? InterruptibleWait(input) : nil
    while true {
      if let waiter, !waiter.isReady() { return .nothing }
      guard let count = try? Streams.read(input, into: &buffer), count > 0 else {
        return answer.isEmpty ? .nothing : .typed(answer)
      }
      for byte in buffer.prefix(count) {
        if byte == 0x0a || byte == 0x0d { return .typed(answer) }
        if answer.count < Self.limit { answer.append(byte) }
      }
    }
  }
}

/// Waits for input and for Ctrl+C at once.
private final class InterruptibleWait {
  private var queue: EventQueue
  private let signals: SignalQueue

  init(_ input: RawHandle) throws(Errno) {
    signals = try SignalQueue([.interrupt, .quit, .terminate, .hangup])
    queue = try EventQueue()
    try queue.subscribe(signals.handle.raw, .readable, userData: 1)
    try queue.subscribe(input, .readable, userData: 2)
  }

  /// False when the person gave up.
  func isReady() -> Bool {
    while true {
      guard let events = try? queue.wait() else { return true }
      for event in events where event.userData == 1 {
        while let signal = try? signals.next() {
          if [.interrupt, .quit, .terminate, .hangup].contains(signal) { return false }
        }
      }
      if events.contains(where: { $0.userData == 2 }) { return true }
    }
  }
}
