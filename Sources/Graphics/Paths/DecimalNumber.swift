// Decimal numbers as they stand in SVG text. (The standard library's parser needs the C library, which the OS lacks.)

enum DecimalNumber {
  /// The number that starts at `offset`, and the offset after it; nil if there is none.
  static func parse(_ text: [UInt8], from offset: Int) -> (value: Double, next: Int)? {
    var place = offset
    func digit() -> Int? {
      guard place < text.count, text[place] >= 0x30, text[place] <= 0x39 else { return nil }
      return Int(text[place] - 0x30)
    }
    var negative = false
    if place < text.count, text[place] == UInt8(ascii: "-") || text[place] == UInt8(ascii: "+") {
      negative = text[place] == UInt8(ascii: "-")
      place += 1
    }
    var mantissa = 0.0
    var exponent = 0
    var digits = 0
    while let next = digit() {
      mantissa = mantissa * 10 + Double(next)
      (digits, place) = (digits + 1, place + 1)
    }
    if place < text.count, text[place] == UInt8(ascii: ".") {
      place += 1
      while let next = digit() {
        mantissa = mantissa * 10 + Double(next)
        (digits, place, exponent) = (digits + 1, place + 1, exponent - 1)
      }
    }
    guard digits > 0 else { return nil }
    if let (given, next) = parseExponent(text, from: place) { (exponent, place) = (exponent + given, next) }
    let value = scale(mantissa, exponent)
    return (negative ? -value : value, place)
  }

  private static func parseExponent(_ text: [UInt8], from offset: Int) -> (Int, Int)? {
    guard offset < text.count, text[offset] | 0x20 == UInt8(ascii: "e") else { return nil }
    var place = offset + 1
    var negative = false
    if place < text.count, text[place] == UInt8(ascii: "-") || text[place] == UInt8(ascii: "+") {
      negative = text[place] == UInt8(ascii: "-")
      place += 1
    }
    var value = 0
    let first = place
    while place < text.count, text[place] >= 0x30, text[place] <= 0x39 {
      value = min(value * 10 + Int(text[place] - 0x30), 9999)
      place += 1
    }
    return place > first ? (negative ? -value : value, place) : nil
  }

  private static func scale(_ mantissa: Double, _ exponent: Int) -> Double {
    var result = mantissa
    var power = 1.0
    for _ in 0..<min(exponent.magnitude, 330) { power *= 10 }
    if exponent < 0 { result /= power } else { result *= power }
    return result.isFinite ? result : 0
  }
}
