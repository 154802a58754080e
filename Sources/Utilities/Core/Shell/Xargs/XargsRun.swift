// Puts command lines together and runs them, several at once where that is asked for.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// One run of xargs.
struct XargsRun {
  private let tool: Tool
  private let plan: XargsPlan
  private let input: XargsInput
  private let command: [String]
  private var children: XargsChildren
  private var isAsking: Bool { tool.has("p") }
  /// Why nothing more is started.
  private var stop: Int32?

  init(_ tool: Tool, _ plan: XargsPlan, _ input: XargsInput) {
    (self.tool, self.plan, self.input) = (tool, plan, input)
    command = tool.operands.isEmpty ? ["echo"] : tool.operands
    children = XargsChildren(tool, most: plan.parallel)
  }

  mutating func run() -> Int32 {
    if let mark = plan.mark { runEach(mark) } else { runTogether() }
    children.waitForAll()
    return stop ?? children.stop ?? (input.isBroken ? 1 : children.status)
  }

  private mutating func runEach(_ mark: Bytes) {
    while stop == nil, let item = input.next() {
      start(command.map { replace(mark, in: $0.bytes, with: item.text).text })
    }
  }

  private mutating func runTogether() {
    let base = command.reduce(0) { $0 + $1.utf8.count + 1 }
    if base > plan.limit {
      tool.report("cannot fit single argument within argument list size limit")
      stop = 1
      return
    }
    var arguments = command
    var size = base
    var lines = 0
    var hasRun = false
    while stop == nil, let item = input.next() {
      let length = item.text.count + 1
      if size + length > plan.limit {
        let isCounted = plan.itemsPerRun != nil || plan.linesPerRun != nil
        let isRefused = isCounted && tool.has("x")
        if arguments.count == command.count || plan.linesPerRun != nil || isRefused {
          tool.report("argument \(isRefused ? "list" : "line") too long")
          stop = 1
          return
        }
        start(arguments)
        hasRun = true
        (arguments, size, lines) = (command, base, 0)
        if size + length > plan.limit {
          tool.report("argument line too long")
          stop = 1
          return
        }
      }
      arguments.append(item.text.text)
      size += length
      if item.endsLine { lines += 1 }
      let isFull = plan.itemsPerRun.map { arguments.count - command.count >= $0 } ?? false
      if isFull || (plan.linesPerRun.map { lines >= $0 } ?? false) {
        start(arguments)
        hasRun = true
        (arguments, size, lines) = (command, base, 0)
      }
    }
    guard stop == nil else { return }
    if arguments.count > command.count || (!hasRun && !input.isBroken && !tool.has("r")) { start(arguments) }
  }

  /// Starts a command line, as soon as there is room for it.
  private mutating func start(_ arguments: [String]) {
    if tool.has("t") || isAsking {
      let text = arguments.map { shown($0) }.joined(separator: " ")
      try? Streams.writeAll(Streams.error, (text + (isAsking ? " ?..." : "\n")).bytes)
      if isAsking, !isConfirmed() { return }
    }
    stop = children.start(arguments)
  }

  /// Whether a line from the terminal starts with a y.
  private func isConfirmed() -> Bool {
    let raw = [Streams.input, Streams.error].first { Terminal.isTerminal($0) }
    guard let raw else { return false }
    var answer = Bytes()
    var byte: Bytes = [0]
    while let count = try? Streams.read(raw, into: &byte), count == 1, byte[0] != 0x0a { answer.append(byte[0]) }
    return answer.first.map { $0 | 0x20 == UInt8(ascii: "y") } ?? false
  }
}
