// diff -y: both texts in columns, with a mark between them.

import System
import UtilityAlgorithms
import UtilitySupport

/// Writes two columns.
struct SideBySide {
  private let tool: Tool
  private let old: TextLines
  private let new: TextLines
  /// Columns of each half, and where the right one starts.
  private let half: Int
  private let right: Int

  init(_ tool: Tool, _ style: DiffStyle, _ old: TextLines, _ new: TextLines) {
    (self.tool, self.old, self.new) = (tool, old, new)
    // As GNU has it: the right half starts at a tab stop, with room for the mark before it.
    let tab = tool.has("t") ? 1 : 8
    let offset = (style.width + tab + 3) / (2 * tab) * tab
    half = max(0, min(offset - 3, style.width - offset))
    right = half > 0 ? offset : style.width
  }

  func write(_ changes: [EditScript.Change]) {
    var (i, j) = (0, 0)
    let isShort = tool.has("suppress-common-lines")
    for change in changes {
      writeCommon(i..<change.old.lowerBound, j, isShort)
      let count = min(change.old.count, change.new.count)
      for step in 0..<count { write(change.old.lowerBound + step, "|", change.new.lowerBound + step) }
      for index in change.old.dropFirst(count) { write(index, "<", nil) }
      for index in change.new.dropFirst(count) { write(nil, ">", index) }
      (i, j) = (change.old.upperBound, change.new.upperBound)
    }
    writeCommon(i..<old.count, j, isShort)
  }

  private func writeCommon(_ lines: Range<Int>, _ start: Int, _ isShort: Bool) {
    if isShort { return }
    for (step, index) in lines.enumerated() {
      if tool.has("left-column") { write(index, "(", nil) } else { write(index, " ", start + step) }
    }
  }

  private func write(_ left: Int?, _ mark: String, _ rightLine: Int?) {
    var line = Bytes()
    var column = left.map { append(old[$0], 0, &line) } ?? 0
    if !mark.isSame(as: " ") {
      pad(&line, &column, (half + right - 1) / 2)
      line += mark.bytes
      column += 1
    }
    if let rightLine, !new[rightLine].isEmpty {
      pad(&line, &column, right)
      _ = append(new[rightLine], right, &line)
    }
    tool.output.write(line + [0x0a])
  }

  /// Appends what fits into a half; the column behind it.
  private func append(_ text: ArraySlice<UInt8>, _ start: Int, _ line: inout Bytes) -> Int {
    var column = 0
    for byte in text {
      if byte == 0x09 {
        let next = column + 8 - column % 8
        if next > half { break }
        if tool.has("t") { line += Bytes(repeating: 0x20, count: next - column) } else { line.append(byte) }
        column = next
      } else {
        if byte & 0xc0 != 0x80 {
          if column == half { break }
          column += 1
        }
        line.append(byte)
      }
    }
    return start + column
  }

  /// Tabs and blanks up to a column.
  private func pad(_ line: inout Bytes, _ column: inout Int, _ target: Int) {
    if !tool.has("t") {
      while column / 8 * 8 + 8 <= target {
        line.append(0x09)
        column = column / 8 * 8 + 8
      }
    }
    while column < target {
      line.append(0x20)
      column += 1
    }
  }
}
