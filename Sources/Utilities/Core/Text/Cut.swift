// cut: parts of lines.
//
// Specification: POSIX.1-2017, cut; GNU coreutils 9.1 for options and messages. Characters are those of UTF-8.

import System
import UtilityAlgorithms
import UtilitySupport

let cutProgram = Utility(
  "cut", "OPTION... [FILE]...", "Show parts of lines.",
  [
    OptionDescription("-b --bytes=LIST", "these bytes"), OptionDescription("-c --characters=LIST", "these characters"),
    OptionDescription("-d --delimiter=BYTE", "fields end with BYTE (tab)"),
    OptionDescription("-f --fields=LIST", "these fields"), OptionDescription("-n", "ignored"),
    OptionDescription("--complement", "all others"), OptionDescription("-s --only-delimited", "only lines with fields"),
    OptionDescription("--output-delimiter=TEXT", "between shown parts"),
    OptionDescription("-z --zero-terminated", "lines end with NUL"),
  ]
) { tool in
  let lists = tool.options.inOrder.filter { $0.key.isSame(as: "b") || $0.key.isSame(as: "c") || $0.key.isSame(as: "f") }
  guard let (key, value) = lists.first, let text = value else {
    return tool.usageError("you must specify a list of bytes, characters, or fields")
  }
  if lists.count > 1 { return tool.usageError("only one list may be specified") }
  let isFields = key.isSame(as: "f")
  let delimiter = tool.options.value("d")
  if let delimiter, delimiter.count > 1 { return tool.usageError("the delimiter must be a single character") }
  if !isFields, delimiter != nil {
    return tool.usageError("an input delimiter may be specified only when operating on fields")
  }
  if !isFields, tool.has("s") {
    return tool.usageError("suppressing non-delimited lines makes sense\n\tonly when operating on fields")
  }
  var list: RangeList
  do throws(RangeList.ListError) { list = try RangeList(text, isFields: isFields) } catch {
    return tool.usageError(error.message)
  }
  if tool.has("complement") { list.complement() }
  let separator: UInt8 = tool.has("z") ? 0 : 0x0a
  let cutter = Cutter(tool, list.ranges, delimiter.map { $0.first ?? 0 } ?? 0x09, separator)
  return tool.forEachReader(separator: separator) { reader in
    if isFields, delimiter?.first == separator { return cutter.cutLines(reader) }
    let isCharacters = key.isSame(as: "c")
    while let line = reader.next(), !tool.isOutputClosed {
      if isFields { cutter.cutFields(line) } else { cutter.cutBytes(line, wholeCharacters: isCharacters) }
    }
  }
}

/// Cuts lines.
private struct Cutter {
  private let tool: Tool
  private let ranges: [ClosedRange<Int>]
  private let delimiter: UInt8
  private let separator: UInt8
  private let outputDelimiter: Bytes?
  private let skipsWhole: Bool

  init(_ tool: Tool, _ ranges: [ClosedRange<Int>], _ delimiter: UInt8, _ separator: UInt8) {
    (self.tool, self.ranges, self.delimiter, self.separator) = (tool, ranges, delimiter, separator)
    let given = tool.options.value("output-delimiter")
    outputDelimiter = given.map { $0.isEmpty ? [0] : $0 }
    skipsWhole = tool.has("s")
  }

  /// The place behind `count` delimiters, or behind the end of the line.
  private static func skip(_ bytes: borrowing Span<UInt8>, _ from: Int, _ delimiter: UInt8, _ count: Int) -> Int {
    var index = from
    var left = count
    while index < bytes.count {
      if bytes[index] == delimiter {
        left &-= 1
        if left == 0 { return index &+ 1 }
      }
      index &+= 1
    }
    return bytes.count + 1
  }

  func cutFields(_ line: ArraySlice<UInt8>) {
    let bytes = line.span
    let base = line.startIndex
    let first = Self.skip(bytes, 0, delimiter, 1)
    guard first <= bytes.count else {
      if !skipsWhole {
        tool.output.write(line)
        tool.output.write(byte: separator)
      }
      return
    }
    var position = 0
    var field = 1
    var isFirst = true
    for range in ranges {
      if range.lowerBound > field { position = Self.skip(bytes, position, delimiter, range.lowerBound - field) }
      if position > bytes.count { break }
      let count = range.upperBound == .max ? Int.max : range.count
      let end = count == .max ? bytes.count + 1 : Self.skip(bytes, position, delimiter, count)
      if !isFirst { writeDelimiter() }
      isFirst = false
      let piece = line[base + position..<base + end - 1]
      if outputDelimiter == nil || count == 1 { tool.output.write(piece) } else { writeFields(piece) }
      position = end
      field = range.upperBound == .max ? .max : range.upperBound + 1
    }
    tool.output.write(byte: separator)
  }

  private func writeDelimiter() {
    if let outputDelimiter { tool.output.write(outputDelimiter) } else { tool.output.write(byte: delimiter) }
  }

  private func writeFields(_ piece: ArraySlice<UInt8>) {
    var isFirst = true
    for field in piece.split(separator: delimiter, omittingEmptySubsequences: false) {
      if !isFirst { writeDelimiter() }
      isFirst = false
      tool.output.write(field)
    }
  }

  func cutBytes(_ line: ArraySlice<UInt8>, wholeCharacters: Bool) {
    var isFirst = true
    let isPlain = !wholeCharacters || !line.contains { $0 >= 0x80 }
    for range in ranges {
      let start = isPlain ? min(range.lowerBound - 1, line.count) : Self.place(line, range.lowerBound - 1)
      let end = isPlain ? min(range.upperBound, line.count) : Self.place(line, range.upperBound)
      if start >= end { break }
      if !isFirst, let outputDelimiter { tool.output.write(outputDelimiter) }
      isFirst = false
      tool.output.write(line[line.startIndex + start..<line.startIndex + end])
    }
    tool.output.write(byte: separator)
  }

  /// Where the character behind the first `count` ones starts.
  private static func place(_ line: ArraySlice<UInt8>, _ count: Int) -> Int {
    var left = count
    for (offset, byte) in line.enumerated() where byte & 0xc0 != 0x80 {
      if left == 0 { return offset }
      left -= 1
    }
    return line.count
  }

  /// Fields that end where lines end: whole lines by their number.
  func cutLines(_ reader: LineReader) {
    var number = 0
    var isFirst = true
    while let line = reader.next() {
      number += 1
      guard ranges.contains(where: { $0.contains(number) }) else { continue }
      if !isFirst { writeDelimiter() }
      isFirst = false
      tool.output.write(line)
    }
    if number > 0 { tool.output.write(byte: separator) }
  }
}
