// head and tail: the first and the last part of files.
//
// Specification: POSIX.1-2017, head, tail; GNU coreutils 9.1 for options and messages.

import ABI
import System
import UtilitySupport

private let commonOptions = [
  OptionDescription("-c --bytes=NUMBER", "count bytes"), OptionDescription("-n --lines=NUMBER", "count lines (10)"),
  OptionDescription("-q --quiet", "no names"), OptionDescription("--silent", "as -q"),
  OptionDescription("-v --verbose", "always names"), OptionDescription("-z --zero-terminated", "lines end with NUL"),
]

/// How much to show, and from which end it is counted.
private struct Amount {
  var count = 10
  var isBytes = false
  /// `head -n -5` (all but the last five), `tail -n +5` (from the fifth on).
  var isFromOtherEnd = false
  /// What was no number.
  var wrong: Bytes?
  /// What ends a line.
  var separator: UInt8 = 0x0a

  init(_ tool: Tool, otherEnd: UInt8) {
    if tool.has("z") { separator = 0 }
    let key = tool.options.last(of: ["c", "n", "0"])
    guard let key, var text = tool.options.value(key) else { return }
    let original = text
    isBytes = key.isSame(as: "c")
    if text.first == otherEnd {
      isFromOtherEnd = true
      text.removeFirst()
    } else if text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+") {
      text.removeFirst()
    }
    guard let number = ByteSize.parse(text), number >= 0 else {
      wrong = original
      return
    }
    count = number
  }

  func complain(_ tool: Tool) -> Int32? {
    guard let wrong else { return nil }
    tool.report("invalid number of \(isBytes ? "bytes" : "lines"): '\(wrong.text)'")
    return 1
  }
}

/// Opens each operand, writes the names where there are several, and hands the input to `body`.
private func forEach(_ tool: Tool, _ body: (InputFile) -> Void) -> Int32 {
  let showsNames = tool.has("v") || (tool.operands.count > 1 && !tool.has("q") && !tool.has("silent"))
  var status: Int32 = 0
  var isFirst = true
  for path in tool.operands.isEmpty ? ["-"] : tool.operands {
    do throws(Errno) {
      let input: InputFile
      do throws(Errno) { input = try InputFile(path) } catch {
        guard error == .isDirectory else {
          tool.report("cannot open '\(path)' for reading", error)
          status = 1
          continue
        }
        throw error
      }
      if showsNames {
        let name = path.isSame(as: "-") ? "standard input" : path
        tool.output.write("\(isFirst ? "" : "\n")==> \(name) <==\n")
      }
      isFirst = false
      body(input)
      if let failure = input.failure { throw failure }
    } catch {
      tool.report("error reading '\(path)'", error)
      status = 1
    }
    if tool.isOutputClosed { break }
  }
  return status
}

let headProgram = Utility(
  "head", "[OPTION]... [FILE]...", "Write the first part of files.", commonOptions, numberWords: .value
) { tool in
  let amount = Amount(tool, otherEnd: UInt8(ascii: "-"))
  if let status = amount.complain(tool) { return status }
  return forEach(tool) { input in
    if amount.isFromOtherEnd { writeAllButLast(tool, input, amount) } else { writeFirst(tool, input, amount) }
  }
}

private func writeFirst(_ tool: Tool, _ input: InputFile, _ amount: Amount) {
  var left = amount.count
  while left > 0, !tool.isOutputClosed {
    if amount.isBytes {
      let chunk = input.nextChunk()
      if chunk.isEmpty { return }
      tool.output.write(chunk.prefix(left))
      left -= chunk.count
    } else {
      guard let (line, endsLine) = input.nextLine(separator: amount.separator) else { return }
      tool.output.write(endsLine ? line + [amount.separator] : line)
      left -= 1
    }
  }
}

private func writeAllButLast(_ tool: Tool, _ input: InputFile, _ amount: Amount) {
  let all = input.readAll()
  guard !amount.isBytes else { return tool.output.write(all.prefix(max(0, all.count - amount.count))) }
  tool.output.write(all.prefix(startOfLastLines(all, amount)))
}

/// Where the last lines of `text` start, as many as are wanted.
private func startOfLastLines(_ text: Bytes, _ amount: Amount) -> Int {
  guard amount.count > 0 else { return text.count }
  var left = amount.count
  var index = text.count
  if text.last == amount.separator { index -= 1 }
  while index > 0 {
    if text[index - 1] == amount.separator {
      left -= 1
      if left == 0 { return index }
    }
    index -= 1
  }
  return 0
}

let tailProgram = Utility(
  "tail", "[OPTION]... [FILE]...", "Write the last part of files.",
  commonOptions + [
    OptionDescription("-f", "wait for more, until Ctrl+C"),
    OptionDescription("--follow[=HOW]", "as -f, by descriptor or by name"),
    OptionDescription("-F", "as --follow=name --retry: also of the file that takes the name over"),
    OptionDescription("--pid=PROCESS", "with -f: until this process has ended"),
    OptionDescription("--retry", "wait for files that are not there yet"),
    OptionDescription("-s --sleep-interval=SECONDS", "with -f: how often to look (0.5)"),
  ], numberWords: .value
) { tool in
  let amount = Amount(tool, otherEnd: UInt8(ascii: "+"))
  if let status = amount.complain(tool) { return status }
  if tool.has("follow"), let how = tool.options.value("follow"),
    tool.choice(how, of: ["descriptor", "name"], "--follow") == nil
  {
    return 1
  }
  guard let follower = TailFollower(tool) else { return 1 }
  let status = forEach(tool) { input in
    if amount.isFromOtherEnd {
      writeFrom(tool, input, amount)
    } else {
      writeLast(tool, input, amount)
    }
  }
  guard tool.has("f") || tool.has("F") || tool.has("follow") else { return status }
  return max(status, follower.run())
}

private func writeFrom(_ tool: Tool, _ input: InputFile, _ amount: Amount) {
  var left = max(0, amount.count - 1)
  while left > 0 {
    if amount.isBytes {
      let chunk = input.nextChunk()
      if chunk.isEmpty { return }
      if chunk.count > left { tool.output.write(chunk.dropFirst(left)) }
      left -= min(left, chunk.count)
    } else {
      guard input.nextLine(separator: amount.separator) != nil else { return }
      left -= 1
    }
  }
  while !tool.isOutputClosed {
    let chunk = input.nextChunk()
    if chunk.isEmpty { return }
    tool.output.write(chunk)
  }
}

private func writeLast(_ tool: Tool, _ input: InputFile, _ amount: Amount) {
  // What cannot be among the last is dropped on the way, so that a long stream does not fill the memory.
  var kept = Bytes()
  let limit = 1 << 20
  while true {
    let chunk = input.nextChunk()
    if chunk.isEmpty { break }
    kept += chunk
    if kept.count > limit {
      let start = amount.isBytes ? max(0, kept.count - amount.count) : startOfLastLines(kept, amount)
      if start > kept.count / 2 { kept.removeFirst(start) }
    }
  }
  let start = amount.isBytes ? max(0, kept.count - amount.count) : startOfLastLines(kept, amount)
  tool.output.write(kept[start...])
}
