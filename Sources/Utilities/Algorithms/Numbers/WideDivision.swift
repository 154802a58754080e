// Division of 128 bits by 64: the standard library's calls a function that the bare machine does not have.
//
// Specification: D. Knuth, The Art of Computer Programming, 4.3.1, Algorithm D, with two digits of 32 bits.

/// Division of wide numbers.
enum WideDivision {
  /// Divides `high` times 2^64 plus `low`; `high` is below the divisor, so that the quotient fits.
  static func divide(_ high: UInt64, _ low: UInt64, by divisor: UInt64) -> (quotient: UInt64, remainder: UInt64) {
    if high == 0 { return (low / divisor, low % divisor) }
    let shift = UInt64(divisor.leadingZeroBitCount)
    let bottom = divisor &<< shift
    let top = shift == 0 ? high : high &<< shift | low &>> (64 &- shift)
    let rest = low &<< shift
    let (first, middle) = digit(top, rest &>> 32, bottom)
    let (second, last) = digit(middle, rest & 0xffff_ffff, bottom)
    return (first &<< 32 | second, last &>> shift)
  }

  /// One digit of the quotient of `high` times 2^32 plus `next`.
  private static func digit(_ high: UInt64, _ next: UInt64, _ divisor: UInt64) -> (digit: UInt64, rest: UInt64) {
    let (upper, lower) = (divisor &>> 32, divisor & 0xffff_ffff)
    var guess = high / upper
    var rest = high &- guess &* upper
    while guess >= 1 << 32 || guess &* lower > rest &<< 32 | next {
      guess &-= 1
      rest &+= upper
      if rest >= 1 << 32 { break }
    }
    return (guess, (high &<< 32 &+ next) &- guess &* divisor)
  }
}
