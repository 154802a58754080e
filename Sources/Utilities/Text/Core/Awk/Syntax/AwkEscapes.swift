// The escapes of strings: `\n`, `\101`, `\x41` and their like.

public enum AwkEscapes {
  static func hexadecimal(_ byte: UInt8) -> Int? {
    switch byte {
    case 0x30...0x39: Int(byte) - 0x30
    case 0x41...0x46: Int(byte) - 0x41 + 10
    case 0x61...0x66: Int(byte) - 0x61 + 10
    default: nil
    }
  }

  /// A string without its escapes. A backslash in front of something else stays.
  public static func resolve(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(UInt8(ascii: "\\")) else { return text }
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      guard byte == UInt8(ascii: "\\"), index < text.count else {
        result.append(byte)
        continue
      }
      let letter = text[index]
      index += 1
      switch letter {
      case UInt8(ascii: "n"): result.append(0x0a)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "r"): result.append(0x0d)
      case UInt8(ascii: "a"): result.append(0x07)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0c)
      case UInt8(ascii: "v"): result.append(0x0b)
      case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "/"): result.append(letter)
      case 0x30...0x37: result.append(takeNumber(text, &index, Int(letter) - 0x30, base: 8, digits: 2))
      case UInt8(ascii: "x"):
        guard index < text.count, hexadecimal(text[index]) != nil else {
          result += [byte, letter]
          continue
        }
        result.append(takeNumber(text, &index, 0, base: 16, digits: 2))
      default: result += [byte, letter]
      }
    }
    return result
  }

  private static func takeNumber(_ text: [UInt8], _ index: inout Int, _ first: Int, base: Int, digits: Int) -> UInt8 {
    var value = first
    var left = digits
    while left > 0, index < text.count, let digit = hexadecimal(text[index]), digit < base {
      value = value * base + digit
      index += 1
      left -= 1
    }
    return UInt8(truncatingIfNeeded: value)
  }
}
