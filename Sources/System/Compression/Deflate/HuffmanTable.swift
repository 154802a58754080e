// A look-up table that decodes one Huffman code of a deflate stream.
//
// The next `rootBits` bits of input index the table. Words that are longer lead to a second table behind the first,
// which is as large as the longest word with that prefix needs. What each symbol means (its base and the number of
// extra bits) is baked into the entries, so that the decoder does one load a symbol. Spec: RFC 1951 section 3.2.2.

/// One entry of a `HuffmanTable`.
///
/// Bits 0-7: bits to consume, the extra ones included. Bits 8-11: length of the code word alone (or, in a link, the
/// index width of the second table). Bit 13: end of block. Bit 14: link. Bit 15: anything but a length or distance.
/// Bits 16-30: literal, base, or index of the second table. Bit 31: literal.
struct HuffmanEntry {
  var bits: UInt32

  static let literalFlag: UInt32 = 1 << 31
  static let exceptionFlag: UInt32 = 1 << 15
  static let linkFlag: UInt32 = 1 << 14
  static let endFlag: UInt32 = 1 << 13

  /// A word that no symbol has.
  static let invalid = HuffmanEntry(bits: exceptionFlag)

  @inline(__always) var isLiteral: Bool { bits & Self.literalFlag != 0 }
  @inline(__always) var isException: Bool { bits & Self.exceptionFlag != 0 }
  @inline(__always) var isLink: Bool { bits & Self.linkFlag != 0 }
  @inline(__always) var isEnd: Bool { bits & Self.endFlag != 0 }
  @inline(__always) var totalBits: UInt64 { UInt64(bits & 0xff) }
  @inline(__always) var wordBits: UInt64 { UInt64(bits >> 8 & 0xf) }
  @inline(__always) var value: Int { Int(bits >> 16 & 0x7fff) }

  /// Base plus extra bits, taken from the input that starts with this entry's word.
  @inline(__always) func decoded(_ input: UInt64) -> Int {
    value &+ Int(truncatingIfNeeded: (input & ((1 &<< totalBits) &- 1)) &>> wordBits)
  }
}

/// The decoding table of one code.
struct HuffmanTable {
  /// What the symbols of a code stand for.
  enum Alphabet { case literals, distances, codeLengths }

  private(set) var entries: [HuffmanEntry]
  let rootBits: Int
  private let alphabet: Alphabet

  init(_ alphabet: Alphabet) {
    self.alphabet = alphabet
    // Sizes: the largest number of entries that any code of so many symbols with words up to 15 (7) bits needs with
    // this root, as zlib's program `enough` counts them. `build` refuses to go beyond.
    switch alphabet {
    case .literals: (rootBits, entries) = (11, [HuffmanEntry](repeating: .invalid, count: 2_342))
    case .distances: (rootBits, entries) = (8, [HuffmanEntry](repeating: .invalid, count: 402))
    case .codeLengths: (rootBits, entries) = (7, [HuffmanEntry](repeating: .invalid, count: 128))
    }
  }

  /// Fills the table for a code with these word lengths (0: the symbol does not occur).
  mutating func build(_ lengths: Span<UInt8>) throws(CompressionError) {
    var counts = InlineArray<16, Int>(repeating: 0)
    for symbol in lengths.indices { counts[Int(lengths[symbol] & 15)] += 1 }
    counts[0] = 0
    try check(counts)

    var next = InlineArray<16, UInt32>(repeating: 0)
    var code: UInt32 = 0
    for length in 1..<16 {
      code = (code + UInt32(counts[length - 1])) << 1
      next[length] = code
    }
    let longest = (1..<16).last { counts[$0] > 0 } ?? 0
    var words = [UInt32](repeating: 0, count: longest > rootBits ? lengths.count : 0)
    for symbol in lengths.indices where lengths[symbol] > 0 {
      let length = Int(lengths[symbol] & 15)
      let word = DeflateFormat.reversed(next[length], length: length)
      next[length] += 1
      if length > rootBits { words[symbol] = word } else { fill(root: word, length, symbol) }
    }
    if longest > rootBits { try buildLinked(lengths, words) }
  }

  /// Refuses codes with more words than bits allow, and incomplete ones. A single word of one bit is allowed: blocks
  /// with one distance (or none at all) need it.
  private mutating func check(_ counts: InlineArray<16, Int>) throws(CompressionError) {
    var left = 1
    var used = 0
    for length in 1..<16 {
      left = left << 1 - counts[length]
      if left < 0 { throw .badCode }
      used += counts[length]
    }
    guard left > 0 else { return }
    if alphabet == .codeLengths || used > 1 || used != counts[1] { throw .badCode }
    for index in entries.indices { entries[index] = .invalid }
  }

  private mutating func fill(root word: UInt32, _ length: Int, _ symbol: Int) {
    let entry = entry(symbol, length)
    var index = Int(word)
    while index < 1 << rootBits {
      entries[index] = entry
      index += 1 << length
    }
  }

  /// Enters the words that are longer than `rootBits`: first how wide each second table must be, then their entries.
  private mutating func buildLinked(_ lengths: Span<UInt8>, _ words: [UInt32]) throws(CompressionError) {
    let rootMask = UInt32(1) << UInt32(rootBits) - 1
    var widths = [UInt8](repeating: 0, count: 1 << rootBits)
    for symbol in lengths.indices where Int(lengths[symbol]) > rootBits {
      let prefix = Int(words[symbol] & rootMask)
      widths[prefix] = max(widths[prefix], lengths[symbol] - UInt8(rootBits))
    }
    var free = 1 << rootBits
    for prefix in widths.indices where widths[prefix] > 0 {
      let flags = HuffmanEntry.exceptionFlag | HuffmanEntry.linkFlag
      entries[prefix].bits = UInt32(free) << 16 | flags | UInt32(widths[prefix]) << 8 | UInt32(rootBits)
      free += 1 << Int(widths[prefix])
      if free > entries.count { throw .badCode }
    }
    for symbol in lengths.indices where Int(lengths[symbol]) > rootBits {
      let length = Int(lengths[symbol]) - rootBits
      let entry = entry(symbol, length)
      let link = entries[Int(words[symbol] & rootMask)]
      var index = Int(words[symbol] >> UInt32(rootBits))
      while index < 1 << Int(link.wordBits) {
        entries[link.value + index] = entry
        index += 1 << length
      }
    }
  }

  /// The entry of `symbol`, whose word has `length` bits left at this table.
  private func entry(_ symbol: Int, _ length: Int) -> HuffmanEntry {
    let word = UInt32(length) << 8 | UInt32(length)
    switch alphabet {
    case .codeLengths:
      return HuffmanEntry(bits: UInt32(symbol) << 16 | word)
    case .distances:
      guard symbol < DeflateFormat.distanceBase.count else { return .invalid }
      return HuffmanEntry(
        bits: UInt32(DeflateFormat.distanceBase[symbol]) << 16 | word + UInt32(DeflateFormat.distanceExtra[symbol]))
    case .literals:
      if symbol < DeflateFormat.endOfBlock {
        return HuffmanEntry(bits: HuffmanEntry.literalFlag | UInt32(symbol) << 16 | word)
      }
      if symbol == DeflateFormat.endOfBlock {
        return HuffmanEntry(bits: HuffmanEntry.exceptionFlag | HuffmanEntry.endFlag | word)
      }
      let index = symbol - DeflateFormat.endOfBlock - 1
      guard index < DeflateFormat.lengthBase.count else { return .invalid }
      return HuffmanEntry(
        bits: UInt32(DeflateFormat.lengthBase[index]) << 16 | word + UInt32(DeflateFormat.lengthExtra[index]))
    }
  }
}
