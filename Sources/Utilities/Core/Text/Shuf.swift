// shuf: lines in a random order.
//
// Specification: GNU coreutils 9.1.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let shufProgram = Utility(
  "shuf", "[OPTION]... [FILE | -e TEXT... | -i LOW-HIGH]", "Write lines in a random order.",
  [
    OptionDescription("-e --echo", "the operands are the lines"),
    OptionDescription("-i --input-range=LOW-HIGH", "the numbers of a range are the lines"),
    OptionDescription("-n --head-count=NUMBER", "at most so many lines"),
    OptionDescription("-o --output=FILE", "into FILE"),
    OptionDescription("--random-source=FILE", "bytes that decide"),
    OptionDescription("-r --repeat", "lines may come again"),
    OptionDescription("-z --zero-terminated", "lines end with NUL"),
  ]
) { tool in
  let range = tool.options.value("i")
  if range != nil, tool.has("e") { return tool.usageError("cannot combine -e and -i options") }
  if range != nil, let first = tool.operands.first { return tool.usageError("extra operand \(quoted(first))") }
  if !tool.has("e"), tool.operands.count > 1 { return tool.extraOperand(1) }
  var limit = Int.max
  if let text = tool.options.value("n") {
    let isDigits = !text.isEmpty && text.allSatisfy(Character8.isDigit)
    guard let number = text.decimal ?? (isDigits ? .max : nil), number >= 0 else {
      tool.report("invalid line count: \(quoted(text))")
      return 1
    }
    limit = number
  }
  let separator: UInt8 = tool.has("z") ? 0 : 0x0a
  var source = RandomNumbers(tool.options.value("random-source")?.text)
  if let path = tool.options.value("random-source")?.text, source.isMissing {
    tool.report(shown(path), .noSuchEntry)
    return 1
  }
  let output: BufferedWriter
  var file: RawHandle?
  if let path = tool.options.value("o")?.text {
    do throws(Errno) {
      let mode = OpenFlags.mode(CreationMode.file)
      file = try Handle.open(path, [.write, .create, .truncate, mode]).release()
    } catch {
      tool.report(shown(path), error)
      return 1
    }
  }
  output = file.map { BufferedWriter($0) } ?? tool.output
  defer { if let file { Handle(owning: file).close() } }
  if let range {
    guard let bounds = parseRange(range) else {
      tool.report("invalid input range: \(quoted(range))")
      return 1
    }
    shuffleNumbers(tool, bounds, limit, &source, output, separator)
    output.flush()
    return 0
  }
  guard var lines = readLines(tool, separator, limit: tool.has("r") ? .max : limit) else { return 1 }
  if tool.has("r"), lines.isEmpty, limit > 0 {
    tool.report("no lines to repeat")
    return 1
  }
  var count = 0
  while count < limit, tool.has("r") || count < lines.count, !tool.isOutputClosed, output.failure == nil {
    let pick = tool.has("r") ? source.next(below: lines.count) : count + source.next(below: lines.count - count)
    output.write(lines[pick])
    output.write(byte: separator)
    if !tool.has("r") { lines.swapAt(count, pick) }
    count += 1
  }
  output.flush()
  return 0
}

private func parseRange(_ text: Bytes) -> (low: UInt64, count: UInt64)? {
  let parts = text.split(separator: UInt8(ascii: "-"), maxSplits: 1, omittingEmptySubsequences: false)
  guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Character8.isDigit) }),
    let low = parts[0].decimal, let high = parts[1].decimal, low <= high || low == high + 1
  else { return nil }
  return (UInt64(low), UInt64(high + 1 - low))
}

private func readLines(_ tool: Tool, _ separator: UInt8, limit: Int) -> [Bytes]? {
  if tool.has("e") { return tool.operands.map { $0.bytes } }
  let path = tool.operands.first ?? "-"
  do throws(Errno) {
    let reader = try LineReader(path, separator: separator)
    var lines: [Bytes] = []
    while limit > 0, let line = reader.next() { lines.append(Bytes(line)) }
    if let failure = reader.failure { throw failure }
    return lines
  } catch {
    tool.report(error == .isDirectory ? "read error" : shown(path), error)
    return nil
  }
}

/// Draws from a range without making a list of it: what was moved stands in a table.
private func shuffleNumbers(
  _ tool: Tool, _ range: (low: UInt64, count: UInt64), _ limit: Int, _ source: inout RandomNumbers,
  _ output: BufferedWriter, _ separator: UInt8
) {
  var moved: [UInt64: UInt64] = [:]
  var count: UInt64 = 0
  if range.count == 0 { return }
  while count < UInt64(limit), tool.has("r") || count < range.count, !tool.isOutputClosed, output.failure == nil {
    let left = Int(clamping: tool.has("r") ? range.count : range.count - count)
    let drawn = UInt64(source.next(below: left)) + (tool.has("r") ? 0 : count)
    let value = moved[drawn] ?? drawn
    if !tool.has("r"), drawn != count {
      moved[drawn] = moved[count] ?? count
      moved[count] = nil
    }
    output.write(Bytes(decimal: range.low + value))
    output.write(byte: separator)
    count += 1
  }
}

/// Random numbers, from the system or from a file.
private struct RandomNumbers {
  private var reader: LineReader?
  private var chunk: ArraySlice<UInt8> = []
  private(set) var isMissing = false
  private var system = SystemRandomNumberGenerator()

  init(_ path: String?) {
    guard let path else { return }
    do throws(Errno) { reader = try LineReader(path) } catch { isMissing = true }
  }

  private mutating func word() -> UInt64 {
    guard let reader else { return system.next() }
    var value: UInt64 = 0
    for _ in 0..<8 {
      if chunk.isEmpty { chunk = reader.nextChunk() }
      value = value << 8 | UInt64(chunk.popFirst() ?? 0)
    }
    return value
  }

  mutating func next(below bound: Int) -> Int {
    guard bound > 1 else { return 0 }
    return Int(word().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
