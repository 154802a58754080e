// factor: the prime factors of numbers.
//
// Specification: GNU coreutils 9.1. Numbers are below 2^64.

import System
import UtilityAlgorithms
import UtilitySupport

let factorProgram = Utility("factor", "[NUMBER]...", "Write the prime factors of numbers.") { tool in
  var status: Int32 = 0
  func show(_ text: Bytes) {
    let digits = text.first == UInt8(ascii: "+") ? Bytes(text.dropFirst()) : text
    guard !digits.isEmpty, digits.allSatisfy(Character8.isDigit) else {
      tool.report("\(quoted(text)) is not a valid positive integer")
      status = 1
      return
    }
    guard let number = BigNatural(digits: digits).small else {
      tool.report("\(quoted(text)) is too large")
      status = 1
      return
    }
    let factors = PrimeFactors.factors(of: number).map { " \($0)" }.joined()
    tool.output.write("\(number):\(factors)\n")
  }
  guard tool.operands.isEmpty else {
    for word in tool.operands { show(word.bytes) }
    return status
  }
  guard let reader = try? LineReader("-") else { return 1 }
  while let line = reader.next(), !tool.isOutputClosed {
    for word in line.split(whereSeparator: Character8.isSpace) { show(Bytes(word)) }
  }
  return status
}
