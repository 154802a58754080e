// What the console and the log say when a program is stopped: who, why, its registers, and how it got there.
//
// The registers are as they were; the way there is in addresses of the program's file, wherever the program lay.

import ABI

extension Kernel {
  /// Reports a fault of a thread. The report stays with the process, for whoever has a handle on it.
  func report(_ fault: Fault, of thread: Thread, at address: UInt64, _ cause: FaultCause?) {
    let process = thread.process
    let block = thread.context.registers(of: M.self).value
    let symbols = process.image.flatMap {
      SymbolLookup($0, offset: process.imageOffset, length: process.imageLength)
    }
    var text = TextBuffer()
    text.text("fault: ")
    process.name.write(to: &text)
    text.text(", process ")
    text.decimal(UInt64(process.number))
    text.text(", thread ")
    text.decimal(UInt64(thread.number))
    text.text(": ")
    text.text(fault.name)
    switch fault {
    case .pageFault, .stackOverflow, .outOfMemory, .pageNotBrought:
      text.text(" at address ")
      text.hexadecimal(address)
    default: break
    }
    if let cause { write(cause, into: &text) }
    text.newline()
    writeRegisters(block, into: &text)
    writeBacktrace(block, process, symbols, into: &text)
    say(text)
    process.report = Array(text.bytes.prefix(KernelLimits.report))
  }

  /// Which memory the page is of, by its server's number, and what became of it.
  private func write(_ cause: FaultCause, into text: inout TextBuffer) {
    text.text(", of ")
    text.append(cause.source.server.scheme.name)
    text.text(": number ")
    text.decimal(cause.source.id)
    text.text(", ")
    text.text(cause.errno.name)
  }

  /// Three registers a line.
  private func writeRegisters(_ block: M.Registers, into text: inout TextBuffer) {
    for index in 0..<M.Registers.reportCount {
      let (name, value) = block.report(index)
      text.text("  ")
      let start = text.bytes.count
      text.text(name)
      text.pad(from: start, to: 7)
      text.hexadecimal(value, digits: 16)
      if index % 3 == 2 || index == M.Registers.reportCount - 1 { text.newline() }
    }
  }

  /// The instruction and the return addresses along the chain of frame pointers, which may be broken anywhere.
  private func writeBacktrace(
    _ block: M.Registers, _ process: Process, _ symbols: SymbolLookup?, into text: inout TextBuffer
  ) {
    var address = block.instructionPointer
    var frame = block.framePointer
    for depth in 0..<KernelLimits.backtrace {
      text.text(depth == 0 ? "  in " : "  from ")
      // In the program: the address that it was linked for, which is what its file and `make symbolize` know.
      let linked = process.imageRange.contains(address) ? address - process.imageSlide : address
      text.hexadecimal(linked)
      // A return address may already belong to the next function: look up the call itself.
      symbols?.describe(depth == 0 ? linked : linked &- 1, into: &text)
      text.newline()
      guard frame % 8 == 0, let next = try? process.memory.peek(frame),
        let caller = try? process.memory.peek(frame &+ 8),
        caller != 0, next > frame
      else { return }
      address = caller
      frame = next
    }
  }
}

extension UserMemory {
  /// A word of the program, without making pages present.
  func peek(_ address: UInt64) throws(Errno) -> UInt64 {
    guard address < AddressSpace.userEnd, address % 8 == 0 else { throw .badAddress }
    let entry = tables.entry(of: address)
    guard entry.isPresent, memory.contains(entry.frame, pageSize) else { throw .badAddress }
    return memory.word(at: entry.frame | address & (pageSize - 1))
  }
}

extension Fault {
  /// In words.
  var name: StaticString {
    switch self {
    case .pageFault: "page fault"
    case .illegalInstruction: "illegal instruction"
    case .privilegedInstruction: "privileged instruction"
    case .divideError: "division error"
    case .breakpoint: "breakpoint"
    case .alignment: "unaligned access"
    case .floatingPoint: "floating-point error"
    case .outOfMemory: "out of memory"
    case .stackOverflow: "stack overflow"
    case .neverWaits: "does not wait any more"
    case .neverReceives: "does not receive any more"
    case .neverAcknowledges: "does not acknowledge its interrupt any more"
    case .neverAnswers: "does not answer any more"
    case .pageNotBrought: "page not brought"
    }
  }
}
