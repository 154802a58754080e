// The selected part of the text. Positions name a line by its number since the terminal was started, so output that
// scrolls moves a selection along with its text. Growing by words and lines is here; what the words are is asked of
// Screen.

/// A place in the text: a line, counted from the first one ever shown, and a border between cells (0 is the left edge).
public struct TextPosition: Comparable, Hashable, Sendable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (left: TextPosition, right: TextPosition) -> Bool {
    left.line != right.line ? left.line < right.line : left.column < right.column
  }
}

/// From a position up to another, the end not included.
public struct TextRange: Hashable, Sendable {
  public var start: TextPosition
  public var end: TextPosition

  public init(start: TextPosition, end: TextPosition) {
    self.start = start
    self.end = end
  }
}

/// What is selected.
public struct Selection: Equatable, Sendable {
  /// By what a selection grows.
  public enum Kind: Sendable {
    case character, word, line, block
  }

  public let kind: Kind
  /// The unit (character border, word, line) in which the selection began.
  let anchor: TextRange
  /// The unit that it reaches to.
  var head: TextRange

  /// The upper end. For a block the column is its left edge.
  public var start: TextPosition {
    if kind == .block {
      return TextPosition(
        line: min(anchor.start.line, head.start.line), column: min(anchor.start.column, head.start.column))
    }
    return min(anchor.start, head.start)
  }

  /// The lower end, not included. For a block the column is its right edge.
  public var end: TextPosition {
    if kind == .block {
      return TextPosition(
        line: max(anchor.start.line, head.start.line), column: max(anchor.start.column, head.start.column))
    }
    return max(anchor.end, head.end)
  }

  /// Whether nothing is selected.
  public var isEmpty: Bool { kind == .block ? start.column == end.column : start == end }

  /// The selected columns of a line of the given width; nil if none are.
  public func columns(ofLine line: Int, width: Int) -> Range<Int>? {
    guard line >= start.line && line <= end.line else { return nil }
    let isBlock = kind == .block
    let from = isBlock || line == start.line ? start.column : 0
    let to = isBlock || line == end.line ? end.column : width
    let low = min(max(from, 0), width)
    let high = min(max(to, 0), width)
    return low < high ? low..<high : nil
  }
}

extension Screen {
  /// The number of the oldest line.
  var firstLine: Int { scrollback.forgotten }
  /// One more than the number of the last line.
  var endLine: Int { firstGridLine + rows }

  /// A line by its number; blank cells at its end may be missing.
  func cells(ofLine line: Int) -> ArraySlice<Cell> {
    let index = line - scrollback.forgotten
    if index < 0 || line >= endLine { return [] }
    return index < scrollback.count ? scrollback[index].cells[...] : grid.line(index - scrollback.count)
  }

  /// Whether a line goes on in the next one.
  func isWrapped(line: Int) -> Bool {
    let index = line - scrollback.forgotten
    if index < 0 || line >= endLine { return false }
    return index < scrollback.count ? scrollback[index].isWrapped : grid.isWrapped(index - scrollback.count)
  }

  // MARK: - Selecting

  mutating func beginSelection(_ kind: Selection.Kind, at position: TextPosition) {
    let unit = unit(kind, at: clamp(position))
    selection = Selection(kind: kind, anchor: unit, head: unit)
    damage.markAll()
  }

  mutating func extendSelection(to position: TextPosition) {
    guard var current = selection else { return }
    let head = unit(current.kind, at: clamp(position))
    guard head != current.head else { return }
    current.head = head
    selection = current
    damage.markAll()
  }

  private func clamp(_ position: TextPosition) -> TextPosition {
    TextPosition(
      line: min(max(position.line, firstLine), endLine - 1), column: min(max(position.column, 0), columns))
  }

  private func unit(_ kind: Selection.Kind, at position: TextPosition) -> TextRange {
    switch kind {
    case .block: return TextRange(start: position, end: position)
    case .character:
      let snapped = snap(position)
      return TextRange(start: snapped, end: snapped)
    case .word: return word(at: position)
    case .line:
      var first = position.line
      var last = position.line
      while first > firstLine, isWrapped(line: first - 1) { first -= 1 }
      while last < endLine - 1, isWrapped(line: last) { last += 1 }
      return TextRange(
        start: TextPosition(line: first, column: 0), end: TextPosition(line: last, column: columns))
    }
  }

  /// Moves a border off the middle of a wide character.
  private func snap(_ position: TextPosition) -> TextPosition {
    var position = position
    if scalarCell(position)?.isWideTail == true { position.column += 1 }
    return position
  }

  private func scalarCell(_ position: TextPosition) -> Cell? {
    let line = cells(ofLine: position.line)
    let index = line.startIndex + position.column
    return line.indices.contains(index) ? line[index] : nil
  }

  /// The run of characters of one kind around a cell, across soft wraps.
  func word(at position: TextPosition) -> TextRange {
    var start = TextPosition(line: position.line, column: min(position.column, columns - 1))
    let kind = WordKind.of(scalarCell(start))
    while let before = previous(start), WordKind.of(scalarCell(before)) == kind { start = before }
    var last = TextPosition(line: position.line, column: min(position.column, columns - 1))
    while let after = next(last), WordKind.of(scalarCell(after)) == kind { last = after }
    return TextRange(start: start, end: TextPosition(line: last.line, column: last.column + 1))
  }

  private func previous(_ position: TextPosition) -> TextPosition? {
    if position.column > 0 { return TextPosition(line: position.line, column: position.column - 1) }
    guard position.line > firstLine, isWrapped(line: position.line - 1) else { return nil }
    return TextPosition(line: position.line - 1, column: columns - 1)
  }

  private func next(_ position: TextPosition) -> TextPosition? {
    if position.column < columns - 1 { return TextPosition(line: position.line, column: position.column + 1) }
    guard position.line < endLine - 1, isWrapped(line: position.line) else { return nil }
    return TextPosition(line: position.line + 1, column: 0)
  }
}

/// What a double click keeps together.
private enum WordKind {
  case space, word, other

  static func of(_ cell: Cell?) -> WordKind {
    guard let cell else { return .space }
    // The second half and the filler of a wide character belong to the word that they stand in.
    if cell.isWideTail || cell.isSpacer { return .word }
    switch cell.scalar {
    case 0x20, 0xA0: return .space
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return .word
    // Paths, addresses and options are one word: - # % & + , . / = ? @ \ _ ~ :
    case 0x2D, 0x23, 0x25, 0x26, 0x2B, 0x2C, 0x2E, 0x2F, 0x3D, 0x3F, 0x40, 0x5C, 0x5F, 0x7E, 0x3A: return .word
    case 0x2500...0x259F: return .other
    case let scalar: return scalar > 0xA0 ? .word : .other
    }
  }
}
