// Dates of the Gregorian calendar, in UTC.
//
// Specification: ISO 8601; POSIX.1-2017, strftime.

/// A moment as people write it.
public struct CalendarDate: Equatable, Sendable {
  public private(set) var year = 1970
  /// 1 to 12.
  public private(set) var month = 1
  /// 1 to 31.
  public private(set) var day = 1
  public private(set) var hour = 0
  public private(set) var minute = 0
  public private(set) var second = 0
  /// 0 for Sunday.
  public private(set) var weekday = 4
  /// 1 to 366.
  public private(set) var dayOfYear = 1
  private let seconds: Int64

  public static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  public static let dayNames = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

  /// The date at `seconds` after 1970-01-01 00:00 UTC (within some ten thousand years of it).
  public init(seconds: Int64) {
    let limit: Int64 = 400_000_000_000
    let bounded = max(-limit, min(seconds, limit))
    self.seconds = bounded
    let days = Int(bounded.quotientFloored(by: 86400))
    let inDay = Int(bounded - Int64(days) * 86400)
    (hour, minute, second) = (inDay / 3600, inDay / 60 % 60, inDay % 60)
    weekday = ((days + 4) % 7 + 7) % 7
    // Years that start in March put the leap day last.
    let shifted = days + 719_468
    let era = Int(Int64(shifted).quotientFloored(by: 146_097))
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfMarchYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfMarchYear + 2) / 153
    day = dayOfMarchYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    dayOfYear = Self.daysBefore(month: month, isLeap: Self.isLeap(year)) + day
  }

  static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  private static func daysBefore(month: Int, isLeap: Bool) -> Int {
    let days = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
    return days[month - 1] + (isLeap && month > 2 ? 1 : 0)
  }

  /// The date in the format of `date +FORMAT`.
  public func formatted(_ format: Bytes) -> Bytes {
    var text = Bytes()
    var index = 0
    while index < format.count {
      guard format[index] == UInt8(ascii: "%"), index + 1 < format.count else {
        text.append(format[index])
        index += 1
        continue
      }
      text += field(format[index + 1])
      index += 2
    }
    return text
  }

  private func field(_ letter: UInt8) -> Bytes {
    switch letter {
    case UInt8(ascii: "Y"): return Bytes(decimal: year)
    case UInt8(ascii: "C"): return padded(year / 100)
    case UInt8(ascii: "y"): return padded(year % 100)
    case UInt8(ascii: "m"): return padded(month)
    case UInt8(ascii: "d"): return padded(day)
    case UInt8(ascii: "e"): return Bytes(decimal: day).rightAligned(2)
    case UInt8(ascii: "H"): return padded(hour)
    case UInt8(ascii: "I"): return padded((hour + 11) % 12 + 1)
    case UInt8(ascii: "M"): return padded(minute)
    case UInt8(ascii: "S"): return padded(second)
    case UInt8(ascii: "p"): return (hour < 12 ? "AM" : "PM").bytes
    case UInt8(ascii: "j"): return padded(dayOfYear, 3)
    case UInt8(ascii: "u"): return Bytes(decimal: weekday == 0 ? 7 : weekday)
    case UInt8(ascii: "w"): return Bytes(decimal: weekday)
    case UInt8(ascii: "s"): return Bytes(decimal: seconds)
    case UInt8(ascii: "N"): return "000000000".bytes
    case UInt8(ascii: "Z"): return "UTC".bytes
    case UInt8(ascii: "z"): return "+0000".bytes
    case UInt8(ascii: "n"): return [0x0a]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "%"): return [letter]
    default: return nameOrCombination(letter)
    }
  }

  private func nameOrCombination(_ letter: UInt8) -> Bytes {
    switch letter {
    case UInt8(ascii: "A"): return Self.dayNames[weekday].bytes
    case UInt8(ascii: "a"): return Bytes(Self.dayNames[weekday].utf8.prefix(3))
    case UInt8(ascii: "B"): return Self.monthNames[month - 1].bytes
    case UInt8(ascii: "b"), UInt8(ascii: "h"): return Bytes(Self.monthNames[month - 1].utf8.prefix(3))
    case UInt8(ascii: "D"), UInt8(ascii: "x"): return formatted("%m/%d/%y".bytes)
    case UInt8(ascii: "F"): return formatted("%Y-%m-%d".bytes)
    case UInt8(ascii: "T"), UInt8(ascii: "X"): return formatted("%H:%M:%S".bytes)
    case UInt8(ascii: "R"): return formatted("%H:%M".bytes)
    case UInt8(ascii: "r"): return formatted("%I:%M:%S %p".bytes)
    case UInt8(ascii: "c"): return formatted("%a %b %e %H:%M:%S %Y".bytes)
    default: return [UInt8(ascii: "%"), letter]
    }
  }

  private func padded(_ value: Int, _ width: Int = 2) -> Bytes {
    let digits = Bytes(decimal: value)
    return Bytes(repeating: 0x30, count: max(0, width - digits.count)) + digits
  }

  /// Seconds after 1970 of a date such as `2026-11-21`, `2026-11-21 10:30:00` or `@1234`; nil for anything else.
  public static func parse(_ text: Bytes) -> Int64? {
    if text.first == UInt8(ascii: "@") { return text.dropFirst().decimal.map(Int64.init) }
    var numbers: [Int] = []
    for part in text.split(whereSeparator: { !Character8.isDigit($0) }) {
      guard part.count <= 4, let number = part.decimal else { return nil }
      numbers.append(number)
    }
    let isDate = text.allSatisfy { Character8.isDigit($0) || "-: TZ".utf8.contains($0) }
    guard isDate, numbers.count == 3 || numbers.count == 5 || numbers.count == 6, (1...12).contains(numbers[1]),
      (1...31).contains(numbers[2])
    else { return nil }
    numbers += [Int](repeating: 0, count: 6 - numbers.count)
    guard numbers[3] < 24, numbers[4] < 60, numbers[5] < 61 else { return nil }
    let year = numbers[0]
    let before = year - 1
    let days =
      before * 365 + before / 4 - before / 100 + before / 400 + daysBefore(month: numbers[1], isLeap: isLeap(year))
      + numbers[2] - 1 - 719_162
    return Int64(days) * 86400 + Int64(numbers[3] * 3600 + numbers[4] * 60 + numbers[5])
  }
}

extension Int64 {
  fileprivate func quotientFloored(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
