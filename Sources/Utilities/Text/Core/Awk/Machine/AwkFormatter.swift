// `printf`: formats as C has them, and numbers as text.

import RegularExpressions

enum AwkFormatter {
  /// One conversion: `%-08.3lf`.
  private struct Conversion {
    var isLeft = false
    var showsPlus = false
    var showsBlank = false
    var hasZeros = false
    var isAlternate = false
    var width = 0
    var precision: Int?
    var letter: UInt8 = 0
  }

  /// Widths and precisions beyond it are cut: a text of gigabytes is a typing error.
  private static let mostColumns = 1 << 20

  /// - Parameter convert: how a value becomes text.
  static func format(
    _ format: [UInt8], _ arguments: ArraySlice<AwkValue>, usesBytes: Bool, _ convert: (AwkValue) -> [UInt8]
  ) throws(AwkError) -> [UInt8] {
    var output: [UInt8] = []
    var arguments = arguments
    var index = 0
    while index < format.count {
      let byte = format[index]
      index += 1
      guard byte == UInt8(ascii: "%") else {
        output.append(byte)
        continue
      }
      let start = index - 1
      guard index < format.count else {
        output.append(byte)
        break
      }
      if format[index] == UInt8(ascii: "%") {
        output.append(byte)
        index += 1
        continue
      }
      guard let conversion = parse(format, &index, &arguments) else {
        output += format[start..<index]
        continue
      }
      if conversion.letter == UInt8(ascii: "%") {
        output.append(byte)
        continue
      }
      guard let argument = arguments.popFirst() else {
        throw AwkError("not enough arguments to satisfy format string")
      }
      apply(conversion, argument, usesBytes, convert, &output)
    }
    return output
  }

  private static func parse(
    _ format: [UInt8], _ index: inout Int, _ arguments: inout ArraySlice<AwkValue>
  ) -> Conversion? {
    var conversion = Conversion()
    func number(_ index: inout Int) -> Int {
      if index < format.count, format[index] == UInt8(ascii: "*") {
        index += 1
        let value = arguments.popFirst()?.number ?? 0
        return Int(max(-Double(mostColumns), min(Double(mostColumns), value.isNaN ? 0 : value)))
      }
      var value = 0
      while index < format.count, format[index] >= 0x30, format[index] <= 0x39 {
        value = min(value * 10 + Int(format[index] - 0x30), mostColumns)
        index += 1
      }
      return value
    }
    flags: while index < format.count {
      switch format[index] {
      case UInt8(ascii: "-"): conversion.isLeft = true
      case UInt8(ascii: "+"): conversion.showsPlus = true
      case UInt8(ascii: " "): conversion.showsBlank = true
      case UInt8(ascii: "0"): conversion.hasZeros = true
      case UInt8(ascii: "#"): conversion.isAlternate = true
      case UInt8(ascii: "'"): break
      default: break flags
      }
      index += 1
    }
    conversion.width = number(&index)
    if conversion.width < 0 {
      conversion.isLeft = true
      conversion.width = -conversion.width
    }
    if index < format.count, format[index] == UInt8(ascii: ".") {
      index += 1
      let precision = number(&index)
      conversion.precision = precision < 0 ? nil : precision
    }
    while index < format.count, "hlLqjzt".utf8.contains(format[index]) { index += 1 }
    guard index < format.count else { return nil }
    conversion.letter = format[index]
    index += 1
    return "diouxXcseEfFgG%".utf8.contains(conversion.letter) ? conversion : nil
  }

  private static func apply(
    _ conversion: Conversion, _ argument: AwkValue, _ usesBytes: Bool, _ convert: (AwkValue) -> [UInt8],
    _ output: inout [UInt8]
  ) {
    switch conversion.letter {
    case UInt8(ascii: "c"): pad(character(argument, usesBytes), conversion, usesBytes, &output)
    case UInt8(ascii: "s"):
      var text = convert(argument)
      if let precision = conversion.precision { text = prefix(text, precision, usesBytes) }
      pad(text, conversion, usesBytes, &output)
    default: apply(number: argument.number, conversion, &output)
    }
  }

  private static func character(_ argument: AwkValue, _ usesBytes: Bool) -> [UInt8] {
    switch argument {
    case .none, .pattern: return [0]
    case .number(let value):
      let code = UInt32(max(0, min(value.isNaN ? 0 : value, 0x10ffff)))
      return usesBytes ? [UInt8(truncatingIfNeeded: code)] : UTF8Text.encode(code)
    case .string(let text), .input(let text):
      if case .input = argument, let value = AwkValue.looksNumeric(text) { return character(.number(value), usesBytes) }
      return prefix(text, 1, usesBytes)
    }
  }

  private static func prefix(_ text: [UInt8], _ count: Int, _ usesBytes: Bool) -> [UInt8] {
    if usesBytes { return Array(text.prefix(count)) }
    var index = 0
    var left = count
    while index < text.count, left > 0 {
      index += UTF8Text.decode(text.span, at: index).length
      left -= 1
    }
    return Array(text[..<index])
  }

  private static func pad(
    _ text: [UInt8], _ conversion: Conversion, _ usesBytes: Bool, _ output: inout [UInt8]
  ) {
    let columns = usesBytes || conversion.width == 0 ? text.count : text.count { $0 & 0xc0 != 0x80 }
    let blanks = repeatElement(UInt8(0x20), count: max(0, conversion.width - columns))
    if !conversion.isLeft { output += blanks }
    output += text
    if conversion.isLeft { output += blanks }
  }

  // MARK: Numbers

  private static func apply(number value: Double, _ conversion: Conversion, _ output: inout [UInt8]) {
    var conversion = conversion
    guard value.isFinite else {
      conversion.hasZeros = false
      let sign = value.isNaN ? (value.sign == .minus ? "-" : "+") : value < 0 ? "-" : "+"
      return pad(Array((sign + (value.isNaN ? "nan" : "inf")).utf8), conversion, true, &output)
    }
    let size = abs(value)
    let isUpper = conversion.letter < 0x60
    var isNegative = value.sign == .minus
    var digits: [UInt8]
    var prefix: [UInt8] = []
    switch conversion.letter {
    case UInt8(ascii: "d"), UInt8(ascii: "i"), UInt8(ascii: "u"):
      digits = whole(size, conversion)
      isNegative = value <= -1
    case UInt8(ascii: "o"), UInt8(ascii: "x"), UInt8(ascii: "X"):
      let base: UInt64 = conversion.letter == UInt8(ascii: "o") ? 8 : 16
      let bits = value < 0 ? UInt64(bitPattern: Int64(max(value, -9.2e18))) : UInt64(min(size, 1.8e19))
      digits = filled(radix(bits, base, isUpper), conversion)
      isNegative = false
      if conversion.isAlternate, bits != 0 { prefix = base == 8 ? [0x30] : [0x30, conversion.letter] }
    case UInt8(ascii: "e"), UInt8(ascii: "E"):
      digits = NumberText.scientific(
        size, precision: conversion.precision ?? 6, keepsPoint: conversion.isAlternate, isUpper: isUpper)
    case UInt8(ascii: "f"), UInt8(ascii: "F"):
      digits = NumberText.fixed(size, precision: conversion.precision ?? 6, keepsPoint: conversion.isAlternate)
    default:
      digits = NumberText.general(
        size, precision: conversion.precision ?? 6, keepsZeros: conversion.isAlternate, isUpper: isUpper)
    }
    let sign: [UInt8] = isNegative ? [0x2d] : conversion.showsPlus ? [0x2b] : conversion.showsBlank ? [0x20] : []
    if "diouxX".utf8.contains(conversion.letter), conversion.precision != nil { conversion.hasZeros = false }
    if conversion.hasZeros, !conversion.isLeft {
      let missing = conversion.width - sign.count - prefix.count - digits.count
      digits = [UInt8](repeating: 0x30, count: max(0, missing)) + digits
    }
    pad(sign + prefix + digits, conversion, true, &output)
  }

  private static func whole(_ size: Double, _ conversion: Conversion) -> [UInt8] {
    let digits = size < 1e18 ? NumberText.decimal(Int(size)) : NumberText.fixed(size.rounded(.down), precision: 0)
    return filled(digits, conversion)
  }

  private static func filled(_ digits: [UInt8], _ conversion: Conversion) -> [UInt8] {
    if conversion.precision == 0, digits == [0x30] { return [] }
    return [UInt8](repeating: 0x30, count: max(0, (conversion.precision ?? 0) - digits.count)) + digits
  }

  private static func radix(_ value: UInt64, _ base: UInt64, _ isUpper: Bool) -> [UInt8] {
    if value == 0 { return [0x30] }
    var rest = value
    var reversed: [UInt8] = []
    while rest > 0 {
      let digit = UInt8(truncatingIfNeeded: rest % base)
      reversed.append(digit < 10 ? 0x30 + digit : digit - 10 + UInt8(ascii: isUpper ? "A" : "a"))
      rest /= base
    }
    return reversed.reversed()
  }

  /// A number as text, by CONVFMT or OFMT.
  static func text(_ value: Double, _ format: [UInt8]) -> [UInt8] {
    if let whole = NumberText.whole(value) { return NumberText.decimal(whole) }
    if value.isNaN { return Array((value.sign == .minus ? "-nan" : "+nan").utf8) }
    if value.isInfinite { return Array((value < 0 ? "-inf" : "+inf").utf8) }
    if value == value.rounded() {
      return (value < 0 ? [0x2d] : []) + NumberText.fixed(abs(value), precision: 0)
    }
    if format.elementsEqual("%.6g".utf8) {
      return (value < 0 ? [0x2d] : []) + NumberText.general(abs(value), precision: 6)
    }
    return (try? self.format(format, [.number(value)], usesBytes: true) { _ in [] }) ?? []
  }
}
