// Natural numbers of any length, as far as exact conversions and `expr` need them.

public import UtilitySupport

/// A natural number.
public struct BigNatural: Equatable, Sendable {
  /// Low word first, without zeros at the high end.
  private(set) var words: [UInt32] = []

  public init(_ value: UInt64 = 0) {
    words = [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
    trim()
  }

  /// The value of decimal digits.
  public init(digits: some Sequence<UInt8>) {
    // Nine digits at a time.
    var chunk: UInt32 = 0
    var scale: UInt32 = 1
    for digit in digits {
      chunk = chunk * 10 + UInt32(digit &- 0x30)
      scale *= 10
      if scale == 1_000_000_000 {
        multiply(by: scale, adding: chunk)
        (chunk, scale) = (0, 1)
      }
    }
    if scale > 1 { multiply(by: scale, adding: chunk) }
  }

  public var isZero: Bool { words.isEmpty }
  public var isOdd: Bool { (words.first ?? 0) & 1 == 1 }

  /// The number of bits up to the highest one.
  public var bitWidth: Int { words.isEmpty ? 0 : words.count * 32 - words[words.count - 1].leadingZeroBitCount }

  /// The value where it fits.
  public var small: UInt64? {
    guard words.count <= 2 else { return nil }
    return words.reversed().reduce(0) { $0 << 32 | UInt64($1) }
  }

  private mutating func trim() { while words.last == 0 { words.removeLast() } }

  public mutating func multiply(by factor: UInt32, adding extra: UInt32 = 0) {
    var carry = UInt64(extra)
    for index in words.indices {
      let product = UInt64(words[index]) * UInt64(factor) + carry
      words[index] = UInt32(truncatingIfNeeded: product)
      carry = product >> 32
    }
    if carry > 0 { words.append(UInt32(carry)) }
    trim()
  }

  /// Divides and returns the remainder.
  public mutating func divide(by divisor: UInt32) -> UInt32 {
    var rest: UInt64 = 0
    for index in words.indices.reversed() {
      let value = rest << 32 | UInt64(words[index])
      words[index] = UInt32(value / UInt64(divisor))
      rest = value % UInt64(divisor)
    }
    trim()
    return UInt32(rest)
  }

  public mutating func shiftLeft(_ count: Int) {
    guard count > 0, !words.isEmpty else { return }
    let bits = UInt32(count % 32)
    if bits > 0 {
      var carry: UInt32 = 0
      for index in words.indices {
        let word = words[index]
        words[index] = word << bits | carry
        carry = word >> (32 - bits)
      }
      if carry > 0 { words.append(carry) }
    }
    words.insert(contentsOf: [UInt32](repeating: 0, count: count / 32), at: 0)
  }

  public mutating func add(_ other: BigNatural) {
    var carry: UInt64 = 0
    for index in 0..<max(words.count, other.words.count) {
      if index == words.count { words.append(0) }
      let sum = UInt64(words[index]) + (index < other.words.count ? UInt64(other.words[index]) : 0) + carry
      words[index] = UInt32(truncatingIfNeeded: sum)
      carry = sum >> 32
    }
    if carry > 0 { words.append(UInt32(carry)) }
  }

  /// Takes `other` away, which is not larger.
  public mutating func subtract(_ other: BigNatural) {
    var borrow: Int64 = 0
    for index in words.indices {
      var value = Int64(words[index]) - borrow - (index < other.words.count ? Int64(other.words[index]) : 0)
      borrow = value < 0 ? 1 : 0
      if value < 0 { value += 1 << 32 }
      words[index] = UInt32(truncatingIfNeeded: value)
    }
    trim()
  }

  public func multiplied(by other: BigNatural) -> BigNatural {
    var result = BigNatural()
    result.words = [UInt32](repeating: 0, count: words.count + other.words.count)
    for (place, word) in words.enumerated() {
      var carry: UInt64 = 0
      for (offset, factor) in other.words.enumerated() {
        let sum = UInt64(word) * UInt64(factor) + UInt64(result.words[place + offset]) + carry
        result.words[place + offset] = UInt32(truncatingIfNeeded: sum)
        carry = sum >> 32
      }
      result.words[place + other.words.count] = UInt32(carry)
    }
    result.trim()
    return result
  }

  /// Divides, bit by bit; the divisor is not zero.
  public func divided(by divisor: BigNatural) -> (quotient: BigNatural, remainder: BigNatural) {
    if divisor.words.count == 1 {
      var quotient = self
      let rest = quotient.divide(by: divisor.words[0])
      return (quotient, BigNatural(UInt64(rest)))
    }
    var quotient = BigNatural()
    var rest = BigNatural()
    for index in (0..<bitWidth).reversed() {
      rest.shiftLeft(1)
      if words[index / 32] >> UInt32(index % 32) & 1 == 1 { rest.add(BigNatural(1)) }
      quotient.shiftLeft(1)
      if !(rest < divisor) {
        rest.subtract(divisor)
        quotient.add(BigNatural(1))
      }
    }
    return (quotient, rest)
  }

  /// 10 to the power of `exponent`.
  public static func powerOfTen(_ exponent: Int) -> BigNatural {
    var power = BigNatural(1)
    for _ in 0..<exponent / 9 { power.multiply(by: 1_000_000_000) }
    for _ in 0..<exponent % 9 { power.multiply(by: 10) }
    return power
  }

  /// Decimal digits, at least one.
  public var digits: Bytes {
    var rest = self
    var reversed = Bytes()
    while !rest.isZero {
      var chunk = rest.divide(by: 1_000_000_000)
      for _ in 0..<9 {
        reversed.append(0x30 + UInt8(chunk % 10))
        chunk /= 10
      }
    }
    while reversed.count > 1, reversed.last == 0x30 { reversed.removeLast() }
    return reversed.isEmpty ? [0x30] : reversed.reversed()
  }
}

extension BigNatural: Comparable {
  public static func < (left: BigNatural, right: BigNatural) -> Bool {
    if left.words.count != right.words.count { return left.words.count < right.words.count }
    for index in left.words.indices.reversed() where left.words[index] != right.words[index] {
      return left.words[index] < right.words[index]
    }
    return false
  }
}
