// The bytes of a document as a piece table: the opened file stays as it is, what is typed goes to the end of a second
// store, and a list of pieces says what follows what. An edit costs the same in the middle of 100 MB as in an empty
// text. Knows bytes and line feeds only; characters, carets and undo are above it.

/// Bytes that can be edited anywhere, with a line index.
public struct TextBuffer: Sendable {
  private let original: [UInt8]
  private var added: [UInt8] = []
  private var list: PieceList

  /// A buffer that holds `bytes`, valid UTF-8 or not.
  public init(_ bytes: [UInt8] = []) {
    original = bytes
    list = PieceList(TextBuffer.pieces(.original, bytes, from: 0))
  }

  /// The size in bytes.
  public var byteCount: Int { list.bytes }
  /// The number of lines: one more than there are line feeds.
  public var lineCount: Int { list.newlines + 1 }
  /// The place behind the last byte.
  public var end: ByteOffset { ByteOffset(list.bytes) }

  private static func pieces(_ store: Piece.Store, _ bytes: [UInt8], from first: Int) -> [Piece] {
    var result: [Piece] = []
    var start = first
    while start < bytes.count {
      let length = min(Piece.maximumLength, bytes.count - start)
      let newlines = countNewlines(bytes.span.extracting(start..<start + length))
      result.append(Piece(store: store, start: start, length: length, newlines: newlines))
      start += length
    }
    return result
  }

  private static func countNewlines(_ bytes: Span<UInt8>) -> Int {
    var count = 0
    for index in bytes.indices where bytes[index] == 0x0A { count &+= 1 }
    return count
  }

  private func newlines(_ store: Piece.Store, _ start: Int, _ length: Int) -> Int {
    switch store {
    case .original: TextBuffer.countNewlines(original.span.extracting(start..<start + length))
    case .added: TextBuffer.countNewlines(added.span.extracting(start..<start + length))
    }
  }

  private func slice(_ piece: Piece, _ from: Int, _ to: Int) -> ArraySlice<UInt8> {
    switch piece.store {
    case .original: original[piece.start + from..<piece.start + to]
    case .added: added[piece.start + from..<piece.start + to]
    }
  }

  // MARK: - Reading

  private func clamp(_ range: Range<ByteOffset>) -> Range<Int> {
    let low = min(max(range.lowerBound.value, 0), byteCount)
    return low..<min(max(range.upperBound.value, low), byteCount)
  }

  /// Calls `body` with the bytes of a range, piece by piece, until it returns false.
  public func forEachRun(in range: Range<ByteOffset>, _ body: (ArraySlice<UInt8>) -> Bool) {
    let range = clamp(range)
    guard !range.isEmpty, var place = list.locate(offset: range.lowerBound) else { return }
    while place.offset < range.upperBound {
      let piece = list.piece(place)
      let from = max(0, range.lowerBound - place.offset)
      let to = min(piece.length, range.upperBound - place.offset)
      guard body(slice(piece, from, to)), let next = list.next(place) else { return }
      place = next
    }
  }

  /// A copy of the bytes of a range; what lies outside of the text is left out.
  public func bytes(in range: Range<ByteOffset>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(clamp(range).count)
    forEachRun(in: range) { run in
      result.append(contentsOf: run)
      return true
    }
    return result
  }

  /// All bytes.
  public var contents: [UInt8] { bytes(in: .zero..<end) }

  /// The byte behind a place, nil at the end.
  public func byte(at offset: ByteOffset) -> UInt8? {
    guard let place = list.locate(offset: offset.value) else { return nil }
    let index = offset.value - place.offset
    return slice(list.piece(place), index, index + 1).first
  }

  // MARK: - Lines

  /// The number of the line (from 0) in which a place lies.
  public func line(at offset: ByteOffset) -> Int {
    if offset.value >= byteCount { return lineCount - 1 }
    guard let place = list.locate(offset: offset.value) else { return 0 }
    let piece = list.piece(place)
    return place.newlines + newlines(piece.store, piece.start, offset.value - place.offset)
  }

  /// Where a line begins; lines beyond the last begin at the end.
  public func start(ofLine line: Int) -> ByteOffset {
    if line <= 0 { return .zero }
    guard let place = list.locate(newline: line - 1) else { return end }
    let piece = list.piece(place)
    var wanted = line - 1 - place.newlines
    for (index, byte) in slice(piece, 0, piece.length).enumerated() where byte == 0x0A {
      if wanted == 0 { return ByteOffset(place.offset + index + 1) }
      wanted -= 1
    }
    return end
  }

  /// The bytes of a line without its line end (LF or CR LF).
  public func range(ofLine line: Int) -> Range<ByteOffset> {
    let first = start(ofLine: line)
    guard line < lineCount - 1 else { return first..<max(first, end) }
    var last = start(ofLine: line + 1) - 1
    if last > first, byte(at: last - 1) == 0x0D { last = last - 1 }
    return first..<last
  }

  // MARK: - Editing

  /// What one replacement did: enough to undo and redo it, without copying text.
  public struct Change: Sendable {
    /// Where the change begins.
    public internal(set) var offset: Int
    var removed: [Piece]
    var inserted: [Piece]

    /// Bytes that were there before.
    public var removedBytes: Int { removed.reduce(0) { $0 + $1.length } }
    /// Bytes that came in their place.
    public var insertedBytes: Int { inserted.reduce(0) { $0 + $1.length } }
    /// The change that takes this one back.
    public var inverse: Change { Change(offset: offset, removed: inserted, inserted: removed) }
  }

  /// Stores bytes so that they can be inserted.
  mutating func store(_ bytes: [UInt8]) -> [Piece] {
    let first = added.count
    added.append(contentsOf: bytes)
    return TextBuffer.pieces(.added, added, from: first)
  }

  /// Replaces a range (clamped to the text) by bytes.
  @discardableResult
  public mutating func replace(_ range: Range<ByteOffset>, with bytes: [UInt8]) -> Change {
    let range = clamp(range)
    let pieces = store(bytes)
    return Change(offset: range.lowerBound, removed: splice(range, pieces), inserted: pieces)
  }

  /// Replaces a range by pieces that are already stored.
  mutating func replace(_ range: Range<ByteOffset>, with pieces: [Piece]) -> Change {
    let range = clamp(range)
    return Change(offset: range.lowerBound, removed: splice(range, pieces), inserted: pieces)
  }

  /// Does a change again, or takes it back with its inverse.
  public mutating func apply(_ change: Change) {
    _ = splice(change.offset..<change.offset + change.removedBytes, change.inserted)
  }

  /// Puts pieces in place of a range; returns the pieces that were there.
  private mutating func splice(_ range: Range<Int>, _ inserted: [Piece]) -> [Piece] {
    guard !list.chunks.isEmpty else {
      list.replaceChunks(0..<0, with: inserted)
      return []
    }
    // At the very end there is no byte to locate: the last chunk is the one to change.
    let lastChunk = list.chunks.count - 1
    let first = list.locate(offset: range.lowerBound)?.chunk ?? lastChunk
    let last = list.locate(offset: max(range.lowerBound, range.upperBound - 1))?.chunk ?? lastChunk
    var before = 0
    for chunk in list.chunks[..<first] { before += chunk.bytes }
    var kept: [Piece] = []
    var removed: [Piece] = []
    var tail: [Piece] = []
    var offset = before
    for chunk in list.chunks[first...last] {
      for piece in chunk.pieces {
        divide(piece, at: offset, range, &kept, &removed, &tail)
        offset += piece.length
      }
    }
    for piece in inserted + tail { join(piece, to: &kept) }
    list.replaceChunks(first..<last + 1, with: kept)
    return removed
  }

  /// Cuts a piece that begins at `offset` into what lies before, in and behind `range`.
  private func divide(
    _ piece: Piece, at offset: Int, _ range: Range<Int>, _ before: inout [Piece], _ inside: inout [Piece],
    _ behind: inout [Piece]
  ) {
    let low = min(max(range.lowerBound - offset, 0), piece.length)
    let high = min(max(range.upperBound - offset, low), piece.length)
    let parts = cut(piece, low, high)
    if low > 0 { before.append(parts.0) }
    if high > low { inside.append(parts.1) }
    if high < piece.length { behind.append(parts.2) }
  }

  /// The three parts of a piece.
  private func cut(_ piece: Piece, _ low: Int, _ high: Int) -> (Piece, Piece, Piece) {
    (part(piece, 0, low), part(piece, low, high), part(piece, high, piece.length))
  }

  private func part(_ piece: Piece, _ from: Int, _ to: Int) -> Piece {
    let isWhole = from == 0 && to == piece.length
    let count = isWhole ? piece.newlines : newlines(piece.store, piece.start + from, to - from)
    return Piece(store: piece.store, start: piece.start + from, length: to - from, newlines: count)
  }

  private func join(_ piece: Piece, to pieces: inout [Piece]) {
    if let last = pieces.last, last.canJoin(piece) {
      pieces[pieces.count - 1].length += piece.length
      pieces[pieces.count - 1].newlines += piece.newlines
    } else {
      pieces.append(piece)
    }
  }

  /// The pieces of a range, cut to it, for building a larger replacement.
  func pieces(in range: Range<ByteOffset>) -> [Piece] {
    let range = clamp(range)
    guard !range.isEmpty, var place = list.locate(offset: range.lowerBound) else { return [] }
    var result: [Piece] = []
    while place.offset < range.upperBound {
      let piece = list.piece(place)
      let low = max(range.lowerBound - place.offset, 0)
      let high = min(range.upperBound - place.offset, piece.length)
      result.append(part(piece, low, high))
      guard let next = list.next(place) else { break }
      place = next
    }
    return result
  }
}
