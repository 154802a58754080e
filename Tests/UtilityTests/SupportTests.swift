// Sizes, dates and name patterns.

import Testing
import UtilitySupport

@Test(
  arguments: [
    (0, "0"), (1023, "1023"), (1024, "1.0K"), (1025, "1.1K"), (10_240, "10K"), (10_241, "11K"), (1_048_575, "1.0M"),
    (1_073_741_824, "1.0G"), (.max, "16E"),
  ] as [(UInt64, String)])
func sizesAreShort(_ size: UInt64, _ text: String) { #expect(ByteSize.short(size) == text) }

@Test func sizesAreRead() {
  #expect(ByteSize.parse("10".bytes) == 10)
  #expect(ByteSize.parse("2K".bytes) == 2048)
  #expect(ByteSize.parse("1MB".bytes) == 1_000_000)
  #expect(ByteSize.parse("x".bytes) == nil)
  #expect(ByteSize.parse("99999999999999999999".bytes) == nil)
  #expect(ByteSize.parse("9999999999G".bytes) == nil)
}

@Test(
  arguments: [
    (0, "1970-01-01 00:00:00 4 001"), (951_782_400, "2000-02-29 00:00:00 2 060"),
    (1_795_257_000, "2026-11-21 10:30:00 6 325"), (-1, "1969-12-31 23:59:59 3 365"),
  ] as [(Int64, String)])
func datesAreWritten(_ seconds: Int64, _ text: String) {
  #expect(CalendarDate(seconds: seconds).formatted("%F %T %w %j".bytes).text == text)
}

@Test func datesAreRead() {
  #expect(CalendarDate.parse("2026-11-21 10:30:00".bytes) == 1_795_257_000)
  #expect(CalendarDate.parse("2000-02-29".bytes) == 951_782_400)
  #expect(CalendarDate.parse("@12".bytes) == 12)
  for text in ["", "x", "2026-13-01", "2026-11", "99999-01-01", "2026-01-01 25:00"] {
    #expect(CalendarDate.parse(text.bytes) == nil, "\(text)")
  }
  #expect(CalendarDate(seconds: .max).year > 1970)
}

@Test func namePatterns() {
  #expect(NamePattern("*.txt".bytes).matches("a.txt".bytes))
  #expect(!NamePattern("*.txt".bytes).matches("a_txt".bytes))
  #expect(NamePattern("[!a]?".bytes).matches("bc".bytes))
  #expect(NamePattern("a\\*".bytes).matches("a*".bytes))
  #expect(NamePattern("[".bytes).matches("[".bytes))
  #expect(NamePattern("READ*".bytes, ignoresCase: true).matches("readme".bytes))
}
