// Who has proved who they are a moment ago: a password counts for five minutes on the terminal where it was typed.
//
// Time is monotonic nanoseconds, passed in.

/// Tickets by user and terminal.
public struct SudoTickets: Sendable {
  public enum Limits {
    /// Nanoseconds that a ticket lasts: as sudo's.
    public static let life: UInt64 = 300_000_000_000
    /// Tickets that are kept; the oldest gives way.
    public static let count = 256
  }

  private struct Ticket {
    var user: UInt32
    var terminal: [UInt8]
    var until: UInt64
  }

  private var tickets: [Ticket] = []

  public init() {}

  /// Without a terminal there is none.
  public func isValid(_ user: UInt32, _ terminal: [UInt8], now: UInt64) -> Bool {
    !terminal.isEmpty
      && tickets.contains { $0.user == user && $0.terminal == terminal && $0.until > now }
  }

  public mutating func grant(_ user: UInt32, _ terminal: [UInt8], now: UInt64) {
    guard !terminal.isEmpty else { return }
    tickets.removeAll { $0.until <= now || ($0.user == user && $0.terminal == terminal) }
    if tickets.count >= Limits.count { tickets.removeFirst() }
    tickets.append(Ticket(user: user, terminal: terminal, until: now &+ Limits.life))
  }

  public mutating func forget(_ user: UInt32, _ terminal: [UInt8]) {
    tickets.removeAll { $0.user == user && $0.terminal == terminal }
  }
}
