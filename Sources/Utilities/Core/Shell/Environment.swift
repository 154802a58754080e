// env, hexdump: programs about the environment of programs, and bytes.
//
// Specification: POSIX.1-2017, env; GNU coreutils 9.1 and util-linux for options and messages.

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
