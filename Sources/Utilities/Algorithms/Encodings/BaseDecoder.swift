// Digits of an alphabet as bytes.

public import UtilitySupport

/// Decodes a stream.
public struct BaseDecoder {
  private let alphabet: BaseAlphabet
  private let ignoresGarbage: Bool
  private var values: [UInt8]
  private var group: [UInt8] = []
  private var padding = 0
  /// Whether something was no digit.
  public private(set) var isInvalid = false

  private static let none: UInt8 = 255

  /// - Parameter ignoresGarbage: what is no digit is passed over.
  public init(_ alphabet: BaseAlphabet, ignoresGarbage: Bool) {
    self.alphabet = alphabet
    self.ignoresGarbage = ignoresGarbage
    values = [UInt8](repeating: Self.none, count: 256)
    for (value, digit) in alphabet.digits.enumerated() { values[Int(digit)] = UInt8(value) }
  }

  /// The bytes of the digits; stops at the first wrong one.
  public mutating func decode(_ text: ArraySlice<UInt8>) -> Bytes {
    var output = Bytes()
    output.reserveCapacity(text.count)
    for byte in text {
      take(byte, &output)
      if isInvalid {
        output += rest()
        break
      }
    }
    return output
  }

  /// The bytes of a last group that is cut short.
  public mutating func rest() -> Bytes {
    var output = Bytes()
    let used = padding > 0 || alphabet == .z85 ? 0 : group.count * alphabet.bits / 8
    if used > 0, alphabet.groupBytes > 1 {
      group += [UInt8](repeating: 0, count: alphabet.groupDigits - group.count)
      appendGroup(used, &output)
    }
    return output
  }

  private mutating func take(_ byte: UInt8, _ output: inout Bytes) {
    if byte == 0x0a { return }
    if byte == UInt8(ascii: "="), alphabet.isPadded, !group.isEmpty || padding > 0 {
      padding += 1
      if group.count + padding == alphabet.groupDigits { takePadded(&output) }
      return
    }
    let value = values[Int(byte)]
    if value == Self.none {
      isInvalid = !ignoresGarbage
      return
    }
    if padding > 0 {
      isInvalid = true
      return
    }
    group.append(value)
    if group.count == alphabet.groupDigits {
      appendGroup(alphabet.groupBytes, &output)
      group.removeAll(keepingCapacity: true)
    }
  }

  private mutating func takePadded(_ output: inout Bytes) {
    let used = group.count * alphabet.bits / 8
    // So many digits are needed for so many bytes; and what is left of the last digit has to be zero.
    let isExact = (used * 8 + alphabet.bits - 1) / alphabet.bits == group.count
    guard used > 0, isExact else {
      isInvalid = true
      return
    }
    group += [UInt8](repeating: 0, count: padding)
    appendGroup(used, &output)
    (group, padding) = ([], 0)
  }

  private mutating func appendGroup(_ count: Int, _ output: inout Bytes) {
    if alphabet == .base2lsbf {
      var byte: UInt8 = 0
      for (bit, value) in group.enumerated() { byte |= value << UInt8(bit) }
      output.append(byte)
      return
    }
    var value: UInt64 = 0
    if alphabet == .z85 {
      for digit in group { value = value * 85 + UInt64(digit) }
      if value > UInt64(UInt32.max) {
        isInvalid = true
        return
      }
    } else {
      for digit in group { value = value << UInt64(alphabet.bits) | UInt64(digit) }
    }
    let size = alphabet.groupBytes
    for index in 0..<count { output.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * (size - 1 - index)))) }
  }

  /// Whether the text ended where a group ends.
  public var isComplete: Bool { group.isEmpty && padding == 0 }
}
