// The formats of `printf`.
//
// Integers, text, and `%f`, `%e`, `%g`, which are computed in decimal; `%a` is not there.
//
// Specification: POSIX.1-2017, printf; XBD 5 (file format notation).

/// Formats arguments as `printf` does.
public struct FormatPrinter {
  /// What came of a format.
  public struct Result: Equatable {
    /// The text.
    public var output: Bytes
    /// What was wrong with arguments, or with the format.
    public var errors: [Bytes]
  }

  private let format: Bytes
  private var arguments: ArraySlice<Bytes>
  private var output = Bytes()
  private var errors: [Bytes] = []
  private var isStopped = false

  /// One `%` directive.
  private struct Directive {
    var isLeft = false
    var hasSign = false
    var hasSpace = false
    var isAlternate = false
    var isZeroPadded = false
    var width = 0
    var precision: Int?
  }

  /// Widths and precisions beyond this are cut: nobody means them, and they would only use up memory.
  private static let maximumWidth = 4096

  /// Applies `format` to all arguments, again and again until they are used up.
  public static func format(_ format: Bytes, _ arguments: [Bytes]) -> Result {
    var printer = FormatPrinter(format: format, arguments: arguments[...])
    repeat {
      let left = printer.arguments.count
      printer.run()
      if printer.arguments.count == left { break }
    } while !printer.arguments.isEmpty && !printer.isStopped
    return Result(output: printer.output, errors: printer.errors)
  }

  /// Decodes the escapes of `echo -e` and `%b`. The flag says whether `\c` ended the text.
  public static func interpret(_ text: Bytes) -> (Bytes, isStopped: Bool) {
    var result = Bytes()
    var decoder = EscapeDecoder(.echo)
    var index = 0
    while index < text.count {
      guard text[index] == ASCII.backslash else {
        result.append(text[index])
        index += 1
        continue
      }
      let (bytes, length) = decoder.decode(text[(index + 1)...])
      result += bytes
      index += 1 + length
      if decoder.isStopped { break }
    }
    return (result, decoder.isStopped)
  }

  private init(format: Bytes, arguments: ArraySlice<Bytes>) {
    self.format = format
    self.arguments = arguments
  }

  private mutating func run() {
    var index = 0
    while index < format.count, !isStopped {
      let byte = format[index]
      index += 1
      switch byte {
      case ASCII.backslash:
        var decoder = EscapeDecoder(.format)
        let (bytes, length) = decoder.decode(format[index...])
        output += bytes
        index += length
      case ASCII.percent:
        if index < format.count, format[index] == ASCII.percent {
          output.append(byte)
          index += 1
        } else {
          runDirective(&index)
        }
      default: output.append(byte)
      }
    }
  }

  private mutating func runDirective(_ index: inout Int) {
    let start = index
    var directive = Directive()
    flags: while index < format.count {
      switch format[index] {
      case ASCII.minus: directive.isLeft = true
      case ASCII.plus: directive.hasSign = true
      case ASCII.space: directive.hasSpace = true
      case ASCII.hash: directive.isAlternate = true
      case ASCII.zero: directive.isZeroPadded = true
      default: break flags
      }
      index += 1
    }
    directive.width = takeNumber(&index) ?? 0
    if directive.width < 0 {
      directive.isLeft = true
      directive.width = -directive.width
    }
    if index < format.count, format[index] == ASCII.period {
      index += 1
      directive.precision = max(takeNumber(&index) ?? 0, 0)
    }
    guard index < format.count else {
      errors.append("%".bytes + format[start...] + ": the format ends in the middle".bytes)
      isStopped = true
      return
    }
    let conversion = format[index]
    index += 1
    if !convert(conversion, directive) {
      errors.append("%".bytes + format[start..<index] + ": no such conversion".bytes)
      isStopped = true
    }
  }

  private mutating func takeNumber(_ index: inout Int) -> Int? {
    if index < format.count, format[index] == ASCII.asterisk {
      index += 1
      let value = integer(arguments.popFirst() ?? [])
      return Int(max(-Int64(Self.maximumWidth), min(value, Int64(Self.maximumWidth))))
    }
    var value: Int?
    while index < format.count, ASCII.isDigit(format[index]) {
      value = min((value ?? 0) * 10 + Int(format[index] &- ASCII.zero), Self.maximumWidth)
      index += 1
    }
    return value
  }

  // MARK: Conversions

  /// False when the conversion is unknown.
  private mutating func convert(_ conversion: UInt8, _ directive: Directive) -> Bool {
    switch conversion {
    case UInt8(ascii: "s"): pad(cut(arguments.popFirst() ?? [], directive), directive)
    case UInt8(ascii: "b"):
      let (text, stops) = Self.interpret(arguments.popFirst() ?? [])
      pad(cut(text, directive), directive)
      if stops { isStopped = true }
    case UInt8(ascii: "c"): pad([arguments.popFirst()?.first ?? ASCII.null], directive)
    case UInt8(ascii: "d"), UInt8(ascii: "i"):
      let value = integer(arguments.popFirst() ?? [])
      padNumber(Bytes(decimal: value).filter { $0 != ASCII.minus }, isNegative: value < 0, prefix: [], directive)
    case UInt8(ascii: "u"), UInt8(ascii: "o"), UInt8(ascii: "x"), UInt8(ascii: "X"): unsigned(conversion, directive)
    case UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "g"),
      UInt8(ascii: "G"):
      let number = DecimalNumber(arguments.popFirst() ?? [])
      if let error = number.error { errors.append(error) }
      let precision = directive.precision ?? 6
      let text =
        switch conversion | 0x20 {
        case UInt8(ascii: "f"): number.fixed(precision: precision)
        case UInt8(ascii: "e"): number.scientific(precision: precision, letter: conversion)
        default: number.general(precision: precision, letter: conversion &- 2, keepsZeros: directive.isAlternate)
        }
      var plain = directive
      plain.precision = nil
      let isNegative = text.first == ASCII.minus
      padNumber(isNegative ? Bytes(text.dropFirst()) : text, isNegative: isNegative, prefix: [], plain)
    default: return false
    }
    return true
  }

  private mutating func unsigned(_ conversion: UInt8, _ directive: Directive) {
    let value = UInt64(bitPattern: integer(arguments.popFirst() ?? []))
    let radix: UInt64 = conversion == UInt8(ascii: "u") ? 10 : conversion == UInt8(ascii: "o") ? 8 : 16
    let isUpper = conversion == UInt8(ascii: "X")
    var digits = Bytes()
    var rest = value
    repeat {
      let digit = UInt8(truncatingIfNeeded: rest % radix)
      digits.append(digit < 10 ? digit + ASCII.zero : digit - 10 + UInt8(ascii: isUpper ? "A" : "a"))
      rest /= radix
    } while rest > 0
    var prefix = Bytes()
    if directive.isAlternate, value != 0, radix == 16 { prefix = [ASCII.zero, conversion] }
    if directive.isAlternate, radix == 8, value != 0 { prefix = [ASCII.zero] }
    var plain = directive
    (plain.hasSign, plain.hasSpace) = (false, false)
    padNumber(digits.reversed(), isNegative: false, prefix: prefix, plain)
  }

  private func cut(_ text: Bytes, _ directive: Directive) -> Bytes {
    directive.precision.map { Bytes(text.prefix($0)) } ?? text
  }

  private mutating func pad(_ text: Bytes, _ directive: Directive) {
    let padding = Bytes(repeating: ASCII.space, count: max(0, directive.width - text.count))
    output += directive.isLeft ? text + padding : padding + text
  }

  private mutating func padNumber(_ digits: Bytes, isNegative: Bool, prefix: Bytes, _ directive: Directive) {
    let sign: Bytes =
      isNegative ? [ASCII.minus] : directive.hasSign ? [ASCII.plus] : directive.hasSpace ? [ASCII.space] : []
    var digits = digits
    if let precision = directive.precision {
      if precision == 0, digits.elementsEqual([ASCII.zero]) { digits = [] }
      digits = Bytes(repeating: ASCII.zero, count: max(0, precision - digits.count)) + digits
    } else if directive.isZeroPadded, !directive.isLeft {
      let width = directive.width - sign.count - prefix.count
      digits = Bytes(repeating: ASCII.zero, count: max(0, width - digits.count)) + digits
    }
    pad(sign + prefix + digits, directive)
  }

  /// The value of an argument: a decimal, octal or hexadecimal constant, or a quote and a character.
  private mutating func integer(_ text: Bytes) -> Int64 {
    if text.isEmpty { return 0 }
    if text[0] == ASCII.quote || text[0] == ASCII.doubleQuote {
      return text.count > 1 ? Int64(UTF8Scanner.decode(text[1...]).scalar) : 0
    }
    let constant = IntegerConstant(text)
    if let error = constant.error { errors.append(text + ": ".bytes + error.bytes) }
    return constant.value
  }
}
