// When a timer fires: as a line of a crontab says, or every so often.
//
//   at    = 30 3 * * 1-5        minute hour day month weekday; lists, ranges, steps, names
//   at    = @daily              @hourly @daily @weekly @monthly @yearly
//   every = 10m                 seconds, minutes, hours, days: 90s 10m 2h 1d
//
// Times are UTC. As with cron elsewhere: where both day and weekday are restricted (neither begins with `*`), either is
// enough. Specification: POSIX.1-2017, crontab; Vixie cron for steps, names and `@`.

/// When something is due.
public enum Schedule: Equatable, Sendable {
  case at(CalendarPattern)
  /// So many nanoseconds after the last time.
  case every(UInt64)

  /// Bounds of `every`.
  public enum Limits {
    public static let shortest: UInt64 = 1_000_000_000
    /// A year.
    public static let longest: UInt64 = 366 * 86_400 * 1_000_000_000
  }

  /// `every`: a number with s, m, h or d behind it, seconds without. Nil for anything else.
  public init?(every text: [UInt8]) {
    let units: [(UInt8, UInt64)] = [
      (UInt8(ascii: "s"), 1), (UInt8(ascii: "m"), 60), (UInt8(ascii: "h"), 3600), (UInt8(ascii: "d"), 86_400),
    ]
    let unit = units.first { $0.0 == text.last }
    guard let number = CalendarPattern.number(unit == nil ? text[...] : text.dropLast()) else { return nil }
    // Six digits at most, so the products fit.
    let nanoseconds = UInt64(number) * (unit?.1 ?? 1) * 1_000_000_000
    guard (Limits.shortest...Limits.longest).contains(nanoseconds) else { return nil }
    self = .every(nanoseconds)
  }

  /// `at`: nil for what is no pattern, or one that never comes (30 February).
  public init?(at text: [UInt8]) {
    guard let pattern = CalendarPattern(text), pattern.next(after: 0) != nil else { return nil }
    self = .at(pattern)
  }
}
