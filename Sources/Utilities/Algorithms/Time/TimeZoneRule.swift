// A zone as the variable TZ describes it: `UTC0`, `CET-1CEST,M3.5.0,M10.5.0/3`. No files are read.
//
// Specification: POSIX.1-2017, XBD 8.3.

public import UtilitySupport

/// When clocks go ahead of or behind UTC.
public struct TimeZoneRule: Sendable {
  /// What holds at a moment.
  public struct Period: Sendable {
    /// Seconds east of UTC.
    public var offset: Int
    public var name: Bytes
    public var isSummer: Bool
  }

  /// A day of the year and a time of that day.
  private enum Day: Sendable {
    /// 1 to 365, without the leap day.
    case julian(Int)
    /// 0 to 365.
    case zeroBased(Int)
    case weekday(month: Int, week: Int, day: Int)
  }

  private var standard = Period(offset: 0, name: "UTC".bytes, isSummer: false)
  private var summer: Period?
  private var start = (day: Day.weekday(month: 3, week: 2, day: 0), time: 7200)
  private var end = (day: Day.weekday(month: 11, week: 1, day: 0), time: 7200)

  public static let utc = TimeZoneRule("UTC0".bytes)

  /// The zone that a text describes; UTC under the text's own name for anything else.
  public init(_ text: Bytes) {
    var rest = text.first == UInt8(ascii: ":") ? text.dropFirst() : text[...]
    guard let name = Self.name(&rest) else { return }
    standard.name = name
    guard let offset = Self.time(&rest) else { return }
    standard.offset = -offset
    guard let summerName = Self.name(&rest) else { return }
    var period = Period(offset: standard.offset + 3600, name: summerName, isSummer: true)
    if let first = rest.first, first != UInt8(ascii: ","), let offset = Self.time(&rest) { period.offset = -offset }
    if rest.first == UInt8(ascii: ",") {
      rest = rest.dropFirst()
      guard let first = Self.day(&rest), rest.first == UInt8(ascii: ",") else { return }
      rest = rest.dropFirst()
      guard let second = Self.day(&rest) else { return }
      (start, end) = (first, second)
    }
    summer = period
  }

  // MARK: Parsing

  private static func name(_ rest: inout ArraySlice<UInt8>) -> Bytes? {
    if rest.first == UInt8(ascii: "<") {
      guard let close = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
      let name = Bytes(rest[(rest.startIndex + 1)..<close])
      rest = rest[(close + 1)...]
      return name
    }
    let letters = rest.prefix(while: Character8.isLetter)
    guard letters.count >= 3 else { return nil }
    rest = rest.dropFirst(letters.count)
    return Bytes(letters)
  }

  private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
    let digits = rest.prefix(while: Character8.isDigit)
    guard !digits.isEmpty, digits.count < 5 else { return nil }
    rest = rest.dropFirst(digits.count)
    return digits.decimal
  }

  /// `[+-]hh[:mm[:ss]]`, in seconds.
  private static func time(_ rest: inout ArraySlice<UInt8>) -> Int? {
    var sign = 1
    if let mark = rest.first, mark == UInt8(ascii: "-") || mark == UInt8(ascii: "+") {
      sign = mark == UInt8(ascii: "-") ? -1 : 1
      rest = rest.dropFirst()
    }
    guard let hours = number(&rest) else { return nil }
    var seconds = hours * 3600
    for unit in [60, 1] where rest.first == UInt8(ascii: ":") {
      rest = rest.dropFirst()
      guard let value = number(&rest) else { return nil }
      seconds += value * unit
    }
    return sign * seconds
  }

  private static func day(_ rest: inout ArraySlice<UInt8>) -> (day: Day, time: Int)? {
    let day: Day
    switch rest.first {
    case UInt8(ascii: "J"):
      rest = rest.dropFirst()
      guard let number = number(&rest) else { return nil }
      day = .julian(number)
    case UInt8(ascii: "M"):
      rest = rest.dropFirst()
      guard let month = number(&rest), rest.popFirst() == UInt8(ascii: "."), let week = number(&rest),
        rest.popFirst() == UInt8(ascii: "."), let weekday = number(&rest), (1...12).contains(month),
        (1...5).contains(week), weekday < 7
      else { return nil }
      day = .weekday(month: month, week: week, day: weekday)
    default:
      guard let number = number(&rest) else { return nil }
      day = .zeroBased(number)
    }
    guard rest.first == UInt8(ascii: "/") else { return (day, 7200) }
    rest = rest.dropFirst()
    guard let time = time(&rest) else { return nil }
    return (day, time)
  }

  // MARK: Questions

  /// Days after 1970-01-01.
  private static func place(_ day: Day, _ year: Int) -> Int {
    let first = CivilTime.days(year: year, month: 1, day: 1)
    switch day {
    case .julian(let number):
      let hasLeapDay = CivilTime.days(year: year, month: 3, day: 1) - first == 60
      return first + number - 1 + (hasLeapDay && number >= 60 ? 1 : 0)
    case .zeroBased(let number): return first + number
    case .weekday(let month, let week, let weekday):
      let start = CivilTime.days(year: year, month: month, day: 1)
      let startWeekday = ((start + 4) % 7 + 7) % 7
      var place = start + (weekday - startWeekday + 7) % 7 + (week - 1) * 7
      if place >= CivilTime.days(year: year, month: month + 1, day: 1) { place -= 7 }
      return place
    }
  }

  /// What holds at a moment, in seconds after 1970 UTC.
  public func period(at seconds: Int) -> Period {
    guard let summer else { return standard }
    let year = CivilTime(seconds: seconds &+ standard.offset).year
    let begin = Self.place(start.day, year) * 86400 + start.time - standard.offset
    let finish = Self.place(end.day, year) * 86400 + end.time - summer.offset
    let isSummer =
      begin < finish ? seconds >= begin && seconds < finish : seconds >= begin || seconds < finish
    return isSummer ? summer : standard
  }

  /// The moment that a local time means; nil where clocks pass over it.
  public func moment(of local: Int) -> Int? {
    for offset in [summer?.offset ?? standard.offset, standard.offset] {
      if period(at: local - offset).offset == offset { return local - offset }
    }
    return nil
  }
}
