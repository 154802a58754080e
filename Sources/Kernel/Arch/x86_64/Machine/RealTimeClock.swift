// The battery-backed clock (MC146818), read once: when the machine was started, in UTC.

import KernelEntry

/// The clock at ports 0x70 and 0x71.
enum RealTimeClock {
  private struct Reading: Equatable {
    var second: UInt8
    var minute: UInt8
    var hour: UInt8
    var day: UInt8
    var month: UInt8
    var year: UInt8
    var century: UInt8
  }

  /// The time of day.
  /// - Parameter centuryRegister: from the FADT; 0 if there is none.
  /// - Returns: nanoseconds since 1970, or 0 where the clock makes no sense.
  static func now(centuryRegister: UInt8) -> UInt64 {
    var reading = read(centuryRegister)
    // Twice the same: no update went on in between.
    for _ in 0..<100 {
      let again = read(centuryRegister)
      if again == reading { break }
      reading = again
    }
    let format = register(0x0b)
    let isBinary = format & 4 != 0
    func number(_ value: UInt8) -> UInt64 { isBinary ? UInt64(value) : UInt64(value >> 4) * 10 + UInt64(value & 15) }
    var hour = number(reading.hour & 0x7f)
    if format & 2 == 0 {
      hour %= 12
      if reading.hour & 0x80 != 0 { hour += 12 }
    }
    let century = reading.century == 0 ? 20 : number(reading.century)
    let days = daysSince1970(
      year: century * 100 + number(reading.year), month: number(reading.month), day: number(reading.day))
    guard let days, hour < 24, number(reading.minute) < 60, number(reading.second) < 61 else { return 0 }
    return (days * 86400 + hour * 3600 + number(reading.minute) * 60 + number(reading.second)) * 1_000_000_000
  }

  private static func register(_ index: UInt8) -> UInt8 {
    cpu_out8(0x70, index | 0x80)
    return cpu_in8(0x71)
  }

  private static func read(_ centuryRegister: UInt8) -> Reading {
    for _ in 0..<100_000 where register(0x0a) & 0x80 != 0 { cpu_pause() }
    return Reading(
      second: register(0), minute: register(2), hour: register(4), day: register(7), month: register(8),
      year: register(9), century: centuryRegister == 0 ? 0 : register(centuryRegister & 0x7f))
  }

  /// Gregorian calendar; nil for dates before 1970, after 2200, or that do not exist.
  private static func daysSince1970(year: UInt64, month: UInt64, day: UInt64) -> UInt64? {
    guard (1970...2200).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    // Years begin in March here, so that the leap day is the last one.
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let leapDays = shifted / 4 - shifted / 100 + shifted / 400
    return shifted * 365 + leapDays + dayOfYear - 719_468
  }
}
