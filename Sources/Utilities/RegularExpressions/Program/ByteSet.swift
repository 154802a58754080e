// A set of bytes: 256 bits.

struct ByteSet: Equatable {
  private var words: InlineWords = InlineWords()

  /// Four words, compared and copied without a heap.
  private struct InlineWords: Equatable {
    var a: UInt64 = 0
    var b: UInt64 = 0
    var c: UInt64 = 0
    var d: UInt64 = 0
  }

  init() {}
  init(_ range: ClosedRange<UInt8>) { insert(range) }

  func contains(_ byte: UInt8) -> Bool {
    let word =
      switch byte >> 6 {
      case 0: words.a
      case 1: words.b
      case 2: words.c
      default: words.d
      }
    return word >> UInt64(byte & 63) & 1 != 0
  }

  mutating func insert(_ byte: UInt8) {
    let bit: UInt64 = 1 << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: words.a |= bit
    case 1: words.b |= bit
    case 2: words.c |= bit
    default: words.d |= bit
    }
  }

  mutating func insert(_ range: ClosedRange<UInt8>) { for byte in range { insert(byte) } }

  mutating func insert(contentsOf other: ByteSet) {
    words.a |= other.words.a
    words.b |= other.words.b
    words.c |= other.words.c
    words.d |= other.words.d
  }

  var isEmpty: Bool { words == InlineWords() }
}
