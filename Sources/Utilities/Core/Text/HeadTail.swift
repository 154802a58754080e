// head and tail: the first and the last part of files.
//
// Specification: POSIX.1-2017, head, tail; GNU coreutils 9.1 for options and messages.

import ABI
import System
import UtilitySupport

private let commonOptions = [
  OptionDescription("-c --bytes=NUMBER", "count bytes"), OptionDescription("-n --lines=NUMBER", "count lines (10)"),
  OptionDescription("-q --quiet", "no names"), OptionDescription("-v --verbose", "always names"),
]

/// How much to show, and from which end it is counted.
private struct Amount {
  var count = 10
  var isBytes = false
  /// `head -n -5` (all but the last five), `tail -n +5` (from the fifth on).
  var isFromOtherEnd = false
  /// What was no number.
  var wrong: Bytes?

  init(_ tool: Tool, otherEnd: UInt8) {
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
  let showsNames = tool.has("v") || (tool.operands.count > 1 && !tool.has("q"))
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
      guard let (line, endsLine) = input.nextLine() else { return }
      tool.output.write(endsLine ? line + [0x0a] : line)
      left -= 1
    }
  }
}

private func writeAllButLast(_ tool: Tool, _ input: InputFile, _ amount: Amount) {
  let all = input.readAll()
  guard !amount.isBytes else { return tool.output.write(all.prefix(max(0, all.count - amount.count))) }
  tool.output.write(all.prefix(startOfLastLines(all, amount.count)))
}

/// Where the last `count` lines of `text` start.
private func startOfLastLines(_ text: Bytes, _ count: Int) -> Int {
  guard count > 0 else { return text.count }
  var left = count
  var index = text.count
  if text.last == 0x0a { index -= 1 }
  while index > 0 {
    if text[index - 1] == 0x0a {
      left -= 1
      if left == 0 { return index }
    }
    index -= 1
  }
  return 0
}

let tailProgram = Utility(
  "tail", "[OPTION]... [FILE]...", "Write the last part of files.",
  commonOptions + [OptionDescription("-f --follow", "wait for more, until Ctrl+C")], numberWords: .value
) { tool in
  let amount = Amount(tool, otherEnd: UInt8(ascii: "+"))
  if let status = amount.complain(tool) { return status }
  let status = forEach(tool) { input in
    if amount.isFromOtherEnd {
      writeFrom(tool, input, amount)
    } else {
      writeLast(tool, input, amount)
    }
  }
  if tool.has("f"), let path = tool.operands.last, status == 0 { follow(tool, path) }
  return status
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
      guard input.nextLine() != nil else { return }
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
      let start = amount.isBytes ? max(0, kept.count - amount.count) : startOfLastLines(kept, amount.count)
      if start > kept.count / 2 { kept.removeFirst(start) }
    }
  }
  let start = amount.isBytes ? max(0, kept.count - amount.count) : startOfLastLines(kept, amount.count)
  tool.output.write(kept[start...])
}

/// Looks every half second whether a file has grown: there is nothing that would tell.
private func follow(_ tool: Tool, _ path: String) {
  tool.output.flush()
  guard let file = try? Handle.open(path) else { return }
  var offset = (try? file.status().size) ?? 0
  var buffer = Bytes(repeating: 0, count: 32 * 1024)
  while !tool.isOutputClosed {
    if let size = try? file.status().size, size < offset {
      tool.report("\(path): file truncated")
      offset = 0
    }
    while let count = try? file.read(into: &buffer, at: offset), count > 0 {
      tool.output.write(buffer[..<count])
      offset += UInt64(count)
    }
    tool.output.flush()
    SystemClock.sleep(milliseconds: 500)
  }
}
