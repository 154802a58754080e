// tee, cut, tr, uniq, seq: filters of a few lines each.
//
// Specification: POSIX.1-2017, tee, cut, tr, uniq; GNU coreutils 9.1, seq, and for options and messages.

import ABI
import System
import UtilitySupport

let teeProgram = Utility(
  "tee", "[OPTION]... [FILE]...", "Copy the input to the output and to files.",
  [OptionDescription("-a --append", "at the end of files"), OptionDescription("-i --ignore-interrupts", "ignored")]
) { tool in
  var result: Int32 = 0
  var raws: [RawHandle] = []
  for path in tool.operands {
    do throws(Errno) {
      let mode = OpenFlags.mode(CreationMode.file)
      raws.append(try Handle.open(path, [.write, .create, tool.has("a") ? .append : .truncate, mode]).release())
    } catch {
      tool.report(path, error)
      result = 1
    }
  }
  guard let input = try? InputFile("-") else { return 1 }
  while true {
    let chunk = input.nextChunk()
    if chunk.isEmpty { break }
    tool.output.write(chunk)
    tool.output.flush()
    for raw in raws { try? Streams.writeAll(raw, Bytes(chunk)) }
  }
  for raw in raws { Handle(owning: raw).close() }
  return result
}

let cutProgram = Utility(
  "cut", "OPTION... [FILE]...", "Show parts of lines.",
  [
    OptionDescription("-b --bytes=LIST", "these bytes"), OptionDescription("-c --characters=LIST", "these characters"),
    OptionDescription("-d --delimiter=BYTE", "fields end with BYTE (tab)"),
    OptionDescription("-f --fields=LIST", "these fields"),
    OptionDescription("--complement", "all others"), OptionDescription("-s --only-delimited", "only lines with fields"),
    OptionDescription("--output-delimiter=TEXT", "between shown fields"),
  ]
) { tool in
  guard let key = tool.options.last(of: ["b", "c", "f"]), let text = tool.options.value(key) else {
    return tool.usageError("you must specify a list of bytes, characters, or fields")
  }
  guard let list = RangeList(text) else {
    return tool.usageError(
      key.isSame(as: "f") ? "invalid field range" : "invalid byte or character range")
  }
  let delimiter = tool.options.value("d") ?? [0x09]
  guard delimiter.count <= 1 else { return tool.usageError("the delimiter must be a single character") }
  let cutter = Cutter(tool, list, delimiter.first ?? 0)
  return tool.forEachInput { input, _ in
    while let (line, _) = input.nextLine() {
      if tool.isOutputClosed { return }
      if key.isSame(as: "f") {
        cutter.fields(line)
      } else {
        cutter.characters(line, wholeCharacters: key.isSame(as: "c"))
      }
    }
  }
}

/// `1,3-5,7-`: numbers from 1.
private struct RangeList {
  private var ranges: [ClosedRange<Int>] = []

  init?(_ text: Bytes) {
    for part in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == UInt8(ascii: ",") || $0 == 0x20 })
    {
      let ends = part.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
      guard ends.count <= 2, let low = ends[0].isEmpty ? 1 : ends[0].decimal, low > 0 else { return nil }
      let high = ends.count == 1 ? low : ends[1].isEmpty ? Int.max : ends[1].decimal ?? 0
      guard low <= high, !(ends.count == 2 && ends[0].isEmpty && ends[1].isEmpty), !part.isEmpty else { return nil }
      ranges.append(low...high)
    }
  }

  func contains(_ number: Int) -> Bool { ranges.contains { $0.contains(number) } }
}

/// Cuts lines.
private struct Cutter {
  private let tool: Tool
  private let list: RangeList
  private let delimiter: UInt8

  init(_ tool: Tool, _ list: RangeList, _ delimiter: UInt8) {
    (self.tool, self.list, self.delimiter) = (tool, list, delimiter)
  }

  private func isShown(_ number: Int) -> Bool { list.contains(number) != tool.has("complement") }

  func fields(_ line: Bytes) {
    guard line.contains(delimiter) else {
      if !tool.has("s") { tool.output.write(line + [0x0a]) }
      return
    }
    let parts = line.split(separator: delimiter, omittingEmptySubsequences: false)
    let shown = parts.enumerated().filter { isShown($0.offset + 1) }.map { $0.element }
    let separator = tool.options.value("output-delimiter") ?? [delimiter]
    tool.output.write(Bytes(shown.joined(separator: separator)) + [0x0a])
  }

  func characters(_ line: Bytes, wholeCharacters: Bool) {
    var number = 0
    var shown = Bytes()
    for byte in line {
      if !wholeCharacters || byte & 0xc0 != 0x80 { number += 1 }
      if isShown(number) { shown.append(byte) }
    }
    tool.output.write(shown + [0x0a])
  }
}

let uniqProgram = Utility(
  "uniq", "[OPTION]... [INPUT [OUTPUT]]", "Show one of equal lines that follow each other.",
  [
    OptionDescription("-c --count", "with their number"),
    OptionDescription("-d --repeated", "only lines that are repeated"),
    OptionDescription("-f --skip-fields=NUMBER", "do not compare the first fields"),
    OptionDescription("-i --ignore-case", "large and small letters are the same"),
    OptionDescription("-s --skip-chars=NUMBER", "do not compare the first bytes"),
    OptionDescription("-u --unique", "only lines that are not repeated"),
    OptionDescription("-w --check-chars=NUMBER", "compare at most so many bytes"),
  ]
) { tool in
  let input: InputFile
  do throws(Errno) { input = try InputFile(tool.operands.first ?? "-") } catch {
    tool.report(tool.operands.first ?? "-", error)
    return 1
  }
  var output = Bytes()
  var last: (line: Bytes, key: Bytes)?
  var count = 0
  func finish() {
    guard let last, count == 1 ? !tool.has("d") : !tool.has("u") else { return }
    if tool.has("c") { output += Bytes(decimal: count).rightAligned(7) + [0x20] }
    output += last.line + [0x0a]
  }
  while let (line, _) = input.nextLine() {
    let key = comparedPart(line, tool)
    if let known = last, known.key == key {
      count += 1
      continue
    }
    finish()
    last = (line, key)
    count = 1
  }
  finish()
  guard tool.operands.count > 1 else {
    tool.output.write(output)
    return 0
  }
  do throws(Errno) {
    try FileSystem.writeFile(tool.operands[1], output, mode: CreationMode.file)
    return 0
  } catch {
    tool.report(tool.operands[1], error)
    return 1
  }
}

private func comparedPart(_ line: Bytes, _ tool: Tool) -> Bytes {
  var part = line[...]
  for _ in 0..<max(0, min(tool.options.value("f")?.decimal ?? 0, line.count)) {
    part = part.drop(while: Character8.isBlank).drop { !Character8.isBlank($0) }
  }
  part = part.dropFirst(max(0, tool.options.value("s")?.decimal ?? 0))
  if let width = tool.options.value("w")?.decimal { part = part.prefix(max(0, width)) }
  return tool.has("i") ? part.map(Character8.lowered) : Bytes(part)
}

let seqProgram = Utility(
  "seq", "[OPTION]... [FIRST [STEP]] LAST", "Write numbers.",
  [
    OptionDescription("-s --separator=TEXT", "between numbers"),
    OptionDescription("-w --equal-width", "with zeros, all equally long"),
  ], numberWords: .operands
) { tool in
  let words = tool.operands
  guard !words.isEmpty else { return tool.missingOperand() }
  guard words.count <= 3 else { return tool.usageError("extra operand '\(words[3])'") }
  var numbers: [Int] = []
  for word in words {
    guard let number = word.bytes.decimal else { return tool.usageError("invalid floating point argument: '\(word)'") }
    numbers.append(number)
  }
  let first = numbers.count > 1 ? numbers[0] : 1
  let step = numbers.count > 2 ? numbers[1] : 1
  let last = numbers[numbers.count - 1]
  guard step != 0 else { return tool.usageError("invalid Zero increment value: '\(words[1])'") }
  let width = tool.has("w") ? max(Bytes(decimal: first).count, Bytes(decimal: last).count) : 0
  let separator = tool.options.value("s") ?? [0x0a]
  var number = first
  var isFirst = true
  while step > 0 ? number <= last : number >= last, !tool.isOutputClosed {
    if !isFirst { tool.output.write(separator) }
    isFirst = false
    var digits = Bytes(decimal: number.magnitude)
    let sign: Bytes = number < 0 ? [UInt8(ascii: "-")] : []
    digits = Bytes(repeating: 0x30, count: max(0, width - digits.count - sign.count)) + digits
    tool.output.write(sign + digits)
    let (next, overflow) = number.addingReportingOverflow(step)
    if overflow { break }
    number = next
  }
  if !isFirst { tool.output.write(byte: 0x0a) }
  return 0
}
