// Signals of an interactive shell: Ctrl+C leaves the command, not the shell, and a new size redraws the line.

import ABI
import System

/// Collects signals, and waits for input and signals at once.
final class Signals {
  private let queue: SignalQueue
  private var events: EventQueue
  private var isInterrupted = false
  /// Whether the terminal has a new size.
  private(set) var isResized = false
  /// Whether the shell has been told to end.
  private(set) var isHungUp = false

  private static let inputMark: UInt64 = 1

  /// Collects from now on. Fails where signals cannot be collected.
  init() throws(Errno) {
    queue = try SignalQueue([.interrupt, .terminate, .hangup, .quit, .windowChange])
    events = try EventQueue()
    try events.subscribe(queue.handle.raw, .readable, userData: 0)
  }

  /// Whether Ctrl+C was pressed since the last call.
  func takeInterrupt() -> Bool {
    collect()
    defer { isInterrupted = false }
    return isInterrupted
  }

  func takeResize() -> Bool {
    defer { isResized = false }
    return isResized
  }

  private func collect() {
    while let signal = try? queue.next() {
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

  /// Waits until `input` can be read; true when Ctrl+C came first.
  func interrupts(waitFor input: RawHandle) -> Bool {
    while wait(for: input) != .input {
      if isInterrupted || isHungUp { return true }
    }
    return false
  }
}
