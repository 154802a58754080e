// Signals as something to read: while a SignalQueue is open they do not end the process.

public import ABI

/// The signals that were sent to this process.
public struct SignalQueue: ~Copyable {
  /// Readable when a signal waits.
  public let handle: Handle

  /// Collects these signals from now on (in Apus all but `kill`).
  public init(_ signals: [Signal] = [.interrupt, .terminate, .hangup, .quit, .windowChange]) throws(Errno) {
    handle = Handle(owning: try Platform.openSignals(signals))
  }

  /// The next signal, or nil when none waits.
  public func next() throws(Errno) -> Signal? { try Platform.nextSignal(handle.raw) }
}
