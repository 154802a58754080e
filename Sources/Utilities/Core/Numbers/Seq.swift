// seq: numbers one below the other.
//
// Specification: GNU coreutils 9.1.

import System
import UtilityAlgorithms
import UtilitySupport

let seqProgram = Utility(
  "seq", "[OPTION]... [FIRST [STEP]] LAST", "Write numbers.",
  [
    OptionDescription("-f --format=FORMAT", "a format of printf for floating point"),
    OptionDescription("-s --separator=TEXT", "between numbers"),
    OptionDescription("-w --equal-width", "with zeros, all equally long"),
  ], numberWords: .operands
) { tool in
  let words = tool.operands
  guard !words.isEmpty else { return tool.missingOperand() }
  guard words.count <= 3 else { return tool.extraOperand(3) }
  var numbers: [NumberSequence.Operand] = []
  for word in words {
    guard let number = NumberSequence.Operand(word.bytes) else {
      let isNone = LongDouble.whole(word.bytes)?.kind == .notANumber
      return tool.usageError(
        isNone ? "invalid 'not-a-number' argument: \(quoted(word))" : "invalid floating point argument: \(quoted(word))"
      )
    }
    numbers.append(number)
  }
  guard let one = NumberSequence.Operand([0x31]), let last = numbers.last else { return 1 }
  let first = numbers.count > 1 ? numbers[0] : one
  let step = numbers.count > 2 ? numbers[1] : one
  if step.isZero { return tool.usageError("invalid Zero increment value: \(quoted(words[1]))") }
  if tool.has("f"), tool.has("w") {
    return tool.usageError("format string may not be specified when printing equal width strings")
  }
  let separator = tool.options.value("s") ?? [0x0a]
  var sequence = NumberSequence(first, step, last, isEqualWidth: tool.has("w"))
  if let text = tool.options.value("f") {
    do throws(FloatFormat.Problem) {
      let format = try FloatFormat(text)
      write(tool, separator) { sequence.nextValue().map(format.formatted) }
    } catch {
      tool.report(error.message(text, FloatFormat.unknownLetter(text)))
      return 1
    }
  } else if let small = sequence.small {
    writeSmall(tool, small, separator)
  } else {
    write(tool, separator) { sequence.next() }
  }
  return 0
}

private func write(_ tool: Tool, _ separator: Bytes, _ next: () -> Bytes?) {
  var isFirst = true
  while !tool.isOutputClosed, let text = next() {
    if !isFirst { tool.output.write(separator) }
    isFirst = false
    tool.output.write(text)
  }
  if !isFirst { tool.output.write(byte: 0x0a) }
}

/// Whole numbers, many at a time.
private func writeSmall(_ tool: Tool, _ range: (first: Int, step: Int, last: Int), _ separator: Bytes) {
  var number = range.first
  var block = Bytes()
  var digits = Bytes()
  var hasNumber = false
  while range.step > 0 ? number <= range.last : number >= range.last {
    if hasNumber { block += separator }
    hasNumber = true
    if number < 0 { block.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    digits.removeAll(keepingCapacity: true)
    repeat {
      digits.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    for digit in digits.reversed() { block.append(digit) }
    if block.count > 16384 {
      tool.output.write(block)
      block.removeAll(keepingCapacity: true)
      if tool.isOutputClosed { return }
    }
    number += range.step
  }
  if hasNumber { block.append(0x0a) }
  tool.output.write(block)
}
