// How fast passwords can be guessed: each wrong one costs its user time, and more after several.
//
// Kept by the user who guesses, so that nobody can keep another one from logging in. Time is monotonic nanoseconds.

/// The pauses after wrong passwords.
public struct GuessLimiter: Sendable {
  public enum Limits {
    /// Nanoseconds before the answer to a wrong password.
    public static let pause: UInt64 = 2_000_000_000
    /// After this many in a row …
    public static let patience = 6
    /// … the answer takes so long.
    public static let longPause: UInt64 = 20_000_000_000
    /// Users that are remembered.
    public static let users = 256
  }

  private struct Record {
    var user: UInt32
    var failures = 0
    var until: UInt64 = 0
  }

  private var records: [Record] = []

  public init() {}

  /// Whether a guess of this user is looked at now, or counts as wrong unseen: one at a time.
  public func mayGuess(_ user: UInt32, now: UInt64) -> Bool {
    records.first { $0.user == user }.map { $0.until <= now } ?? true
  }

  /// - Returns: when the guess is to be answered.
  public mutating func failed(_ user: UInt32, now: UInt64) -> UInt64 {
    var record = Record(user: user)
    if let place = records.firstIndex(where: { $0.user == user }) {
      record = records.remove(at: place)
    } else if records.count >= Limits.users {
      records.removeFirst()
    }
    record.failures += 1
    record.until = max(record.until, now) &+ (record.failures > Limits.patience ? Limits.longPause : Limits.pause)
    records.append(record)
    return record.until
  }

  public mutating func succeeded(_ user: UInt32) { records.removeAll { $0.user == user } }
}
