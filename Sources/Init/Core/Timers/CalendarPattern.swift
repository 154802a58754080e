// A line of a crontab: which minutes of the calendar it means, and which of them comes next.

/// Sets of minutes, hours, days, months and weekdays.
public struct CalendarPattern: Equatable, Sendable {
  /// Days that are looked at: a 29 February that is a Sunday comes after forty years at most.
  private static let horizon = 41 * 366

  private let minutes: UInt64
  private let hours: UInt64
  private let days: UInt64
  private let months: UInt64
  private let weekdays: UInt64
  /// Whether the day and the weekday begin with `*`: then they leave it to the other.
  private let anyDay: Bool
  private let anyWeekday: Bool

  private static let names: [(String, String)] = [
    ("@hourly", "0 * * * *"), ("@daily", "0 0 * * *"), ("@midnight", "0 0 * * *"), ("@weekly", "0 0 * * 0"),
    ("@monthly", "0 0 1 * *"), ("@yearly", "0 0 1 1 *"), ("@annually", "0 0 1 1 *"),
  ]
  private static let monthNames = Self.words("jan feb mar apr may jun jul aug sep oct nov dec")
  private static let weekdayNames = Self.words("sun mon tue wed thu fri sat")

  private static func words(_ text: String) -> [[UInt8]] { text.utf8.split(separator: 0x20).map { Array($0) } }

  /// Nil for what is no pattern.
  public init?(_ text: [UInt8]) {
    var text = text
    if let name = Self.names.first(where: { $0.0.utf8.elementsEqual(text) }) { text = Array(name.1.utf8) }
    let fields = text.split { $0 == 0x20 || $0 == 0x09 }
    guard fields.count == 5, let minutes = Self.set(fields[0], 0...59), let hours = Self.set(fields[1], 0...23),
      let days = Self.set(fields[2], 1...31), let months = Self.set(fields[3], 1...12, Self.monthNames, first: 1),
      let weekdays = Self.set(fields[4], 0...7, Self.weekdayNames, first: 0)
    else { return nil }
    (self.minutes, self.hours, self.days, self.months) = (minutes, hours, days, months)
    // Sunday is 0 and 7.
    self.weekdays = (weekdays | weekdays >> 7 & 1) & 0x7F
    anyDay = fields[2].first == UInt8(ascii: "*")
    anyWeekday = fields[4].first == UInt8(ascii: "*")
  }

  // MARK: Fields

  /// A bit for each number of `1,5-7,*/10,20-40/5,jan`.
  private static func set(
    _ field: ArraySlice<UInt8>, _ range: ClosedRange<Int>, _ names: [[UInt8]] = [], first: Int = 0
  ) -> UInt64? {
    var result: UInt64 = 0
    for part in field.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      let halves = part.split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
      guard let head = halves.first, let span = span(head, range, names, first) else { return nil }
      var step = 1
      if halves.count > 1 {
        // A step through a single number means nothing.
        guard let given = number(halves[1]), given > 0, span.isRange else { return nil }
        step = given
      }
      for value in stride(from: span.numbers.lowerBound, through: span.numbers.upperBound, by: step) {
        result |= 1 << UInt64(value)
      }
    }
    return result
  }

  private static func span(
    _ text: ArraySlice<UInt8>, _ range: ClosedRange<Int>, _ names: [[UInt8]], _ first: Int
  ) -> (numbers: ClosedRange<Int>, isRange: Bool)? {
    if text.elementsEqual([UInt8(ascii: "*")]) {
      // `*` of the weekdays is each of them once.
      return (names.count == 7 ? 0...6 : range, true)
    }
    let ends = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard ends.count <= 2, let low = ends.first.flatMap({ value($0, names, first) }), range.contains(low) else {
      return nil
    }
    guard ends.count == 2 else { return (low...low, false) }
    guard let high = value(ends[1], names, first), range.contains(high), low <= high else { return nil }
    return (low...high, true)
  }

  private static func value(_ text: ArraySlice<UInt8>, _ names: [[UInt8]], _ first: Int) -> Int? {
    if let number = number(text) { return number }
    let small = text.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    return names.firstIndex(of: small).map { $0 + first }
  }

  /// Up to six digits.
  static func number(_ text: ArraySlice<UInt8>) -> Int? {
    guard !text.isEmpty, text.count <= 6 else { return nil }
    var value = 0
    for byte in text {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  // MARK: The next time

  /// The first fitting minute behind a moment, both in seconds since 1970 (UTC). Nil where there is none.
  public func next(after time: Int64) -> Int64? {
    // Dates far from now would only overflow.
    let bounded = max(0, min(time, 1 << 40))
    var minute = bounded / 60 + 1
    var day = minute / 1440
    for _ in 0..<Self.horizon {
      if fits(day: day), let found = firstMinute(from: Int(minute - day * 1440)) {
        return (day * 1440 + Int64(found)) * 60
      }
      day += 1
      minute = day * 1440
    }
    return nil
  }

  /// The first fitting minute of a day from one of its minutes on.
  private func firstMinute(from start: Int) -> Int? {
    var hour = start / 60
    var minute = start % 60
    while hour < 24 {
      if hours >> UInt64(hour) & 1 == 1, minute < 60 {
        let left = minutes >> UInt64(minute)
        if left != 0 { return hour * 60 + minute + left.trailingZeroBitCount }
      }
      hour += 1
      minute = 0
    }
    return nil
  }

  /// - Parameter day: days since 1970-01-01, a Thursday.
  private func fits(day: Int64) -> Bool {
    let (month, dayOfMonth) = Self.date(of: day)
    guard months >> UInt64(month) & 1 == 1 else { return false }
    let fitsDay = days >> UInt64(dayOfMonth) & 1 == 1
    let fitsWeekday = weekdays >> UInt64((day + 4) % 7) & 1 == 1
    return anyDay || anyWeekday ? fitsDay && fitsWeekday : fitsDay || fitsWeekday
  }

  /// Month and day of the Gregorian calendar: years that begin in March put the leap day last.
  private static func date(of day: Int64) -> (month: Int, day: Int) {
    let shifted = day + 719_468
    let inEra = shifted % 146_097
    let year = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
    let inYear = inEra - (365 * year + year / 4 - year / 100)
    let month = (5 * inYear + 2) / 153
    return (Int(month < 10 ? month + 3 : month - 9), Int(inYear - (153 * month + 2) / 5 + 1))
  }
}
