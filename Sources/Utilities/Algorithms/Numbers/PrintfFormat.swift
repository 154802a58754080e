// The formats of the program `printf`.
//
// Specification: POSIX.1-2017, printf; GNU coreutils 9.1 for extensions and messages.

public import UtilitySupport

/// Formats arguments as `printf` does.
public struct PrintfFormat {
  /// What came of a format.
  public struct Outcome {
    public var output = Bytes()
    public var messages: [Bytes] = []
    /// Whether a message was about a failure, not a warning.
    public var hasFailed = false
  }

  /// One `%` directive.
  struct Directive {
    var isLeft = false
    var hasSign = false
    var hasSpace = false
    var isAlternate = false
    var isZeroPadded = false
    var width = 0
    var precision: Int?
  }

  private let format: Bytes
  private let allArguments: [Bytes]
  private var position = 0
  private var isStopped = false
  private(set) var outcome = Outcome()

  /// Wider fields are refused: they would only use up memory.
  private static let widest = 1 << 24

  private init(_ format: Bytes, _ arguments: [Bytes]) { (self.format, allArguments) = (format, arguments) }

  /// Applies `format` to all arguments, again and again until they are used up.
  public static func run(_ format: Bytes, _ arguments: [Bytes]) -> Outcome {
    var printer = PrintfFormat(format, arguments)
    repeat {
      let before = printer.position
      printer.pass()
      if printer.position == before {
        if !printer.isStopped, before < arguments.count {
          let first = QuotingStyle.quoted(arguments[before])
          printer.outcome.messages.append("warning: ignoring excess arguments, starting with ".bytes + first)
        }
        break
      }
    } while printer.position < arguments.count && !printer.isStopped
    return printer.outcome
  }

  private mutating func fail(_ message: Bytes) {
    outcome.messages.append(message)
    outcome.hasFailed = true
  }

  private mutating func next() -> Bytes? {
    guard position < allArguments.count else { return nil }
    position += 1
    return allArguments[position - 1]
  }

  private mutating func pass() {
    var index = 0
    while index < format.count, !isStopped {
      let byte = format[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\\"):
        switch PrintfEscape.decode(format[index...], isArgument: false) {
        case .bytes(let bytes, let length):
          outcome.output += bytes
          index += length
        case .stop: isStopped = true
        case .failure(let message):
          fail(message.bytes)
          isStopped = true
        }
      case UInt8(ascii: "%") where index < format.count && format[index] == UInt8(ascii: "%"):
        outcome.output.append(byte)
        index += 1
      case UInt8(ascii: "%"): directive(&index)
      default: outcome.output.append(byte)
      }
    }
  }

  // MARK: Directives

  private mutating func directive(_ index: inout Int) {
    let start = index - 1
    var allowed = "aAbcdeEfFgGioqsuxX".bytes
    func forbid(_ letters: String) { allowed.removeAll { letters.utf8.contains($0) } }
    var directive = Directive()
    flags: while index < format.count {
      switch format[index] {
      case UInt8(ascii: "-"): directive.isLeft = true
      case UInt8(ascii: "+"): directive.hasSign = true
      case UInt8(ascii: " "): directive.hasSpace = true
      case UInt8(ascii: "'"): forbid("aAceEosxX")
      case UInt8(ascii: "#"):
        directive.isAlternate = true
        forbid("cdisu")
      case UInt8(ascii: "0"):
        directive.isZeroPadded = true
        forbid("cs")
      default: break flags
      }
      if "-+ '#0".utf8.contains(format[index]) { forbid("bq") }
      index += 1
    }
    let widthStart = index
    guard let width = number(&index, "width") else { return }
    directive.width = abs(width)
    if width < 0 { directive.isLeft = true }
    if index < format.count, format[index] == UInt8(ascii: ".") {
      index += 1
      guard let precision = number(&index, "precision") else { return }
      directive.precision = precision < 0 ? nil : precision
      forbid("c")
    }
    if index > widthStart { forbid("bq") }
    while index < format.count, "lLhjtz".utf8.contains(format[index]) { index += 1 }
    guard index < format.count, allowed.contains(format[index]) else {
      let end = min(index + 1, format.count)
      fail(Bytes(format[start..<end]) + ": invalid conversion specification".bytes)
      isStopped = true
      return
    }
    convert(format[index], directive)
    index += 1
  }

  /// A width or precision: digits, or `*` for an argument.
  private mutating func number(_ index: inout Int, _ what: String) -> Int? {
    if index < format.count, format[index] == UInt8(ascii: "*") {
      index += 1
      guard let argument = next() else { return 0 }
      let value = signed(argument)
      guard value.magnitude <= UInt64(Self.widest) else {
        fail("invalid field \(what): ".bytes + QuotingStyle.quoted(argument))
        isStopped = true
        return nil
      }
      return Int(value)
    }
    var value = 0
    while index < format.count, Character8.isDigit(format[index]) {
      value = min(value * 10 + Int(format[index] - 0x30), Self.widest)
      index += 1
    }
    return value
  }

  private mutating func convert(_ conversion: UInt8, _ directive: Directive) {
    switch conversion {
    case UInt8(ascii: "b"): writeEscaped(next() ?? [])
    case UInt8(ascii: "q"): outcome.output += QuotingStyle.message(next() ?? [])
    case UInt8(ascii: "c"): pad((next() ?? [0]).prefix(1).map { $0 }, directive)
    case UInt8(ascii: "s"):
      let text = next() ?? []
      pad(directive.precision.map { Bytes(text.prefix($0)) } ?? text, directive)
    case UInt8(ascii: "d"), UInt8(ascii: "i"):
      let value = next().map { signed($0) } ?? 0
      padInteger(Bytes(decimalMagnitude: value.magnitude), isNegative: value < 0, prefix: [], directive)
    case UInt8(ascii: "u"), UInt8(ascii: "o"), UInt8(ascii: "x"), UInt8(ascii: "X"):
      writeUnsigned(next().map { unsigned($0) } ?? 0, conversion, directive)
    default: writeFloat(next().map { float($0) } ?? LongDouble(), conversion, directive)
    }
  }

  private mutating func writeEscaped(_ text: Bytes) {
    var index = 0
    while index < text.count {
      guard text[index] == UInt8(ascii: "\\") else {
        outcome.output.append(text[index])
        index += 1
        continue
      }
      switch PrintfEscape.decode(text[(index + 1)...], isArgument: true) {
      case .bytes(let bytes, let length):
        outcome.output += bytes
        index += 1 + length
      case .stop:
        isStopped = true
        return
      case .failure(let message):
        fail(message.bytes)
        isStopped = true
        return
      }
    }
  }

  private mutating func writeUnsigned(_ value: UInt64, _ conversion: UInt8, _ directive: Directive) {
    let radix = conversion == UInt8(ascii: "u") ? 10 : conversion == UInt8(ascii: "o") ? 8 : 16
    let digits = String(value, radix: radix, uppercase: conversion == UInt8(ascii: "X")).bytes
    var plain = directive
    (plain.hasSign, plain.hasSpace) = (false, false)
    var prefix = Bytes()
    if directive.isAlternate, value != 0, radix == 16 { prefix = [0x30, conversion] }
    if directive.isAlternate, radix == 8, digits.first != 0x30 {
      plain.precision = max(directive.precision ?? 1, digits.count + 1)
    }
    padInteger(digits, isNegative: false, prefix: prefix, plain)
  }

  private mutating func writeFloat(_ value: LongDouble, _ conversion: UInt8, _ directive: Directive) {
    let text = value.formatted(conversion, precision: directive.precision, isAlternate: directive.isAlternate)
    let sign = sign(value.isNegative, directive)
    let isHexadecimal = Character8.lowered(conversion) == UInt8(ascii: "a") && value.kind == .finite
    let prefix = isHexadecimal ? Bytes(text.prefix(2)) : []
    let digits = Bytes(text.dropFirst(prefix.count))
    if directive.isZeroPadded, !directive.isLeft, value.kind == .finite {
      let zeros = Bytes(repeating: 0x30, count: max(0, directive.width - sign.count - text.count))
      outcome.output += sign + prefix + zeros + digits
    } else {
      pad(sign + text, directive)
    }
  }

  private func sign(_ isNegative: Bool, _ directive: Directive) -> Bytes {
    isNegative ? [UInt8(ascii: "-")] : directive.hasSign ? [UInt8(ascii: "+")] : directive.hasSpace ? [0x20] : []
  }

  private mutating func pad(_ text: Bytes, _ directive: Directive) {
    outcome.output += directive.isLeft ? text.leftAligned(directive.width) : text.rightAligned(directive.width)
  }

  private mutating func padInteger(_ digits: Bytes, isNegative: Bool, prefix: Bytes, _ directive: Directive) {
    let sign = sign(isNegative, directive)
    var digits = digits
    if let precision = directive.precision {
      if precision == 0, digits.elementsEqual([0x30]) { digits = [] }
      digits = Bytes(repeating: 0x30, count: max(0, precision - digits.count)) + digits
    } else if directive.isZeroPadded, !directive.isLeft {
      let room = directive.width - sign.count - prefix.count
      digits = Bytes(repeating: 0x30, count: max(0, room - digits.count)) + digits
    }
    pad(sign + prefix + digits, directive)
  }

  // MARK: Arguments

  /// A quote and a character stand for its number.
  private mutating func character(_ text: Bytes) -> UInt64? {
    guard let quote = text.first, quote == 0x22 || quote == 0x27, text.count > 1 else { return nil }
    if text.count > 2 {
      outcome.messages.append(
        "warning: ".bytes + text[2...] + ": character(s) following character constant have been ignored".bytes)
    }
    return UInt64(text[1])
  }

  private mutating func check(_ text: Bytes, _ length: Int?, isOutOfRange: Bool) {
    if text.isEmpty { return }
    let name = QuotingStyle.argument(text)
    if isOutOfRange {
      fail(name + ": Numerical result out of range".bytes)
    } else if length == nil {
      fail(name + ": expected a numeric value".bytes)
    } else if let length, length < text.count {
      fail(name + ": value not completely converted".bytes)
    }
  }

  private mutating func signed(_ text: Bytes) -> Int64 {
    if let value = character(text) { return Int64(value) }
    let constant = IntegerText(text)
    var value = Int64(clamping: constant.magnitude)
    let limit: UInt64 = constant.isNegative ? 1 << 63 : 1 << 63 - 1
    let isOutOfRange = constant.isOverflow || constant.magnitude > limit
    if constant.isNegative { value = constant.magnitude >= 1 << 63 ? .min : -value }
    check(text, constant.length, isOutOfRange: isOutOfRange)
    return value
  }

  private mutating func unsigned(_ text: Bytes) -> UInt64 {
    if let value = character(text) { return value }
    let constant = IntegerText(text)
    check(text, constant.length, isOutOfRange: constant.isOverflow)
    if constant.isOverflow { return .max }
    return constant.isNegative ? 0 &- constant.magnitude : constant.magnitude
  }

  private mutating func float(_ text: Bytes) -> LongDouble {
    if let value = character(text) { return LongDouble(Int(value)) }
    guard let (value, length) = LongDouble.parse(text[...]) else {
      check(text, nil, isOutOfRange: false)
      return LongDouble()
    }
    check(text, length, isOutOfRange: false)
    return value
  }
}
