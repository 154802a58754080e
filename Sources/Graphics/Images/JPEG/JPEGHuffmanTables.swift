// The Huffman codes of a JPEG file: four for the first coefficients of blocks, four for the others.
//
// All lie in common arrays, so that the reader of codes holds one view of each. Codes of up to nine bits are looked up;
// longer ones, which are rare, are searched by length. Spec: T.81 annexes C and F.2.2.3.

struct JPEGHuffmanTables {
  static let count = 8
  /// Bits that are looked up at once.
  static let lookupBits = 9
  static let lookupSize = 1 << lookupBits
  /// For each length: the first code that is too large for it, and what leads from a code to its symbol.
  static let lengthEntries = 18

  /// Length in the high byte, symbol in the low one; 0: longer, or no code.
  private(set) var lookup = [UInt16](repeating: 0, count: count * lookupSize)
  /// The first code of 16 bits, aligned left, that is longer than the length; and behind it the offset to symbols.
  private(set) var limits = [Int32](repeating: 0, count: count * lengthEntries * 2)
  private(set) var symbols = [UInt8](repeating: 0, count: count * 256)
  private var isDefined = [Bool](repeating: false, count: count)

  /// Whether table `number` of a class (0: first coefficients, 1: others) may be used.
  func has(_ number: Int, class kind: Int) -> Bool { number < 4 && isDefined[kind * 4 + number] }

  /// Reads the content of a DHT segment.
  mutating func read(_ content: Span<UInt8>) throws(ImageError) {
    var reader = ByteReader(content)
    while reader.remaining > 0 {
      let kind = try reader.byte()
      guard kind >> 4 <= 1, kind & 15 <= 3 else { throw .badData }
      var counts: [Int] = [0]
      for _ in 1...16 { counts.append(try reader.byte()) }
      let total = counts.reduce(0, +)
      guard total <= 256 else { throw .badData }
      let table = (kind >> 4) * 4 + (kind & 15)
      for index in 0..<256 { symbols[table * 256 + index] = index < total ? UInt8(try reader.byte()) : 0 }
      // A first coefficient has at most 15 bits more.
      guard kind >> 4 == 1 || (0..<total).allSatisfy({ symbols[table * 256 + $0] <= 15 }) else { throw .badData }
      try define(table, counts)
    }
  }

  private mutating func define(_ table: Int, _ counts: [Int]) throws(ImageError) {
    let (first, base) = (table * Self.lookupSize, table * Self.lengthEntries * 2)
    for index in 0..<Self.lookupSize { lookup[first + index] = 0 }
    var code = 0
    var index = 0
    for length in 1...16 {
      // From a code of this length to its symbol: the symbol's index less the code.
      limits[base + length * 2 + 1] = Int32(index - code)
      for _ in 0..<counts[length] {
        guard code < 1 << length else { throw .badData }
        if length <= Self.lookupBits {
          let entry = UInt16(length << 8) | UInt16(symbols[table * 256 + index])
          let spread = 1 << (Self.lookupBits - length)
          for place in (code * spread)..<((code + 1) * spread) { lookup[first + place] = entry }
        }
        code += 1
        index += 1
      }
      limits[base + length * 2] = Int32(code << (16 - length))
      code <<= 1
    }
    isDefined[table] = true
  }
}
