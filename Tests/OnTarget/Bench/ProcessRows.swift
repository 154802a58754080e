// The rows that take two processes.

import ABI
import System
import SystemEntry

extension Meter {
  func processRows(_ program: borrowing OwnProgram) throws(Errno) {
    try callRows(program)
    try pipeRow(program)
    try yieldRow(program)
    spawnRow(program)
  }

  private func callRows(_ program: borrowing OwnProgram) throws(Errno) {
    let server = try program.start("serve")
    let handle = try Handle.open("bench:", [.read, .write, .waitForScheme])
    call(handle.raw, "scheme_call_16B_16B", 16, count: 1000)
    call(handle.raw, "scheme_call_16B_4KiB", 4096, count: 500)
    call(handle.raw, "scheme_call_16B_64KiB", 65536, count: 100)
    try server.kill(.kill)
    _ = try server.wait()
  }

  private func call(_ handle: RawHandle, _ name: StaticString, _ capacity: Int, count: Int) {
    let block = Block(MemoryLayout<CallBlock>.size)
    let input = Block(16)
    let output = Block(capacity)
    var call = CallBlock(operation: 0x1000)
    call.input = input.address
    call.inputLength = 16
    call.output = output.address
    call.outputCapacity = UInt64(capacity)
    block.store(call)
    let number = UInt64(handle)
    let wasRun = row(name, count: count) { _ = Calls.call(number, block) }
    if wasRun, block.load(CallBlock.self).outputLength != UInt64(capacity) {
      Console.write("bench: \(name) got too few bytes")
    }
  }

  private func pipeRow(_ program: borrowing OwnProgram) throws(Errno) {
    let there = try Pipe()
    let back = try Pipe()
    let child = try program.start("echo", handles: [there.reader.raw, back.writer.raw, 2])
    let block = Block(8)
    let (writer, reader) = (UInt64(there.writer.raw), UInt64(back.reader.raw))
    row("pipe_round_trip_1B", count: 1000) {
      _ = Calls.write(writer, block, 1)
      _ = Calls.read(reader, block, 1)
    }
    try child.kill(.kill)
    _ = try child.wait()
  }

  private func yieldRow(_ program: borrowing OwnProgram) throws(Errno) {
    let child = try program.start("yield")
    Calls.yield()
    row("yield_switch_pair", count: 1000) { Calls.yield() }
    try child.kill(.kill)
    _ = try child.wait()
  }

  private func spawnRow(_ program: borrowing OwnProgram) {
    let count = 50
    var failures = 0
    row("spawn_exit_wait", count: count) {
      do throws(Errno) {
        _ = try program.start("exit").wait()
      } catch { failures += 1 }
    }
    if failures > 0 { Console.write("bench: \(failures) children did not start") }
  }
}
