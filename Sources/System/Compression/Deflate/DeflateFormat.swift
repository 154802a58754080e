// The numbers of the deflate format that encoder and decoder share. Spec: RFC 1951 sections 3.2.5 to 3.2.7.

/// Constants of RFC 1951.
enum DeflateFormat {
  /// Matches reach back this far at most.
  static let windowSize = 32_768
  static let minimumMatch = 3
  static let maximumMatch = 258
  /// The longest word of a literal/length or distance code.
  static let maximumCodeLength = 15
  static let literalSymbols = 288
  static let distanceSymbols = 32
  static let endOfBlock = 256
  /// The longest data of one stored block.
  static let maximumStored = 65_535

  /// Order in which the lengths of the code-length code are sent (section 3.2.7).
  static let lengthOrder: [Int] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  /// Shortest match length of symbols 257 to 285 (section 3.2.5).
  static let lengthBase: [UInt16] = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]
  /// How many bits follow symbols 257 to 285.
  static let lengthExtra: [UInt8] = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  /// Shortest distance of symbols 0 to 29.
  static let distanceBase: [UInt16] = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
    8193, 12289, 16385, 24577,
  ]
  /// How many bits follow symbols 0 to 29.
  static let distanceExtra: [UInt8] = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
  ]

  /// The code lengths of a block with fixed codes (section 3.2.6).
  static var fixedLiteralLengths: [UInt8] {
    [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112) + [UInt8](repeating: 7, count: 24)
      + [UInt8](repeating: 8, count: 8)
  }
  static var fixedDistanceLengths: [UInt8] { [UInt8](repeating: 5, count: distanceSymbols) }

  /// `code` with its lowest `length` bits in reverse order: deflate sends Huffman words from their highest bit.
  static func reversed(_ code: UInt32, length: Int) -> UInt32 {
    var bits = code
    bits = bits >> 1 & 0x5555 | (bits & 0x5555) << 1
    bits = bits >> 2 & 0x3333 | (bits & 0x3333) << 2
    bits = bits >> 4 & 0x0f0f | (bits & 0x0f0f) << 4
    bits = bits >> 8 & 0x00ff | (bits & 0x00ff) << 8
    return bits >> UInt32(16 - length)
  }
}
