// The prime factors of numbers below 2^64, by trial division, a Miller-Rabin test and Pollard's rho.
//
// Specification: the bases that decide for all 64-bit numbers are those of J. Sinclair, 2011.

/// Factorization.
public enum PrimeFactors {
  /// The prime factors in ascending order; none of 0 and 1.
  public static func factors(of number: UInt64) -> [UInt64] {
    var found: [UInt64] = []
    var rest = number
    guard rest > 1 else { return [] }
    var divisor: UInt64 = 2
    while divisor < 2000, divisor * divisor <= rest {
      while rest % divisor == 0 {
        found.append(divisor)
        rest /= divisor
      }
      divisor += divisor == 2 ? 1 : 2
    }
    split(rest, &found)
    return found.sorted()
  }

  private static func split(_ number: UInt64, _ found: inout [UInt64]) {
    var pending = [number]
    while let value = pending.popLast() {
      if value == 1 { continue }
      if isPrime(value) {
        found.append(value)
        continue
      }
      let factor = rho(value)
      pending.append(factor)
      pending.append(value / factor)
    }
  }

  private static func multiply(_ left: UInt64, _ right: UInt64, _ modulus: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return WideDivision.divide(high, low, by: modulus).remainder
  }

  private static func power(_ base: UInt64, _ exponent: UInt64, _ modulus: UInt64) -> UInt64 {
    var result: UInt64 = 1
    var square = base % modulus
    var left = exponent
    while left > 0 {
      if left & 1 == 1 { result = multiply(result, square, modulus) }
      square = multiply(square, square, modulus)
      left >>= 1
    }
    return result
  }

  /// Whether a number is prime.
  public static func isPrime(_ number: UInt64) -> Bool {
    if number < 4 { return number > 1 }
    if number & 1 == 0 { return false }
    let twos = (number - 1).trailingZeroBitCount
    let odd = (number - 1) >> UInt64(twos)
    for base: UInt64 in [2, 325, 9375, 28178, 450_775, 9_780_504, 1_795_265_022] where base % number != 0 {
      var value = power(base, odd, number)
      if value == 1 || value == number - 1 { continue }
      var isWitness = true
      for _ in 1..<max(twos, 1) {
        value = multiply(value, value, number)
        if value == number - 1 {
          isWitness = false
          break
        }
      }
      if isWitness { return false }
    }
    return true
  }

  /// A factor of a number that is not prime.
  private static func rho(_ number: UInt64) -> UInt64 {
    if number & 1 == 0 { return 2 }
    var offset: UInt64 = 1
    while true {
      func step(_ value: UInt64) -> UInt64 {
        let square = multiply(value, value, number)
        return square >= number - offset ? square - (number - offset) : square + offset
      }
      var slow: UInt64 = 2
      var fast: UInt64 = 2
      var factor: UInt64 = 1
      while factor == 1 {
        slow = step(slow)
        fast = step(step(fast))
        factor = greatestCommonDivisor(slow > fast ? slow - fast : fast - slow, number)
      }
      if factor != number { return factor }
      offset += 1
    }
  }

  private static func greatestCommonDivisor(_ left: UInt64, _ right: UInt64) -> UInt64 {
    var (a, b) = (left, right)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
