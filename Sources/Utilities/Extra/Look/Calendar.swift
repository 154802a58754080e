// cal: months as people hang them on the wall.
//
// The Gregorian calendar, also for the time before it was made. Specification: ncal 12.1 in its form of cal.

import System
import UtilitySupport

let calProgram = Utility(
  "cal", "[OPTION]... [[MONTH] YEAR]", "Show a calendar.",
  [
    OptionDescription("-1", "one month"), OptionDescription("-3", "with the month before and the one after"),
    OptionDescription("-y", "the whole year"), OptionDescription("-M --monday", "weeks start on Monday"),
    OptionDescription("-m MONTH", "this month"), OptionDescription("-h", "do not mark today"),
  ], usageStatus: 64
) { tool in
  let now = CalendarDate(seconds: Int64(clamping: SystemClock.realTime / 1_000_000_000))
  var year = now.year
  var month = now.month
  var showsYear = tool.has("y")
  guard tool.operands.count < 3 else { return tool.usageError("too many operands", 64) }
  if let text = tool.operands.last {
    guard let number = text.bytes.decimal else {
      tool.report("not a valid year \(text)")
      return 64
    }
    guard (1...9999).contains(number) else {
      tool.report("year `\(number)' not in range 1..9999")
      return 64
    }
    year = number
    showsYear = showsYear || (tool.operands.count == 1 && !tool.has("m"))
  }
  if let text = tool.options.value("m")?.text ?? (tool.operands.count == 2 ? tool.operands[0] : nil) {
    guard let number = MonthSheet.month(text.bytes) else {
      tool.report("\(text) is neither a month number (1..12) nor a name")
      return 64
    }
    month = number
  }
  let today = tool.has("h") || !Terminal.isTerminal(Streams.output) ? nil : now
  let sheet = MonthSheet(startsOnMonday: tool.has("M"), today: today)
  if showsYear {
    tool.output.write(sheet.year(year))
  } else if tool.has("3") {
    tool.output.write(sheet.three(around: year, month))
  } else {
    tool.output.write(sheet.single(year, month))
  }
  return 0
}

/// Lays out months.
struct MonthSheet {
  private static let width = 20
  private static let gap: Bytes = [0x20, 0x20]

  let startsOnMonday: Bool
  /// The day that is marked.
  let today: CalendarDate?

  /// The number of a month's name, or a number.
  static func month(_ text: Bytes) -> Int? {
    if let number = text.decimal { return (1...12).contains(number) ? number : nil }
    guard text.count >= 3 else { return nil }
    let name = text.map(Character8.lowered)
    return CalendarDate.monthNames.firstIndex { $0.utf8.map(Character8.lowered).starts(with: name) }.map { $0 + 1 }
  }

  private static func centered(_ text: Bytes, _ width: Int) -> Bytes {
    let left = max(0, width - text.count) / 2
    return (Bytes(repeating: 0x20, count: left) + text).leftAligned(width)
  }

  /// The day of the week of a month's first day, 0 for Sunday, and how many days it has.
  private static func shape(_ year: Int, _ month: Int) -> (first: Int, days: Int) {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]
    var start = (year - 1) * 365 + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 + before[month - 1]
    if leap, month > 2 { start += 1 }
    let days = before[month] - before[month - 1] + (leap && month == 2 ? 1 : 0)
    return ((start + 1) % 7, days)
  }

  /// Six weeks, each `width` wide.
  private func weeks(_ year: Int, _ month: Int) -> [Bytes] {
    let (first, days) = Self.shape(year, month)
    let column = startsOnMonday ? (first + 6) % 7 : first
    return (0..<6).map { week in
      var line = Bytes()
      for place in 0..<7 {
        let day = week * 7 + place - column + 1
        if place > 0 { line.append(0x20) }
        guard (1...days).contains(day) else {
          line += Self.gap
          continue
        }
        let text = Bytes(decimal: day).rightAligned(2)
        let isToday = today.map { $0.year == year && $0.month == month && $0.day == day } ?? false
        line += isToday ? "\u{1b}[7m".bytes + text + "\u{1b}[0m".bytes : text
      }
      return line
    }
  }

  private var dayNames: Bytes { (startsOnMonday ? "Mo Tu We Th Fr Sa Su" : "Su Mo Tu We Th Fr Sa").bytes }

  /// Months side by side.
  private func row(_ months: [(Int, Int)], withYear: Bool) -> Bytes {
    var lines = [Bytes](repeating: [], count: 8)
    for (year, month) in months {
      let name = CalendarDate.monthNames[month - 1]
      lines[0] += Self.centered((withYear ? "\(name) \(year)" : name).bytes, Self.width) + Self.gap
      lines[1] += dayNames + Self.gap
      for (index, week) in weeks(year, month).enumerated() { lines[index + 2] += week + Self.gap }
    }
    var text = Bytes()
    for line in lines { text += line + [0x0a] }
    return text
  }

  func single(_ year: Int, _ month: Int) -> Bytes { row([(year, month)], withYear: true) }

  func three(around year: Int, _ month: Int) -> Bytes {
    let before = month == 1 ? (year - 1, 12) : (year, month - 1)
    let after = month == 12 ? (year + 1, 1) : (year, month + 1)
    let months = [before, (year, month), after]
    // As on one sheet when all are of one year.
    if before.0 == after.0 { return head(year) + row(months, withYear: false) }
    return row(months, withYear: true)
  }

  private func head(_ year: Int) -> Bytes {
    Bytes(repeating: 0x20, count: 28) + Bytes(decimal: year) + [0x0a]
  }

  func year(_ year: Int) -> Bytes {
    var sheet = head(year)
    for first in [1, 4, 7, 10] {
      if first > 1 { sheet.append(0x0a) }
      sheet += row((first..<first + 3).map { (year, $0) }, withYear: false)
    }
    return sheet
  }
}
