// Days and times of the Gregorian calendar, as numbers that may be out of their range until they are normalized.

/// A date and time of day without a zone.
public struct CivilTime: Equatable, Sendable {
  public var year: Int
  /// 1 to 12.
  public var month: Int
  /// 1 to 31.
  public var day: Int
  public var hour: Int
  public var minute: Int
  public var second: Int

  /// Years beyond this are refused, so that nothing overflows.
  static let yearLimit = 1 << 31

  /// The time at `seconds` after 1970-01-01 00:00.
  public init(seconds: Int) {
    let bounded = max(-60_000_000_000_000_000, min(seconds, 60_000_000_000_000_000))
    let days = Self.floored(bounded, 86400)
    let inDay = bounded - days * 86400
    (hour, minute, second) = (inDay / 3600, inDay / 60 % 60, inDay % 60)
    // Years that start in March put the leap day last.
    let shifted = days + 719_468
    let era = Self.floored(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  static func floored(_ value: Int, _ divisor: Int) -> Int {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }

  /// Days from 1970-01-01 to the first of January of `year` and further.
  static func days(year: Int, month: Int, day: Int) -> Int {
    let months = year * 12 + month - 1
    let wholeYear = floored(months, 12)
    let wholeMonth = months - wholeYear * 12 + 1
    let marchYear = wholeMonth > 2 ? wholeYear : wholeYear - 1
    let era = floored(marchYear, 400)
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (wholeMonth + (wholeMonth > 2 ? -3 : 9)) + 2) / 5
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468 + day - 1
  }

  /// Seconds after 1970-01-01 00:00; parts out of their range count on.
  public var seconds: Int? {
    guard abs(year) < Self.yearLimit, abs(month) < Self.yearLimit, abs(day) < 1 << 40, abs(hour) < 1 << 40,
      abs(minute) < 1 << 45, abs(second) < 1 << 50
    else { return nil }
    return Self.days(year: year, month: month, day: day) * 86400 + hour * 3600 + minute * 60 + second
  }

  /// Whether every part is in its range.
  public var isProper: Bool {
    guard let seconds else { return false }
    return CivilTime(seconds: seconds) == self
  }

  /// 0 for Sunday.
  public var weekday: Int {
    let days = Self.days(year: year, month: month, day: day)
    return ((days + 4) % 7 + 7) % 7
  }

  /// 1 to 366.
  public var dayOfYear: Int {
    Self.days(year: year, month: month, day: day) - Self.days(year: year, month: 1, day: 1) + 1
  }

  /// The year and week (1 to 53) of ISO 8601: weeks start on Monday, the first one holds the fourth of January.
  public var isoWeek: (year: Int, week: Int) {
    let fromMonday = (weekday + 6) % 7
    let thursday = dayOfYear + 3 - fromMonday
    if thursday < 1 {
      let before = Self.days(year: year, month: 1, day: 1) - Self.days(year: year - 1, month: 1, day: 1)
      return (year - 1, (thursday + before - 1) / 7 + 1)
    }
    let length = Self.days(year: year + 1, month: 1, day: 1) - Self.days(year: year, month: 1, day: 1)
    return thursday > length ? (year + 1, 1) : (year, (thursday - 1) / 7 + 1)
  }
}
