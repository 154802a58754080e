// tac: the last line first.
//
// Specification: GNU coreutils 9.1.

import ABI
import RegularExpressions
import System
import UtilityAlgorithms
import UtilitySupport

let tacProgram = Utility(
  "tac", "[OPTION]... [FILE]...", "Write files, the last line first.",
  [
    OptionDescription("-b --before", "the separator stands before a piece"),
    OptionDescription("-r --regex", "the separator is a regular expression"),
    OptionDescription("-s --separator=TEXT", "not a newline"),
  ]
) { tool in
  let text = tool.options.value("s") ?? [0x0a]
  var expression: RegularExpression?
  if tool.has("r") {
    expression = try? RegularExpression(text)
    if expression == nil {
      tool.report("Invalid regular expression")
      return 1
    }
  }
  var status: Int32 = 0
  for path in tool.operands.isEmpty ? ["-"] : tool.operands {
    do throws(Errno) {
      let reader = try LineReader(path)
      var all = Bytes()
      while true {
        let chunk = reader.nextChunk()
        if chunk.isEmpty { break }
        all += chunk
      }
      if let failure = reader.failure { throw failure }
      let marks = expression.map { matches($0, all) } ?? occurrences(text.isEmpty ? [0] : text, all)
      writeReversed(tool, all, marks, isBefore: tool.has("b"))
    } catch {
      if error == .isDirectory {
        tool.report("\(shown(path)): read error", .invalidArgument)
      } else {
        tool.report("failed to open \(quoted(path)) for reading", error)
      }
      status = 1
    }
  }
  return status
}

private func occurrences(_ mark: Bytes, _ text: Bytes) -> [Range<Int>] {
  var found: [Range<Int>] = []
  var index = 0
  let first = mark[0]
  while index + mark.count <= text.count {
    if text[index] == first, text[index..<index + mark.count].elementsEqual(mark) {
      found.append(index..<index + mark.count)
      index += mark.count
    } else {
      index += 1
    }
  }
  return found
}

private func matches(_ expression: RegularExpression, _ text: Bytes) -> [Range<Int>] {
  var found: [Range<Int>] = []
  var index = 0
  while index < text.count, let match = expression.firstMatch(in: text, from: index) {
    // As the text is read from its end, each match is a character long where it can be.
    if !match.isEmpty { found.append(match) }
    index = max(match.upperBound, match.lowerBound + 1)
  }
  return found
}

private func writeReversed(_ tool: Tool, _ text: Bytes, _ marks: [Range<Int>], isBefore: Bool) {
  var end = text.count
  for mark in marks.reversed() {
    let start = isBefore ? mark.lowerBound : mark.upperBound
    if start < end { tool.output.write(text[start..<end]) }
    end = start
    if tool.isOutputClosed { return }
  }
  tool.output.write(text[..<end])
}
