// Commands on whole lines: new line with indentation, indent and outdent, duplicate, delete, move up and down, convert
// line ends. Each is one step of undo.

extension Document {
  /// Ends the line; the new one is indented as the old one is.
  public mutating func insertNewline() {
    let line = buffer.range(ofLine: buffer.line(at: selection.range.lowerBound))
    let column = selection.range.lowerBound.value - line.lowerBound.value
    replace(selection.range, with: lineEnding.bytes + leadingBlanks(line).prefix(column))
  }

  /// Tab: indents the selected lines if there are several, otherwise inserts a tab or spaces up to the next stop.
  public mutating func insertTab() {
    let lines = selectedLines
    if lines.count > 1 {
      indent()
    } else if indentation.usesTabs {
      replace(selection.range, with: [0x09])
    } else {
      let column = buffer.lineColumn(at: selection.range.lowerBound, tabWidth: indentation.width).column
      replace(selection.range, with: Array(repeating: 0x20, count: indentation.width - column % indentation.width))
    }
  }

  /// The lines that the selection touches; a line that is only touched at its begin is left out.
  var selectedLines: ClosedRange<Int> {
    let first = buffer.line(at: selection.range.lowerBound)
    var last = buffer.line(at: selection.range.upperBound)
    if last > first, buffer.start(ofLine: last) == selection.range.upperBound { last -= 1 }
    return first...last
  }

  /// Indents the selected lines by one level; empty lines stay empty.
  public mutating func indent() {
    let unit = indentation.unit
    editLines { line in line.isEmpty || line.first == 0x0D ? Array(line) : unit + line }
  }

  /// Takes one level of indentation off the selected lines.
  public mutating func outdent() {
    let width = indentation.width
    editLines { line in
      if line.first == 0x09 { return Array(line.dropFirst()) }
      return Array(line.dropFirst(min(width, line.prefix { $0 == 0x20 }.count)))
    }
  }

  /// Rewrites the selected lines one by one and selects them.
  private mutating func editLines(_ edit: (ArraySlice<UInt8>) -> [UInt8]) {
    let lines = selectedLines
    let range = buffer.start(ofLine: lines.lowerBound)..<buffer.range(ofLine: lines.upperBound).upperBound
    let old = buffer.bytes(in: range)
    let parts = old.split(separator: 0x0A, omittingEmptySubsequences: false)
    var new: [UInt8] = []
    for (index, part) in parts.enumerated() {
      if index > 0 { new.append(0x0A) }
      new += edit(part)
    }
    guard new != old else { return }
    if selection.isEmpty {
      let shift = new.count - old.count
      let caret = max(range.lowerBound, self.caret + shift)
      replace(range, with: new, select: TextSelection(caret))
    } else {
      replace(range, with: new, select: TextSelection(anchor: range.lowerBound, head: range.lowerBound + new.count))
    }
  }

  /// Copies the selected lines below themselves.
  public mutating func duplicateLines() {
    let lines = selectedLines
    let range = buffer.start(ofLine: lines.lowerBound)..<buffer.range(ofLine: lines.upperBound).upperBound
    let copy = lineEnding.bytes + buffer.bytes(in: range)
    let moved = TextSelection(anchor: selection.anchor + copy.count, head: selection.head + copy.count)
    replace(range.upperBound..<range.upperBound, with: copy, select: moved)
  }

  /// Deletes the selected lines.
  public mutating func deleteLines() {
    let lines = selectedLines
    var start = buffer.start(ofLine: lines.lowerBound)
    let end = buffer.start(ofLine: lines.upperBound + 1)
    // The last line has no end of its own: take the one before it.
    if lines.upperBound == buffer.lineCount - 1 && lines.lowerBound > 0 {
      start = buffer.range(ofLine: lines.lowerBound - 1).upperBound
    }
    let caret =
      lines.upperBound == buffer.lineCount - 1 && lines.lowerBound > 0
      ? buffer.start(ofLine: lines.lowerBound - 1) : start
    replace(start..<end, with: [], select: TextSelection(caret))
  }

  /// Exchanges the selected lines with the line above (`up`) or below.
  public mutating func moveLines(up: Bool) {
    let lines = selectedLines
    guard up ? lines.lowerBound > 0 : lines.upperBound < buffer.lineCount - 1 else { return }
    let upper = up ? lines.lowerBound - 1...lines.lowerBound - 1 : lines
    let lower = up ? lines : lines.upperBound + 1...lines.upperBound + 1
    let first = buffer.start(ofLine: upper.lowerBound)..<buffer.range(ofLine: upper.upperBound).upperBound
    let second = buffer.start(ofLine: lower.lowerBound)..<buffer.range(ofLine: lower.upperBound).upperBound
    let between = buffer.bytes(in: first.upperBound..<second.lowerBound)
    let text = buffer.bytes(in: second) + between + buffer.bytes(in: first)
    let shift = up ? first.lowerBound.value - second.lowerBound.value : second.byteCount + between.count
    let moved = TextSelection(anchor: selection.anchor + shift, head: selection.head + shift)
    replace(first.lowerBound..<second.upperBound, with: text, select: moved)
  }

  /// Gives all lines the same end.
  public mutating func convertLineEndings(to ending: LineEnding) {
    lineEnding = ending
    let old = buffer.contents
    let new = ending.normalise(old)
    guard new != old else { return }
    let place = caretPlace
    replace(.zero..<buffer.end, with: new, select: TextSelection(.zero))
    goTo(place)
  }
}
