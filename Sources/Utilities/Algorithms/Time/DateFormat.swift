// The formats of `date`.
//
// Specification: POSIX.1-2017, strftime; GNU coreutils 9.1, date, for flags, widths and %N, %:z, %P, %q.

public import UtilitySupport

/// A moment in a zone, for formats.
public struct DateFormat {
  private let seconds: Int
  private let nanoseconds: Int
  private let time: CivilTime
  private let period: TimeZoneRule.Period

  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

  /// A moment, in seconds after 1970 UTC and nanoseconds.
  public init(_ seconds: Int, _ nanoseconds: Int, _ zone: TimeZoneRule) {
    (self.seconds, self.nanoseconds) = (seconds, nanoseconds)
    period = zone.period(at: seconds)
    time = CivilTime(seconds: seconds &+ period.offset)
  }

  /// What stands between `%` and the letter.
  private struct Flags {
    var padding: UInt8?
    var isUpper = false
    var swapsCase = false
    var width: Int?
    var colons = 0
  }

  /// Wider fields are cut.
  private static let widest = 4096

  public func formatted(_ format: Bytes) -> Bytes {
    var text = Bytes()
    var index = 0
    while index < format.count {
      guard format[index] == UInt8(ascii: "%"), index + 1 < format.count else {
        text.append(format[index])
        index += 1
        continue
      }
      let start = index
      index += 1
      var flags = Flags()
      scan: while index < format.count {
        switch format[index] {
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "0"), UInt8(ascii: "+"): flags.padding = format[index]
        case UInt8(ascii: "^"): flags.isUpper = true
        case UInt8(ascii: "#"): flags.swapsCase = true
        default: break scan
        }
        index += 1
      }
      let digits = format[index...].prefix(while: Character8.isDigit)
      index += digits.count
      if !digits.isEmpty { flags.width = min(digits.decimal ?? Self.widest, Self.widest) }
      while index < format.count, format[index] == UInt8(ascii: ":") {
        flags.colons += 1
        index += 1
      }
      if index < format.count, flags.colons == 0, "EO".utf8.contains(format[index]) { index += 1 }
      if index < format.count, let field = field(format[index], flags) {
        text += field
        index += 1
      } else {
        index = min(index + 1, format.count)
        text += format[start..<index]
      }
    }
    return text
  }

  // MARK: Fields

  private func field(_ letter: UInt8, _ flags: Flags) -> Bytes? {
    if let (value, width, padding) = number(letter) {
      return padded(value, flags, width: width, padding: padding)
    }
    if let text = name(letter) { return padded(text, flags, letter) }
    if letter == UInt8(ascii: "z") { return zone(flags) }
    if letter == UInt8(ascii: "N") { return fraction(flags) }
    guard flags.colons == 0, let format = combination(letter) else { return nil }
    return padded(formatted(format.bytes), flags, letter)
  }

  private func number(_ letter: UInt8) -> (value: Int, width: Int, padding: UInt8)? {
    let zero = UInt8(ascii: "0")
    let blank = UInt8(ascii: "_")
    let hour12 = (time.hour + 11) % 12 + 1
    switch letter {
    case UInt8(ascii: "Y"): return (time.year, 4, time.year < 10000 ? zero : zero)
    case UInt8(ascii: "C"): return (CivilTime.floored(time.year, 100), 2, zero)
    case UInt8(ascii: "y"): return (((time.year % 100) + 100) % 100, 2, zero)
    case UInt8(ascii: "m"): return (time.month, 2, zero)
    case UInt8(ascii: "d"): return (time.day, 2, zero)
    case UInt8(ascii: "e"): return (time.day, 2, blank)
    case UInt8(ascii: "H"): return (time.hour, 2, zero)
    case UInt8(ascii: "k"): return (time.hour, 2, blank)
    case UInt8(ascii: "I"): return (hour12, 2, zero)
    case UInt8(ascii: "l"): return (hour12, 2, blank)
    case UInt8(ascii: "M"): return (time.minute, 2, zero)
    case UInt8(ascii: "S"): return (time.second, 2, zero)
    case UInt8(ascii: "j"): return (time.dayOfYear, 3, zero)
    case UInt8(ascii: "u"): return (time.weekday == 0 ? 7 : time.weekday, 1, zero)
    case UInt8(ascii: "w"): return (time.weekday, 1, zero)
    case UInt8(ascii: "q"): return ((time.month - 1) / 3 + 1, 1, zero)
    case UInt8(ascii: "s"): return (seconds, 1, zero)
    case UInt8(ascii: "G"): return (time.isoWeek.year, 4, zero)
    case UInt8(ascii: "g"): return (((time.isoWeek.year % 100) + 100) % 100, 2, zero)
    case UInt8(ascii: "V"): return (time.isoWeek.week, 2, zero)
    case UInt8(ascii: "U"): return ((time.dayOfYear + 6 - time.weekday) / 7, 2, zero)
    case UInt8(ascii: "W"): return ((time.dayOfYear + 6 - (time.weekday + 6) % 7) / 7, 2, zero)
    default: return nil
    }
  }

  private func name(_ letter: UInt8) -> Bytes? {
    switch letter {
    case UInt8(ascii: "A"): return Self.weekdays[time.weekday].bytes
    case UInt8(ascii: "a"): return Bytes(Self.weekdays[time.weekday].utf8.prefix(3))
    case UInt8(ascii: "B"): return Self.months[time.month - 1].bytes
    case UInt8(ascii: "b"), UInt8(ascii: "h"): return Bytes(Self.months[time.month - 1].utf8.prefix(3))
    case UInt8(ascii: "p"): return (time.hour < 12 ? "AM" : "PM").bytes
    case UInt8(ascii: "P"): return (time.hour < 12 ? "am" : "pm").bytes
    case UInt8(ascii: "Z"): return period.name
    case UInt8(ascii: "n"): return [0x0a]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "%"): return [letter]
    default: return nil
    }
  }

  private func combination(_ letter: UInt8) -> String? {
    switch letter {
    case UInt8(ascii: "c"): "%a %b %e %H:%M:%S %Y"
    case UInt8(ascii: "D"), UInt8(ascii: "x"): "%m/%d/%y"
    case UInt8(ascii: "F"): "%Y-%m-%d"
    case UInt8(ascii: "T"), UInt8(ascii: "X"): "%H:%M:%S"
    case UInt8(ascii: "R"): "%H:%M"
    case UInt8(ascii: "r"): "%I:%M:%S %p"
    default: nil
    }
  }

  // MARK: Padding

  private func padded(_ value: Int, _ flags: Flags, width: Int, padding: UInt8) -> Bytes {
    let mark = flags.padding ?? padding
    let digits = Bytes(decimal: value.magnitude)
    var sign: Bytes = value < 0 ? [UInt8(ascii: "-")] : []
    let wanted = mark == UInt8(ascii: "-") ? flags.width ?? 0 : flags.width ?? width
    if mark == UInt8(ascii: "+"), value >= 0, width >= 4, digits.count > 4 || wanted > 4 { sign = [UInt8(ascii: "+")] }
    let missing = max(0, wanted - digits.count - sign.count)
    if mark == UInt8(ascii: "_") { return Bytes(repeating: 0x20, count: missing) + sign + digits }
    if mark == UInt8(ascii: "-") { return sign + digits }
    return sign + Bytes(repeating: 0x30, count: missing) + digits
  }

  private func padded(_ text: Bytes, _ flags: Flags, _ letter: UInt8) -> Bytes {
    var text = text
    if flags.swapsCase {
      let lowers = letter == UInt8(ascii: "p") || letter == UInt8(ascii: "Z")
      text = text.map { lowers ? Character8.lowered($0) : $0 >= 0x61 && $0 <= 0x7a ? $0 & 0xdf : $0 }
    } else if flags.isUpper {
      text = text.map { $0 >= 0x61 && $0 <= 0x7a ? $0 & 0xdf : $0 }
    }
    let filler: UInt8 = flags.padding == UInt8(ascii: "0") ? 0x30 : 0x20
    let isPlain = flags.padding == UInt8(ascii: "-")
    return Bytes(repeating: filler, count: isPlain ? 0 : max(0, (flags.width ?? 0) - text.count)) + text
  }

  private func fraction(_ flags: Flags) -> Bytes {
    let digits = Bytes(decimal: nanoseconds)
    let all = Bytes(repeating: 0x30, count: max(0, 9 - digits.count)) + digits
    let width = flags.width ?? 9
    let filler: UInt8 = flags.padding == UInt8(ascii: "_") ? 0x20 : 0x30
    return Bytes(all.prefix(width)) + Bytes(repeating: filler, count: max(0, width - 9))
  }

  private func zone(_ flags: Flags) -> Bytes? {
    let magnitude = abs(period.offset)
    let (hours, minutes, seconds) = (magnitude / 3600, magnitude / 60 % 60, magnitude % 60)
    func two(_ value: Int) -> Bytes { value < 10 ? [0x30] + Bytes(decimal: value) : Bytes(decimal: value) }
    let colon: Bytes = [UInt8(ascii: ":")]
    var text: Bytes
    switch flags.colons {
    case 0: text = two(hours) + two(minutes)
    case 1: text = two(hours) + colon + two(minutes)
    case 2: text = two(hours) + colon + two(minutes) + colon + two(seconds)
    case 3:
      text = two(hours)
      if minutes != 0 || seconds != 0 { text += colon + two(minutes) }
      if seconds != 0 { text += colon + two(seconds) }
    default: return nil
    }
    let sign: Bytes = [UInt8(ascii: period.offset < 0 ? "-" : "+")]
    let missing = max(0, (flags.width ?? 0) - text.count - 1)
    if flags.colons == 0, flags.padding == UInt8(ascii: "_") || flags.padding == UInt8(ascii: "-") {
      text = Bytes(decimal: hours * 100 + minutes)
      let width = flags.padding == UInt8(ascii: "-") ? 0 : flags.width ?? 5
      return (sign + text).rightAligned(width)
    }
    return sign + Bytes(repeating: 0x30, count: missing) + text
  }
}
