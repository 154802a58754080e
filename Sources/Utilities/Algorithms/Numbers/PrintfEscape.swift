// The backslash escapes of `printf`, in its format and in the arguments of `%b`.
//
// Specification: POSIX.1-2017, printf; GNU coreutils 9.1 for \x, \u and \U.

public import UtilitySupport

/// What an escape stands for.
public enum PrintfEscape {
  /// Bytes, and how much of the text behind the backslash they take.
  case bytes(Bytes, Int)
  /// `\c`: no more output.
  case stop
  case failure(String)

  /// Decodes the escape whose text (behind the backslash) starts with `text`.
  /// - Parameter isArgument: octal numbers may start with a zero and then have three digits more.
  public static func decode(_ text: ArraySlice<UInt8>, isArgument: Bool) -> PrintfEscape {
    guard let letter = text.first else { return .bytes([UInt8(ascii: "\\")], 0) }
    switch letter {
    case UInt8(ascii: "a"): return .bytes([0x07], 1)
    case UInt8(ascii: "b"): return .bytes([0x08], 1)
    case UInt8(ascii: "c"): return .stop
    case UInt8(ascii: "e"): return .bytes([0x1b], 1)
    case UInt8(ascii: "f"): return .bytes([0x0c], 1)
    case UInt8(ascii: "n"): return .bytes([0x0a], 1)
    case UInt8(ascii: "r"): return .bytes([0x0d], 1)
    case UInt8(ascii: "t"): return .bytes([0x09], 1)
    case UInt8(ascii: "v"): return .bytes([0x0b], 1)
    case UInt8(ascii: "\\"), UInt8(ascii: "\""): return .bytes([letter], 1)
    case UInt8(ascii: "x"):
      let (value, count) = number(text.dropFirst(), radix: 16, limit: 2)
      return count == 0
        ? .failure("missing hexadecimal number in escape") : .bytes([UInt8(truncatingIfNeeded: value)], 1 + count)
    case UInt8(ascii: "u"), UInt8(ascii: "U"): return unicode(text, letter == UInt8(ascii: "u") ? 4 : 8)
    case 0x30...0x37:
      let skipped = isArgument && letter == 0x30 ? 1 : 0
      let (value, count) = number(text.dropFirst(skipped), radix: 8, limit: 3)
      return .bytes([UInt8(truncatingIfNeeded: value)], skipped + count)
    default: return .bytes([UInt8(ascii: "\\"), letter], 1)
    }
  }

  private static func unicode(_ text: ArraySlice<UInt8>, _ length: Int) -> PrintfEscape {
    let (value, count) = number(text.dropFirst(), radix: 16, limit: length)
    guard count == length else { return .failure("missing hexadecimal number in escape") }
    let isName = value < 0xa0 && value != 0x24 && value != 0x40 && value != 0x60
    let name = Bytes(text.prefix(1 + count)).text
    guard !isName, let scalar = Unicode.Scalar(value) else {
      return .failure("invalid universal character name \\\(name)")
    }
    return .bytes(String(scalar).bytes, 1 + count)
  }

  private static func number(_ text: ArraySlice<UInt8>, radix: UInt32, limit: Int) -> (UInt32, Int) {
    var value: UInt32 = 0
    var count = 0
    for byte in text.prefix(limit) {
      let lower = Character8.lowered(byte)
      let digit: UInt32 =
        Character8.isDigit(byte) ? UInt32(byte - 0x30) : lower >= 0x61 && lower <= 0x66 ? UInt32(lower - 0x57) : 99
      guard digit < radix else { break }
      value = value &* radix &+ digit
      count += 1
    }
    return (value, count)
  }
}
