// Dates as people write them: `2026-11-21 10:30`, `next monday`, `3 days ago`, `@0`.
//
// Specification: GNU coreutils manual, "Date input formats".

public import UtilitySupport

/// Parses a date.
public struct DateParser {
  /// A moment in seconds after 1970 UTC.
  public struct Moment: Equatable, Sendable {
    public var seconds: Int
    public var nanoseconds: Int

    public init(seconds: Int, nanoseconds: Int) { (self.seconds, self.nanoseconds) = (seconds, nanoseconds) }
  }

  private var tokens: ArraySlice<DateToken>
  private var time: CivilTime
  private var nanoseconds: Int
  private var hasDate = false
  private var hasTime = false
  private var hasYear = false
  private var zone: Int?
  private var weekday: (day: Int, ordinal: Int)?
  private var relative = (year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, nanosecond: 0)
  private var hasRelative = false

  /// The moment that a text means; nil when it means none.
  public static func parse(_ text: Bytes, now: Moment, zone: TimeZoneRule) -> Moment? {
    var text = text
    var zone = zone
    // A zone of its own before everything else.
    let start = text.drop(while: Character8.isSpace)
    if start.starts(with: "TZ=\"".utf8) {
      let rest = start.dropFirst(4)
      guard let quote = rest.firstIndex(of: 0x22) else { return nil }
      zone = TimeZoneRule(Bytes(rest[..<quote]))
      text = Bytes(rest[(quote + 1)...])
    }
    guard let tokens = DateToken.parse(text) else { return nil }
    if tokens.first == .mark(UInt8(ascii: "@")) { return absolute(tokens) }
    var parser = DateParser(tokens[...], now, zone)
    while !parser.tokens.isEmpty { guard parser.takeItem() else { return nil } }
    return parser.moment(zone)
  }

  private static func absolute(_ tokens: [DateToken]) -> Moment? {
    guard tokens.count == 2, case .number(let value, _, let sign, let fraction) = tokens[1] else { return nil }
    let nanoseconds = fraction ?? 0
    if sign < 0 {
      return nanoseconds == 0
        ? Moment(seconds: -value, nanoseconds: 0)
        : Moment(seconds: -value - 1, nanoseconds: 1_000_000_000 - nanoseconds)
    }
    return Moment(seconds: value, nanoseconds: nanoseconds)
  }

  private init(_ tokens: ArraySlice<DateToken>, _ now: Moment, _ zone: TimeZoneRule) {
    self.tokens = tokens
    time = CivilTime(seconds: now.seconds &+ zone.period(at: now.seconds).offset)
    nanoseconds = now.nanoseconds
  }

  // MARK: Items

  private func token(_ offset: Int) -> DateToken? {
    let index = tokens.startIndex + offset
    return index < tokens.endIndex ? tokens[index] : nil
  }

  private func isMark(_ offset: Int, _ mark: Unicode.Scalar) -> Bool { token(offset) == .mark(UInt8(ascii: mark)) }

  /// The unsigned number at a place.
  private func plain(_ offset: Int) -> (value: Int, digits: Int)? {
    guard case .number(let value, let digits, 0, nil)? = token(offset) else { return nil }
    return (value, digits)
  }

  private mutating func drop(_ count: Int) { tokens = tokens.dropFirst(count) }

  private mutating func takeItem() -> Bool {
    switch token(0) {
    case .word(let word)?: return takeWord(word)
    case .number(_, _, let sign, _)?: return sign == 0 ? takeNumber() : takeSigned()
    case .mark(let mark)? where mark == UInt8(ascii: ","):
      drop(1)
      return true
    default: return false
    }
  }

  private mutating func takeWord(_ word: Bytes) -> Bool {
    if let month = DateWords.month(word) { return takeMonth(month) }
    if let day = DateWords.weekday(word) {
      drop(1)
      return setWeekday(day, 0)
    }
    if let days = DateWords.shift(word) {
      drop(1)
      relative.day += days
      hasRelative = true
      return true
    }
    if let ordinal = DateWords.ordinal(word), case .word(let next)? = token(1) {
      drop(1)
      if let day = DateWords.weekday(next) {
        drop(1)
        return setWeekday(day, ordinal)
      }
      return takeUnit(ordinal, nil)
    }
    if DateWords.unit(word) != nil { return takeUnit(1, nil) }
    // Between date and time of ISO 8601.
    if word.elementsEqual("t".utf8), hasDate, !hasTime, plain(1) != nil {
      drop(1)
      return true
    }
    guard let offset = DateWords.zone(word), zone == nil else { return false }
    drop(1)
    zone = offset
    if case .number(let value, let digits, let sign, nil)? = token(0), sign != 0, let more = offsetZone(value, digits) {
      zone = offset + sign * more
    } else if case .word(let next)? = token(0), next.elementsEqual("dst".utf8) {
      drop(1)
      zone = offset + 3600
    }
    return true
  }

  private mutating func setWeekday(_ day: Int, _ ordinal: Int) -> Bool {
    guard weekday == nil else { return false }
    weekday = (day, ordinal)
    if isMark(0, ",") { drop(1) }
    return true
  }

  private mutating func setDate(_ year: Int?, _ month: Int, _ day: Int) -> Bool {
    guard !hasDate else { return false }
    hasDate = true
    if let year {
      time.year = year
      hasYear = true
    }
    (time.month, time.day) = (month, day)
    return true
  }

  private static func year(_ value: Int, _ digits: Int) -> Int {
    digits == 2 ? value + (value < 69 ? 2000 : 1900) : value
  }

  /// `jan 5`, `jan 5, 2020`, `jan-5-2020`.
  private mutating func takeMonth(_ month: Int) -> Bool {
    if case .number(let day, _, -1, nil)? = token(1), case .number(let year, let digits, -1, nil)? = token(2) {
      drop(3)
      return setDate(Self.year(year, digits), month, day)
    }
    guard let (day, _) = plain(1) else { return false }
    if isMark(2, ","), let (year, digits) = plain(3) {
      drop(4)
      return setDate(Self.year(year, digits), month, day)
    }
    drop(2)
    return setDate(nil, month, day)
  }

  /// A unit of a relative time, counted by `count`.
  private mutating func takeUnit(_ count: Int, _ fraction: Int?) -> Bool {
    guard case .word(let word)? = token(0), let (unit, size) = DateWords.unit(word) else { return false }
    drop(1)
    var factor = size
    if case .word(let next)? = token(0), next.elementsEqual("ago".utf8) {
      drop(1)
      factor = -size
    }
    let (amount, overflow) = count.multipliedReportingOverflow(by: factor)
    guard !overflow, abs(amount) < 1 << 40 else { return false }
    if let fraction, unit != .second { return fraction == 0 }
    switch unit {
    case .year: relative.year += amount
    case .month: relative.month += amount
    case .day: relative.day += amount
    case .hour: relative.hour += amount
    case .minute: relative.minute += amount
    case .second:
      relative.second += amount
      relative.nanosecond += (fraction ?? 0) * (amount < 0 ? -1 : 1)
    }
    hasRelative = true
    return true
  }

  /// `+3 days`, `-1 week`.
  private mutating func takeSigned() -> Bool {
    guard case .number(let value, _, let sign, let fraction)? = token(0) else { return false }
    drop(1)
    if case .word? = token(0) { return takeUnit(sign * value, fraction) }
    return false
  }

  // MARK: Numbers

  private mutating func takeNumber() -> Bool {
    if isMark(1, ":") { return takeClock() }
    if isMark(1, "/") { return takeSlashes() }
    guard case .number(let value, let digits, _, let fraction)? = token(0) else { return false }
    // 2020-01-02
    if case .number(let month, _, -1, nil)? = token(1), case .number(let day, _, -1, nil)? = token(2), fraction == nil {
      drop(3)
      return setDate(Self.year(value, digits), month, day)
    }
    if isMark(1, "-"), case .word(let word)? = token(2), let month = DateWords.month(word), fraction == nil {
      drop(1)
      return takeDayMonth(value, month)
    }
    if case .word(let word)? = token(1) {
      if let meridian = Self.meridian(word) {
        drop(2)
        return setTime(value, 0, 0, 0, meridian)
      }
      if DateWords.unit(word) != nil {
        drop(1)
        return takeUnit(value, fraction)
      }
      if let month = DateWords.month(word), fraction == nil { return takeDayMonth(value, month) }
      if let day = DateWords.weekday(word), !hasDate {
        drop(2)
        return setWeekday(day, value)
      }
    }
    guard fraction == nil else { return false }
    drop(1)
    return takeBare(value, digits)
  }

  /// `5 jan`, `5 jan 2020`, `5-jan-2020`.
  private mutating func takeDayMonth(_ day: Int, _ month: Int) -> Bool {
    drop(2)
    if case .number(let year, let digits, -1, nil)? = token(0) {
      drop(1)
      return setDate(Self.year(year, digits), month, day)
    }
    if let (year, digits) = plain(0), !isMark(1, ":"), digits == 4 || digits == 2 {
      if case .word(let word)? = token(1), Self.meridian(word) != nil || DateWords.unit(word) != nil {
        return setDate(nil, month, day)
      }
      drop(1)
      return setDate(Self.year(year, digits), month, day)
    }
    return setDate(nil, month, day)
  }

  /// `10/31`, `10/31/2020`, `2020/10/31`.
  private mutating func takeSlashes() -> Bool {
    guard let (first, digits) = plain(0), let (second, _) = plain(2) else { return false }
    guard isMark(3, "/"), let (third, more) = plain(4) else {
      drop(3)
      return setDate(nil, first, second)
    }
    drop(5)
    if digits >= 4 { return setDate(first, second, third) }
    return setDate(Self.year(third, more), first, second)
  }

  /// A number by itself: a year, a date, an hour, or hour and minute.
  private mutating func takeBare(_ value: Int, _ digits: Int) -> Bool {
    if hasDate, !hasYear, !hasRelative, hasTime || digits > 2 {
      time.year = Self.year(value, digits)
      hasYear = true
      return true
    }
    if digits > 4 { return setDate(Self.year(value / 10000, digits - 4), value / 100 % 100, value % 100) }
    return digits <= 2 ? setTime(value, 0, 0, 0, nil) : setTime(value / 100, value % 100, 0, 0, nil)
  }

  /// 0 for the morning, 12 for the afternoon.
  private static func meridian(_ word: Bytes) -> Int? {
    word.elementsEqual("am".utf8) ? 0 : word.elementsEqual("pm".utf8) ? 12 : nil
  }

  private mutating func setTime(_ hour: Int, _ minute: Int, _ second: Int, _ fraction: Int, _ meridian: Int?) -> Bool {
    guard !hasTime else { return false }
    hasTime = true
    var hour = hour
    if let meridian {
      guard (1...12).contains(hour) else { return false }
      hour = hour % 12 + meridian
    }
    guard hour < 24, minute < 60, second < 60 else { return false }
    (time.hour, time.minute, time.second, nanoseconds) = (hour, minute, second, fraction)
    return true
  }

  /// `10:30`, `10:30:15.5 pm`, `10:30 +02:00`.
  private mutating func takeClock() -> Bool {
    guard let (hour, _) = plain(0), let (minute, _) = plain(2) else { return false }
    drop(3)
    var second = 0
    var fraction = 0
    if isMark(0, ":"), case .number(let value, _, 0, let nanoseconds)? = token(1) {
      (second, fraction) = (value, nanoseconds ?? 0)
      drop(2)
    }
    var meridian: Int?
    if case .word(let word)? = token(0), let found = Self.meridian(word) {
      meridian = found
      drop(1)
    } else if case .number(let value, let digits, let sign, nil)? = token(0), sign != 0, zone == nil,
      let offset = offsetZone(value, digits)
    {
      zone = sign * offset
    }
    return setTime(hour, minute, second, fraction, meridian)
  }

  /// Takes the offset of a zone that starts with a signed number: `+2`, `+0200`, `+02:00`. In seconds.
  private mutating func offsetZone(_ value: Int, _ digits: Int) -> Int? {
    if isMark(1, ":"), let (minutes, _) = plain(2), digits <= 2 {
      guard value <= 24, minutes < 60 else { return nil }
      drop(3)
      return value * 3600 + minutes * 60
    }
    guard digits <= 4 else { return nil }
    let (hours, minutes) = digits <= 2 ? (value, 0) : (value / 100, value % 100)
    guard hours <= 24, minutes < 60 else { return nil }
    drop(1)
    return hours * 3600 + minutes * 60
  }

  // MARK: The moment

  private func moment(_ rule: TimeZoneRule) -> Moment? {
    var time = time
    var nanoseconds = nanoseconds
    if !hasTime, !(hasRelative && !hasDate && weekday == nil) {
      (time.hour, time.minute, time.second, nanoseconds) = (0, 0, 0, 0)
    }
    guard time.isProper else { return nil }
    if let weekday, !hasDate {
      let today = time.weekday
      let isOther = weekday.ordinal > 0 && today != weekday.day ? 1 : 0
      time.day += (weekday.day - today + 7) % 7 + 7 * (weekday.ordinal - isOther)
    }
    time.year += relative.year
    time.month += relative.month
    time.day += relative.day
    guard let local = time.seconds else { return nil }
    guard var seconds = zone.map({ local - $0 }) ?? rule.moment(of: local) else { return nil }
    seconds += relative.hour * 3600 + relative.minute * 60 + relative.second
    var total = nanoseconds + relative.nanosecond
    if total < 0 {
      seconds -= 1
      total += 1_000_000_000
    } else if total >= 1_000_000_000 {
      seconds += 1
      total -= 1_000_000_000
    }
    return Moment(seconds: seconds, nanoseconds: total)
  }
}
