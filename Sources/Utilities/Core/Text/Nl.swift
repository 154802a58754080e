// nl: numbers lines.
//
// Specification: POSIX.1-2017, nl; GNU coreutils 9.1.

import ABI
import RegularExpressions
import System
import UtilityAlgorithms
import UtilitySupport

let nlProgram = Utility(
  "nl", "[OPTION]... [FILE]...", "Number lines.",
  [
    OptionDescription("-b --body-numbering=STYLE", "a: all, t: with text, n: none, pREGEX: that match"),
    OptionDescription("-d --section-delimiter=CC", "what page parts start with (\\:)"),
    OptionDescription("-f --footer-numbering=STYLE", "as -b, for the last part"),
    OptionDescription("-h --header-numbering=STYLE", "as -b, for the first part"),
    OptionDescription("-i --line-increment=NUMBER", "the step (1)"),
    OptionDescription("-l --join-blank-lines=NUMBER", "so many empty lines count as one"),
    OptionDescription("-n --number-format=FORMAT", "ln: left, rn: right, rz: with zeros"),
    OptionDescription("-p --no-renumber", "numbers go on from page to page"),
    OptionDescription("-s --number-separator=TEXT", "behind the number (tab)"),
    OptionDescription("-v --starting-line-number=NUMBER", "the first number (1)"),
    OptionDescription("-w --number-width=NUMBER", "columns of the number (6)"),
  ]
) { tool in
  guard var numbering = LineNumbering(tool) else { return 1 }
  return tool.forEachReader { reader in
    while let line = reader.next(), !tool.isOutputClosed { numbering.write(line, tool) }
  }
}

/// Numbers the lines of pages.
private struct LineNumbering {
  private enum Style {
    case all, text, none
    case matching(RegularExpression)
  }

  private var styles: [Style] = []
  private var section = 1
  private let marks: Bytes
  private let start: Int
  private let step: Int
  private let join: Int
  private let width: Int
  private let format: Bytes
  private let separator: Bytes
  private let renumbers: Bool
  private var number: Int
  private var blanks = 0
  private var hasOverflow = false

  /// Nil when an option is wrong; the message has been written.
  init?(_ tool: Tool) {
    func value(_ key: String, _ standard: Int, _ what: String, _ range: ClosedRange<Int>) -> Int? {
      guard let text = tool.options.value(key) else { return standard }
      return tool.number(text, what, in: range)
    }
    for (key, standard, what) in [("h", "n", "header"), ("b", "t", "body"), ("f", "n", "footer")] {
      let text = tool.options.value(key) ?? standard.bytes
      switch text.first {
      case UInt8(ascii: "a") where text.count == 1: styles.append(.all)
      case UInt8(ascii: "t") where text.count == 1: styles.append(.text)
      case UInt8(ascii: "n") where text.count == 1: styles.append(.none)
      case UInt8(ascii: "p"):
        guard let expression = try? RegularExpression(Bytes(text.dropFirst())) else {
          tool.report("Invalid regular expression")
          return nil
        }
        styles.append(.matching(expression))
      default:
        _ = tool.usageError("invalid \(what) numbering style: \(quoted(text))")
        return nil
      }
    }
    guard let start = value("v", 1, "starting line number", .min...(.max)),
      let step = value("i", 1, "line number increment", .min...(.max)),
      let join = value("l", 1, "line number of blank lines", 1...(.max)),
      let width = value("w", 6, "line number field width", 1...Int(Int32.max))
    else { return nil }
    let format = tool.options.value("n") ?? "rn".bytes
    guard ["ln", "rn", "rz"].contains(where: { format.elementsEqual($0.utf8) }) else {
      _ = tool.usageError("invalid line numbering format: \(quoted(format))")
      return nil
    }
    self.format = format
    (self.start, self.step, self.join, self.width) = (start, step, join, width)
    separator = tool.options.value("s") ?? [0x09]
    renumbers = !tool.has("p")
    number = start
    let delimiter = tool.options.value("d") ?? "\\:".bytes
    marks = delimiter.count == 1 ? delimiter + [UInt8(ascii: ":")] : delimiter
  }

  mutating func write(_ line: ArraySlice<UInt8>, _ tool: Tool) {
    if let part = sectionStart(line) {
      section = part
      if renumbers, part == 0 || part == 1 || part == 2 { number = start }
      blanks = 0
      tool.output.write(byte: 0x0a)
      return
    }
    if isNumbered(line), !hasOverflow {
      tool.output.write(numberText() + separator)
      let (next, overflow) = number.addingReportingOverflow(step)
      (number, hasOverflow) = (next, overflow)
    } else {
      tool.output.write(Bytes(repeating: 0x20, count: width + separator.count))
    }
    tool.output.write(line)
    tool.output.write(byte: 0x0a)
  }

  /// 0, 1 or 2 for a line that starts a header, body or footer.
  private func sectionStart(_ line: ArraySlice<UInt8>) -> Int? {
    guard !marks.isEmpty else { return nil }
    for (count, part) in [(3, 0), (2, 1), (1, 2)] where line.count == marks.count * count {
      var rest = line
      while rest.starts(with: marks) { rest = rest.dropFirst(marks.count) }
      if rest.isEmpty { return part }
    }
    return nil
  }

  private mutating func isNumbered(_ line: ArraySlice<UInt8>) -> Bool {
    switch styles[section] {
    case .none: return false
    case .text: return !line.isEmpty
    case .matching(let expression): return expression.matches(Bytes(line))
    case .all:
      guard join > 1 else { return true }
      blanks = line.isEmpty ? blanks + 1 : 0
      if !line.isEmpty { return true }
      if blanks == join {
        blanks = 0
        return true
      }
      return false
    }
  }

  private func numberText() -> Bytes {
    let digits = Bytes(decimal: number)
    switch format {
    case "ln": return digits.leftAligned(width)
    case "rz":
      let sign: Bytes = number < 0 ? [UInt8(ascii: "-")] : []
      let plain = number < 0 ? Bytes(digits.dropFirst()) : digits
      return sign + Bytes(repeating: 0x30, count: max(0, width - sign.count - plain.count)) + plain
    default: return digits.rightAligned(width)
    }
  }
}
