// numfmt: numbers with units to numbers without, and back.
//
// Specification: GNU coreutils 9.1.

import System
import UtilityAlgorithms
import UtilitySupport

let numfmtProgram = Utility(
  "numfmt", "[OPTION]... [NUMBER]...", "Convert numbers to and from human-readable text.",
  [
    OptionDescription("-d --delimiter=BYTE", "fields end with BYTE"), OptionDescription("--debug", "ignored"),
    OptionDescription("--field=LIST", "these fields (1)"), OptionDescription("--format=FORMAT", "%[0]['][-][N][.][N]f"),
    OptionDescription("--from=UNIT", "none, auto, si, iec or iec-i"),
    OptionDescription("--from-unit=NUMBER", "the input counts in so many"),
    OptionDescription("--grouping", "no groups in this locale"),
    OptionDescription("--header[=NUMBER]", "the first lines stay as they are"),
    OptionDescription("--invalid=MODE", "for what is no number: abort, fail, warn, ignore"),
    OptionDescription("--padding=COLUMNS", "so many columns; below 0: to the left"),
    OptionDescription("--round=HOW", "up, down, from-zero, towards-zero, nearest"),
    OptionDescription("--suffix=TEXT", "behind numbers"), OptionDescription("--to=UNIT", "none, si, iec or iec-i"),
    OptionDescription("--to-unit=NUMBER", "the output counts in so many"),
    OptionDescription("-z --zero-terminated", "lines end with NUL"),
  ], numberWords: .operands
) { tool in
  guard var formatter = NumberFormatter(tool) else { return 1 }
  let separator: UInt8 = tool.has("z") ? 0 : 0x0a
  for word in tool.operands {
    formatter.convert(word.bytes[...])
    if formatter.isAborted { return 2 }
    tool.output.write(byte: separator)
  }
  guard tool.operands.isEmpty, let reader = try? LineReader("-", separator: separator) else { return formatter.status }
  var header = 0
  if tool.has("header") {
    let text = tool.options.value("header") ?? [0x31]
    guard let count = text.decimal, count > 0 else {
      tool.report("invalid header value \(quoted(text))")
      return 1
    }
    header = count
  }
  while let line = reader.next(), !tool.isOutputClosed {
    if header > 0 {
      header -= 1
      tool.output.write(line)
    } else {
      formatter.convert(line)
      if formatter.isAborted { return 2 }
    }
    tool.output.write(byte: separator)
  }
  return formatter.status
}

/// Converts the fields of lines.
private struct NumberFormatter {
  private let tool: Tool
  private var from = HumanNumber.Scale.none
  private var to = HumanNumber.Scale.none
  private var fromUnit: UInt64 = 1
  private var toUnit: UInt64 = 1
  private var rounding = HumanNumber.Rounding.fromZero
  private var padding = 0
  private var hasPadding = false
  private var isZeroPadded = false
  private var precision: Int?
  private var prefix = Bytes()
  private var suffix = Bytes()
  private let unit: Bytes
  private let delimiter: UInt8?
  private var fields: RangeList?
  private let mode: String
  private(set) var isAborted = false
  private(set) var status: Int32 = 0

  /// Nil when an option is wrong; the message has been written.
  init?(_ tool: Tool) {
    self.tool = tool
    unit = tool.options.value("suffix") ?? []
    let given = tool.options.value("d")
    if let given, given.count > 1 {
      tool.report("the delimiter must be a single character")
      return nil
    }
    delimiter = given.map { $0.first ?? 0 }
    mode =
      tool.choice(
        tool.options.value("invalid") ?? "abort".bytes, of: ["abort", "fail", "warn", "ignore"], "--invalid") ?? ""
    if mode.isEmpty { return nil }
    guard takeScales(), takeUnits(), takePadding(), takeFormat() else { return nil }
    do throws(RangeList.ListError) {
      let list = tool.options.value("field") ?? [0x31]
      fields = list.elementsEqual([UInt8(ascii: "-")]) ? nil : try RangeList(list, isFields: true)
    } catch {
      _ = tool.usageError(error.message)
      return nil
    }
  }

  private mutating func takeScales() -> Bool {
    let names: [(String, HumanNumber.Scale)] = [
      ("none", .none), ("auto", .auto), ("si", .si), ("iec", .iec), ("iec-i", .iecI),
    ]
    if let text = tool.options.value("from") {
      guard let name = tool.choice(text, of: names.map { $0.0 }, "--from") else { return false }
      from = names.first { $0.0.isSame(as: name) }?.1 ?? .none
    }
    if let text = tool.options.value("to") {
      let known = names.map { $0.0 }.filter { !$0.isSame(as: "auto") }
      guard let name = tool.choice(text, of: known, "--to") else { return false }
      to = names.first { $0.0.isSame(as: name) }?.1 ?? .none
    }
    let ways: [(String, HumanNumber.Rounding)] = [
      ("up", .up), ("down", .down), ("from-zero", .fromZero), ("towards-zero", .towardsZero), ("nearest", .nearest),
    ]
    if let text = tool.options.value("round") {
      guard let name = tool.choice(text, of: ways.map { $0.0 }, "--round") else { return false }
      rounding = ways.first { $0.0.isSame(as: name) }?.1 ?? .fromZero
    }
    return true
  }

  private mutating func takeUnits() -> Bool {
    for key in ["from-unit", "to-unit"] {
      guard let text = tool.options.value(key) else { continue }
      guard let size = unitSize(text), size > 0 else {
        tool.report("invalid unit size: \(quoted(text))")
        return false
      }
      if key.isSame(as: "from-unit") { fromUnit = size } else { toUnit = size }
    }
    return true
  }

  private func unitSize(_ text: Bytes) -> UInt64? {
    if let number = text.decimal { return number > 0 ? UInt64(number) : nil }
    let isBinary = text.last == UInt8(ascii: "i")
    guard let number = try? HumanNumber(text, isBinary ? .iecI : .si) else { return nil }
    return number.formatted(.none, .nearest, precision: 0).decimal.map { UInt64($0.magnitude) }
  }

  private mutating func takePadding() -> Bool {
    guard let text = tool.options.value("padding") else { return true }
    guard let number = text.decimal, number != 0, abs(number) < 1 << 20 else {
      tool.report("invalid padding value \(quoted(text))")
      return false
    }
    (padding, hasPadding) = (number, true)
    return true
  }

  private mutating func takeFormat() -> Bool {
    guard let format = tool.options.value("format") else { return true }
    func fail(_ message: String) -> Bool {
      tool.report(message)
      return false
    }
    var index = 0
    while index < format.count {
      if format[index] == UInt8(ascii: "%") {
        guard index + 1 < format.count, format[index + 1] == UInt8(ascii: "%") else { break }
        index += 1
      }
      prefix.append(format[index])
      index += 1
    }
    guard index < format.count else { return fail("format \(quoted(format)) has no % directive") }
    index += 1
    var isLeft = false
    while index < format.count, "0'- ".utf8.contains(format[index]) {
      if format[index] == 0x30 { isZeroPadded = true }
      if format[index] == UInt8(ascii: "-") { isLeft = true }
      index += 1
    }
    func digits() -> Int? {
      let text = format[index...].prefix(while: Character8.isDigit)
      index += text.count
      return text.isEmpty ? nil : min(text.decimal ?? 0, 1 << 16)
    }
    if let width = digits(), width > 0 { (padding, hasPadding) = (isLeft ? -width : width, true) }
    if index < format.count, format[index] == UInt8(ascii: ".") {
      index += 1
      precision = digits() ?? 0
    }
    guard index < format.count else { return fail("format \(quoted(format)) ends in %") }
    guard format[index] == UInt8(ascii: "f") else {
      return fail("invalid format \(quoted(format)), directive must be %[0]['][-][N][.][N]f")
    }
    index += 1
    while index < format.count {
      if format[index] == UInt8(ascii: "%") {
        guard index + 1 < format.count, format[index + 1] == UInt8(ascii: "%") else {
          return fail("format \(quoted(format)) has too many % directives")
        }
        index += 1
      }
      suffix.append(format[index])
      index += 1
    }
    return true
  }

  // MARK: Converting

  /// Writes a line with its numbers converted.
  mutating func convert(_ line: ArraySlice<UInt8>) {
    var index = line.startIndex
    var number = 0
    while !isAborted {
      let start = index
      number += 1
      if let delimiter {
        while index < line.endIndex, line[index] != delimiter { index += 1 }
      } else {
        while index < line.endIndex, Character8.isBlank(line[index]) { index += 1 }
        while index < line.endIndex, !Character8.isBlank(line[index]) { index += 1 }
      }
      convertField(Bytes(line[start..<index]), number)
      guard index < line.endIndex else { return }
      tool.output.write(byte: delimiter ?? 0x20)
      index += 1
    }
  }

  private mutating func convertField(_ field: Bytes, _ number: Int) {
    guard fields?.contains(number) ?? true else { return tool.output.write(field) }
    let blanks = field.prefix(while: Character8.isBlank).count
    var text = Bytes(field.dropFirst(blanks))
    if !unit.isEmpty, text.count > unit.count, text.suffix(unit.count).elementsEqual(unit) {
      text.removeLast(unit.count)
    }
    do throws(HumanNumber.NumberError) {
      var value = try HumanNumber(text, from)
      value.scale(from: fromUnit, to: toUnit)
      write(value.formatted(to, rounding, precision: precision), field, blanks, number)
    } catch {
      switch mode.bytes {
      case "abort":
        tool.report(error.message)
        isAborted = true
        return
      case "fail", "warn":
        tool.report(error.message)
        if mode.isSame(as: "fail") { status = 2 }
      default: break
      }
      tool.output.write(field)
    }
  }

  private func write(_ number: Bytes, _ field: Bytes, _ blanks: Int, _ place: Int) {
    var text = number + unit
    var width = padding
    // Without a width the field keeps the columns that it had.
    if !hasPadding, delimiter == nil, blanks > 0 || place > 1 { width = field.count }
    if isZeroPadded, width > 0 {
      let isNegative = text.first == UInt8(ascii: "-")
      let zeros = Bytes(repeating: 0x30, count: max(0, width - text.count))
      text = isNegative ? [text[0]] + zeros + text[1...] : zeros + text
    }
    text = width < 0 ? text.leftAligned(-width) : text.rightAligned(width)
    tool.output.write(prefix + text + suffix)
  }
}
