// csplit: cuts a file where lines match.
//
// Specification: POSIX.1-2017, csplit; GNU coreutils 9.1.

import ABI
import RegularExpressions
import System
import UtilityAlgorithms
import UtilitySupport

let csplitProgram = Utility(
  "csplit", "[OPTION]... FILE PATTERN...",
  "Cut a file at lines that match: /REGEX/[OFFSET], %REGEX%[OFFSET], NUMBER, {N}, {*}.",
  [
    OptionDescription("-b --suffix-format=FORMAT", "of the numbers, as in printf (%02d)"),
    OptionDescription("-f --prefix=TEXT", "before the numbers (xx)"),
    OptionDescription("-k --keep-files", "keep the files after an error"),
    OptionDescription("--suppress-matched", "without the lines that match"),
    OptionDescription("-n --digits=NUMBER", "digits of the numbers (2)"),
    OptionDescription("-q --quiet", "do not write how long the files are"),
    OptionDescription("-s --silent", "as -q"), OptionDescription("-z --elide-empty-files", "no empty files"),
  ]
) { tool in
  guard tool.operands.count > 1 else {
    return tool.operands.isEmpty
      ? tool.missingOperand() : tool.usageError("missing operand after \(quoted(tool.operands[0]))")
  }
  guard let names = CsplitNames(tool), let places = CsplitPlace.parse(tool) else { return 1 }
  let path = tool.operands[0]
  do throws(Errno) {
    var run = CsplitRun(tool, names, try LineReader(path))
    return run.run(places)
  } catch {
    tool.report("cannot open \(quoted(path)) for reading", error)
    return 1
  }
}

/// Where a file is cut.
struct CsplitPlace {
  enum Kind {
    case line(Int)
    case match(RegularExpression, offset: Int, isSkipped: Bool)
  }

  var kind: Kind
  /// As it was typed.
  let text: String
  /// How often more; nil for as often as it goes.
  var repetitions: Int? = 0

  /// The places of a command line; nil when one is wrong, which has been reported.
  static func parse(_ tool: Tool) -> [CsplitPlace]? {
    var places: [CsplitPlace] = []
    var lastLine = 0
    for text in tool.operands.dropFirst() {
      let bytes = text.bytes
      if bytes.first == UInt8(ascii: "{"), let index = places.indices.last {
        guard takeRepetitions(tool, bytes, &places[index]) else { return nil }
        continue
      }
      if bytes.first == UInt8(ascii: "/") || bytes.first == UInt8(ascii: "%") {
        guard let place = match(tool, bytes, text) else { return nil }
        places.append(place)
        continue
      }
      guard !bytes.isEmpty, bytes.allSatisfy(Character8.isDigit), let number = bytes.decimal else {
        tool.report("\(quoted(text)): invalid pattern")
        return nil
      }
      if number == 0 {
        tool.report("\(text): line number must be greater than zero")
        return nil
      }
      if number < lastLine {
        tool.report("line number \(quoted(text)) is smaller than preceding line number, \(lastLine)")
        return nil
      }
      if number == lastLine {
        tool.report("warning: line number \(quoted(text)) is the same as preceding line number")
      }
      lastLine = number
      places.append(CsplitPlace(kind: .line(number), text: text))
    }
    return places
  }

  private static func takeRepetitions(_ tool: Tool, _ text: Bytes, _ place: inout CsplitPlace) -> Bool {
    guard text.count > 1, text.last == UInt8(ascii: "}") else {
      tool.report("\(quoted(text)): '}' is required in repeat count")
      return false
    }
    let inner = Bytes(text[1..<text.count - 1])
    if inner.elementsEqual("*".utf8) {
      place.repetitions = nil
      return true
    }
    guard !inner.isEmpty, inner.allSatisfy(Character8.isDigit), let number = inner.decimal else {
      tool.report("\(quoted(Bytes(text.dropLast())))}: integer required between '{' and '}'")
      return false
    }
    place.repetitions = number
    return true
  }

  private static func match(_ tool: Tool, _ text: Bytes, _ whole: String) -> CsplitPlace? {
    guard let end = text.lastIndex(of: text[0]), end > 0 else {
      tool.report("\(whole): closing delimiter '\(Bytes(text.prefix(1)).text)' missing")
      return nil
    }
    var offset = 0
    if end + 1 < text.count {
      let rest = Bytes(text[(end + 1)...])
      guard let number = rest.decimal, abs(number) < 1 << 40 else {
        tool.report("\(quoted(whole)): integer expected after delimiter")
        return nil
      }
      offset = number
    }
    guard let expression = try? RegularExpression(Bytes(text[1..<end])) else {
      tool.report("\(quoted(whole)): invalid regular expression: Invalid regular expression")
      return nil
    }
    let isSkipped = text[0] == UInt8(ascii: "%")
    return CsplitPlace(kind: .match(expression, offset: offset, isSkipped: isSkipped), text: whole)
  }
}

/// The names of the pieces.
struct CsplitNames {
  private let prefix: String
  private var before = Bytes()
  private var after = Bytes()
  private var flags = Bytes()
  private var width = 2
  private var precision: Int?
  private var conversion = UInt8(ascii: "d")

  /// Nil when an option is wrong, which has been reported.
  init?(_ tool: Tool) {
    prefix = tool.options.value("f")?.text ?? "xx"
    flags = "0".bytes
    if let text = tool.options.value("n") {
      guard let number = tool.number(text, "number", in: 0...200) else { return nil }
      width = number
    }
    guard let format = tool.options.value("b") else { return }
    if let problem = parse(format) {
      tool.report(problem)
      return nil
    }
  }

  private mutating func parse(_ format: Bytes) -> String? {
    var count = 0
    var index = 0
    while index < format.count {
      let byte = format[index]
      index += 1
      guard byte == UInt8(ascii: "%") else {
        if count == 0 { before.append(byte) } else { after.append(byte) }
        continue
      }
      if index < format.count, format[index] == UInt8(ascii: "%") {
        if count == 0 { before.append(byte) } else { after.append(byte) }
        index += 1
        continue
      }
      count += 1
      if count > 1 { return "too many % conversion specifications in suffix" }
      let marks = format[index...].prefix { "-0#'".utf8.contains($0) }
      flags = Bytes(marks)
      index += marks.count
      let digits = format[index...].prefix(while: Character8.isDigit)
      index += digits.count
      width = min(digits.decimal ?? 0, 200)
      if index < format.count, format[index] == UInt8(ascii: ".") {
        let digits = format[(index + 1)...].prefix(while: Character8.isDigit)
        index += 1 + digits.count
        precision = min(digits.decimal ?? 0, 200)
      }
      guard index < format.count else { return "missing conversion specifier in suffix" }
      conversion = format[index]
      guard "diuoxX".utf8.contains(conversion) else {
        return "invalid conversion specifier in suffix: \(Bytes([conversion]).text)"
      }
      index += 1
    }
    return count == 0 ? "missing % conversion specification in suffix" : nil
  }

  /// The name of a piece.
  func name(_ number: Int) -> String {
    var radix = 10
    if conversion == UInt8(ascii: "o") { radix = 8 }
    if conversion | 0x20 == UInt8(ascii: "x") { radix = 16 }
    var digits = String(number, radix: radix, uppercase: conversion == UInt8(ascii: "X")).bytes
    if let precision, digits.count < precision {
      digits = Bytes(repeating: 0x30, count: precision - digits.count) + digits
    }
    let has = { (flag: Unicode.Scalar) in flags.contains(UInt8(ascii: flag)) }
    var sign = Bytes()
    if has("#"), radix == 8, digits.first != 0x30 { sign = "0".bytes }
    if has("#"), radix == 16, number != 0 { sign = [0x30, conversion] }
    let fill = max(0, width - digits.count - sign.count)
    var text = sign + digits
    if has("-") {
      text += Bytes(repeating: 0x20, count: fill)
    } else if has("0"), precision == nil {
      text = sign + Bytes(repeating: 0x30, count: fill) + digits
    } else {
      text = Bytes(repeating: 0x20, count: fill) + text
    }
    return prefix + (before + text + after).text
  }
}
