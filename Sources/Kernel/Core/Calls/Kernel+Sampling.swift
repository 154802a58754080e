// Samples of where threads are, for a profiler: the timer's interrupt looks where it came in.
//
// The kernel runs with interrupts off, so it is never in a sample itself: an interrupt that came meanwhile is taken
// when it returns to the program, right behind the instruction that made the system call, and the sample says so. Of
// several CPUs the one is sampled whose timer has the nearest deadline.

import ABI

extension Kernel {
  /// `proc:N/profile`, or `sys:profile` without a process.
  func openProfile(of process: Process?, _ thread: Thread) throws(Errno) -> Grant {
    if let process { try checkInsight(into: process, thread) }
    guard let stream = TraceStream(frames: frames, subject: process) else { throw .outOfMemory }
    deadlines.set(stream.armed(), to: machine.now() + KernelLimits.samplePeriod)
    attention.call()
    return Grant(Object.trace, stream, [.read, .duplicate, .transfer, .call])
  }

  /// Takes one sample, and arms the next.
  func sample(for stream: TraceStream, at now: UInt64) {
    if let process = stream.subject, process.isEnded {
      setReadiness(of: stream, stream.readiness.union(.hangup))
      return
    }
    deadlines.set(stream.armed(), to: now + KernelLimits.samplePeriod)
    guard let thread = current else {
      guard stream.subject == nil else { return }
      var record = TraceRecord()
      record.time = now
      record.kind = TraceRecordKind.sample.rawValue
      enter(record, into: stream)
      return
    }
    if let subject = stream.subject, subject !== thread.process { return }
    let block = registers.value
    var record = traceRecord(.sample, of: thread, at: now)
    record.number = isBehindSystemCall(block.instructionPointer, thread.memory) ? 1 : 0
    var (address, frame, count) = (block.instructionPointer, block.framePointer, 0)
    while count < TraceRecord.sampleCapacity {
      if count < 5 { record.words[count] = address } else { record.bytes[count - 5] = address }
      count += 1
      guard frame % 8 == 0, let next = try? thread.memory.peek(frame),
        let caller = try? thread.memory.peek(frame &+ 8), caller != 0, next > frame
      else { break }
      (address, frame) = (caller, next)
    }
    record.count = UInt16(truncatingIfNeeded: count)
    enter(record, into: stream)
  }

  /// Whether the two bytes before an instruction are `syscall`.
  private func isBehindSystemCall(_ address: UInt64, _ memory: UserMemory) -> Bool {
    guard let second = byte(address &- 1, memory), let first = byte(address &- 2, memory) else { return false }
    return first == 0x0F && second == 0x05
  }

  private func byte(_ address: UInt64, _ memory: UserMemory) -> UInt8? {
    guard let word = try? memory.peek(address & ~7) else { return nil }
    return UInt8(truncatingIfNeeded: word >> (address % 8 * 8))
  }
}
