// The Huffman code of a block's literals: its description by weights, its table, and the streams written in it.
//
// Spec: RFC 8878 section 4.2.

/// The decoding table of one code.
struct LiteralCode {
  private static let maximumBits = 11
  private static let weightLog = 6

  /// `symbol << 8 | length`, by the next `bits` bits.
  private let entries: [UInt16]
  private let bits: Int

  /// Reads a description at `position` of `input`, which moves behind it.
  init(_ input: Span<UInt8>, _ position: inout Int, end: Int) throws(CompressionError) {
    guard position < end else { throw .badBlock }
    let head = Int(input[position])
    position += 1
    var weights: [UInt8] = []
    if head >= 128 {
      let count = head - 127
      guard (count + 1) / 2 <= end - position else { throw .badBlock }
      for index in 0..<count {
        let byte = input[position + index / 2]
        weights.append(index % 2 == 0 ? byte >> 4 : byte & 15)
      }
      position += (count + 1) / 2
    } else {
      guard head <= end - position else { throw .badBlock }
      weights = try Self.weights(input, position..<(position + head))
      position += head
    }
    try self.init(weights: weights)
  }

  /// Weights that are written in an entropy code of their own, with two states in turn.
  private static func weights(_ input: Span<UInt8>, _ range: Range<Int>) throws(CompressionError) -> [UInt8] {
    var position = range.lowerBound
    let table = try EntropyTable(
      input, &position, end: range.upperBound, maximumLog: weightLog, symbols: maximumBits + 2)
    guard position < range.upperBound else { throw .badBlock }
    var reader = try BackwardBitReader(input, position..<range.upperBound)
    var weights: [UInt8] = []
    var state = reader.take(table.log, input)
    var other = reader.take(table.log, input)
    guard reader.left >= 0 else { throw .badBlock }
    while true {
      let entry = table.entries[state]
      weights.append(entry.symbol)
      state = Int(entry.base) + reader.take(Int(entry.bits), input)
      if reader.left < 0 {
        weights.append(table.entries[other].symbol)
        return weights
      }
      swap(&state, &other)
      // The last symbol's weight is not written.
      guard weights.count < 255 else { throw .badCode }
    }
  }

  private init(weights written: [UInt8]) throws(CompressionError) {
    var weights = written
    guard weights.count < 256, weights.allSatisfy({ $0 <= Self.maximumBits }) else { throw .badCode }
    let sum = weights.reduce(0) { $1 == 0 ? $0 : $0 + 1 << (Int($1) - 1) }
    guard sum > 0 else { throw .badCode }
    bits = Int.bitWidth - sum.leadingZeroBitCount
    let left = 1 << bits - sum
    guard bits <= Self.maximumBits, left.nonzeroBitCount == 1 else { throw .badCode }
    weights.append(UInt8(truncatingIfNeeded: left.trailingZeroBitCount + 1))

    var entries = [UInt16](repeating: 0, count: 1 << bits)
    var place = 0
    for weight in 1...UInt8(truncatingIfNeeded: bits) {
      let length = UInt16(bits + 1 - Int(weight))
      for symbol in weights.indices where weights[symbol] == weight {
        let entry = UInt16(symbol) << 8 | length
        for _ in 0..<(1 << (Int(weight) - 1)) {
          guard place < entries.count else { throw .badCode }
          entries[place] = entry
          place += 1
        }
      }
    }
    guard place == entries.count else { throw .badCode }
    self.entries = entries
  }

  /// Decodes the stream in `range` of `input` into all of `target` of `output`.
  func decode(
    _ input: Span<UInt8>, _ range: Range<Int>, _ output: inout MutableSpan<UInt8>, _ target: Range<Int>
  ) throws(CompressionError) {
    var reader = try BackwardBitReader(input, range)
    let entries = entries.span
    let mask = UInt64(1) << UInt64(bits) - 1
    var position = target.lowerBound
    // Five words of eleven bits come out of one look.
    while target.upperBound - position >= 5, reader.left >= BackwardBitReader.widest {
      let word = reader.peek(BackwardBitReader.widest, input)
      var shift = UInt64(BackwardBitReader.widest - bits)
      for offset in 0..<5 {
        let entry = entries[Int(truncatingIfNeeded: word &>> shift & mask)]
        output[position &+ offset] = UInt8(truncatingIfNeeded: entry &>> 8)
        shift &-= UInt64(entry & 0xff)
      }
      reader.skip(BackwardBitReader.widest - bits - Int(truncatingIfNeeded: shift))
      position += 5
    }
    while position < target.upperBound {
      let entry = entries[Int(truncatingIfNeeded: reader.peek(bits, input))]
      reader.skip(Int(entry & 0xff))
      output[position] = UInt8(truncatingIfNeeded: entry >> 8)
      position += 1
    }
    guard reader.left == 0 else { throw .badBlock }
  }
}
