// Whole numbers of any size, in limbs of nine decimal digits: what the decimal type is made of. A decimal base costs a
// little speed and saves every conversion between what is stored and what is shown.

/// A whole number from zero up.
struct Natural: Equatable, Sendable {
  static let base: UInt64 = 1_000_000_000
  static let digitsPerLimb = 9

  /// Least significant limb first; none for zero, and never a zero at the end.
  private(set) var limbs: [UInt32]

  init(_ value: UInt64 = 0) {
    limbs = []
    var rest = value
    while rest > 0 {
      limbs.append(UInt32(truncatingIfNeeded: rest % Natural.base))
      rest /= Natural.base
    }
  }

  private init(limbs: [UInt32]) {
    self.limbs = limbs
    while self.limbs.last == 0 { self.limbs.removeLast() }
  }

  /// From decimal digits 0 to 9, most significant first.
  init(digits: some Collection<UInt8>) {
    self.init()
    for digit in digits { self = self.multiplied(by: 10, adding: UInt32(digit)) }
  }

  var isZero: Bool { limbs.isEmpty }
  var isOdd: Bool { limbs.first.map { $0 & 1 == 1 } ?? false }

  /// The decimal digits, most significant first; none for zero.
  var digits: [UInt8] {
    var result: [UInt8] = []
    for (index, limb) in limbs.enumerated() {
      var rest = limb
      for _ in 0..<Natural.digitsPerLimb {
        if index == limbs.count - 1 && rest == 0 { break }
        result.append(UInt8(truncatingIfNeeded: rest % 10))
        rest /= 10
      }
    }
    return result.reversed()
  }

  /// How many decimal digits there are; 0 for zero.
  var digitCount: Int {
    guard var top = limbs.last else { return 0 }
    var count = (limbs.count - 1) * Natural.digitsPerLimb
    while top > 0 {
      count += 1
      top /= 10
    }
    return count
  }

  static func < (left: Natural, right: Natural) -> Bool {
    if left.limbs.count != right.limbs.count { return left.limbs.count < right.limbs.count }
    for index in left.limbs.indices.reversed() where left.limbs[index] != right.limbs[index] {
      return left.limbs[index] < right.limbs[index]
    }
    return false
  }

  static func + (left: Natural, right: Natural) -> Natural {
    var result: [UInt32] = []
    var carry: UInt64 = 0
    for index in 0..<max(left.limbs.count, right.limbs.count) {
      if index < left.limbs.count { carry += UInt64(left.limbs[index]) }
      if index < right.limbs.count { carry += UInt64(right.limbs[index]) }
      result.append(UInt32(truncatingIfNeeded: carry % base))
      carry /= base
    }
    if carry > 0 { result.append(UInt32(truncatingIfNeeded: carry)) }
    return Natural(limbs: result)
  }

  /// The difference; `right` must not be larger (the result is zero then).
  static func - (left: Natural, right: Natural) -> Natural {
    if left < right { return Natural() }
    var result = left.limbs
    var borrow: UInt32 = 0
    for index in result.indices {
      let taken = borrow + (index < right.limbs.count ? right.limbs[index] : 0)
      borrow = result[index] < taken ? 1 : 0
      result[index] = result[index] &+ (borrow == 1 ? UInt32(base) : 0) &- taken
    }
    return Natural(limbs: result)
  }

  static func * (left: Natural, right: Natural) -> Natural {
    if left.isZero || right.isZero { return Natural() }
    var result = Array(repeating: UInt32(0), count: left.limbs.count + right.limbs.count)
    for (index, limb) in left.limbs.enumerated() {
      var carry: UInt64 = 0
      for (place, other) in right.limbs.enumerated() {
        carry += UInt64(result[index + place]) + UInt64(limb) * UInt64(other)
        result[index + place] = UInt32(truncatingIfNeeded: carry % base)
        carry /= base
      }
      result[index + right.limbs.count] = UInt32(truncatingIfNeeded: carry)
    }
    return Natural(limbs: result)
  }

  func multiplied(by factor: UInt32, adding: UInt32 = 0) -> Natural {
    var result = limbs
    var carry = UInt64(adding)
    for index in result.indices {
      carry += UInt64(result[index]) * UInt64(factor)
      result[index] = UInt32(truncatingIfNeeded: carry % Natural.base)
      carry /= Natural.base
    }
    while carry > 0 {
      result.append(UInt32(truncatingIfNeeded: carry % Natural.base))
      carry /= Natural.base
    }
    return Natural(limbs: result)
  }

  func divided(by divisor: UInt32) -> (quotient: Natural, remainder: UInt32) {
    guard divisor > 0 else { return (Natural(), 0) }
    var result = limbs
    var rest: UInt64 = 0
    for index in result.indices.reversed() {
      rest = rest * Natural.base + UInt64(result[index])
      result[index] = UInt32(truncatingIfNeeded: rest / UInt64(divisor))
      rest %= UInt64(divisor)
    }
    return (Natural(limbs: result), UInt32(truncatingIfNeeded: rest))
  }

  /// Ten to a power.
  static func power(ofTen exponent: Int) -> Natural {
    guard exponent >= 0 else { return Natural() }
    var limbs = Array(repeating: UInt32(0), count: exponent / digitsPerLimb)
    var top: UInt32 = 1
    for _ in 0..<exponent % digitsPerLimb { top *= 10 }
    limbs.append(top)
    return Natural(limbs: limbs)
  }

  /// Quotient and remainder (Knuth, The Art of Computer Programming 2, algorithm 4.3.1 D). Zero by zero is zero.
  func divided(by divisor: Natural) -> (quotient: Natural, remainder: Natural) {
    if divisor.limbs.count <= 1 {
      let (quotient, rest) = divided(by: divisor.limbs.first ?? 0)
      return (quotient, Natural(UInt64(rest)))
    }
    if self < divisor { return (Natural(), self) }
    // Scaled so that the divisor's top limb is at least half the base: then a guess is at most two too large.
    let top = divisor.limbs[divisor.limbs.count - 1]
    let scale = UInt32(truncatingIfNeeded: Natural.base / (UInt64(top) + 1))
    let denominator = divisor.multiplied(by: scale).limbs
    var rest = multiplied(by: scale).limbs
    while rest.count <= limbs.count { rest.append(0) }
    var quotient = Array(repeating: UInt32(0), count: rest.count - denominator.count)
    for place in quotient.indices.reversed() {
      quotient[place] = Natural.step(&rest, denominator, place)
    }
    return (Natural(limbs: quotient), Natural(limbs: rest).divided(by: scale).quotient)
  }

  /// One digit of a long division: guesses, multiplies and subtracts, and adds back if the guess was too large.
  private static func step(_ rest: inout [UInt32], _ denominator: [UInt32], _ place: Int) -> UInt32 {
    let count = denominator.count
    let head = UInt64(rest[place + count]) * base + UInt64(rest[place + count - 1])
    var guess = head / UInt64(denominator[count - 1])
    var remainder = head % UInt64(denominator[count - 1])
    while guess >= base
      || guess * UInt64(denominator[count - 2]) > remainder * base + UInt64(rest[place + count - 2])
    {
      guess -= 1
      remainder += UInt64(denominator[count - 1])
      if remainder >= base { break }
    }
    var carry: UInt64 = 0
    var borrow: UInt64 = 0
    for index in 0...count {
      carry += index < count ? guess * UInt64(denominator[index]) : 0
      let taken = carry % base + borrow
      carry /= base
      let value = UInt64(rest[place + index])
      borrow = value < taken ? 1 : 0
      rest[place + index] = UInt32(truncatingIfNeeded: value + borrow * base - taken)
    }
    if borrow == 1 {
      guess -= 1
      var sum: UInt64 = 0
      for index in 0...count {
        sum += UInt64(rest[place + index]) + (index < count ? UInt64(denominator[index]) : 0)
        rest[place + index] = UInt32(truncatingIfNeeded: sum % base)
        sum /= base
      }
    }
    return UInt32(truncatingIfNeeded: guess)
  }

  /// The largest number whose square is not above this one (Newton's method on whole numbers).
  var squareRoot: Natural {
    if isZero { return self }
    var guess = Natural.power(ofTen: (digitCount + 1) / 2)
    while true {
      let next = (guess + divided(by: guess).quotient).divided(by: 2).quotient
      if !(next < guess) { return guess }
      guess = next
    }
  }
}
