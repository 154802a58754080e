// Byte strings: numbers in and out of them, and columns.

/// Text of unknown encoding, normally UTF-8.
public typealias Bytes = [UInt8]

extension String {
  /// The UTF-8 form.
  public var bytes: Bytes { Bytes(utf8) }

  /// Whether both are the same bytes: without the tables that `==` of strings needs.
  public func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension Array where Element == UInt8 {
  /// The text with ill-formed UTF-8 repaired.
  public var text: String { String(decoding: self, as: UTF8.self) }

  /// The value of decimal digits (and a sign) that fill the whole text, or nil.
  public var decimal: Int? { self[...].decimal }

  /// The value of octal digits that fill the whole text, or nil.
  public var octal: Int? {
    guard !isEmpty, count < 8 else { return nil }
    var value = 0
    for byte in self {
      guard byte >= 0x30, byte < 0x38 else { return nil }
      value = value * 8 + Int(byte - 0x30)
    }
    return value
  }

  /// Filled up with blanks on the left.
  public func rightAligned(_ width: Int) -> Bytes { Bytes(repeating: 0x20, count: Swift.max(0, width - count)) + self }

  /// Filled up with blanks on the right.
  public func leftAligned(_ width: Int) -> Bytes { self + Bytes(repeating: 0x20, count: Swift.max(0, width - count)) }

  /// A decimal number.
  public init(decimal value: some BinaryInteger) { self = Bytes("\(Int64(clamping: value))".utf8) }
}

extension ArraySlice where Element == UInt8 {
  /// The value of decimal digits (and a sign) that fill the whole text, or nil.
  public var decimal: Int? {
    var digits = self
    var isNegative = false
    if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      digits = digits.dropFirst()
    }
    guard !digits.isEmpty else { return nil }
    var value = 0
    for byte in digits {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(Int(byte - 0x30))
      guard !overflow, !carry else { return nil }
      value = sum
    }
    return isNegative ? -value : value
  }
}

/// `case "text":` on a byte string.
public func ~= (literal: String, value: Bytes) -> Bool { literal.utf8.elementsEqual(value) }

/// The ASCII classes that programs ask for.
public enum Character8 {
  public static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  public static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a }
  public static func isWord(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) || byte == 0x5f }
  public static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
  public static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0d) }
  public static func isPrintable(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7f }
  /// The small form of an ASCII letter.
  public static func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte }
}
