// pr: pages with heads, and columns.
//
// Specification: POSIX.1-2017, pr; GNU coreutils 9.1 for options, layout and messages.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let prProgram = Utility(
  "pr", "[+FIRST[:LAST]] [-COLUMNS] [OPTION]... [FILE]...", "Set texts in pages and columns for printing.",
  [
    OptionDescription("-a --across", "columns are filled line by line"),
    OptionDescription("-c --show-control-chars", "control characters as ^X"),
    OptionDescription("--columns=NUMBER", "so many columns"),
    OptionDescription("-d --double-space", "a blank line behind each"),
    OptionDescription("-D --date-format=FORMAT", "of the date in heads"),
    OptionDescription("-e[CHAR[WIDTH]] --expand-tabs[=CHAR[WIDTH]]", "tabs of the input become blanks"),
    OptionDescription("-f --form-feed", "pages end with a form feed"), OptionDescription("-F", "as -f"),
    OptionDescription("-h --header=TEXT", "instead of the name in heads"),
    OptionDescription("-i[CHAR[WIDTH]] --output-tabs[=CHAR[WIDTH]]", "blanks become tabs"),
    OptionDescription("-J --join-lines", "whole lines, not aligned"),
    OptionDescription("-l --length=LINES", "of a page (66)"), OptionDescription("-m --merge", "files side by side"),
    OptionDescription("-n[SEPARATOR[DIGITS]] --number-lines[=SEPARATOR[DIGITS]]", "number the lines"),
    OptionDescription("-N --first-line-number=NUMBER", "of the first line on the first page"),
    OptionDescription("-o --indent=BLANKS", "before each line"),
    OptionDescription("--pages=FIRST[:LAST]", "only these pages"),
    OptionDescription("-r --no-file-warnings", "nothing of files that cannot be read"),
    OptionDescription("-s[CHAR] --separator[=CHAR]", "a character between columns, which are not aligned"),
    OptionDescription("-S[TEXT] --sep-string[=TEXT]", "a text between columns"),
    OptionDescription("-t --omit-header", "no heads and feet"),
    OptionDescription("-T --omit-pagination", "nor form feeds"),
    OptionDescription("-v --show-nonprinting", "control characters as numbers"),
    OptionDescription("-w --width=COLUMNS", "of a page with columns (72)"),
    OptionDescription("-W --page-width=COLUMNS", "of each page"),
  ] + (0...9).map { OptionDescription("-\($0)", "a digit of the number of columns") }
) { tool in
  var style = PageStyle()
  guard style.take(tool) else { return 1 }
  var paths: [String] = []
  for operand in tool.operands where !style.takePages(operand) {
    if let wrong = style.wrongPages(operand) {
      tool.report("invalid + argument \(quoted(wrong))")
      return 1
    }
    paths.append(operand)
  }
  if paths.isEmpty { paths = ["-"] }
  var status: Int32 = 0
  var sources: [PageSource] = []
  for path in paths {
    do throws(Errno) {
      let source = PageSource(try LineReader(path))
      if style.isParallel {
        sources.append(source)
        continue
      }
      guard let layout = PageLayout(style, files: 1) else { return pageTooNarrow(tool) }
      PageWriter(tool, style, layout, [source], pageHead(style, path)).write()
      if let failure = source.failure { throw failure }
    } catch {
      status = 1
      if !tool.has("r") { tool.report(shown(path), error) }
    }
  }
  if style.isParallel, !sources.isEmpty {
    guard let layout = PageLayout(style, files: paths.count) else { return pageTooNarrow(tool) }
    PageWriter(tool, style, layout, sources, pageHead(style, nil)).write()
  }
  return status
}

private func pageTooNarrow(_ tool: Tool) -> Int32 {
  tool.report("page width too narrow")
  return 1
}

/// The date and the name in heads; no path where several files or the standard input are shown.
private func pageHead(_ style: PageStyle, _ path: String?) -> (date: Bytes, title: Bytes) {
  let file = path.flatMap { $0.isSame(as: "-") ? nil : $0 }
  let time = file.flatMap { status($0)?.modified } ?? SystemClock.realTime
  let date = DateFormat(moment(time).seconds, moment(time).nanoseconds, currentZone()).formatted(style.dateFormat)
  return (date, style.title ?? file?.bytes ?? [])
}
