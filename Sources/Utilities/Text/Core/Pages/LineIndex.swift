// The lines of a text, found as far as somebody wants to see them.

import RegularExpressions

/// Lines by their numbers, from 0.
struct LineIndex {
  private let source: any PageSource
  /// Where lines start.
  private var starts = [0]
  /// How far the text has been looked at.
  private var known = 0
  private var isAtEnd = false
  /// The piece of the text that was read last.
  private var piece: (offset: Int, bytes: [UInt8]) = (0, [])

  private static let chunk = 64 * 1024
  /// Bytes of a line that are shown.
  private static let longestLine = 1 << 16

  init(_ source: any PageSource) { self.source = source }

  /// How many lines are known.
  var count: Int { known > (starts.last ?? 0) ? starts.count : starts.count - 1 }

  /// Whether the text is known to its end.
  var isComplete: Bool { isAtEnd }

  /// Bytes of the text that are known.
  var size: Int { known }

  /// Where a line starts, of those that are known.
  func start(of line: Int) -> Int { line < starts.count ? starts[line] : known }

  /// Looks on, until a line and its end are known or the text ends.
  mutating func reach(_ line: Int) { while !isAtEnd, starts.count < line + 2 { advance() } }

  mutating func reachEnd() { while !isAtEnd { advance() } }

  /// The text may have grown.
  mutating func lookAgain() {
    isAtEnd = false
    reachEnd()
  }

  private mutating func advance() {
    let bytes = source.read(at: known, count: Self.chunk)
    guard !bytes.isEmpty else {
      isAtEnd = true
      return
    }
    var place = 0
    while let end = ByteSearch.first(0x0a, in: bytes.span, place..<bytes.count) {
      place = end + 1
      starts.append(known + place)
    }
    piece = (known, bytes)
    known += bytes.count
  }

  /// A line without its end; nil behind the last.
  mutating func line(_ number: Int) -> [UInt8]? {
    guard number >= 0 else { return nil }
    reach(number)
    guard number < count else { return nil }
    let start = starts[number]
    let end = min(number + 1 < starts.count ? starts[number + 1] - 1 : known, start + Self.longestLine)
    if start < piece.offset || end > piece.offset + piece.bytes.count {
      piece = (start, source.read(at: start, count: max(Self.chunk, end - start)))
    }
    let low = start - piece.offset
    return Array(piece.bytes[low..<max(low, min(piece.bytes.count, end - piece.offset))])
  }
}
