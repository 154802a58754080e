// The decoding table of a Finite State Entropy code, and its description. Spec: RFC 8878 sections 4.1, 4.1.1.

/// A state of the decoder.
struct EntropyEntry {
  var symbol: UInt8 = 0
  /// Bits to read for the next state.
  var bits: UInt8 = 0
  /// What these bits are added to.
  var base: UInt16 = 0
}

/// The states of one code.
struct EntropyTable {
  /// The number of states is 2 to this power.
  let log: Int
  private(set) var entries: [EntropyEntry]

  /// A code of one symbol, which takes no bits.
  init(only symbol: UInt8) {
    log = 0
    entries = [EntropyEntry(symbol: symbol)]
  }

  /// A code with these probabilities in parts of 2^log; -1 stands for less than one part. They have to add up.
  init(_ probabilities: [Int], log: Int) throws(CompressionError) {
    self.log = log
    let size = 1 << log
    entries = [EntropyEntry](repeating: EntropyEntry(), count: size)
    guard probabilities.reduce(0, { $0 + abs($1) }) == size else { throw .badCode }
    var next = [Int](repeating: 0, count: probabilities.count)
    var high = size - 1
    for symbol in probabilities.indices where probabilities[symbol] == -1 {
      entries[high].symbol = UInt8(truncatingIfNeeded: symbol)
      high -= 1
      next[symbol] = 1
    }
    let step = size >> 1 + size >> 3 + 3
    var place = 0
    for symbol in probabilities.indices where probabilities[symbol] > 0 {
      next[symbol] = probabilities[symbol]
      for _ in 0..<probabilities[symbol] {
        entries[place].symbol = UInt8(truncatingIfNeeded: symbol)
        repeat { place = (place + step) & (size - 1) } while place > high
      }
    }
    guard place == 0 else { throw .badCode }
    for state in entries.indices {
      let symbol = Int(entries[state].symbol)
      let count = next[symbol]
      next[symbol] += 1
      let bits = log - (Int.bitWidth - 1 - count.leadingZeroBitCount)
      entries[state].bits = UInt8(truncatingIfNeeded: bits)
      entries[state].base = UInt16(truncatingIfNeeded: count << bits - size)
    }
  }

  /// Reads a description at `position` of `input`, which moves behind it.
  init(
    _ input: Span<UInt8>, _ position: inout Int, end: Int, maximumLog: Int, symbols: Int
  ) throws(CompressionError) {
    var bits = ForwardBits(position: position * 8, end: end * 8)
    let log = try bits.take(4, input) + 5
    guard log <= maximumLog else { throw .badCode }
    var probabilities: [Int] = []
    var remaining = 1 << log
    while remaining > 0 {
      guard probabilities.count < symbols else { throw .badCode }
      let probability = try bits.probability(remaining, input)
      remaining -= abs(probability)
      probabilities.append(probability)
      if probability == 0 {
        var zeros = 3
        while zeros == 3 {
          zeros = try bits.take(2, input)
          guard probabilities.count + zeros <= symbols else { throw .badCode }
          for _ in 0..<zeros { probabilities.append(0) }
        }
      }
    }
    position = (bits.position + 7) / 8
    try self.init(probabilities, log: log)
  }
}

/// Bits from the lowest of the first byte on.
private struct ForwardBits {
  var position: Int
  let end: Int

  mutating func take(_ count: Int, _ input: Span<UInt8>) throws(CompressionError) -> Int {
    guard count <= end - position else { throw .badBlock }
    var value = 0
    for offset in 0..<count {
      let bit = position + offset
      value |= Int(input[bit >> 3] >> UInt8(bit & 7) & 1) << offset
    }
    position += count
    return value
  }

  /// One probability, of which there can be at most `remaining`: small values take a bit less.
  mutating func probability(_ remaining: Int, _ input: Span<UInt8>) throws(CompressionError) -> Int {
    let width = Int.bitWidth - (remaining + 1).leadingZeroBitCount
    let low = try take(width - 1, input)
    let threshold = 1 << width - 2 - remaining
    if low < threshold { return low - 1 }
    let value = try low | take(1, input) << (width - 1)
    return (value >= 1 << (width - 1) ? value - threshold : value) - 1
  }
}
