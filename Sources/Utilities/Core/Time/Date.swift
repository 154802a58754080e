// date: shows the time, or another one, in many forms. Setting the clock is not possible.
//
// Specification: POSIX.1-2017, date; GNU coreutils 9.1. The zone is that of the variable TZ, in POSIX form.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let dateProgram = Utility(
  "date", "[OPTION]... [+FORMAT]", "Show the date and time.",
  [
    OptionDescription("-d --date=DATE", "this time, not now"), OptionDescription("-f --file=FILE", "each line a DATE"),
    OptionDescription("-I[WHAT] --iso-8601[=WHAT]", "as 2026-11-21, up to date, hours, minutes, seconds or ns"),
    OptionDescription("-R --rfc-email", "as in mail"),
    OptionDescription("--rfc-3339=WHAT", "date, seconds or ns"),
    OptionDescription("-r --reference=FILE", "the time of FILE"), OptionDescription("-s --set=DATE", "not possible"),
    OptionDescription("-u --utc", "in UTC"), OptionDescription("--universal", "in UTC"),
  ]
) { tool in DateRun(tool)?.run() ?? 1 }

/// The zone of the user.
func currentZone() -> TimeZoneRule { TimeZoneRule((Environment["TZ"] ?? "UTC0").bytes) }

/// A moment from nanoseconds after 1970.
func moment(_ nanoseconds: UInt64) -> DateParser.Moment {
  DateParser.Moment(
    seconds: Int(clamping: nanoseconds / 1_000_000_000), nanoseconds: Int(clamping: nanoseconds % 1_000_000_000))
}

/// One run of date.
private struct DateRun {
  private let tool: Tool
  private let zone: TimeZoneRule
  private var format: Bytes?

  /// Nil when an option is wrong; the message has been written.
  init?(_ tool: Tool) {
    self.tool = tool
    zone = tool.has("u") || tool.has("universal") ? .utc : currentZone()
    for (key, _) in tool.options.inOrder where key.isSame(as: "I") || key.isSame(as: "R") || key.isSame(as: "rfc-3339")
    {
      guard format == nil else {
        tool.report("multiple output formats specified")
        return nil
      }
      guard let found = namedFormat(key) else { return nil }
      format = found
    }
    if ["d", "f", "r"].count(where: { tool.has($0) }) > 1 {
      _ = tool.usageError("the options to specify dates for printing are mutually exclusive")
      return nil
    }
    if tool.operands.count > 1 {
      _ = tool.extraOperand(1)
      return nil
    }
    if let operand = tool.operands.first {
      guard operand.utf8.first == UInt8(ascii: "+") else {
        if tool.has("d") || tool.has("f") || tool.has("r") {
          _ = tool.usageError(
            "the argument \(quoted(operand)) lacks a leading '+';\nwhen using an option to specify date(s), any"
              + " non-option\nargument must be a format string beginning with '+'")
        } else if operand.utf8.allSatisfy(Character8.isDigit) {
          tool.report("cannot set date", .notPermitted)
        } else {
          tool.report("invalid date \(quoted(operand))")
        }
        return nil
      }
      guard format == nil else {
        tool.report("multiple output formats specified")
        return nil
      }
      format = Bytes(operand.utf8.dropFirst())
    }
  }

  private func namedFormat(_ key: String) -> Bytes? {
    if key.isSame(as: "R") { return "%a, %d %b %Y %T %z".bytes }
    let isISO = key.isSame(as: "I")
    let names = isISO ? ["hours", "minutes", "date", "seconds", "ns"] : ["date", "seconds", "ns"]
    let text = tool.options.value(key) ?? "date".bytes
    guard let name = tool.choice(text, of: names, isISO ? "--iso-8601" : "--rfc-3339") else { return nil }
    let mark = isISO ? "T" : " "
    switch name.bytes {
    case "hours": return "%FT%H%:z".bytes
    case "minutes": return "%FT%H:%M%:z".bytes
    case "seconds": return "%F\(mark)%T%:z".bytes
    case "ns": return (isISO ? "%FT%T,%N%:z" : "%F %T.%N%:z").bytes
    default: return "%F".bytes
    }
  }

  func run() -> Int32 {
    if let text = tool.options.value("s") {
      guard DateParser.parse(text, now: moment(SystemClock.realTime), zone: zone) != nil else { return invalid(text) }
      tool.report("cannot set date", .notPermitted)
      return 1
    }
    if let path = tool.options.value("f")?.text { return showLines(path) }
    if let path = tool.options.value("r")?.text {
      do throws(Errno) { show(moment(try FileSystem.status(path).modified)) } catch {
        tool.report(shown(path), error)
        return 1
      }
      return 0
    }
    if let text = tool.options.value("d") { return show(text) ? 0 : 1 }
    show(moment(SystemClock.realTime))
    return 0
  }

  private func invalid(_ text: Bytes) -> Int32 {
    tool.report("invalid date \(quoted(text))")
    return 1
  }

  private func show(_ text: Bytes) -> Bool {
    guard let parsed = DateParser.parse(text, now: moment(SystemClock.realTime), zone: zone) else {
      return invalid(text) == 0
    }
    show(parsed)
    return true
  }

  private func show(_ moment: DateParser.Moment) {
    let format = format ?? "%a %b %e %H:%M:%S %Z %Y".bytes
    tool.output.write(DateFormat(moment.seconds, moment.nanoseconds, zone).formatted(format) + [0x0a])
  }

  private func showLines(_ path: String) -> Int32 {
    var status: Int32 = 0
    do throws(Errno) {
      let reader = try LineReader(path)
      while let line = reader.next() { if !show(Bytes(line)) { status = 1 } }
    } catch {
      tool.report(shown(path), error)
      return 1
    }
    return status
  }
}
