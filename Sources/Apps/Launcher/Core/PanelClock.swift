// The clock of the panel: its text, its date, and when it has to be painted again. Time comes as an argument.

/// A moment in the calendar.
public struct PanelClock: Equatable, Sendable {
  public let year: Int64
  /// 1 to 12.
  public let month: Int
  /// 1 to 31.
  public let day: Int
  /// 0 is Sunday.
  public let weekday: Int
  public let hour: Int
  public let minute: Int
  public let second: Int

  /// From seconds since 1970 in UTC and the zone's distance from UTC in seconds.
  public init(seconds: Int64, offset: Int64 = 0) {
    let bound: Int64 = 100_000_000_000_000
    let local = min(max(seconds, -bound), bound) + min(max(offset, -86_400), 86_400)
    let days = local >= 0 ? local / 86_400 : (local + 1) / 86_400 - 1
    let rest = Int(local - days * 86_400)
    hour = rest / 3600
    minute = rest % 3600 / 60
    second = rest % 60
    // 1 January 1970 was a Thursday.
    weekday = Int(((days + 4) % 7 + 7) % 7)
    // Years counted from 1 March of the year 0, so that the leap day is the last of its year.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
    year = yearOfEra + era * 400 + (shiftedMonth >= 10 ? 1 : 0)
  }

  /// "14:05", or "2:05 PM".
  public func time(uses24Hours: Bool = true) -> String {
    if uses24Hours { return "\(PanelClock.two(hour)):\(PanelClock.two(minute))" }
    return "\(hour % 12 == 0 ? 12 : hour % 12):\(PanelClock.two(minute)) \(hour < 12 ? "AM" : "PM")"
  }

  /// "Sat 21 Nov".
  public var shortDate: String {
    "\(PanelClock.weekdays[weekday].prefix(3)) \(day) \(PanelClock.months[month - 1].prefix(3))"
  }

  /// "Saturday, 21 November 2026".
  public var longDate: String { "\(PanelClock.weekdays[weekday]), \(day) \(PanelClock.months[month - 1]) \(year)" }

  /// Seconds until the text changes, 1 to 60.
  public var secondsToNextMinute: Int { 60 - second }

  private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
