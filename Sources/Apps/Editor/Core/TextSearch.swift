// Finding text in a buffer: literal, with or without case, whole words only. Reads the buffer in windows that overlap
// by the length of what is sought, so a file of any size is searched in constant memory.

/// What to look for.
public struct TextQuery: Equatable, Sendable {
  /// The text, in UTF-8.
  public var needle: [UInt8]
  public var ignoresCase: Bool
  public var wholeWords: Bool

  public init(_ needle: [UInt8], ignoresCase: Bool = true, wholeWords: Bool = false) {
    self.needle = needle
    self.ignoresCase = ignoresCase
    self.wholeWords = wholeWords
  }

  public init(_ needle: String, ignoresCase: Bool = true, wholeWords: Bool = false) {
    self.init(Array(needle.utf8), ignoresCase: ignoresCase, wholeWords: wholeWords)
  }

  /// Lower case without changing any length: ASCII, and the two-byte letters of Latin-1, Greek and Cyrillic.
  static func fold(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    var index = 0
    while index < result.count {
      let byte = result[index]
      if byte >= 0x41 && byte <= 0x5A {
        result[index] = byte + 0x20
      } else if byte >= 0xC3, byte <= 0xD0, index + 1 < result.count {
        foldPair(&result, index)
      }
      index += 1
    }
    return result
  }

  private static func foldPair(_ bytes: inout [UInt8], _ index: Int) {
    let next = bytes[index + 1]
    switch (bytes[index], next) {
    // À to Þ without the multiplication sign.
    case (0xC3, 0x80...0x96), (0xC3, 0x98...0x9E): bytes[index + 1] = next + 0x20
    // Greek capitals: the first part stays in the block of 0xCE, the second moves to 0xCF.
    case (0xCE, 0x91...0x9F): bytes[index + 1] = next + 0x20
    case (0xCE, 0xA0...0xA9):
      bytes[index] = 0xCF
      bytes[index + 1] = next - 0x20
    // Cyrillic capitals likewise.
    case (0xD0, 0x90...0x9F): bytes[index + 1] = next + 0x20
    case (0xD0, 0xA0...0xAF):
      bytes[index] = 0xD1
      bytes[index + 1] = next - 0x20
    case (0xD0, 0x80...0x8F):
      bytes[index] = 0xD1
      bytes[index + 1] = next + 0x10
    default: break
    }
  }
}

extension TextBuffer {
  private static let searchWindow = 64 * 1024

  /// Calls `body` with each place that matches, in order and without overlap, until it returns false.
  public func forEachMatch(_ query: TextQuery, in range: Range<ByteOffset>, _ body: (Range<ByteOffset>) -> Bool) {
    let needle = query.ignoresCase ? TextQuery.fold(query.needle) : query.needle
    guard !needle.isEmpty else { return }
    let stop = min(range.upperBound, end)
    var low = max(range.lowerBound, .zero)
    while low.value + needle.count <= stop.value {
      let high = min(stop, low + Self.searchWindow + needle.count)
      var text = bytes(in: low..<high)
      if query.ignoresCase { text = TextQuery.fold(text) }
      var index = 0
      while index + needle.count <= text.count {
        guard TextBuffer.matches(text.span, index, needle.span) else {
          index += 1
          continue
        }
        let match = low + index..<low + (index + needle.count)
        if query.wholeWords && !isWord(match) {
          index += 1
        } else if body(match) {
          index += needle.count
        } else {
          return
        }
      }
      low = low + index
    }
  }

  private static func matches(_ text: Span<UInt8>, _ index: Int, _ needle: Span<UInt8>) -> Bool {
    for offset in needle.indices where text[index &+ offset] != needle[offset] { return false }
    return true
  }

  private func isWord(_ range: Range<ByteOffset>) -> Bool {
    func isLetter(_ offset: ByteOffset) -> Bool { byte(at: offset).map(CharacterClass.of) == .word }
    let startsInside = isLetter(range.lowerBound) && isLetter(range.lowerBound - 1)
    let endsInside = isLetter(range.upperBound - 1) && isLetter(range.upperBound)
    return !startsInside && !endsInside
  }

  /// The first match at or behind a place, from the begin again if there is none; nil if there is none at all.
  public func match(_ query: TextQuery, from offset: ByteOffset) -> Range<ByteOffset>? {
    first(query, in: offset..<max(offset, end)) ?? first(query, in: .zero..<end)
  }

  /// The last match that ends at or before a place, from the end again if there is none.
  public func match(_ query: TextQuery, before offset: ByteOffset) -> Range<ByteOffset>? {
    last(query, in: .zero..<max(.zero, offset)) ?? last(query, in: .zero..<end)
  }

  private func first(_ query: TextQuery, in range: Range<ByteOffset>) -> Range<ByteOffset>? {
    var found: Range<ByteOffset>?
    forEachMatch(query, in: range) {
      found = $0
      return false
    }
    return found
  }

  private func last(_ query: TextQuery, in range: Range<ByteOffset>) -> Range<ByteOffset>? {
    var found: Range<ByteOffset>?
    forEachMatch(query, in: range) {
      found = $0
      return true
    }
    return found
  }

  /// How many matches there are (at most `limit`), and the number (from 1) of the one that is exactly `current`.
  public func countMatches(
    _ query: TextQuery, current: Range<ByteOffset>, limit: Int = 100_000
  ) -> (count: Int, index: Int?) {
    var count = 0
    var index: Int?
    forEachMatch(query, in: .zero..<end) { match in
      count += 1
      if match == current { index = count }
      return count < limit
    }
    return (count, index)
  }
}
