// A text being edited: buffer, caret, undo, and the habits of the file (line ends, indentation). Commands that a person
// gives are methods; each one is one step of undo, but typing and deleting join up word by word. No I/O: bytes come in
// at the start and go out by `buffer`, untouched where nothing was typed, valid UTF-8 or not.

/// A text, its caret and its history.
public struct Document: Sendable {
  /// The bytes.
  public private(set) var buffer: TextBuffer
  /// Caret and selection.
  public private(set) var selection = TextSelection(.zero)
  /// How new lines end.
  public var lineEnding: LineEnding
  /// How lines are indented.
  public var indentation: Indentation
  /// Changes whenever the text does.
  public private(set) var revision = 0

  private var history = UndoHistory()
  /// The column that up and down try to keep.
  private var wantedColumn: Int?

  /// Bytes at the begin of a file from which its habits are guessed.
  private static let sample = 64 * 1024
  /// Spaces, four of them, unless the file says otherwise.
  public static let standardIndentation = Indentation(usesTabs: false, width: 4)

  public init(_ bytes: [UInt8] = []) {
    let sample = bytes.prefix(Document.sample)
    lineEnding = .detect(sample)
    indentation = .detect(sample, standard: Document.standardIndentation)
    buffer = TextBuffer(bytes)
  }

  // MARK: - State

  /// Whether the text differs from what was opened or saved last.
  public var isModified: Bool { !history.isClean }
  public var canUndo: Bool { history.canUndo }
  public var canRedo: Bool { history.canRedo }
  /// The caret.
  public var caret: ByteOffset { selection.head }
  /// Line and column of the caret, both from 0.
  public var caretPlace: LineColumn { buffer.lineColumn(at: caret, tabWidth: indentation.width) }
  /// A copy of what is selected.
  public var selectedBytes: [UInt8] { buffer.bytes(in: selection.range) }

  /// Declares the present text the saved one.
  public mutating func markSaved() { history.markClean() }

  // MARK: - Selecting

  /// Puts the caret somewhere; `extending` keeps the other end of the selection.
  public mutating func setCaret(_ offset: ByteOffset, extending: Bool = false) {
    let place = buffer.snap(offset)
    selection = extending ? TextSelection(anchor: selection.anchor, head: place) : TextSelection(place)
    wantedColumn = nil
    history.close()
  }

  /// Selects a range, caret at its end.
  public mutating func select(_ range: Range<ByteOffset>) {
    selection = TextSelection(anchor: buffer.snap(range.lowerBound), head: buffer.snap(range.upperBound))
    wantedColumn = nil
    history.close()
  }

  public mutating func selectAll() { select(.zero..<buffer.end) }
  public mutating func selectWord(at offset: ByteOffset) { select(buffer.word(at: offset)) }

  /// Selects a line with its line end.
  public mutating func selectLine(_ line: Int) {
    select(buffer.start(ofLine: line)..<buffer.start(ofLine: line + 1))
  }

  /// To a line and column, both from 0, clamped to the text.
  public mutating func goTo(_ place: LineColumn) {
    setCaret(buffer.offset(at: place, tabWidth: indentation.width))
  }

  /// Moves the caret.
  public mutating func move(_ motion: Motion, extending: Bool = false) {
    history.close()
    let vertical = verticalLines(motion)
    if vertical == nil { wantedColumn = nil }
    let target = vertical.map { moveVertically($0) } ?? horizontalTarget(motion, extending)
    selection = extending ? TextSelection(anchor: selection.anchor, head: target) : TextSelection(target)
  }

  private func verticalLines(_ motion: Motion) -> Int? {
    switch motion {
    case .up: -1
    case .down: 1
    case .pageUp(let lines): -max(1, lines)
    case .pageDown(let lines): max(1, lines)
    default: nil
    }
  }

  private mutating func moveVertically(_ lines: Int) -> ByteOffset {
    let place = caretPlace
    let column = wantedColumn ?? place.column
    wantedColumn = column
    let line = place.line + lines
    if line < 0 { return .zero }
    if line >= buffer.lineCount { return buffer.end }
    return buffer.offset(at: LineColumn(line: line, column: column), tabWidth: indentation.width)
  }

  private func horizontalTarget(_ motion: Motion, _ extending: Bool) -> ByteOffset {
    // Leaving a selection goes to the end that lies in the direction.
    let collapses = !extending && !selection.isEmpty
    switch motion {
    case .left: return collapses ? selection.range.lowerBound : buffer.character(before: caret)
    case .right: return collapses ? selection.range.upperBound : buffer.character(after: caret)
    case .wordLeft: return buffer.word(before: caret)
    case .wordRight: return buffer.word(after: caret)
    case .lineStart: return smartLineStart()
    case .lineEnd: return buffer.range(ofLine: buffer.line(at: caret)).upperBound
    case .documentStart: return .zero
    case .documentEnd: return buffer.end
    case .up, .down, .pageUp, .pageDown: return caret
    }
  }

  private func smartLineStart() -> ByteOffset {
    let line = buffer.range(ofLine: buffer.line(at: caret))
    let indented = line.lowerBound + leadingBlanks(line).count
    return caret == indented ? line.lowerBound : indented
  }

  /// The blanks at the begin of a line.
  func leadingBlanks(_ line: Range<ByteOffset>) -> [UInt8] {
    let head = buffer.bytes(in: line.lowerBound..<min(line.upperBound, line.lowerBound + 4096))
    return Array(head.prefix { $0 == 0x20 || $0 == 0x09 })
  }

  // MARK: - Changing

  /// Replaces a range; the caret goes behind what was inserted, or where `select` says.
  mutating func replace(
    _ range: Range<ByteOffset>, with bytes: [UInt8], kind: UndoHistory.Kind = .other, select: TextSelection? = nil
  ) {
    if range.isEmpty && bytes.isEmpty { return }
    let change = buffer.replace(range, with: bytes)
    finish(change, kind, select ?? TextSelection(ByteOffset(change.offset + bytes.count)))
  }

  /// Replaces a range by pieces made before.
  mutating func replace(_ range: Range<ByteOffset>, with pieces: [Piece], select: TextSelection) {
    let change = buffer.replace(range, with: pieces)
    finish(change, .other, select)
  }

  mutating func store(_ bytes: [UInt8]) -> [Piece] { buffer.store(bytes) }

  private mutating func finish(_ change: TextBuffer.Change, _ kind: UndoHistory.Kind, _ after: TextSelection) {
    history.record(change, kind: kind, before: selection, after: after)
    selection = after
    wantedColumn = nil
    revision += 1
  }

  /// Types text in place of the selection. Line ends become the document's. Words are undone one by one.
  public mutating func insert(_ text: [UInt8]) {
    let text = lineEnding.normalise(text)
    let isSingle = selection.isEmpty && text.count <= 4 && text.first != 0x0A && text.first != 0x0D
    if isSingle, let first = text.first, CharacterClass.of(first) == .space, let before = buffer.byte(at: caret - 1),
      CharacterClass.of(before) != .space
    {
      history.close()
    }
    replace(selection.range, with: text, kind: isSingle ? .typing : .other)
  }

  public mutating func insert(_ text: String) { insert(Array(text.utf8)) }

  /// Deletes the selection, or from the caret to where a motion leads.
  public mutating func delete(_ motion: Motion) {
    guard selection.isEmpty else {
      replace(selection.range, with: [])
      return
    }
    let target = horizontalTarget(motion, true)
    let kind: UndoHistory.Kind =
      motion == .left ? .deletingBackward : motion == .right ? .deletingForward : .other
    replace(min(target, caret)..<max(target, caret), with: [], kind: kind)
  }

  public mutating func undo() {
    guard let group = history.undo() else { return }
    for change in group.changes.reversed() { buffer.apply(change.inverse) }
    selection = group.before
    wantedColumn = nil
    revision += 1
  }

  public mutating func redo() {
    guard let group = history.redo() else { return }
    for change in group.changes { buffer.apply(change) }
    selection = group.after
    wantedColumn = nil
    revision += 1
  }
}
