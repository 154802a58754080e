// Looks for single bytes in a text, a block of bytes at a time: loops without exits, which the compiler turns into
// vector instructions.

/// Search for bytes.
public enum ByteSearch {
  @usableFromInline static let block = 32

  /// The first place of `byte` in a range of the text.
  public static func first(_ byte: UInt8, in text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while range.upperBound - index >= block {
      let piece = text.extracting(index..<index &+ block)
      var hits: UInt8 = 0
      for place in 0..<block { hits |= piece[place] == byte ? 1 : 0 }
      if hits != 0 { break }
      index &+= block
    }
    while index < range.upperBound {
      if text[index] == byte { return index }
      index &+= 1
    }
    return nil
  }

  /// The last place of `byte` in a range of the text.
  public static func last(_ byte: UInt8, in text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.upperBound
    while index - range.lowerBound >= block {
      let piece = text.extracting(index &- block..<index)
      var hits: UInt8 = 0
      for place in 0..<block { hits |= piece[place] == byte ? 1 : 0 }
      if hits != 0 { break }
      index &-= block
    }
    while index > range.lowerBound {
      index &-= 1
      if text[index] == byte { return index }
    }
    return nil
  }

  /// How often `byte` stands in a range of the text.
  public static func count(_ byte: UInt8, in text: Span<UInt8>, _ range: Range<Int>) -> Int {
    var index = range.lowerBound
    var total = 0
    while range.upperBound - index >= 128 {
      let piece = text.extracting(index..<index &+ 128)
      var hits: UInt8 = 0
      for place in 0..<128 { hits &+= piece[place] == byte ? 1 : 0 }
      total &+= Int(hits)
      index &+= 128
    }
    while index < range.upperBound {
      if text[index] == byte { total &+= 1 }
      index &+= 1
    }
    return total
  }
}
