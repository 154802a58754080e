// Bytes as digits of an alphabet.

public import UtilitySupport

/// Encodes a stream; lines are the caller's.
public struct BaseEncoder {
  private let alphabet: BaseAlphabet
  private let digits: Bytes
  private var pending = Bytes()

  public init(_ alphabet: BaseAlphabet) {
    self.alphabet = alphabet
    digits = alphabet.digits
  }

  /// The digits of `bytes`; what makes no whole group waits for more.
  public mutating func encode(_ bytes: ArraySlice<UInt8>) -> Bytes {
    let input = pending + bytes
    let size = alphabet.groupBytes
    var output = Bytes()
    output.reserveCapacity(input.count / size * alphabet.groupDigits + 8)
    var index = 0
    while input.count - index >= size {
      appendGroup(input, index, size, to: &output)
      index += size
    }
    pending = Bytes(input[index...])
    return output
  }

  /// The digits of the last group; nil when it may not be short (Z85).
  public mutating func finish() -> Bytes? {
    if pending.isEmpty { return [] }
    guard alphabet.isPadded else { return nil }
    let count = pending.count
    let whole = pending + Bytes(repeating: 0, count: alphabet.groupBytes - count)
    var output = Bytes()
    appendGroup(whole, 0, alphabet.groupBytes, to: &output)
    let used = (count * 8 + alphabet.bits - 1) / alphabet.bits
    for index in used..<output.count { output[index] = UInt8(ascii: "=") }
    pending = []
    return output
  }

  private func appendGroup(_ input: Bytes, _ start: Int, _ size: Int, to output: inout Bytes) {
    if alphabet == .base2lsbf {
      for bit in 0..<8 { output.append(digits[Int(input[start] >> UInt8(bit) & 1)]) }
      return
    }
    var value: UInt64 = 0
    for index in start..<start + size { value = value << 8 | UInt64(input[index]) }
    if alphabet == .z85 {
      var divisor: UInt64 = 85 * 85 * 85 * 85
      for _ in 0..<5 {
        output.append(digits[Int(value / divisor % 85)])
        divisor /= 85
      }
      return
    }
    let bits = alphabet.bits
    let mask = UInt64(1) << UInt64(bits) - 1
    for digit in (0..<alphabet.groupDigits).reversed() {
      output.append(digits[Int(value >> UInt64(digit * bits) & mask)])
    }
  }
}
