// Looks for a piece of text: blocks of places at which its two rarest bytes stand, then the whole piece.

/// A piece of text made ready for the search.
struct LiteralSearch {
  private let literal: Literal
  /// Where its rarest and its second rarest byte stand in it.
  private let rarest: Int
  private let second: Int

  /// The commonest bytes of texts, commonest first.
  private static let common = Array(" etaoinsrhldcumfpgwyb\nvk\t,.-_0123456789/=\"()xjqz".utf8)

  init(_ literal: Literal) {
    self.literal = literal
    func rank(_ place: Int) -> Int { Self.common.firstIndex(of: literal.bytes[place]) ?? Self.common.count }
    let places = literal.bytes.indices.sorted { rank($0) > rank($1) }
    rarest = places.first ?? 0
    second = places.count > 1 ? places[1] : rarest
  }

  var count: Int { literal.bytes.count }

  /// The first place of the piece in a range of the text.
  func first(in text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    let end = range.upperBound - literal.bytes.count + 1
    var start = range.lowerBound
    let (byte, mask) = (literal.bytes[rarest], literal.masks[rarest])
    let (other, otherMask) = (literal.bytes[second], literal.masks[second])
    let block = ByteSearch.block
    while end - start >= block {
      let piece = text.extracting(start &+ rarest..<start &+ rarest &+ block)
      let further = text.extracting(start &+ second..<start &+ second &+ block)
      var hits: UInt8 = 0
      for place in 0..<block {
        hits |= (piece[place] | mask == byte ? 1 : 0) & (further[place] | otherMask == other ? 1 : 0)
      }
      if hits != 0 {
        for place in 0..<block where stands(at: start &+ place, in: text) { return start &+ place }
      }
      start &+= block
    }
    while start < end {
      if stands(at: start, in: text) { return start }
      start &+= 1
    }
    return nil
  }

  private func stands(at start: Int, in text: Span<UInt8>) -> Bool {
    guard text[start &+ rarest] | literal.masks[rarest] == literal.bytes[rarest] else { return false }
    for place in literal.bytes.indices {
      guard text[start &+ place] | literal.masks[place] == literal.bytes[place] else { return false }
    }
    return true
  }
}
