// What a call of `diff` asks for: the form of its output, and what does not count.

import Protocols
import RegularExpressions
import System
import UtilityAlgorithms
import UtilitySupport

/// The options of diff.
struct DiffStyle {
  enum Form {
    case normal, unified, context, ed, rcs, sideBySide
  }

  private(set) var form = Form.normal
  private(set) var context = 3
  private(set) var width = 130
  private(set) var isColoured = false
  private(set) var ignored: [RegularExpression] = []
  private(set) var excluded: [NamePattern] = []
  /// The program with its options, for the files of directories.
  private(set) var commandLine = "diff"
  let ignoresBlankLines: Bool
  private let ignoresCase: Bool
  private let ignoresAllSpace: Bool
  private let ignoresSpaceChange: Bool
  private let ignoresTrailingSpace: Bool
  private let ignoresTabs: Bool
  private let stripsReturns: Bool

  /// Nil when an option is wrong; the message has been written.
  init?(_ tool: Tool) {
    ignoresBlankLines = tool.has("B")
    ignoresCase = tool.has("i")
    ignoresAllSpace = tool.has("w")
    ignoresSpaceChange = tool.has("b")
    ignoresTrailingSpace = tool.has("Z")
    ignoresTabs = tool.has("E")
    stripsReturns = tool.has("strip-trailing-cr")
    guard takeForm(tool) else { return nil }
    if let text = tool.options.value("W") {
      guard let number = text.decimal, number > 0 else {
        _ = tool.comparisonError("invalid width '\(text.text)'")
        return nil
      }
      width = number
    }
    if tool.has("color") {
      let when = tool.options.value("color") ?? "auto".bytes
      guard ["always", "auto", "never"].contains(where: { $0.utf8.elementsEqual(when) }) else {
        _ = tool.comparisonError("invalid color '\(when.text)'")
        return nil
      }
      isColoured =
        when.elementsEqual("always".utf8) || (when.elementsEqual("auto".utf8) && Terminal.isTerminal(Streams.output))
    }
    for text in tool.options.values("I") {
      guard let expression = try? RegularExpression(text) else {
        tool.report("\(text.text): Invalid regular expression")
        return nil
      }
      ignored.append(expression)
    }
    excluded = tool.options.values("x").map { NamePattern($0) }
    // As they were typed, without the operands.
    var words = CurrentProcess.arguments
    words.removeFirst(min(words.count, words.first.map { Paths.name($0).isSame(as: "diff") } ?? false ? 1 : 2))
    for operand in tool.operands.reversed() {
      if let index = words.lastIndex(where: { $0.isSame(as: operand) }) { words.remove(at: index) }
    }
    for word in words { commandLine += " \(word)" }
  }

  private mutating func takeForm(_ tool: Tool) -> Bool {
    let forms: [(String, Form)] = [
      ("u", .unified), ("U", .unified), ("c", .context), ("C", .context), ("e", .ed), ("n", .rcs), ("y", .sideBySide),
      ("normal", .normal), ("unified", .unified), ("context", .context),
    ]
    var chosen: Form?
    for (key, _) in tool.options.inOrder {
      guard let found = forms.first(where: { $0.0.isSame(as: key) })?.1 else { continue }
      if let chosen, chosen != found {
        _ = tool.comparisonError("conflicting output style options")
        return false
      }
      chosen = found
    }
    form = chosen ?? .normal
    return takeContext(tool)
  }

  /// The largest of the lengths that were asked for; digits by themselves (`-u1`) may make it smaller than three.
  private mutating func takeContext(_ tool: Tool) -> Bool {
    var longest = 0
    var isExplicit = false
    var digits: Int?
    var isAfterDigit = false
    for (key, value) in tool.options.inOrder {
      let digit = key.bytes.count == 1 ? key.bytes.decimal : nil
      if let digit {
        digits = min(1 << 40, (isAfterDigit ? digits ?? 0 : 0) * 10 + digit)
      } else if ["U", "C", "unified", "context"].contains(where: { $0.isSame(as: key) }), let value {
        guard let number = value.decimal, number >= 0 else {
          _ = tool.comparisonError("invalid context length '\(value.text)'")
          return false
        }
        longest = max(longest, number)
        isExplicit = true
      } else if ["u", "c", "unified", "context"].contains(where: { $0.isSame(as: key) }) {
        longest = max(longest, 3)
      }
      isAfterDigit = digit != nil
    }
    if let digits, !isExplicit || longest < digits { longest = digits }
    // Nobody has a text so long.
    context = min(longest, 1 << 40)
    return true
  }

  /// The part of a line that counts.
  func key(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard ignoresCase || ignoresAllSpace || ignoresSpaceChange || ignoresTrailingSpace || ignoresTabs || stripsReturns
    else { return line }
    var key = line
    if stripsReturns, key.last == 0x0d { key = key.dropLast() }
    if ignoresTabs { key = Self.expanded(key)[...] }
    if ignoresAllSpace {
      key = key.filter { !Character8.isSpace($0) }[...]
    } else if ignoresSpaceChange {
      let words = Bytes(key.split(whereSeparator: Character8.isSpace).joined(separator: [0x20]))
      key = (key.first.map(Character8.isSpace) ?? false) && !words.isEmpty ? ([0x20] + words)[...] : words[...]
    } else if ignoresTrailingSpace {
      while let last = key.last, Character8.isSpace(last) { key = key.dropLast() }
    }
    return ignoresCase ? key.map(Character8.lowered)[...] : key
  }

  /// With blanks for tabs.
  static func expanded(_ line: ArraySlice<UInt8>) -> Bytes {
    var text = Bytes()
    var column = 0
    for byte in line {
      if byte == 0x09 {
        let count = 8 - column % 8
        text += Bytes(repeating: 0x20, count: count)
        column += count
      } else {
        text.append(byte)
        if byte & 0xc0 != 0x80 { column += 1 }
      }
    }
    return text
  }

  /// Whether a change of this line does not count.
  func ignores(_ line: ArraySlice<UInt8>) -> Bool {
    if ignoresBlankLines, key(line).isEmpty { return true }
    return ignored.contains { $0.matches(Bytes(line)) }
  }

  var ignoresLines: Bool { ignoresBlankLines || !ignored.isEmpty }
}
