// Bits that are read from the end of a stream to its start, as both entropy codes of Zstandard are written.
//
// Spec: RFC 8878 section 4.1: the highest set bit of the last byte marks where the bits begin.

/// A cursor over a range of bytes. The bytes are passed to each call.
struct BackwardBitReader {
  /// The most bits of one call.
  static let widest = 56

  /// Where the stream starts, in bytes.
  private let base: Int
  /// Bits that are left; below zero when more were asked for than there were.
  private(set) var left: Int

  /// Starts at the end of `range`; refuses an empty range and one without a mark.
  init(_ input: Span<UInt8>, _ range: Range<Int>) throws(CompressionError) {
    guard !range.isEmpty, input[range.upperBound - 1] != 0 else { throw .badBlock }
    base = range.lowerBound
    left = range.count * 8 - input[range.upperBound - 1].leadingZeroBitCount - 1
  }

  /// The next `count` bits (at most `widest`); zeros stand for those that are missing.
  @inline(__always) func peek(_ count: Int, _ input: Span<UInt8>) -> UInt64 {
    let low = left &- count
    guard low >= 0 else { return left > 0 ? bits(0, left, input) &<< UInt64(truncatingIfNeeded: 0 &- low) : 0 }
    return bits(low, count, input)
  }

  @inline(__always) private func bits(_ low: Int, _ count: Int, _ input: Span<UInt8>) -> UInt64 {
    let byte = base &+ low &>> 3
    let shift = UInt64(truncatingIfNeeded: low & 7)
    let word = byte &+ 8 <= input.count ? input.word(at: byte) : Self.lastWord(input, byte)
    return word &>> shift & (1 &<< UInt64(truncatingIfNeeded: count) &- 1)
  }

  /// The bytes from `byte` to the end of the input, as a word.
  private static func lastWord(_ input: Span<UInt8>, _ byte: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in (byte..<input.count).reversed() { word = word << 8 | UInt64(input[index]) }
    return word
  }

  @inline(__always) mutating func skip(_ count: Int) { left &-= count }

  @inline(__always) mutating func take(_ count: Int, _ input: Span<UInt8>) -> Int {
    let value = peek(count, input)
    left &-= count
    return Int(truncatingIfNeeded: value)
  }
}
