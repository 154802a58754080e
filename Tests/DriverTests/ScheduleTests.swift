// When timers fire: patterns of the calendar, with the corners of months, leap years and weekdays.

import Foundation
import InitCore
import Testing

struct ScheduleTests {
  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .gmt
    return calendar
  }()

  private static func seconds(_ text: String) -> Int64 {
    let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
    let parts = DateComponents(
      year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3], minute: numbers[4],
      second: numbers.count > 5 ? numbers[5] : 0)
    return Int64(calendar.date(from: parts)?.timeIntervalSince1970 ?? 0)
  }

  private static func text(_ seconds: Int64) -> String {
    let parts = calendar.dateComponents(
      [.year, .month, .day, .hour, .minute], from: Date(timeIntervalSince1970: Double(seconds)))
    func two(_ value: Int?) -> String { (value ?? 0) < 10 ? "0\(value ?? 0)" : "\(value ?? 0)" }
    return "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day)) \(two(parts.hour)):\(two(parts.minute))"
  }

  @Test(
    arguments: [
      ("* * * * *", "2026-11-21 10:30:59", "2026-11-21 10:31"), ("* * * * *", "2026-12-31 23:59", "2027-01-01 00:00"),
      ("*/5 * * * *", "2026-11-21 10:30", "2026-11-21 10:35"), ("*/7 * * * *", "2026-11-21 10:56", "2026-11-21 11:00"),
      ("3-10/3 * * * *", "2026-11-21 10:03", "2026-11-21 10:06"),
      ("3-10/3 * * * *", "2026-11-21 10:09", "2026-11-21 11:03"),
      ("0,15,40-42 * * * *", "2026-11-21 10:41", "2026-11-21 10:42"),
      ("30 3 * * *", "2026-11-21 03:30", "2026-11-22 03:30"),
      ("0 0 31 * *", "2026-11-01 00:00", "2026-12-31 00:00"), ("0 0 31 * *", "2027-01-31 00:00", "2027-03-31 00:00"),
      ("0 0 30 * *", "2027-01-30 00:00", "2027-03-30 00:00"), ("0 0 29 2 *", "2026-01-01 00:00", "2028-02-29 00:00"),
      ("0 0 29 2 *", "2028-02-29 00:00", "2032-02-29 00:00"), ("0 0 29 2 *", "2096-03-01 00:00", "2104-02-29 00:00"),
      ("59 23 28-31 2 *", "2027-02-28 23:59", "2028-02-28 23:59"),
      ("0 12 * * 0", "2026-11-21 10:30", "2026-11-22 12:00"),
      ("0 12 * * 7", "2026-11-21 10:30", "2026-11-22 12:00"), ("0 12 * * 5-7", "2026-11-22 12:00", "2026-11-27 12:00"),
      ("0 12 * * mon-FRI", "2026-11-21 10:30", "2026-11-23 12:00"),
      ("0 12 1 jan,JUL *", "2026-11-21 10:30", "2027-01-01 12:00"),
      ("0 0 13 * 5", "2026-11-21 00:00", "2026-11-27 00:00"), ("0 0 13 * 5", "2026-12-11 00:00", "2026-12-13 00:00"),
      ("0 0 */2 * 0", "2026-11-21 00:00", "2026-11-29 00:00"), ("0 0 29 2 */7", "2026-01-01 00:00", "2032-02-29 00:00"),
      ("0 0 29 2 */7", "2032-02-29 00:00", "2060-02-29 00:00"), ("@hourly", "2026-11-21 10:30", "2026-11-21 11:00"),
      ("@daily", "2026-11-21 10:30", "2026-11-22 00:00"), ("@weekly", "2026-11-21 10:30", "2026-11-22 00:00"),
      ("@monthly", "2026-11-21 10:30", "2026-12-01 00:00"), ("@yearly", "2026-11-21 10:30", "2027-01-01 00:00"),
      ("\t0  0 1\t* * ", "2026-11-21 10:30", "2026-12-01 00:00"),
      ("0 23 31 12 *", "2026-12-31 23:00", "2027-12-31 23:00"),
    ] as [(String, String, String)])
  func theNextTime(_ pattern: String, _ now: String, _ expected: String) throws {
    let pattern = try #require(CalendarPattern(Array(pattern.utf8)))
    #expect(Self.text(try #require(pattern.next(after: Self.seconds(now)))) == expected)
  }

  /// Against a search minute by minute with somebody else's calendar.
  @Test(arguments: ["17 */6 1-7 * 1", "5,50 22 28-31 */2 *", "0 0 * 2,3 3", "30 1 */9 * *"])
  func everyTimeOfSomeYears(_ text: String) throws {
    let pattern = try #require(CalendarPattern(Array(text.utf8)))
    var time = Self.seconds("2027-12-30 00:00")
    let fields = text.split(separator: " ")
    for _ in 0..<60 {
      let next = try #require(pattern.next(after: time))
      // No minute between them fits: looked at by days, which is where the corners are.
      var day = time / 86_400 + 1
      while day < next / 86_400 {
        #expect(!Self.isDay(day, fields), "\(text) leaves out \(Self.text(day * 86_400))")
        day += 1
      }
      #expect(Self.isDay(next / 86_400, fields), "\(text) at \(Self.text(next))")
      time = next
    }
  }

  private static func isDay(_ day: Int64, _ fields: [Substring]) -> Bool {
    let parts = calendar.dateComponents(
      [.day, .month, .weekday], from: Date(timeIntervalSince1970: Double(day * 86_400)))
    func fits(_ field: Substring, _ value: Int, from first: Int) -> Bool {
      field.split(separator: ",").contains { part in
        let halves = part.split(separator: "/")
        let step = halves.count > 1 ? Int(halves[1]) ?? 1 : 1
        let ends = halves[0].split(separator: "-").compactMap { Int($0) }
        let low = ends.first ?? first, high = ends.isEmpty ? 99 : ends.last ?? low
        return value >= low && value <= high && (value - low) % step == 0
      }
    }
    guard fits(fields[3], parts.month ?? 0, from: 1) else { return false }
    let isDay = fits(fields[2], parts.day ?? 0, from: 1)
    let isWeekday = fits(fields[4], (parts.weekday ?? 1) - 1, from: 0)
    let leavesIt = fields[2].hasPrefix("*") || fields[4].hasPrefix("*")
    return leavesIt ? isDay && isWeekday : isDay || isWeekday
  }

  @Test(
    arguments: [
      "", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * 32 * *", "* * * 0 *", "* * * 13 *",
      "* * * * 8", "5-3 * * * *", "*/0 * * * *", "5/2 * * * *", "a * * * *", "1,,2 * * * *", "1- * * * *", "-1 * * * *",
      "* * * jam *", "@never", "1.5 * * * *", "9999999 * * * *", "*/ * * * *", "0 0 30 2 *", "0 0 31 4,6,9,11 *",
    ])
  func whatIsNoTime(_ text: String) { #expect(Schedule(at: Array(text.utf8)) == nil) }

  @Test func everySoOften() {
    func every(_ text: String) -> Schedule? { Schedule(every: Array(text.utf8)) }
    #expect(every("90s") == .every(90_000_000_000) && every("90") == every("90s"))
    #expect(every("10m") == .every(600_000_000_000) && every("2h") == .every(7_200_000_000_000))
    #expect(every("366d") == .every(Schedule.Limits.longest))
    for text in ["", "s", "0", "0m", "367d", "-5m", "5 m", "5w", "1.5h", "9999999s", "m5"] {
      #expect(every(text) == nil, "\(text)")
    }
  }
}
