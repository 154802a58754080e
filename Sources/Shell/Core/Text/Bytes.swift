// Byte strings: the shell's one text type.
//
// A shell handles whatever bytes a file name or a program's output holds, UTF-8 or not. `[UInt8]` keeps them intact and
// keeps the Unicode tables that `String` comparison needs out of the program.

/// Text of unknown encoding, normally UTF-8.
public typealias Bytes = [UInt8]

extension String {
  /// The UTF-8 form.
  public var bytes: Bytes { Bytes(utf8) }
}

extension Array where Element == UInt8 {
  /// Whether the bytes are exactly the UTF-8 form of `text`.
  public func matches(_ text: String) -> Bool { text.utf8.elementsEqual(self) }

  /// The text with ill-formed UTF-8 repaired, for messages and tests.
  public var text: String { String(decoding: self, as: UTF8.self) }

  /// A decimal number.
  public init(decimal value: Int64) {
    var digits = Bytes()
    var rest = value.magnitude
    repeat {
      digits.append(UInt8(truncatingIfNeeded: rest % 10) &+ ASCII.zero)
      rest /= 10
    } while rest > 0
    if value < 0 { digits.append(ASCII.minus) }
    self = digits.reversed()
  }

  /// A decimal number.
  public init(decimal value: Int) { self.init(decimal: Int64(value)) }

  /// An octal number of at least four digits, as `umask` shows it.
  init(octal value: UInt64) {
    var digits = Bytes()
    var rest = value
    repeat {
      digits.append(UInt8(truncatingIfNeeded: rest & 7) &+ ASCII.zero)
      rest >>= 3
    } while rest > 0 || digits.count < 4
    self = digits.reversed()
  }

  /// The value of an optional sign and decimal digits that fill the whole string, or nil (also when it does not fit).
  public var decimalValue: Int64? {
    var digits = self[...]
    var isNegative = false
    if let first = digits.first, first == ASCII.minus || first == ASCII.plus {
      isNegative = first == ASCII.minus
      digits = digits.dropFirst()
    }
    guard !digits.isEmpty else { return nil }
    var value: Int64 = 0
    for byte in digits {
      guard ASCII.isDigit(byte) else { return nil }
      let (scaled, overflowScaled) = value.multipliedReportingOverflow(by: 10)
      let digit = Int64(byte &- ASCII.zero)
      let (next, overflow) =
        isNegative ? scaled.subtractingReportingOverflow(digit) : scaled.addingReportingOverflow(digit)
      guard !overflowScaled, !overflow else { return nil }
      value = next
    }
    return value
  }

  /// Whether this is a variable or function name: a letter or underscore, then letters, digits and underscores.
  public var isShellName: Bool {
    guard let first, ASCII.startsName(first) else { return false }
    return allSatisfy(ASCII.continuesName)
  }

  /// The pieces between occurrences of `separator`, empty ones included.
  public func pieces(separatedBy separator: UInt8) -> [Bytes] {
    split(separator: separator, omittingEmptySubsequences: false).map(Bytes.init)
  }
}

/// `case "text":` on a byte string.
public func ~= (literal: String, value: Bytes) -> Bool { value.matches(literal) }
