// Natural numbers of any size: just what reading and writing floating-point numbers exactly takes.

/// A natural number; 32 bits a limb, the lowest first, no zero on top.
struct Natural {
  private(set) var limbs: [UInt32] = []

  init(_ value: UInt64 = 0) {
    limbs = [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
    trim()
  }

  private mutating func trim() { while limbs.last == 0 { limbs.removeLast() } }

  var isZero: Bool { limbs.isEmpty }

  var bitCount: Int { limbs.last.map { limbs.count * 32 - $0.leadingZeroBitCount } ?? 0 }

  /// Multiplies, and adds.
  mutating func multiply(by factor: UInt32, adding summand: UInt32 = 0) {
    var carry = UInt64(summand)
    for index in limbs.indices {
      let product = UInt64(limbs[index]) * UInt64(factor) + carry
      limbs[index] = UInt32(truncatingIfNeeded: product)
      carry = product >> 32
    }
    if carry > 0 { limbs.append(UInt32(truncatingIfNeeded: carry)) }
    trim()
  }

  /// Divides (not by 0); returns the remainder.
  mutating func divide(by divisor: UInt32) -> UInt32 {
    var rest: UInt64 = 0
    for index in limbs.indices.reversed() {
      let value = rest << 32 | UInt64(limbs[index])
      limbs[index] = UInt32(truncatingIfNeeded: value / UInt64(divisor))
      rest = value % UInt64(divisor)
    }
    trim()
    return UInt32(truncatingIfNeeded: rest)
  }

  mutating func shiftLeft(_ count: Int) {
    guard !isZero, count > 0 else { return }
    let bits = UInt32(count % 32)
    if bits > 0 {
      var carry: UInt32 = 0
      for index in limbs.indices {
        let value = limbs[index]
        limbs[index] = value << bits | carry
        carry = value >> (32 - bits)
      }
      if carry > 0 { limbs.append(carry) }
    }
    limbs.insert(contentsOf: repeatElement(0, count: count / 32), at: 0)
  }

  /// The bits from `place` up, which have to fit; they go away.
  mutating func takeBits(from place: Int) -> UInt64 {
    var value: UInt64 = 0
    let first = place / 32
    let bits = UInt64(place % 32)
    guard first < limbs.count else { return 0 }
    for index in (first..<limbs.count).reversed() {
      let part = index == first ? UInt64(limbs[index]) >> bits : UInt64(limbs[index])
      let width = index == first ? 32 - bits : 32
      value = value << width | part
    }
    limbs[first] &= (1 << UInt32(bits)) - 1
    limbs.removeSubrange((first + 1)...)
    trim()
    return value
  }

  /// The 64 highest bits as a number, what they have to be shifted by, and whether something else is set.
  var highBits: (bits: UInt64, shift: Int, hasMore: Bool) {
    let shift = max(0, bitCount - 64)
    var copy = self
    let bits = copy.takeBits(from: shift)
    return (bits, shift, !copy.isZero)
  }
}
