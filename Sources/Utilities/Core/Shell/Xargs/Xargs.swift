// xargs: runs a program with arguments from its input.
//
// Specification: POSIX.1-2017, xargs; GNU findutils 4.9 for options and messages.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let xargsProgram = Utility(
  "xargs", "[OPTION]... [PROGRAM [ARGUMENT]...]", "Run a program with arguments from the input.",
  [
    OptionDescription("-0 --null", "items end with NUL"),
    OptionDescription("-a --arg-file=FILE", "items from FILE"),
    OptionDescription("-d --delimiter=BYTE", "items end with BYTE"),
    OptionDescription("-E TEXT", "this item is the end"),
    OptionDescription("-I TEXT", "one run a line, TEXT stands for it"),
    OptionDescription("-L --max-lines=NUMBER", "lines a run"),
    OptionDescription("-n --max-args=NUMBER", "items a run"),
    OptionDescription("-o --open-tty", "the program reads from the terminal"),
    OptionDescription("-p --interactive", "ask before each run"),
    OptionDescription("-P --max-procs=NUMBER", "so many runs at once (1); 0: as many as it goes"),
    OptionDescription("--process-slot-var=NAME", "a variable with the number of the run at hand"),
    OptionDescription("-r --no-run-if-empty", "no run without items"),
    OptionDescription("-s --max-chars=NUMBER", "bytes of a command line"),
    OptionDescription("-t --verbose", "show what is run"),
    OptionDescription("-x --exit", "end when a command line would be too long"),
  ], stopsAtOperand: true
) { tool in
  guard let plan = XargsPlan(tool) else { return 1 }
  let path = tool.options.value("a")?.text ?? "-"
  do throws(Errno) {
    var run = XargsRun(tool, plan, XargsInput(tool, plan, try LineReader(path, separator: 0x0a)))
    return run.run()
  } catch {
    tool.report("Cannot open input file \(quoted(path))", error)
    return 1
  }
}

/// The options of xargs.
struct XargsPlan {
  private(set) var delimiter: UInt8?
  /// What stands for an item, one run for each.
  private(set) var mark: Bytes?
  private(set) var itemsPerRun: Int?
  private(set) var linesPerRun: Int?
  private(set) var parallel = 1
  private(set) var limit = 128 * 1024
  private(set) var endMark: Bytes?

  /// More runs than this are not started at once, whatever is asked for.
  static let mostRuns = 1024

  /// Nil when an option is wrong; the message has been written.
  init?(_ tool: Tool) {
    if tool.has("0") { delimiter = 0 }
    if let text = tool.options.value("d") {
      guard let byte = Self.byte(text) else {
        tool.report(
          "Invalid input delimiter specification \(text.text): the delimiter must be either a single character or an "
            + "escape sequence starting with \\.")
        return nil
      }
      delimiter = byte
    }
    endMark = delimiter == nil ? tool.options.value("E") : nil
    // Of these three the last one counts.
    let last = tool.options.last(of: ["I", "L", "n"])?.bytes ?? []
    Self.warn(tool, last)
    switch last {
    case "I": mark = tool.options.value("I")
    case "L":
      guard let number = Self.number(tool, "L", 1) else { return nil }
      linesPerRun = number
    case "n":
      guard let number = Self.number(tool, "n", 1) else { return nil }
      itemsPerRun = number
    default: break
    }
    if tool.has("P") {
      guard let number = Self.number(tool, "P", 0) else { return nil }
      parallel = number == 0 ? Self.mostRuns : min(number, Self.mostRuns)
    }
    if tool.has("s") {
      guard let number = Self.number(tool, "s", 1) else { return nil }
      limit = min(number, limit)
    }
  }

  /// Says which options have no effect, since others came later.
  private static func warn(_ tool: Tool, _ last: Bytes) {
    let names = [
      ("n", "--max-args", "--max-args/-n"), ("L", "--max-lines", "-L"), ("I", "--replace", "--replace/-I/-i"),
    ]
    guard let kept = names.first(where: { $0.0.utf8.elementsEqual(last) }) else { return }
    for name in names where !name.0.isSame(as: kept.0) && tool.has(name.0) {
      tool.report(
        "warning: options \(name.1) and \(kept.2) are mutually exclusive, ignoring previous \(name.1) value")
    }
  }

  private static func number(_ tool: Tool, _ key: String, _ least: Int) -> Int? {
    let text = tool.options.value(key) ?? []
    guard let number = text.decimal else {
      _ = tool.usageError("invalid number \"\(text.text)\" for -\(key) option")
      return nil
    }
    guard number >= least else {
      _ = tool.usageError("value \(text.text) for -\(key) option should be >= \(least)")
      return nil
    }
    return number
  }

  private static func byte(_ text: Bytes) -> UInt8? {
    if text.count == 1 { return text[0] }
    guard text.count > 1, text[0] == UInt8(ascii: "\\") else { return nil }
    switch Bytes(text[1...]) {
    case "a": return 0x07
    case "b": return 0x08
    case "f": return 0x0c
    case "n": return 0x0a
    case "r": return 0x0d
    case "t": return 0x09
    case "v": return 0x0b
    case "\\": return 0x5c
    default: return Bytes(text[1...]).octal.flatMap { UInt8(exactly: $0) }
    }
  }
}

/// `text` with every `mark` replaced.
func replace(_ mark: Bytes, in text: Bytes, with replacement: Bytes) -> Bytes {
  guard !mark.isEmpty else { return text }
  var result = Bytes()
  var index = 0
  while index < text.count {
    if text[index...].starts(with: mark) {
      result += replacement
      index += mark.count
    } else {
      result.append(text[index])
      index += 1
    }
  }
  return result
}
