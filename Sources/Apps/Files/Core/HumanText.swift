// Sizes and dates as people read them. The time and the zone come as arguments: nothing here looks at a clock.

/// Words for numbers.
public enum HumanText {
  /// A size: "1 byte", "999 bytes", "1.2 MB" in powers of 1000, as disks are sold.
  public static func size(_ bytes: UInt64) -> String {
    if bytes < 1000 { return bytes == 1 ? "1 byte" : "\(bytes) bytes" }
    let units = ["kB", "MB", "GB", "TB", "PB", "EB"]
    var unit = 0
    var scale: UInt64 = 1000
    // One digit behind the point until 100; 999.5 of a unit is shown in the next one.
    while unit < units.count - 1, bytes / scale > 999 || bytes / scale == 999 && bytes % scale >= scale / 2 {
      scale *= 1000
      unit += 1
    }
    let tenths = bytes / (scale / 10) + (bytes % (scale / 10) >= scale / 20 ? 1 : 0)
    if tenths >= 1000 { return "\(bytes / scale + (bytes % scale >= scale / 2 ? 1 : 0)) \(units[unit])" }
    return tenths % 10 == 0 ? "\(tenths / 10) \(units[unit])" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }

  /// A number of things: "1 item", "3 items".
  public static func count(_ count: Int, _ singular: String, _ plural: String) -> String {
    "\(count) \(count == 1 ? singular : plural)"
  }

  /// A date seen from `now`: "Today 09:05", "Yesterday 23:10", "4 Mar 12:00", "4 Mar 2024". Both in seconds since 1970;
  /// `offset` is the zone's distance from UTC in seconds. An unknown date (0) is a dash.
  public static func date(_ seconds: Int64, now: Int64, offset: Int64) -> String {
    guard seconds != 0 else { return "\u{2013}" }
    let local = CivilTime(seconds: seconds, offset: offset)
    let today = CivilTime(seconds: now, offset: offset)
    let time = "\(two(local.hour)):\(two(local.minute))"
    if local.day == today.day { return "Today \(time)" }
    if local.day == today.day - 1 { return "Yesterday \(time)" }
    let (year, month, day) = local.date
    let name = months[min(max(month - 1, 0), 11)]
    return year == today.date.year ? "\(day) \(name) \(time)" : "\(day) \(name) \(year)"
  }

  /// What is left of a job: "a few seconds", "2 minutes".
  public static func remaining(seconds: Int) -> String {
    if seconds < 10 { return "a few seconds" }
    if seconds < 60 { return "\((seconds + 9) / 10 * 10) seconds" }
    if seconds < 3600 { return count((seconds + 59) / 60, "minute", "minutes") }
    return count((seconds + 3599) / 3600, "hour", "hours")
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  private static func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

/// A moment in days and hours of the proleptic Gregorian calendar.
struct CivilTime {
  /// Days since 1 January 1970.
  let day: Int64
  let hour: Int64
  let minute: Int64

  init(seconds: Int64, offset: Int64) {
    // A file system may report any number; three million years either way are enough to show that it is wrong.
    let local = min(max(seconds, -100_000_000_000_000), 100_000_000_000_000) + min(max(offset, -86_400), 86_400)
    day = local >= 0 ? local / 86400 : (local + 1) / 86400 - 1
    let rest = local - day * 86400
    hour = rest / 3600
    minute = rest % 3600 / 60
  }

  /// Year, month and day. Counts in years that begin in March, so that the leap day is the last.
  var date: (year: Int64, month: Int, day: Int64) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let civilMonth = month < 10 ? month + 3 : month - 9
    return (yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0), Int(civilMonth), day)
  }
}
