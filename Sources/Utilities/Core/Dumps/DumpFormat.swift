// The formats of `od -t`.

import UtilityAlgorithms
import UtilitySupport

/// How the bytes of a line are shown.
struct DumpFormat {
  private enum Kind {
    case named, character, signed, unsigned, octal, hexadecimal, float
  }

  private let kind: Kind
  /// Bytes of one value, and columns without the blank before it.
  let size: Int
  let columns: Int
  private let isBig: Bool
  private var showsText = false
  /// Blanks that are added to a line so that formats stand below each other.
  private var extra = 0

  private init(_ kind: Kind, size: Int, columns: Int, isBig: Bool) {
    (self.kind, self.size, self.columns, self.isBig) = (kind, size, columns, isBig)
  }

  /// Nil for a wrong text.
  static func parse(_ text: Bytes, isBig: Bool) -> [DumpFormat]? {
    var formats: [DumpFormat] = []
    var index = 0
    while index < text.count {
      let letter = text[index]
      index += 1
      var format: DumpFormat
      switch letter {
      case UInt8(ascii: "a"): format = DumpFormat(.named, size: 1, columns: 3, isBig: isBig)
      case UInt8(ascii: "c"): format = DumpFormat(.character, size: 1, columns: 3, isBig: isBig)
      case UInt8(ascii: "d"), UInt8(ascii: "u"), UInt8(ascii: "o"), UInt8(ascii: "x"), UInt8(ascii: "f"):
        guard let size = size(text, &index, isFloat: letter == UInt8(ascii: "f")) else { return nil }
        format = number(letter, size, isBig)
      default: return nil
      }
      if index < text.count, text[index] == UInt8(ascii: "z") {
        format.showsText = true
        index += 1
      }
      formats.append(format)
    }
    return formats.isEmpty ? nil : formats
  }

  private static func size(_ text: Bytes, _ index: inout Int, isFloat: Bool) -> Int? {
    let digits = text[index...].prefix(while: Character8.isDigit)
    if !digits.isEmpty {
      index += digits.count
      guard let size = digits.decimal, (isFloat ? [4, 8] : [1, 2, 4, 8]).contains(size) else { return nil }
      return size
    }
    guard index < text.count else { return isFloat ? 8 : 4 }
    let letters: [(UInt8, Int)] =
      isFloat
      ? [(UInt8(ascii: "F"), 4), (UInt8(ascii: "D"), 8)]
      : [(UInt8(ascii: "C"), 1), (UInt8(ascii: "S"), 2), (UInt8(ascii: "I"), 4), (UInt8(ascii: "L"), 8)]
    guard let found = letters.first(where: { $0.0 == text[index] }) else { return isFloat ? 8 : 4 }
    index += 1
    return found.1
  }

  private static func number(_ letter: UInt8, _ size: Int, _ isBig: Bool) -> DumpFormat {
    func pick(_ one: Int, _ two: Int, _ four: Int, _ eight: Int) -> Int {
      size == 1 ? one : size == 2 ? two : size == 4 ? four : eight
    }
    switch letter {
    case UInt8(ascii: "d"): return DumpFormat(.signed, size: size, columns: pick(4, 6, 11, 20), isBig: isBig)
    case UInt8(ascii: "u"): return DumpFormat(.unsigned, size: size, columns: pick(3, 5, 10, 20), isBig: isBig)
    case UInt8(ascii: "o"): return DumpFormat(.octal, size: size, columns: pick(3, 6, 11, 22), isBig: isBig)
    case UInt8(ascii: "x"): return DumpFormat(.hexadecimal, size: size, columns: pick(2, 4, 8, 16), isBig: isBig)
    default: return DumpFormat(.float, size: size, columns: size == 4 ? 15 : 24, isBig: isBig)
    }
  }

  /// Fills up to as many columns as the widest format needs for a line.
  mutating func fit(width: Int, columns: Int) { extra = columns - (self.columns + 1) * (width / size) }

  func formatted(_ line: Bytes, width: Int) -> Bytes {
    var text = Bytes()
    let count = width / size
    var padding = extra
    for index in 0..<count {
      // What is left over is spread over the values, as evenly as it goes.
      let share = padding / (count - index)
      padding -= share
      let start = index * size
      if start < line.count {
        let value = Bytes(line[start..<min(start + size, line.count)])
        let whole = value + Bytes(repeating: 0, count: size - value.count)
        text += Bytes(repeating: 0x20, count: share + 1) + shown(whole).rightAligned(columns)
      } else if showsText {
        text += Bytes(repeating: 0x20, count: share + 1 + columns)
      }
    }
    guard showsText else { return text }
    return text + "  >".bytes + line.map { Character8.isPrintable($0) ? $0 : UInt8(ascii: ".") } + "<".bytes
  }

  private func shown(_ bytes: Bytes) -> Bytes {
    let value = (isBig ? bytes : bytes.reversed()).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    switch kind {
    case .named: return Self.name(bytes[0] & 0x7f)
    case .character: return Self.character(bytes[0])
    case .unsigned: return String(value).bytes
    case .signed:
      let shift = UInt64(64 - 8 * size)
      return String(Int64(bitPattern: value << shift) >> Int64(shift)).bytes
    case .octal: return Self.padded(String(value, radix: 8), columns)
    case .hexadecimal: return Self.padded(String(value, radix: 16), columns)
    case .float:
      return size == 4
        ? Self.float(Float(bitPattern: UInt32(truncatingIfNeeded: value))) : Self.double(Double(bitPattern: value))
    }
  }

  private static func padded(_ digits: String, _ width: Int) -> Bytes {
    Bytes(repeating: 0x30, count: max(0, width - digits.utf8.count)) + digits.bytes
  }

  /// The shortest digits that lead back to the number.
  private static func double(_ value: Double) -> Bytes { trimmed("\(value)".bytes) }
  private static func float(_ value: Float) -> Bytes { trimmed("\(value)".bytes) }

  private static func trimmed(_ text: Bytes) -> Bytes {
    text.suffix(2).elementsEqual(".0".utf8) ? Bytes(text.dropLast(2)) : text
  }

  private static func name(_ byte: UInt8) -> Bytes {
    let names = [
      "nul", "soh", "stx", "etx", "eot", "enq", "ack", "bel", "bs", "ht", "nl", "vt", "ff", "cr", "so", "si", "dle",
      "dc1", "dc2", "dc3", "dc4", "nak", "syn", "etb", "can", "em", "sub", "esc", "fs", "gs", "rs", "us", "sp",
    ]
    if byte == 0x7f { return "del".bytes }
    return Int(byte) < names.count ? names[Int(byte)].bytes : [byte]
  }

  private static func character(_ byte: UInt8) -> Bytes {
    switch byte {
    case 0x00: return "\\0".bytes
    case 0x07: return "\\a".bytes
    case 0x08: return "\\b".bytes
    case 0x09: return "\\t".bytes
    case 0x0a: return "\\n".bytes
    case 0x0b: return "\\v".bytes
    case 0x0c: return "\\f".bytes
    case 0x0d: return "\\r".bytes
    default: return Character8.isPrintable(byte) ? [byte] : padded(String(byte, radix: 8), 3)
    }
  }
}
