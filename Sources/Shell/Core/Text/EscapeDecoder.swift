// Backslash escapes as `$'…'`, `echo` and `printf` know them.
//
// Specification: POSIX.1-2024, 2.2.4 (dollar-single-quotes); POSIX.1-2017, echo and printf.

/// Decodes what follows a backslash.
struct EscapeDecoder {
  /// Which escapes are known.
  enum Dialect {
    /// `$'…'`: `\nnn` octal, `\xHH`, quotes.
    case quotes
    /// `echo` and `printf %b`: `\0nnn` octal and `\c`.
    case echo
    /// The format of `printf`: `\nnn` octal.
    case format
  }

  let dialect: Dialect
  /// Set by `\c`: no more output follows.
  private(set) var isStopped = false

  init(_ dialect: Dialect) { self.dialect = dialect }

  /// The bytes that the escape stands for, and how many bytes after the backslash it takes. An unknown escape stands
  /// for itself, backslash included.
  mutating func decode(_ rest: ArraySlice<UInt8>) -> (bytes: Bytes, length: Int) {
    guard let letter = rest.first else { return ([ASCII.backslash], 0) }
    switch letter {
    case UInt8(ascii: "a"): return ([ASCII.bell], 1)
    case UInt8(ascii: "b"): return ([ASCII.backspace], 1)
    case UInt8(ascii: "e"): return ([ASCII.escape], 1)
    case UInt8(ascii: "f"): return ([12], 1)
    case UInt8(ascii: "n"): return ([ASCII.newline], 1)
    case UInt8(ascii: "r"): return ([ASCII.carriageReturn], 1)
    case UInt8(ascii: "t"): return ([ASCII.tab], 1)
    case UInt8(ascii: "v"): return ([11], 1)
    case ASCII.backslash: return ([ASCII.backslash], 1)
    case ASCII.quote where dialect != .echo, ASCII.doubleQuote where dialect != .echo: return ([letter], 1)
    case UInt8(ascii: "c") where dialect == .echo:
      isStopped = true
      return ([], 1)
    case UInt8(ascii: "x") where dialect == .quotes:
      return number(rest.dropFirst(), radix: 16, digits: 2, prefix: 1) ?? ([ASCII.backslash, letter], 1)
    case ASCII.zero where dialect == .echo:
      return number(rest.dropFirst(), radix: 8, digits: 3, prefix: 1) ?? ([0], 1)
    default:
      if dialect != .echo, let octal = number(rest, radix: 8, digits: 3, prefix: 0) { return octal }
      return ([ASCII.backslash, letter], 1)
    }
  }

  private func number(
    _ digits: ArraySlice<UInt8>, radix: Int, digits limit: Int, prefix: Int
  ) -> (bytes: Bytes, length: Int)? {
    var value = 0
    var length = 0
    for byte in digits.prefix(limit) {
      guard let digit = digitValue(byte), digit < radix else { break }
      value = value * radix + digit
      length += 1
    }
    return length == 0 ? nil : ([UInt8(truncatingIfNeeded: value)], prefix + length)
  }
}

/// The value of a digit in bases up to 36, or nil.
func digitValue(_ byte: UInt8) -> Int? {
  if ASCII.isDigit(byte) { return Int(byte &- ASCII.zero) }
  return ASCII.isLetter(byte) ? Int((byte | 0x20) &- UInt8(ascii: "a")) + 10 : nil
}
