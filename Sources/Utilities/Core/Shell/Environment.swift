// env, hexdump, xargs: programs about the environment of programs, and bytes.
//
// Specification: POSIX.1-2017, env, xargs; GNU coreutils 9.1 and util-linux for options and messages.

import ABI
import System
import UtilitySupport

let envProgram = Utility(
  "env", "[OPTION]... [NAME=VALUE]... [PROGRAM [ARGUMENT]...]", "Run a program in a changed environment, or show it.",
  [
    OptionDescription("-i --ignore-environment", "start with nothing"),
    OptionDescription("-u --unset=NAME", "without this variable"), OptionDescription("-0 --null", "lines end with NUL"),
  ], usageStatus: 125, stopsAtOperand: true
) { tool in
  var environment = tool.has("i") ? [] : Environment.all
  func remove(_ name: Bytes) {
    environment.removeAll { $0.utf8.starts(with: name + [UInt8(ascii: "=")]) }
  }
  for name in tool.options.values("u") { remove(name) }
  var operands = tool.operands[...]
  while let word = operands.first, let equals = word.bytes.firstIndex(of: UInt8(ascii: "=")), equals > 0 {
    remove(Bytes(word.bytes[..<equals]))
    environment.append(word)
    operands = operands.dropFirst()
  }
  guard let program = operands.first else {
    for entry in environment { tool.output.write(entry.bytes + [tool.has("0") ? 0 : 0x0a]) }
    return 0
  }
  return run(tool, program, Array(operands), environment)
}

/// Runs a program and waits for it; statuses as a shell's.
func run(_ tool: Tool, _ program: String, _ arguments: [String], _ environment: [String]? = nil) -> Int32 {
  tool.output.flush()
  var request = SpawnRequest(program, arguments)
  request.environment = environment
  do throws(Errno) { return try request.start().wait().shellStatus } catch {
    tool.report(tool.name.isSame(as: "env") ? "'\(program)'" : program, error)
    return error == .noSuchEntry ? 127 : 126
  }
}

let hexdumpProgram = Utility(
  "hexdump", "[-C] [-n COUNT] [-s OFFSET] [FILE]...", "Show bytes as numbers.",
  [
    OptionDescription("-C --canonical", "bytes and characters"), OptionDescription("-n --length=COUNT", "only so many"),
    OptionDescription("-s --skip=OFFSET", "not the first ones"),
    OptionDescription("-v --no-squeezing", "repeated lines, too"),
  ]
) { tool in
  var dump = HexDump(tool)
  let status = tool.forEachInput { input, _ in
    while !dump.isComplete {
      let chunk = input.nextChunk()
      if chunk.isEmpty { return }
      dump.add(chunk)
    }
  }
  dump.finish()
  return status
}

/// Sixteen bytes a line.
private struct HexDump {
  private let tool: Tool
  private var skipped: Int
  private var left: Int
  private var offset: Int
  private var line = Bytes()
  private var last: Bytes?
  private var isSqueezing = false

  init(_ tool: Tool) {
    self.tool = tool
    skipped = max(0, tool.options.value("s").flatMap(ByteSize.parse) ?? 0)
    left = max(0, tool.options.value("n").flatMap(ByteSize.parse) ?? .max)
    offset = skipped
  }

  var isComplete: Bool { left == 0 || tool.isOutputClosed }

  mutating func add(_ chunk: ArraySlice<UInt8>) {
    for byte in chunk {
      if skipped > 0 {
        skipped -= 1
        continue
      }
      guard left > 0 else { return }
      left -= 1
      line.append(byte)
      if line.count == 16 { endLine() }
    }
  }

  private mutating func endLine() {
    defer {
      offset += line.count
      last = line
      line = []
    }
    if let last, last == line, !tool.has("v") {
      if !isSqueezing { tool.output.write("*\n") }
      isSqueezing = true
      return
    }
    isSqueezing = false
    tool.output.write(tool.has("C") ? canonical() : words())
  }

  private func canonical() -> Bytes {
    var text = hex(offset, 8) + "  ".bytes
    for index in 0..<16 {
      text += index < line.count ? hex(Int(line[index]), 2) + [0x20] : "   ".bytes
      if index == 7 { text.append(0x20) }
    }
    let shown = line.map { Character8.isPrintable($0) ? $0 : UInt8(ascii: ".") }
    return text + " |".bytes + shown + "|\n".bytes
  }

  private func words() -> Bytes {
    var text = hex(offset, 7)
    for index in stride(from: 0, to: 16, by: 2) {
      if index >= line.count {
        text += "     ".bytes
        continue
      }
      let high = index + 1 < line.count ? Int(line[index + 1]) : 0
      text += [0x20] + hex(high << 8 | Int(line[index]), 4)
    }
    return text + [0x0a]
  }

  private func hex(_ value: Int, _ width: Int) -> Bytes {
    let digits = String(value, radix: 16).bytes
    return Bytes(repeating: 0x30, count: max(0, width - digits.count)) + digits
  }

  mutating func finish() {
    if !line.isEmpty { endLine() }
    if offset > 0 { tool.output.write(hex(offset, tool.has("C") ? 8 : 7) + [0x0a]) }
  }
}

let xargsProgram = Utility(
  "xargs", "[OPTION]... [PROGRAM [ARGUMENT]...]", "Run a program with arguments from the input.",
  [
    OptionDescription("-0 --null", "items end with NUL"),
    OptionDescription("-d --delimiter=BYTE", "items end with BYTE"),
    OptionDescription("-I TEXT", "one run a line, TEXT stands for it"),
    OptionDescription("-L --max-lines=NUMBER", "lines a run"),
    OptionDescription("-n --max-args=NUMBER", "items a run"),
    OptionDescription("-r --no-run-if-empty", "no run without items"),
    OptionDescription("-t --verbose", "show what is run"),
  ], stopsAtOperand: true
) { tool in
  guard let input = try? InputFile("-") else { return 1 }
  guard let items = InputItems.parse(tool, input.readAll()) else { return 1 }
  let command = tool.operands.isEmpty ? ["echo"] : tool.operands
  if let mark = tool.options.value("I") { return runForEach(tool, command, items, mark) }
  // Half of what a program may get: the environment has to fit, too.
  let limit = 120 * 1024
  let perRun = max(1, (tool.options.value("n") ?? tool.options.value("L"))?.decimal ?? .max)
  var index = 0
  var result: Int32 = 0
  if items.isEmpty, tool.has("r") { return 0 }
  repeat {
    var arguments = command
    var size = 0
    while index < items.count, arguments.count - command.count < perRun, size < limit {
      arguments.append(items[index].text)
      size += items[index].count + 1
      index += 1
    }
    let status = runOnce(tool, arguments)
    if status >= 125 { return status == 127 || status == 126 ? status : 124 }
    if status != 0 { result = 123 }
  } while index < items.count
  return result
}

private func runOnce(_ tool: Tool, _ arguments: [String]) -> Int32 {
  if tool.has("t") { try? Streams.writeAll(Streams.error, (arguments.joined(separator: " ") + "\n").bytes) }
  return run(tool, arguments[0], arguments)
}

private func runForEach(_ tool: Tool, _ command: [String], _ items: [Bytes], _ mark: Bytes) -> Int32 {
  var result: Int32 = 0
  for item in items {
    let arguments = command.map { replace(mark, in: $0.bytes, with: item).text }
    let status = runOnce(tool, arguments)
    if status >= 126 { return status }
    if status != 0 { result = 123 }
  }
  return result
}

/// `text` with every `mark` replaced.
func replace(_ mark: Bytes, in text: Bytes, with replacement: Bytes) -> Bytes {
  guard !mark.isEmpty else { return text }
  var result = Bytes()
  var index = 0
  while index < text.count {
    if text[index...].starts(with: mark) {
      result += replacement
      index += mark.count
    } else {
      result.append(text[index])
      index += 1
    }
  }
  return result
}

/// Takes the input of xargs apart.
private enum InputItems {
  /// Nil when a quote is not closed; the message has been written.
  static func parse(_ tool: Tool, _ text: Bytes) -> [Bytes]? {
    var delimiter: UInt8?
    if tool.has("0") {
      delimiter = 0
    } else if let given = tool.options.value("d") {
      delimiter = given.elementsEqual("\\n".utf8) ? 0x0a : given.elementsEqual("\\0".utf8) ? 0 : given.first
    }
    if let delimiter {
      var items = text.split(separator: delimiter, omittingEmptySubsequences: false).map { Bytes($0) }
      if items.last?.isEmpty ?? false { items.removeLast() }
      return items
    }
    return quoted(tool, text, isLines: tool.has("I"))
  }

  private static func quoted(_ tool: Tool, _ text: Bytes, isLines: Bool) -> [Bytes]? {
    var items: [Bytes] = []
    var item: Bytes?
    var quote: UInt8?
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      if let open = quote {
        if byte == 0x0a { break }
        if byte == open { quote = nil } else { item?.append(byte) }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
        item = item ?? []
      } else if byte == UInt8(ascii: "\\"), index < text.count {
        item = (item ?? []) + [text[index]]
        index += 1
      } else if byte == 0x0a || (!isLines && Character8.isSpace(byte)) {
        if let item { items.append(item) }
        item = nil
      } else if item != nil || !Character8.isBlank(byte) {
        item = (item ?? []) + [byte]
      }
    }
    if let quote {
      let kind = quote == UInt8(ascii: "'") ? "single" : "double"
      tool.report("unmatched \(kind) quote; by default quotes are special to xargs unless you use the -0 option")
      return nil
    }
    if let item { items.append(item) }
    return items
  }
}
