// Dates: the calendar there and back, zones, and what is no date.

import Testing
import UtilityAlgorithms
import UtilitySupport

struct DateTests {
  private let now = DateParser.Moment(seconds: 1_700_000_000, nanoseconds: 5)

  private func parse(_ text: String, _ zone: String = "UTC0") -> Int? {
    DateParser.parse(text.bytes, now: now, zone: TimeZoneRule(zone.bytes))?.seconds
  }

  @Test func calendarThereAndBack() {
    for day in stride(from: -800_000, to: 3_000_000, by: 97) {
      let time = CivilTime(seconds: day * 86400 + 12345)
      #expect(time.seconds == day * 86400 + 12345 && time.isProper)
      #expect((1...53).contains(time.isoWeek.week))
    }
  }

  /// Relative to a Tuesday, 2023-11-14 22:13:20.
  @Test(arguments: [
    ("now", 1_700_000_000), ("tomorrow", 1_700_086_400), ("1 hour ago", 1_699_996_400), ("monday", 1_700_438_400),
    ("next monday", 1_700_438_400), ("last monday", 1_699_833_600), ("tuesday", 1_699_920_000),
    ("next tuesday", 1_700_524_800), ("", 1_699_920_000), ("10:00", 1_699_956_000), ("1 month", 1_702_592_000),
    ("yesterday 12:00", 1_699_876_800), ("-1 week", 1_699_395_200), ("@17", 17),
  ])
  func relativeDates(text: String, expected: Int) { #expect(parse(text) == expected) }

  @Test(arguments: [
    "bla", "2023-13-01", "2023-02-29", "25:00", "next", "10:00 10:00", "@", "@x", "1 2 3 4", "--", "(a",
  ])
  func whatIsNoDate(text: String) { #expect(parse(text) == nil) }

  @Test func summerTime() {
    let berlin = "CET-1CEST,M3.5.0,M10.5.0/3"
    #expect(parse("2020-03-29 01:59:59", berlin) == 1_585_443_599)
    #expect(parse("2020-03-29 02:30", berlin) == nil)
    #expect(parse("2020-03-29 03:00", berlin) == 1_585_443_600)
    let zone = TimeZoneRule(berlin.bytes)
    #expect(zone.period(at: 1_585_443_600).offset == 7200 && zone.period(at: 1_585_443_599).offset == 3600)
  }

  @Test func farMoments() {
    for zone in ["UTC0", "CET-1CEST,M3.5.0,M10.5.0/3", "EST5"] {
      for seconds in [Int.max, Int.min, 0] {
        #expect(!DateFormat(seconds, 0, TimeZoneRule(zone.bytes)).formatted("%F %T".bytes).isEmpty)
      }
    }
  }

  /// Nothing that comes in as an argument may trap.
  @Test func garbage() {
    var random = SystemRandomNumberGenerator()
    let words = [
      "next", "monday", "12", "-", "+", ":", "/", "jan", "2020", "99999999999999999", "ago", "week", "@", ".5", "(",
      "T",
      "z", "pm", ",", "0", "1e", "second", "TZ=\"A1B\"", "%", "+99999999", "month", "31",
    ]
    for _ in 0..<5000 {
      let text = (0..<Int.random(in: 0...7)).map { _ in words.randomElement(using: &random) ?? "" }
      _ = parse(text.joined(separator: Bool.random() ? " " : ""))
      _ = TimeZoneRule(text.joined().bytes).period(at: 0)
      _ = DateFormat(0, 0, .utc).formatted(("%" + text.joined(separator: "%")).bytes)
    }
  }
}
