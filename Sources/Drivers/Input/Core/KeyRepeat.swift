// Repeats the key that is held: after half a second, thirty times a second.

/// The repeating of one key.
struct KeyRepeat {
  /// Nanoseconds.
  static let delay: UInt64 = 500_000_000
  static let interval: UInt64 = 33_333_333

  private(set) var usage: UInt16 = 0
  private(set) var deadline: UInt64?

  mutating func press(_ usage: UInt16, now: UInt64) {
    self.usage = usage
    deadline = now &+ Self.delay
  }

  mutating func release(_ usage: UInt16) {
    if usage == self.usage { deadline = nil }
  }

  mutating func stop() { deadline = nil }

  /// The key to repeat now. A late call repeats once, not as often as time was lost.
  mutating func timeOut(now: UInt64) -> UInt16? {
    guard let due = deadline, due <= now else { return nil }
    deadline = now &+ Self.interval
    return usage
  }
}
