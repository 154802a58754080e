// A set of CPUs as people write it: a hexadecimal mask ("f", "0xf"), or a list ("0,2-3").

/// At most 64 CPUs.
public struct ProcessorSet: Equatable, Sendable {
  /// A bit for each.
  public let bits: UInt64

  public init(bits: UInt64) { self.bits = bits }

  /// Nil where it is no number, or names none.
  public init?(mask: String) {
    var digits = Array(mask.utf8)[...]
    if digits.starts(with: "0x".utf8) { digits = digits.dropFirst(2) }
    guard !digits.isEmpty, digits.count <= 16 else { return nil }
    var value: UInt64 = 0
    for digit in digits {
      switch digit {
      case 0x30...0x39: value = value << 4 | UInt64(digit - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt64((digit | 0x20) - 0x61 + 10)
      default: return nil
      }
    }
    guard value != 0 else { return nil }
    bits = value
  }

  /// Nil where a part is neither a number nor two with a dash between.
  public init?(list: String) {
    var value: UInt64 = 0
    for part in list.utf8.split(separator: 0x2C, omittingEmptySubsequences: false) {
      let ends = part.split(separator: 0x2D, omittingEmptySubsequences: false).map { Self.number($0) }
      guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last else {
        return nil
      }
      for number in first...last { value |= 1 << UInt64(number) }
    }
    bits = value
  }

  private static func number(_ text: Substring.UTF8View) -> Int? {
    guard (1...2).contains(text.count) else { return nil }
    var value = 0
    for digit in text {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return value < 64 ? value : nil
  }

  public var maskText: String { String(bits, radix: 16) }

  public var listText: String {
    var parts: [String] = []
    var number = 0
    while number < 64 {
      guard bits >> UInt64(number) & 1 != 0 else {
        number += 1
        continue
      }
      let first = number
      while number < 63, bits >> UInt64(number + 1) & 1 != 0 { number += 1 }
      parts.append(first == number ? "\(first)" : "\(first)-\(number)")
      number += 1
    }
    return parts.joined(separator: ",")
  }
}
