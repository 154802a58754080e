// A text as lines, over the editor's piece table: what both editors change. The end of the last line is kept apart, so
// that a file has as many lines as people count, and every byte of it is written back as it was read.
//
// Not: cursors, registers, keys. A pair of CR and LF ends a line as LF does; other bytes are never touched.

public import EditorCore

/// A text with lines, marks and a history.
public struct EditedText: Sendable {
  /// The bytes, but for the end of the last line.
  public private(set) var buffer: TextBuffer
  /// Whether there is a line at all: an empty file has none (and shows an empty one).
  public private(set) var hasLines: Bool
  /// How new lines end.
  public let lineEnding: LineEnding
  /// What ended the last line when the text was read.
  private let ownEnding: [UInt8]
  /// Whether the end of the last line is a part of the text, with an empty line behind it.
  private let showsEnding: Bool
  /// Changes with the text.
  public private(set) var revision = 0
  /// Where the last change began and which lines it left.
  private(set) var lastChange = 0...0

  private var history = TextHistory()
  /// Lines that `:g` goes through.
  var tracked: TrackedLines?
  private var marks: [(name: UInt8, place: Position)] = []

  /// Bytes at the begin of a file from which its line ends are guessed.
  private static let sample = 64 * 1024

  /// The text of a file. With `showsEnding` the end of the last line is there to be edited: an empty line follows it.
  public init(_ bytes: [UInt8] = [], showsEnding: Bool = false) {
    self.showsEnding = showsEnding
    lineEnding = .detect(bytes.prefix(EditedText.sample))
    hasLines = !bytes.isEmpty
    var ending = 0
    if bytes.last == 0x0A { ending = bytes.count > 1 && bytes[bytes.count - 2] == 0x0D ? 2 : 1 }
    ownEnding = bytes.isEmpty ? [0x0A] : Array(bytes.suffix(ending))
    buffer = TextBuffer(ending == 0 || showsEnding ? bytes : Array(bytes.dropLast(ending)))
  }

  /// What is written behind the buffer: files that ended their last line, and new ones, go on doing so.
  public var finalEnding: [UInt8] {
    guard showsEnding else { return ownEnding }
    return buffer.byteCount == 0 || buffer.byte(at: buffer.end - 1) == 0x0A ? [] : ownEnding
  }

  // MARK: - Reading

  /// The whole file.
  public var fileBytes: [UInt8] { hasLines ? buffer.contents + finalEnding : [] }
  /// The size of the file.
  public var byteCount: Int { hasLines ? buffer.byteCount + finalEnding.count : 0 }
  /// At least one.
  public var lineCount: Int { buffer.lineCount }
  var lastLine: Int { buffer.lineCount - 1 }
  /// Whether the text differs from what was saved last.
  public var isModified: Bool { !history.isClean }

  /// The bytes of a line without its end.
  public func line(_ number: Int) -> [UInt8] { buffer.bytes(in: buffer.range(ofLine: number)) }
  func length(ofLine number: Int) -> Int { buffer.range(ofLine: number).byteCount }
  func isEmpty(line number: Int) -> Bool { buffer.range(ofLine: number).isEmpty }

  func offset(_ place: Position) -> ByteOffset {
    if place.line > lastLine { return buffer.end }
    let range = buffer.range(ofLine: max(0, place.line))
    return min(range.lowerBound + max(0, place.byte), range.upperBound)
  }

  func position(_ offset: ByteOffset) -> Position {
    let line = buffer.line(at: offset)
    let range = buffer.range(ofLine: line)
    return Position(line, min(offset, range.upperBound).value - range.lowerBound.value)
  }

  /// A copy of a range; lines end with LF in it.
  func bytes(_ from: Position, _ to: Position) -> [UInt8] {
    EditedText.plain(buffer.bytes(in: offset(from)..<max(offset(from), offset(to))))
  }

  /// Whole lines, each with LF.
  func bytes(ofLines lines: ClosedRange<Int>) -> [UInt8] {
    let from = buffer.start(ofLine: lines.lowerBound)
    let to = buffer.range(ofLine: min(lines.upperBound, lastLine)).upperBound
    return EditedText.plain(buffer.bytes(in: from..<max(from, to))) + [0x0A]
  }

  private static func plain(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x0D) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte == 0x0A, result.last == 0x0D { result.removeLast() }
      result.append(byte)
    }
    return result
  }

  // MARK: - Changing

  private func withEndings(_ bytes: [UInt8]) -> [UInt8] {
    guard lineEnding != .lineFeed, bytes.contains(0x0A) else { return bytes }
    var result: [UInt8] = []
    for byte in bytes {
      if byte == 0x0A { result.append(0x0D) }
      result.append(byte)
    }
    return result
  }

  /// Replaces a range; `cursor` is where undo goes back to.
  mutating func replace(_ from: Position, _ to: Position, with bytes: [UInt8], cursor: Position) {
    let start = offset(from)
    splice(start..<max(start, offset(to)), withEndings(bytes), cursor)
  }

  mutating func setLine(_ number: Int, _ bytes: [UInt8], cursor: Position) {
    splice(buffer.range(ofLine: number), withEndings(bytes), cursor)
  }

  /// Puts lines (with LF between them, none at the end) before line `number`, which may be one behind the last.
  mutating func insertLines(_ bytes: [UInt8], before number: Int, cursor: Position) {
    if number > lastLine {
      splice(buffer.end..<buffer.end, lineEnding.bytes + withEndings(bytes), cursor)
    } else {
      let place = buffer.start(ofLine: number)
      splice(place..<place, withEndings(bytes) + lineEnding.bytes, cursor)
    }
  }

  /// Deletes whole lines.
  mutating func deleteLines(_ lines: ClosedRange<Int>, cursor: Position) {
    var start = buffer.start(ofLine: lines.lowerBound)
    let end = lines.upperBound >= lastLine ? buffer.end : buffer.start(ofLine: lines.upperBound + 1)
    if lines.upperBound >= lastLine, lines.lowerBound > 0 {
      start = buffer.range(ofLine: lines.lowerBound - 1).upperBound
    }
    let isAll = lines.lowerBound == 0 && lines.upperBound >= lastLine
    splice(start..<max(start, end), [], cursor, leavesLines: !isAll)
  }

  private mutating func splice(
    _ range: Range<ByteOffset>, _ bytes: [UInt8], _ cursor: Position, leavesLines: Bool = true
  ) {
    if range.isEmpty, bytes.isEmpty, hasLines == leavesLines || !hasLines { return }
    let first = buffer.line(at: range.lowerBound)
    let last = buffer.line(at: range.upperBound)
    let endsWhole = range.isEmpty ? bytes.last == 0x0A : buffer.start(ofLine: last) == range.upperBound
    let isWhole = buffer.start(ofLine: first) == range.lowerBound && endsWhole
    let before = buffer.lineCount
    let change = buffer.replace(range, with: bytes)
    history.record(
      TextHistory.Step(change: change, hadLines: hasLines, hasLines: leavesLines), cursor: cursor)
    hasLines = leavesLines
    let inserted = bytes.count { $0 == 0x0A }
    let removed = before + inserted - buffer.lineCount
    moveMarks(from: isWhole ? first : first + 1, removed: removed, inserted: inserted)
    note(first, inserted)
  }

  private mutating func note(_ first: Int, _ lines: Int) {
    lastChange = first...max(first, min(first + lines, lastLine))
    revision += 1
  }

  // MARK: - Undo

  /// What undo or redo did.
  struct Restored {
    /// The first line that changed.
    var line: Int
    /// Where the cursor stood before the change was made first.
    var cursor: Position
  }

  /// The next change begins a new step of undo.
  mutating func closeGroup() { history.close() }

  mutating func markSaved() { history.markClean() }

  mutating func undo() -> Restored? {
    guard let group = history.undo() else { return nil }
    var first = Int.max
    for step in group.steps.reversed() {
      first = min(first, apply(step.change.inverse))
      hasLines = step.hadLines
    }
    note(min(first, lastLine), 0)
    return Restored(line: min(first, lastLine), cursor: group.before)
  }

  mutating func redo() -> Restored? {
    guard let group = history.redo() else { return nil }
    var first = Int.max
    for step in group.steps {
      first = min(first, apply(step.change))
      hasLines = step.hasLines
    }
    note(min(first, lastLine), 0)
    return Restored(line: min(first, lastLine), cursor: group.before)
  }

  private mutating func apply(_ change: TextBuffer.Change) -> Int {
    let start = ByteOffset(change.offset)
    let line = buffer.line(at: start)
    let isAtLineStart = buffer.start(ofLine: line) == start
    let old = buffer.lineCount
    let removed = buffer.line(at: start + change.removedBytes) - line
    buffer.apply(change)
    moveMarks(
      from: isAtLineStart ? line : line + 1, removed: removed, inserted: buffer.lineCount - old + removed)
    // A change that begins with a line end changes the line behind it.
    let isBehindLine = !isAtLineStart && start == buffer.range(ofLine: line).upperBound
    return isBehindLine && (change.insertedBytes > 0 || removed > 0) && line < lastLine ? line + 1 : line
  }

  // MARK: - Marks

  /// The place of a mark, within the text.
  func mark(_ name: UInt8) -> Position? {
    guard let place = marks.first(where: { $0.name == name })?.place else { return nil }
    let line = min(place.line, lastLine)
    return Position(line, min(place.byte, length(ofLine: line)))
  }

  mutating func setMark(_ name: UInt8, _ place: Position) {
    if let index = marks.firstIndex(where: { $0.name == name }) {
      marks[index].place = place
    } else {
      marks.append((name, place))
    }
  }

  /// Moves the marks from line `first` on when lines went or came there.
  private mutating func moveMarks(from first: Int, removed: Int, inserted: Int) {
    guard removed != 0 || inserted != 0 else { return }
    tracked?.change(from: first, removed: removed, inserted: inserted)
    marks.removeAll { $0.place.line >= first && $0.place.line < first + removed - inserted && $0.name >= 0x61 }
    for index in marks.indices where marks[index].place.line >= first {
      marks[index].place.line = max(first, marks[index].place.line + inserted - removed)
    }
  }
}
