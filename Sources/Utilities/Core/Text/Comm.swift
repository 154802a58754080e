// comm: lines that two sorted files have in common.
//
// Specification: POSIX.1-2017, comm; GNU coreutils 9.1.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let commProgram = Utility(
  "comm", "[OPTION]... FILE1 FILE2", "Compare two sorted files line by line.",
  [
    OptionDescription("-1", "no lines that only FILE1 has"), OptionDescription("-2", "no lines that only FILE2 has"),
    OptionDescription("-3", "no lines that both have"),
    OptionDescription("--check-order", "stop when a file is not sorted"),
    OptionDescription("--nocheck-order", "do not look whether files are sorted"),
    OptionDescription("--output-delimiter=TEXT", "between columns (tab)"),
    OptionDescription("--total", "write the sums at the end"),
    OptionDescription("-z --zero-terminated", "lines end with NUL"),
  ]
) { tool in
  let given = tool.options.values("output-delimiter")
  if given.contains(where: { $0 != given[0] }) {
    tool.report("multiple output delimiters specified")
    return 1
  }
  guard tool.operands.count > 1 else {
    return tool.operands.isEmpty
      ? tool.missingOperand() : tool.usageError("missing operand after \(quoted(tool.operands[0]))")
  }
  if tool.operands.count > 2 { return tool.extraOperand(2) }
  var sides: [SortedSide] = []
  let separator: UInt8 = tool.has("z") ? 0 : 0x0a
  for (index, path) in tool.operands.enumerated() {
    do throws(Errno) { sides.append(SortedSide(try LineReader(path, separator: separator), index + 1)) } catch {
      tool.report(shown(path), error)
      return 1
    }
  }
  var comparison = CommonLines(tool, sides, given.first.map { $0.isEmpty ? [0] : $0 } ?? [0x09], separator)
  return comparison.run()
}

/// One of the two files.
private struct SortedSide {
  let reader: LineReader
  let number: Int
  var line: Bytes?
  var isDisordered = false

  init(_ reader: LineReader, _ number: Int) { (self.reader, self.number) = (reader, number) }

  /// Goes to the next line; false when it should stand before the former one.
  mutating func advance() -> Bool {
    let former = line
    line = reader.next().map { Bytes($0) }
    guard let former, let line else { return true }
    return !line.lexicographicallyPrecedes(former)
  }
}

private struct CommonLines {
  private let tool: Tool
  private var sides: [SortedSide]
  private let delimiter: Bytes
  private let separator: UInt8
  private var counts = [0, 0, 0]
  private var hasUnpairable = false
  private var isStopped = false

  init(_ tool: Tool, _ sides: [SortedSide], _ delimiter: Bytes, _ separator: UInt8) {
    (self.tool, self.sides, self.delimiter, self.separator) = (tool, sides, delimiter, separator)
  }

  mutating func run() -> Int32 {
    advance(0)
    advance(1)
    while sides[0].line != nil || sides[1].line != nil, !isStopped, !tool.isOutputClosed {
      let order = order()
      if order != 0 { hasUnpairable = true }
      write(order)
      if order <= 0 { advance(0) }
      if order >= 0, !isStopped { advance(1) }
    }
    var status: Int32 = isStopped ? 1 : 0
    for side in sides {
      guard let failure = side.reader.failure else { continue }
      tool.report(shown(tool.operands[side.number - 1]), failure)
      status = 1
    }
    if tool.has("total"), !isStopped {
      let sums = counts.map { Bytes(decimal: $0) } + ["total".bytes]
      tool.output.write(Bytes(sums.joined(separator: delimiter)) + [separator])
    }
    if sides.contains(where: { $0.isDisordered }), !isStopped {
      tool.report("input is not in sorted order")
      status = 1
    }
    return status
  }

  private func order() -> Int {
    guard let first = sides[0].line else { return 1 }
    guard let second = sides[1].line else { return -1 }
    return first == second ? 0 : first.lexicographicallyPrecedes(second) ? -1 : 1
  }

  private mutating func advance(_ index: Int) {
    if sides[index].advance() || tool.has("nocheck-order") { return }
    let isStrict = tool.has("check-order")
    guard isStrict || (hasUnpairable && !sides[index].isDisordered) else { return }
    tool.report("file \(index + 1) is not in sorted order")
    sides[index].isDisordered = true
    isStopped = isStrict
  }

  private mutating func write(_ order: Int) {
    let column = order < 0 ? 0 : order > 0 ? 1 : 2
    counts[column] += 1
    let hidden = [tool.has("1"), tool.has("2"), tool.has("3")]
    if hidden[column] { return }
    for earlier in 0..<column where !hidden[earlier] { tool.output.write(delimiter) }
    tool.output.write(sides[order > 0 ? 1 : 0].line ?? [])
    tool.output.write(byte: separator)
  }
}
