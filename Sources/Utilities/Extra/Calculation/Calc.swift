// calc: computes expressions, of the command line or one line after the other.
//
// Numbers are decimal with 50 digits (CalculatorCore), so 0.1 + 0.2 is 0.3 and 2^160 is exact.

import CalculatorCore
import System
import UtilitySupport

let calcProgram = Utility(
  "calc", "[OPTION]... [EXPRESSION]...",
  "Compute: + - * / // % ^ ! & | xor ~ << >>, 0xff 0b11 0o17, name = value, sqrt sin cos tan asin acos atan ln log exp "
    + "abs floor ceil round fact min max gcd lcm pow, pi e tau ans; EXPRESSION in hex|bin|oct|dec.",
  [
    OptionDescription("-x", "results in hexadecimal"), OptionDescription("-b", "results in binary"),
    OptionDescription("-o", "results in octal"), OptionDescription("-d", "angles in degrees"),
    OptionDescription("-n DIGITS", "digits of results that are not whole (16)"),
  ], stopsAtOperand: true, numberWords: .operands
) { tool in
  var session = CalcSession()
  session.base = tool.has("x") ? 16 : tool.has("b") ? 2 : tool.has("o") ? 8 : 10
  session.digits = max(1, min(tool.options.value("n")?.decimal ?? 16, Decimal.precision))
  session.usesDegrees = tool.has("d")
  func compute(_ line: Bytes) -> Bool {
    do throws(CalcError) {
      if let result = try session.result(of: line) { tool.output.write(result + [0x0a]) }
      return true
    } catch {
      tool.report(error.message)
      return false
    }
  }
  if !tool.operands.isEmpty {
    // One expression, which the shell may have cut into words.
    return compute(tool.operands.joined(separator: " ").bytes) ? 0 : 1
  }
  let isDialogue = Terminal.isTerminal(Streams.input) && Terminal.isTerminal(Streams.output)
  var status: Int32 = 0
  return tool.forEachInput { input, _ in
    while true {
      if isDialogue { tool.output.write("> ") }
      tool.output.flush()
      guard let (line, _) = input.nextLine() else { break }
      if line.elementsEqual("exit".utf8) || line.elementsEqual("quit".utf8) { break }
      if !compute(line) { status = 1 }
      if tool.isOutputClosed { break }
    }
    if isDialogue { tool.output.write("\n") }
  } | (isDialogue ? 0 : status)
}
