// All pieces of a text in order, in chunks that know their sums: finding an offset or a line looks at the chunks, then
// at the pieces of one chunk. A list of two levels instead of a tree: at 100 MB it has about 50 chunks of 128 pieces,
// and an edit rewrites one chunk.

/// The pieces of a text.
struct PieceList: Sendable {
  /// Some neighbouring pieces and their sums.
  struct Chunk: Sendable {
    var pieces: [Piece]
    var bytes: Int
    var newlines: Int

    init(_ pieces: [Piece]) {
      self.pieces = pieces
      bytes = pieces.reduce(0) { $0 + $1.length }
      newlines = pieces.reduce(0) { $0 + $1.newlines }
    }
  }

  /// A piece of the list and where it begins.
  struct Location {
    var chunk: Int
    var piece: Int
    /// Bytes before the piece.
    var offset: Int
    /// Line feeds before the piece.
    var newlines: Int
  }

  static let chunkSize = 128

  private(set) var chunks: [Chunk]
  private(set) var bytes: Int
  private(set) var newlines: Int

  init(_ pieces: [Piece]) {
    chunks = PieceList.chunked(pieces[...])
    bytes = chunks.reduce(0) { $0 + $1.bytes }
    newlines = chunks.reduce(0) { $0 + $1.newlines }
  }

  private static func chunked(_ pieces: ArraySlice<Piece>) -> [Chunk] {
    var result: [Chunk] = []
    var start = pieces.startIndex
    while start < pieces.endIndex {
      let end = min(start + chunkSize, pieces.endIndex)
      result.append(Chunk(Array(pieces[start..<end])))
      start = end
    }
    return result
  }

  func piece(_ location: Location) -> Piece { chunks[location.chunk].pieces[location.piece] }

  /// The piece that holds the byte at `offset`; nil at or beyond the end.
  func locate(offset: Int) -> Location? {
    guard offset >= 0 && offset < bytes else { return nil }
    var place = Location(chunk: 0, piece: 0, offset: 0, newlines: 0)
    while place.offset + chunks[place.chunk].bytes <= offset {
      place.offset += chunks[place.chunk].bytes
      place.newlines += chunks[place.chunk].newlines
      place.chunk += 1
    }
    while place.offset + piece(place).length <= offset {
      place.offset += piece(place).length
      place.newlines += piece(place).newlines
      place.piece += 1
    }
    return place
  }

  /// The piece that holds line feed number `index` (from 0); nil if there are not so many.
  func locate(newline index: Int) -> Location? {
    guard index >= 0 && index < newlines else { return nil }
    var place = Location(chunk: 0, piece: 0, offset: 0, newlines: 0)
    while place.newlines + chunks[place.chunk].newlines <= index {
      place.offset += chunks[place.chunk].bytes
      place.newlines += chunks[place.chunk].newlines
      place.chunk += 1
    }
    while place.newlines + piece(place).newlines <= index {
      place.offset += piece(place).length
      place.newlines += piece(place).newlines
      place.piece += 1
    }
    return place
  }

  /// The place after `location`; nil behind the last piece.
  func next(_ location: Location) -> Location? {
    var place = location
    place.offset += piece(location).length
    place.newlines += piece(location).newlines
    place.piece += 1
    if place.piece == chunks[place.chunk].pieces.count {
      place.piece = 0
      place.chunk += 1
    }
    return place.chunk < chunks.count ? place : nil
  }

  /// Replaces whole chunks by pieces.
  mutating func replaceChunks(_ range: Range<Int>, with pieces: [Piece]) {
    for chunk in chunks[range] {
      bytes -= chunk.bytes
      newlines -= chunk.newlines
    }
    let new = PieceList.chunked(pieces[...])
    for chunk in new {
      bytes += chunk.bytes
      newlines += chunk.newlines
    }
    chunks.replaceSubrange(range, with: new)
  }
}
