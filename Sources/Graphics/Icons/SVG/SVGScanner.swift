// Reads the small languages inside of attributes: numbers with units, lists, functions with arguments.

struct SVGScanner {
  /// Numbers of one list; more are left out.
  static let listLimit = 1 << 16

  private let text: [UInt8]
  private(set) var offset = 0

  init(_ text: [UInt8]) { self.text = text }

  var isAtEnd: Bool { offset >= text.count }
  private var peek: UInt8? { offset < text.count ? text[offset] : nil }

  /// Passes over space and commas.
  mutating func skipSeparators() {
    while let byte = peek, byte <= 0x20 || byte == UInt8(ascii: ",") { offset += 1 }
  }

  /// Passes over space and slashes (those before an alpha value).
  mutating func skipSlash() {
    while let byte = peek, byte <= 0x20 || byte == UInt8(ascii: "/") { offset += 1 }
  }

  /// A number, without what may follow it.
  mutating func number() -> Double? {
    skipSeparators()
    guard let (value, next) = DecimalNumber.parse(text, from: offset) else { return nil }
    offset = next
    return value
  }

  /// Letters, and what else names are made of.
  mutating func word() -> ArraySlice<UInt8> {
    skipSeparators()
    let start = offset
    while let byte = peek, byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") || byte == 0x2D {
      offset += 1
    }
    return text[start..<offset]
  }

  /// True, and passed, if this byte comes next.
  mutating func skip(_ byte: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: byte) else { return false }
    offset += 1
    return true
  }

  /// A length in user units; `whole` is what a per cent is one hundredth of (CSS Values 4: 96 pixels to the inch).
  mutating func length(of whole: Double = 1) -> Double? {
    guard let value = number() else { return nil }
    if skip("%") { return value / 100 * whole }
    for (unit, factor) in [
      ("px", 1), ("pt", 96.0 / 72), ("pc", 16), ("mm", 96 / 25.4), ("cm", 96 / 2.54), ("in", 96), ("em", 16), ("ex", 8),
    ] where text[offset...].starts(with: unit.utf8) {
      offset += unit.utf8.count
      return value * factor
    }
    return value
  }

  /// All numbers up to something else.
  static func numbers(_ text: [UInt8]) -> [Double] {
    var scanner = SVGScanner(text)
    var found: [Double] = []
    while found.count < listLimit, let next = scanner.length() { found.append(next) }
    return found
  }

  /// The name of a function and its numbers: `rotate(45 3,4)`.
  mutating func function() -> (name: ArraySlice<UInt8>, numbers: [Double])? {
    let name = word()
    while let byte = peek, byte <= 0x20 { offset += 1 }
    guard !name.isEmpty, skip("(") else { return nil }
    var numbers: [Double] = []
    while numbers.count < 16, let next = length(of: 1) {
      numbers.append(next)
    }
    while let byte = peek, byte <= 0x20 { offset += 1 }
    return skip(")") ? (name, numbers) : nil
  }

  /// The value of a `transform` attribute (SVG 2, 8.5); the identity where it has an error.
  static func transform(_ text: [UInt8]) -> Transform {
    var scanner = SVGScanner(text)
    var result = Transform.identity
    scanner.skipSeparators()
    while !scanner.isAtEnd {
      guard let (name, numbers) = scanner.function(), let next = transform(name, numbers) else { return .identity }
      result = result(next)
      scanner.skipSeparators()
    }
    return result
  }

  private static func transform(_ name: ArraySlice<UInt8>, _ numbers: [Double]) -> Transform? {
    guard let first = numbers.first else { return nil }
    let angle = first * Mathematics.pi / 180
    if name.elementsEqual("matrix".utf8), numbers.count == 6 {
      return Transform(
        a: first, b: numbers[1], c: numbers[2], d: numbers[3], tx: numbers[4], ty: numbers[5])
    }
    if name.elementsEqual("translate".utf8), numbers.count <= 2 {
      return .translation(x: first, y: numbers.count > 1 ? numbers[1] : 0)
    }
    if name.elementsEqual("scale".utf8), numbers.count <= 2 {
      return .scaling(x: first, y: numbers.count > 1 ? numbers[1] : first)
    }
    if name.elementsEqual("rotate".utf8) {
      if numbers.count == 3 { return .rotation(angle, around: Point(x: numbers[1], y: numbers[2])) }
      return numbers.count == 1 ? .rotation(angle) : nil
    }
    if name.elementsEqual("skewX".utf8), numbers.count == 1 { return .skew(x: angle, y: 0) }
    if name.elementsEqual("skewY".utf8), numbers.count == 1 { return .skew(x: 0, y: angle) }
    return nil
  }
}
