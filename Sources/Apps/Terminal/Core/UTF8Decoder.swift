// UTF-8 one byte at a time (Unicode 15, table 3-7): overlong forms, surrogates and values above U+10FFFF are malformed,
// and each maximal well-begun prefix counts as one error, as the W3C and the Unicode standard recommend.

struct UTF8Decoder: Sendable {
  enum Outcome {
    /// More bytes are needed.
    case pending
    /// A complete scalar of more than one byte.
    case scalar(UInt32)
    /// The byte itself is an error.
    case malformed
    /// The sequence before this byte was cut short; the byte itself is not consumed.
    case malformedThenByte
    /// A plain ASCII byte.
    case ascii
  }

  private var value: UInt32 = 0
  private var needed: UInt8 = 0
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF

  var isPending: Bool { needed > 0 }

  mutating func push(_ byte: UInt8) -> Outcome {
    if needed == 0 { return byte < 0x80 ? .ascii : begin(byte) }
    guard byte >= lowest && byte <= highest else {
      needed = 0
      return .malformedThenByte
    }
    lowest = 0x80
    highest = 0xBF
    value = value << 6 | UInt32(byte & 0x3F)
    needed -= 1
    return needed == 0 ? .scalar(value) : .pending
  }

  private mutating func begin(_ byte: UInt8) -> Outcome {
    lowest = 0x80
    highest = 0xBF
    switch byte {
    case 0xC2...0xDF:
      value = UInt32(byte & 0x1F)
      needed = 1
    case 0xE0...0xEF:
      if byte == 0xE0 { lowest = 0xA0 }
      if byte == 0xED { highest = 0x9F }
      value = UInt32(byte & 0x0F)
      needed = 2
    case 0xF0...0xF4:
      if byte == 0xF0 { lowest = 0x90 }
      if byte == 0xF4 { highest = 0x8F }
      value = UInt32(byte & 0x07)
      needed = 3
    default: return .malformed
    }
    return .pending
  }
}
