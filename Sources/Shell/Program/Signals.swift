// Signals of a shell: Ctrl+C leaves the command, not the shell; a new size redraws the line; `trap` gets the others.

import ABI
import System

/// Collects signals, and waits for input, processes and signals at once.
final class Signals {
  private var queue: SignalQueue
  private var events: EventQueue
  /// What the queue collects.
  private var collected: [Signal]
  /// The signals that `trap` asked for, by number.
  private var trapped: [Int32] = []
  /// Signals that came and that the evaluator has not taken yet.
  private var pending: [Int32] = []
  /// Whether a person types into this shell, so that Ctrl+C and a hang-up have a meaning of their own.
  private let isInteractive: Bool
  private var isInterrupted = false
  /// Whether the terminal has a new size.
  private(set) var isResized = false
  /// Whether the shell has been told to end.
  private(set) var isHungUp = false

  private static let inputMark: UInt64 = 1

  /// Collects from now on what a shell needs for the person who types into it. Fails where signals cannot be collected.
  convenience init() throws(Errno) {
    try self.init([.interrupt, .terminate, .hangup, .quit, .windowChange], isInteractive: true)
  }

  /// Collects `signals` from now on, for `trap`.
  init(_ signals: [Signal], isInteractive: Bool) throws(Errno) {
    self.isInteractive = isInteractive
    collected = signals
    queue = try SignalQueue(signals)
    events = try EventQueue()
    try events.subscribe(queue.handle.raw, .readable, userData: 0)
  }

  /// Hands these signals to the evaluator from now on.
  func watch(_ numbers: [Int32]) {
    for number in numbers where !trapped.contains(number) { trapped.append(number) }
    let missing = numbers.compactMap { Signal(rawValue: UInt32(bitPattern: $0)) }.filter { !collected.contains($0) }
    guard !missing.isEmpty else { return }
    collect()
    collected += missing
    do throws(Errno) {
      let wider = try SignalQueue(collected)
      events.unsubscribe(queue.handle.raw)
      queue = wider
      try events.subscribe(queue.handle.raw, .readable, userData: 0)
    } catch {
      return
    }
  }

  /// Whether Ctrl+C was pressed since the last call.
  func takeInterrupt() -> Bool {
    collect()
    defer { isInterrupted = false }
    return isInterrupted
  }

  /// The signals that came for the evaluator since the last call.
  func takePending() -> [Int32] {
    collect()
    defer { pending = [] }
    return pending
  }

  func takeResize() -> Bool {
    defer { isResized = false }
    return isResized
  }

  private func collect() {
    while let signal = try? queue.next() {
      let number = Int32(bitPattern: signal.rawValue)
      if !isInteractive || trapped.contains(number) {
        pending.append(number)
        continue
      }
      switch signal {
      case .interrupt: isInterrupted = true
      case .windowChange: isResized = true
      case .hangup, .terminate: isHungUp = true
      default: break
      }
    }
  }

  /// What ended a wait.
  enum Awakening { case input, signal, timeout }

  /// Waits until `input` can be read, a signal comes, or `deadline` (monotonic nanoseconds) is over.
  func wait(for input: RawHandle, deadline: UInt64? = nil) -> Awakening {
    do throws(Errno) {
      try events.subscribe(input, .readable, userData: Self.inputMark)
      defer { events.unsubscribe(input) }
      let happened = try events.wait(deadline: deadline)
      collect()
      if happened.contains(where: { $0.userData == Self.inputMark }) { return .input }
      return happened.isEmpty ? .timeout : .signal
    } catch {
      return .input
    }
  }

  /// Waits until `process` (its handle) has ended; false when a signal for the evaluator, or Ctrl+C, came first.
  func waits(for process: RawHandle) -> Bool {
    while true {
      let hasEnded = wait(for: process) == .input
      if isInterrupted || isHungUp || !pending.isEmpty { return false }
      if hasEnded { return true }
    }
  }

  /// Waits until `input` can be read; true when Ctrl+C came first.
  func interrupts(waitFor input: RawHandle) -> Bool {
    while wait(for: input) != .input {
      if isInterrupted || isHungUp { return true }
    }
    return false
  }
}
