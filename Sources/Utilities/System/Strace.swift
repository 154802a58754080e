// strace: the system calls of a program, and with them every scheme call, as they happen.
//
// The kernel gives the records (`proc:N/trace`), CallPrinter makes the lines. The program that is followed never waits
// for this one; what was too fast is told as lost.

import ABI
import System
import UtilitySupport

let straceProgram = Utility(
  "strace", "[-cfT] [-o FILE] (-p PROCESS | COMMAND [ARGUMENT]...)", "Show the system calls of a program.",
  [
    OptionDescription("-c", "count: a table at the end"), OptionDescription("-f", "follow what it starts, too"),
    OptionDescription("-o FILE", "write to a file, not to the error output"),
    OptionDescription("-p PROCESS", "a process that runs"), OptionDescription("-T", "how long each call took"),
  ],
  stopsAtOperand: true
) { tool in
  do throws(Errno) {
    return try Strace(tool).run()
  } catch {
    tool.report(tool.options.value("p")?.text ?? tool.operands.first ?? "", error)
    return 1
  }
}

/// One run of strace.
private struct Strace {
  private static let records = 128

  private let tool: Tool
  private let counts: Bool

  init(_ tool: Tool) {
    self.tool = tool
    counts = tool.has("c")
  }

  func run() throws(Errno) -> Int32 {
    if let word = tool.options.value("p") {
      guard let process = word.decimal else { return tool.usageError("\(word.text): invalid process number") }
      try follow(try open(UInt32(truncatingIfNeeded: process)))
      return 0
    }
    guard let command = tool.operands.first else { return tool.missingOperand() }
    var request = SpawnRequest(command, tool.operands)
    // It waits until everything is ready: no call is missed.
    request.startsStopped = true
    let child = try request.start()
    let stream: Handle
    do throws(Errno) { stream = try open(child.id) } catch {
      try? child.kill(.kill)
      throw error
    }
    try child.kill(.continue)
    try follow(stream)
    return try child.wait().shellStatus
  }

  private func open(_ process: UInt32) throws(Errno) -> Handle {
    try Handle.open("proc:\(process)/trace" + (tool.has("f") ? "/children" : ""))
  }

  /// Writes lines until nobody is left who could make calls.
  private func follow(_ stream: borrowing Handle) throws(Errno) {
    var target = Streams.error
    if let path = tool.options.value("o") {
      target = try Handle.open(path.text, [.write, .create, .truncate, .mode(CreationMode.file)]).release()
    }
    let output = BufferedWriter(target)
    var printer = CallPrinter(showsDurations: tool.has("T"), showsProcess: tool.has("f"))
    var buffer = [UInt8](repeating: 0, count: Self.records * TraceRecord.length)
    while true {
      let count = try stream.read(into: &buffer)
      if count == 0 { break }
      for start in stride(from: 0, to: count, by: TraceRecord.length) {
        guard let record = TraceRecord(parsing: buffer, at: start) else { continue }
        for line in printer.lines(for: record) where !counts { output.write(line + "\n") }
      }
      output.flush()
    }
    if counts { for line in printer.table() { output.write(line + "\n") } }
  }
}
