// join: joins lines of two sorted files that have a field in common.
//
// Specification: POSIX.1-2017, join; GNU coreutils 9.1.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let joinProgram = Utility(
  "join", "[OPTION]... FILE1 FILE2", "Join lines of two files by a common field.",
  [
    OptionDescription("-1 FIELD", "by this field of FILE1"), OptionDescription("-2 FIELD", "by this field of FILE2"),
    OptionDescription("-a FILENUM", "also the lines of this file that match nothing"),
    OptionDescription("-e TEXT", "for fields that are missing"),
    OptionDescription("-i --ignore-case", "large and small letters are the same"),
    OptionDescription("-j FIELD", "as -1 FIELD -2 FIELD"),
    OptionDescription("-o FORMAT", "these fields: 0, 1.2, auto …"),
    OptionDescription("-t BYTE", "fields end with BYTE"), OptionDescription("-v FILENUM", "only what matches nothing"),
    OptionDescription("--check-order", "stop when a file is not sorted"),
    OptionDescription("--nocheck-order", "do not look whether files are sorted"),
    OptionDescription("--header", "the first lines are headers"),
    OptionDescription("-z --zero-terminated", "lines end with NUL"),
  ]
) { tool in
  guard let plan = JoinPlan(tool) else { return 1 }
  guard tool.operands.count > 1 else {
    return tool.operands.isEmpty
      ? tool.missingOperand() : tool.usageError("missing operand after \(quoted(tool.operands[0]))")
  }
  if tool.operands.count > 2 { return tool.extraOperand(2) }
  var sides: [JoinSide] = []
  for (index, path) in tool.operands.enumerated() {
    do throws(Errno) { sides.append(JoinSide(try LineReader(path, separator: plan.end), path, index, plan)) } catch {
      tool.report(shown(path), error)
      return 1
    }
  }
  var run = JoinRun(tool, plan, sides)
  return run.run()
}

/// How lines are joined.
struct JoinPlan {
  /// By which field of each file, from 0.
  private(set) var fields = [0, 0]
  /// Which lines without a partner are shown.
  private(set) var showsLone = [false, false]
  private(set) var showsPairs = true
  private(set) var missing: Bytes?
  /// The fields to show: file from 0 (nil: the common one) and field from 0.
  private(set) var format: [(file: Int?, field: Int)]?
  private(set) var isAutomatic = false
  private(set) var separator: UInt8?
  /// With `-t ''`: a line is one field.
  private(set) var isWhole = false
  let ignoresCase: Bool
  let end: UInt8

  /// Nil when an option is wrong; the message has been written.
  init?(_ tool: Tool) {
    ignoresCase = tool.has("i")
    end = tool.has("z") ? 0 : 0x0a
    missing = tool.options.value("e")
    if let text = tool.options.value("t") {
      guard text.count <= 1 || text.elementsEqual("\\0".utf8) else {
        tool.report("multi-character tab \(quoted(text))")
        return nil
      }
      isWhole = text.isEmpty
      separator = text.isEmpty ? end : text.count == 1 ? text[0] : 0
    }
    var given: [Int?] = [nil, nil]
    for (key, value) in tool.options.inOrder {
      guard let text = value else { continue }
      switch key.bytes {
      case "1", "2", "j":
        guard let field = text.decimal, field > 0 else {
          tool.report("invalid field number: \(quoted(text))")
          return nil
        }
        for side in key.isSame(as: "j") ? [0, 1] : key.isSame(as: "1") ? [0] : [1] {
          if let known = given[side], known != field {
            tool.report("incompatible join fields \(known), \(field)")
            return nil
          }
          given[side] = field
          fields[side] = field - 1
        }
      case "a", "v":
        guard let file = text.decimal, file == 1 || file == 2 else {
          tool.report("invalid field number: \(quoted(text))")
          return nil
        }
        showsLone[file - 1] = true
        if key.isSame(as: "v") { showsPairs = false }
      case "o": if !takeFormat(tool, text) { return nil }
      default: break
      }
    }
  }

  private mutating func takeFormat(_ tool: Tool, _ text: Bytes) -> Bool {
    if text.elementsEqual("auto".utf8) {
      isAutomatic = true
      return true
    }
    var list = format ?? []
    for part in text.split(whereSeparator: { $0 == UInt8(ascii: ",") || Character8.isBlank($0) }) {
      let spec = Bytes(part)
      if spec.elementsEqual("0".utf8) {
        list.append((nil, 0))
        continue
      }
      guard let file = spec.first, file == UInt8(ascii: "1") || file == UInt8(ascii: "2") else {
        tool.report("invalid file number in field spec: \(quoted(spec))")
        return false
      }
      guard spec.count > 1, spec[1] == UInt8(ascii: ".") else {
        tool.report("invalid field specifier: \(quoted(spec))")
        return false
      }
      guard let field = spec[2...].decimal, field > 0 else {
        tool.report("invalid field number: \(quoted(Bytes(spec[2...])))")
        return false
      }
      list.append((Int(file - UInt8(ascii: "1")), field - 1))
    }
    format = list
    return true
  }

  func split(_ line: ArraySlice<UInt8>) -> [Bytes] {
    guard let separator else {
      return line.split { Character8.isBlank($0) || $0 == 0x0a }.map { Bytes($0) }
    }
    if isWhole { return [Bytes(line)] }
    return line.split(separator: separator, omittingEmptySubsequences: false).map { Bytes($0) }
  }

  func compare(_ left: Bytes, _ right: Bytes) -> Int {
    let (first, second) =
      ignoresCase ? (left.map(Character8.lowered), right.map(Character8.lowered)) : (left, right)
    return first == second ? 0 : first.lexicographicallyPrecedes(second) ? -1 : 1
  }
}
