// Lines of the log, and which of them are wanted.

import RegularExpressions
import Testing
import UtilitySupport

struct LogFilterTests {
  private static let second: UInt64 = 1_000_000_000

  private func line(_ text: String) -> LogLine? { LogLine(text.bytes[...]) }

  @Test func linesAreTakenApart() throws {
    let line = try #require(self.line("[    1.234567] ps2d: hello: world"))
    #expect(line.time == 1_234_567_000 && line.name == "ps2d".bytes && line.text == "hello: world".bytes)
    #expect(self.line("[12345678.000001] a: ")?.time == 12_345_678_000_001_000)
    for bad in ["", "[", "[1.2] a: b", "[ 1.234567", "[x.234567] a: b", "[    1.234567] nothing", "[-1.000001] a: b"] {
      #expect(self.line(bad) == nil, "\(bad)")
    }
  }

  @Test func namesTimesAndPatterns() throws {
    let lines = try [
      "[    1.000000] ps2d: one", "[    2.000000] init: ps2d was ended by signal 9", "[    3.000000] init: other",
      "[    4.000000] sudo: user : COMMAND=/bin/ls",
    ].map { try #require(line($0)) }
    var filter = LogFilter()
    #expect(lines.allSatisfy(filter.wants))
    filter.names = ["ps2d".bytes]
    #expect(lines.map(filter.wants) == [true, true, false, false])
    filter.names = []
    filter.since = 2 * Self.second
    filter.until = 3 * Self.second
    #expect(lines.map(filter.wants) == [false, true, true, false])
    filter = LogFilter()
    filter.pattern = try RegularExpression("COMMAND=.*ls$".bytes, .extended)
    #expect(lines.map(filter.wants) == [false, false, false, true])
  }

  @Test func moments() {
    let (now, real) = (1000 * Self.second, 1_795_257_000 * Self.second)  // 2026-11-21 10:30:00
    func moment(_ text: String) -> UInt64? {
      LogFilter.moment(text.bytes, now: now, real: real).map { $0 / Self.second }
    }
    #expect(moment("5m") == 700 && moment("30s") == 970 && moment("1h") == 0 && moment("1d") == 0)
    #expect(moment("10:20") == 400 && moment("10:29:59") == 999 && moment("11:00") == 2800 && moment("09:00") == 0)
    #expect(moment("2026-11-21 10:25:00") == 700 && moment("@1795257000") == 1000)
    for bad in ["", "m", "x", "5w", "25:00", "-5m", "99999999s"] { #expect(moment(bad) == nil, "\(bad)") }
  }
}
