// Numbers: floating point in software, factors, sizes, sequences.

import Testing
import UtilityAlgorithms
import UtilitySupport

struct NumberTests {
  private func shown(_ text: String, _ conversion: Unicode.Scalar = "g", _ precision: Int = 21) -> String {
    LongDouble.whole(text.bytes)?.formatted(UInt8(ascii: conversion), precision: precision, isAlternate: false).text
      ?? "none"
  }

  /// What `printf %.21Lg` of the C library says.
  @Test(arguments: [
    ("0.1", "0.100000000000000000001"), ("1e-5", "9.99999999999999999995e-06"), ("1", "1"), ("0", "0"),
    ("123456789012345678901", "123456789012345678904"), ("1e4000", "9.99999999999999999997e+3999"), ("0x1p4", "16"),
    ("3.3", "3.29999999999999999996"),
  ])
  func longDoubles(text: String, expected: String) { #expect(shown(text) == expected) }

  @Test(arguments: ["", "x", "-", "1x", ".", "e5", "0x", "--1"])
  func whatIsNoNumber(text: String) { #expect(LongDouble.whole(text.bytes) == nil) }

  /// The two ways to divide agree.
  @Test func shortAndLongDivision() {
    for digits in 1...18 {
      for power in 1...18 {
        let text = String("987654321987654321".prefix(digits)) + "e-\(power)"
        let padded = String("987654321987654321".prefix(digits)) + "0000000000000000000e-\(power + 19)"
        #expect(shown(text) == shown(padded))
      }
    }
  }

  @Test(
    arguments: [
      (18_446_744_073_709_551_615, [3, 5, 17, 257, 641, 65537, 6_700_417]),
      (18_446_744_073_709_551_557, [18_446_744_073_709_551_557]), (1, []), (0, []), (97, [97]),
      (1_000_000_016_000_000_063, [1_000_000_007, 1_000_000_009]),
    ] as [(UInt64, [UInt64])])
  func factors(number: UInt64, expected: [UInt64]) { #expect(PrimeFactors.factors(of: number) == expected) }

  /// Numbers of any size: quotient times divisor plus remainder is what it was.
  @Test func longNumbers() {
    let number = BigNatural(digits: "123456789012345678901234567890123456789".utf8)
    let divisor = BigNatural(digits: "98765432109876543210".utf8)
    let (quotient, remainder) = number.divided(by: divisor)
    var product = quotient.multiplied(by: divisor)
    product.add(remainder)
    #expect(product == number && remainder < divisor)
    #expect(number.digits.text == "123456789012345678901234567890123456789")
  }

  /// Widths from arguments, as far as numbers go.
  @Test(arguments: ["-9223372036854775808", "-99999999999999999999", "9223372036854775807"])
  func widthsFromArguments(width: String) {
    #expect(PrintfFormat.run("%*d".bytes, [width.bytes, "1".bytes]).hasFailed)
  }

  /// Nothing that comes in as an argument may trap.
  @Test func garbage() {
    var random = SystemRandomNumberGenerator()
    let letters = "0123456789.-+eExXpPinfnan%dfsgqbuc*\\ KMi".bytes
    for _ in 0..<5000 {
      let text = Bytes((0..<Int.random(in: 0...12)).map { _ in letters.randomElement(using: &random) ?? 0 })
      _ = LongDouble.parse(text[...])
      _ = NumberSequence.Operand(text)
      _ = try? HumanNumber(text, .auto)
      _ = try? SortKey(text)
      _ = try? RangeList(text, isFields: true)
      _ = try? TabStops([text])
      _ = PrintfFormat.run(Bytes(text.filter { !Character8.isDigit($0) }), [text, "1".bytes])
    }
  }
}
