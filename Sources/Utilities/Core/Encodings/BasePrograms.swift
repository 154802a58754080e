// base32, base64, basenc: bytes as printable text and back.
//
// Specification: GNU coreutils 9.1; RFC 4648.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

private let options = [
  OptionDescription("-d --decode", "text to bytes"),
  OptionDescription("-i --ignore-garbage", "with -d: pass over what is no digit"),
  OptionDescription("-w --wrap=COLUMNS", "lines so long (76); 0: no lines"),
]

let base32Program = Utility("base32", "[OPTION]... [FILE]", "Write bytes as base 32 text.", options) { tool in
  convert(tool, .base32)
}

let base64Program = Utility("base64", "[OPTION]... [FILE]", "Write bytes as base 64 text.", options) { tool in
  convert(tool, .base64)
}

private let alphabets: [(String, BaseAlphabet)] = [
  ("base64", .base64), ("base64url", .base64url), ("base32", .base32), ("base32hex", .base32hex),
  ("base16", .base16), ("base2msbf", .base2msbf), ("base2lsbf", .base2lsbf), ("z85", .z85),
]

let basencProgram = Utility(
  "basenc", "[OPTION]... [FILE]", "Write bytes as text in the alphabet that an option names.",
  options + alphabets.map { OptionDescription("--\($0.0)", "the alphabet") }
) { tool in
  let name = tool.options.last(of: alphabets.map { $0.0 })
  guard let name, let alphabet = alphabets.first(where: { $0.0.isSame(as: name) })?.1 else {
    return tool.usageError("missing encoding type")
  }
  return convert(tool, alphabet)
}

private func convert(_ tool: Tool, _ alphabet: BaseAlphabet) -> Int32 {
  var wrap = 76
  if let text = tool.options.value("w") {
    guard let number = text.decimal, number >= 0 else {
      tool.report("invalid wrap size: \(QuotingStyle.quoted(text).text)")
      return 1
    }
    wrap = number
  }
  if tool.operands.count > 1 {
    return tool.usageError("extra operand \(QuotingStyle.quoted(tool.operands[1].bytes).text)")
  }
  let path = tool.operands.first ?? "-"
  do throws(Errno) {
    let input = try LineReader(path)
    let status = tool.has("d") ? decode(tool, input, alphabet) : encode(tool, input, alphabet, wrap)
    if let failure = input.failure { throw failure }
    return status
  } catch {
    // A directory opens there, and cannot be read.
    tool.report(error == .isDirectory ? "read error" : QuotingStyle.message(path.bytes).text, error)
    return 1
  }
}

private func encode(_ tool: Tool, _ input: LineReader, _ alphabet: BaseAlphabet, _ wrap: Int) -> Int32 {
  var encoder = BaseEncoder(alphabet)
  var column = 0
  func write(_ digits: Bytes) {
    guard wrap > 0 else { return tool.output.write(digits) }
    var start = 0
    while start < digits.count {
      let count = min(wrap - column, digits.count - start)
      tool.output.write(digits[start..<start + count])
      start += count
      column += count
      if column == wrap {
        tool.output.write(byte: 0x0a)
        column = 0
      }
    }
  }
  // What is written waits for what comes next: after a wrong end nothing of the last piece is written.
  var waiting = Bytes()
  while !tool.isOutputClosed {
    let chunk = input.nextChunk()
    if chunk.isEmpty { break }
    write(waiting)
    waiting = encoder.encode(chunk)
  }
  guard let last = encoder.finish() else {
    tool.report("invalid input (length must be multiple of 4 characters)")
    return 1
  }
  write(waiting + last)
  if wrap > 0, column > 0 { tool.output.write(byte: 0x0a) }
  return 0
}

private func decode(_ tool: Tool, _ input: LineReader, _ alphabet: BaseAlphabet) -> Int32 {
  var decoder = BaseDecoder(alphabet, ignoresGarbage: tool.has("i"))
  while !decoder.isInvalid, !tool.isOutputClosed {
    let chunk = input.nextChunk()
    if chunk.isEmpty { break }
    tool.output.write(decoder.decode(chunk))
  }
  if decoder.isInvalid || !decoder.isComplete {
    if !decoder.isInvalid { tool.output.write(decoder.rest()) }
    tool.report("invalid input")
    return 1
  }
  return 0
}
