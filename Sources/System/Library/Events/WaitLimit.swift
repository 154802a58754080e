// How long a thread waits at most, whatever it waits for: for programs that ask others who may not answer.

/// A limit for everything that waits inside a piece of work.
public enum WaitLimit {
  /// Does something in which no call of this thread waits beyond a moment: what has not happened by then fails with
  /// `.timedOut`, and a server that has a request is told that nobody waits for it any more. An earlier limit from
  /// outside holds on. On Linux (previews, tests) nothing is limited.
  /// - Parameter deadline: monotonic nanoseconds.
  public static func until<Value, Failure: Error>(
    _ deadline: UInt64, _ work: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let before = Platform.limitWaits(deadline)
    if before < deadline { _ = Platform.limitWaits(before) }
    defer { _ = Platform.limitWaits(before) }
    return try work()
  }
}
