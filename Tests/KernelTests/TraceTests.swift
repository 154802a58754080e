// The trace of the kernel and its counters: what they hold, who may read them, and that the ring keeps the newest.

import ABI
import Testing

@testable import KernelCore

@Suite struct TraceTests {
  private func events(_ program: Program) throws -> [TraceEvent] {
    let trace = try program.open("sys:trace", .read)
    var bytes: [UInt8] = []
    while true {
      let part = try program.read(trace, 4000)
      if part.isEmpty { break }
      bytes += part
    }
    try program.close(trace)
    return stride(from: 0, to: bytes.count, by: TraceEvent.length).map { start in
      func word(_ offset: Int, _ count: Int = 8) -> UInt64 { LittleEndian.read(bytes, start + offset, count) }
      var event = TraceEvent()
      event.time = word(0)
      event.who = TraceEvent.Who(process: UInt32(word(8, 4)), thread: UInt32(word(12, 4)))
      event.kind = word(16)
      event.first = word(24)
      event.second = word(32)
      return event
    }
  }

  private func has(_ events: [TraceEvent], _ kind: TraceKind, _ test: (TraceEvent) -> Bool) -> Bool {
    events.contains { $0.kind == UInt64(kind.rawValue) && test($0) }
  }

  @Test func theTraceTellsWhatHappened() throws {
    World.run { program in
      let child = try program.spawn("child") { try $0.call(.exit, 7) }
      _ = try program.wait(child.handle)
      try program.expect(.badHandle) { try program.close(99) }
      let events = try events(program)
      let own = program.kernelThread.process.number
      #expect(has(events, .onProcessor) { $0.process == own && $0.thread == 1 })
      #expect(has(events, .onProcessor) { $0.process == child.process })
      #expect(has(events, .spawn) { $0.process == own && $0.first == UInt64(child.process) })
      #expect(has(events, .end) { $0.process == child.process && $0.first == 0 && $0.second == 7 })
      #expect(
        has(events, .result) {
          $0.first == Syscall.close.rawValue && Int64(bitPattern: $0.second) == Errno.badHandle.syscallResult
        })
      #expect(zip(events, events.dropFirst()).allSatisfy { $0.time <= $1.time })
    }
  }

  @Test func interruptsTimersAndFaultsAreInIt() throws {
    World.run { program in
      program.interrupt(5, at: 77)
      let child = try program.spawn("child") { #expect(!$0.fault(0x123_0000, write: true)) }
      _ = try program.wait(child.handle)
      try program.call(.sleep, program.world.machine.clock + 5_000_000)
      let events = try events(program)
      #expect(has(events, .interrupt) { $0.first == 5 && $0.time == 77 })
      #expect(has(events, .fault) { $0.first == 0x123_0000 && $0.process == child.process })
      #expect(has(events, .timer) { _ in true })
    }
  }

  @Test func theCountersCountCallsAndErrors() throws {
    World.run { program in
      for _ in 0..<3 { try program.expect(.badHandle) { try program.close(99) } }
      try program.close(try program.open("sys:version", .read))
      try program.raw(9999, [])
      try program.raw(UInt64(CallCounters.numbers) + Syscall.close.rawValue, [])
      try program.expect(.invalidArgument) { try program.call(.identify, 99) }
      // An error that somebody else brings.
      let server = try program.register("served")
      try program.startThread { thread in
        let request = try thread.receive(server)
        try thread.reply(server, request.request.tag, Errno.readOnly.syscallResult)
      }
      try program.expect(.readOnly) { _ = try program.open("served:x") }
      let counters = try program.open("sys:counters", .read)
      let lines = String(decoding: try program.read(counters, 4000), as: UTF8.self).split(separator: "\n")
      #expect(lines.contains("close 4 EBADF 3"))
      #expect(lines.contains("unknown 2 ENOSYS 2"))
      #expect(lines.contains("identify 1"))
      #expect(lines.contains { $0.hasPrefix("open ") && $0.contains(" EROFS 1") })
    }
  }

  @Test func onlyTheAdministratorReadsTheTrace() throws {
    World.run { program in
      _ = try program.open("sys:trace", .read)
      try program.call(.setIdentity, 1000, 1000)
      try program.expect(.notPermitted) { _ = try program.open("sys:trace", .read) }
      _ = try program.open("sys:counters", .read)
      try program.expect(.noSuchEntry) { _ = try program.open("sys:panic", .read) }
    }
  }

  @Test func theRingKeepsTheNewest() {
    let fake = FakeMemory(length: 4 << 20)
    let frames = FrameAllocator(memory: fake.memory, usable: [MemoryRange(start: 0x1000, length: 2 << 20)])
    var ring = TraceRing(frames: frames)
    #expect(ring.event(0) == nil)
    ring.append(.timer, TraceEvent.Who(process: 1, thread: 2), 3, 4, at: 5)
    #expect(ring.event(ring.capacity - 1)?.second == 4 && ring.event(ring.capacity - 2) == nil)
    for number in 0..<UInt64(ring.capacity) + 10 { ring.append(.timer, TraceEvent.Who(), number, 0, at: number) }
    #expect(ring.event(0)?.first == 10 && ring.event(ring.capacity - 1)?.first == UInt64(ring.capacity) + 9)
    #expect(ring.event(ring.capacity) == nil && ring.event(-1) == nil)
  }

  @Test func withoutMemoryTheRingHasOneEvent() {
    let fake = FakeMemory(length: 1 << 20)
    let frames = FrameAllocator(memory: fake.memory, usable: [MemoryRange(start: 0x1000, length: 0x8000)])
    while frames.allocate() != nil {}
    var ring = TraceRing(frames: frames)
    for number: UInt64 in 0..<3 { ring.append(.timer, TraceEvent.Who(), number, 0, at: number) }
    #expect(ring.capacity == 1 && ring.event(0)?.first == 2)
    var counters = CallCounters(frames: frames)
    counters.count(3)
    counters.countFailure(-9, of: 3)
    #expect(counters.calls[3] == 1 && counters.failures(3, .badHandle) == 0)
  }

  @Test func noCallIsLeftOut() throws {
    World.run { program in
      for call in Syscall.allCases where call != .exit && call != .threadExit {
        let result = try program.raw(call.rawValue, [call == .sleep ? 0 : .max, 0, 0, 0, 0])
        #expect(result != Errno.notSupported.syscallResult, "\(call)")
      }
      for number in [10, 15, 29, 31, 36, 64, UInt64.max] where Syscall(rawValue: number) == nil {
        #expect(try program.raw(number, []) == Errno.notSupported.syscallResult)
      }
    }
  }
}
