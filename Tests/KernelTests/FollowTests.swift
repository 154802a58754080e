// Following a process's system calls, and sampling it: what a reader gets, and that nobody waits for it.

import ABI
import Testing

@testable import KernelCore

@Suite struct FollowTests {
  /// What one read of a trace gives.
  private func records(_ program: Program, _ stream: UInt64) throws -> [TraceRecord] {
    let buffer = try program.allocate(128 * TraceRecord.length)
    let count = try program.call(.read, stream, buffer, UInt64(128 * TraceRecord.length), .max)
    return try (0..<count / UInt64(TraceRecord.length)).map {
      try program.peek(TraceRecord.self, at: buffer + $0 * UInt64(TraceRecord.length))
    }
  }

  private func all(_ program: Program, _ stream: UInt64) throws -> [TraceRecord] {
    var all: [TraceRecord] = []
    while true {
      let some = try records(program, stream)
      if some.isEmpty { return all }
      all += some
    }
  }

  private func stopped(_ block: inout SpawnBlock) { block.flags = .stopped }

  private func `continue`(_ program: Program, _ process: UInt32) throws {
    try program.call(.kill, UInt64(process), UInt64(Signal.continue.rawValue))
  }

  @Test func eachCallIsToldWithItsResult() {
    World.run { program in
      let child = try program.spawn("child", change: stopped) { child in
        _ = try? child.open("nothing:there")
        try child.call(.sleep, child.world.machine.clock + 1000)
        try child.call(.exit, 4)
      }
      let stream = try program.open("proc:\(child.process)/trace", .read)
      try program.expect(.busy) { _ = try program.open("proc:\(child.process)/trace", .read) }
      try self.continue(program, child.process)
      let records = try self.all(program, stream)
      let opens = records.filter { $0.number == UInt32(Syscall.open.rawValue) }
      #expect(opens.map(\.kind) == [TraceRecordKind.call.rawValue, TraceRecordKind.result.rawValue])
      #expect(opens.first?.count == 13 && opens.first?.bytes[0] == 0x3A67_6E69_6874_6F6E)
      #expect(opens.last.map { Int64(bitPattern: $0.words[0]) } == Errno.noSuchDevice.syscallResult)
      let sleeps = records.filter { $0.number == UInt32(Syscall.sleep.rawValue) && $0.kind <= 2 }
      #expect(sleeps.count == 2 && sleeps[1].time > sleeps[0].time)
      #expect(records.last?.kind == TraceRecordKind.end.rawValue && records.last?.words[1] == 4)
      #expect(records.allSatisfy { $0.process == child.process })
    }
  }

  @Test func childrenAreFollowedWhereThatIsAsked() {
    World.run { program in
      let image = try program.open("memory:initfs", .read)
      let child = try program.spawn("child", handles: [image], change: stopped) { child in
        let inner = try child.spawn("inner", image: 0) { try $0.call(.yield) }
        _ = try child.wait(inner.handle)
      }
      let stream = try program.open("proc:\(child.process)/trace/children", .read)
      try self.continue(program, child.process)
      let records = try self.all(program, stream)
      #expect(Set(records.map(\.process)).count == 2)
      #expect(records.count { $0.kind == TraceRecordKind.end.rawValue } == 2)
    }
  }

  @Test func whoIsNotReadIsNotHeldUp() {
    World.run { program in
      let child = try program.spawn("child", change: stopped) { for _ in 0..<2000 { try $0.call(.yield) } }
      let stream = try program.open("proc:\(child.process)/trace", .read)
      try self.continue(program, child.process)
      _ = try program.wait(child.handle)
      let records = try self.all(program, stream)
      #expect(records.count == 1024 && records.allSatisfy { $0.kind <= 2 })
      // Followed by nobody any more.
      try program.close(stream)
      let other = try program.spawn("other") { for _ in 0..<10 { try $0.call(.yield) } }
      let second = try program.open("proc:\(other.process)/trace", .read)
      try program.close(second)
      _ = try program.wait(other.handle)
    }
  }

  @Test func othersAreNoneOfAUsersBusiness() {
    World.run { program in
      let child = try program.spawn("child") { try $0.call(.sleep, $0.world.machine.clock + 1_000_000) }
      try program.call(.setIdentity, 1000, 1000)
      for path in ["trace", "trace/children", "profile", "symbol/1000"] {
        try program.expect(.notPermitted) { _ = try program.open("proc:\(child.process)/\(path)", .read) }
      }
      try program.expect(.notPermitted) { _ = try program.open("sys:profile", .read) }
      try program.expect(.notPermitted) { _ = try program.open("sys:trace/calls", .read) }
      _ = try program.wait(child.handle)
    }
  }

  @Test func samplesSayWhereAThreadIs() {
    World.run { program in
      let stream = try program.open("proc:self/profile", [.read, .nonBlocking])
      try program.expect(.wouldBlock) { _ = try self.records(program, stream) }
      program.world.machine.clock += 2_000_000
      try program.call(.yield)
      let samples = try self.records(program, stream)
      #expect(samples.first?.kind == TraceRecordKind.sample.rawValue && samples.first?.count == 1)
      #expect(samples.first?.words[0] == TestImage.entry)
      try program.close(stream)
    }
  }

  @Test func theTraceHasEveryCallWhileThatIsAsked() {
    World.run { program in
      let calls = try program.open("sys:trace/calls", .read)
      try program.call(.yield)
      try program.close(calls)
      #expect(program.kernelThread.pending.isEmpty)
      let yields = (0..<program.world.kernel.trace.capacity).compactMap { program.world.kernel.trace.event($0) }
        .filter { $0.first == Syscall.yield.rawValue }
      #expect(yields.map(\.kind) == [UInt64(TraceKind.call.rawValue), UInt64(TraceKind.result.rawValue)])
    }
  }
}
