// Threads that do not wait any more: they lose their class, and with a limit their process; and who does nothing about
// a call or an interrupt that lies there.

import ABI
import Testing

@testable import KernelCore

@Suite struct HangTests {
  static let limit: UInt64 = 500_000_000

  /// Burns time until `end`: `clock` lets some pass.
  private func burn(_ program: Program, until end: UInt64) throws {
    while program.world.machine.clock < end { _ = try program.call(.clock, 0) }
  }

  private func sleep(_ program: Program, _ time: UInt64) throws {
    _ = try program.call(.sleep, program.world.machine.clock + time)
  }

  private func world(cpus: Int = 1) -> World {
    let world = World(cpus: cpus)
    world.machine.tick = 50_000
    return world
  }

  // MARK: The class

  @Test(arguments: [Priority.interrupt, .interactive]) func whoUsesUpItsSliceRunsAsNormal(_ priority: Priority) {
    var counts = [0, 0]
    let world = world()
    world.run { program in
      let end = world.machine.clock + 1_000_000_000
      for (index, priority) in [priority, .normal].enumerated() {
        try program.spawn("busy\(index)", change: { $0.priority = priority.rawValue }) { child in
          while child.world.machine.clock < end {
            _ = try child.call(.clock, 0)
            counts[index] += 1
          }
        }
      }
    }
    world.expectClean()
    #expect(counts[1] > counts[0] * 3 / 4 && counts[0] > counts[1] * 3 / 4)
  }

  @Test func whoHasWaitedHasItsClassAgain() {
    let world = world()
    world.run { program in
      let child = try program.spawn("busy", change: { $0.priority = Priority.interactive.rawValue }) { child in
        #expect(child.kernelThread.priority == .interactive)
        try self.burn(child, until: world.machine.clock + 5_000_000)
        #expect(child.kernelThread.priority == .interactive)
        try self.burn(child, until: world.machine.clock + 40_000_000)
        #expect(child.kernelThread.priority == .normal)
        try self.sleep(child, 1_000_000)
        #expect(child.kernelThread.priority == .interactive)
      }
      // Somebody has to be there whom it keeps waiting.
      try self.burn(program, until: world.machine.clock + 100_000_000)
      _ = try program.wait(child.handle)
    }
    world.expectClean()
  }

  /// Interrupted all the time by those above it, it has used up a slice nevertheless.
  @Test func piecesOfASliceAddUp() {
    let world = world()
    world.run { program in
      let child = try program.spawn("busy", change: { $0.priority = Priority.interactive.rawValue }) { child in
        try self.burn(child, until: world.machine.clock + 60_000_000)
        #expect(child.kernelThread.priority == .normal)
      }
      let urgent = try program.spawn("urgent", change: { $0.priority = Priority.interrupt.rawValue }) { urgent in
        for _ in 0..<40 { try self.sleep(urgent, 1_500_000) }
      }
      try self.burn(program, until: world.machine.clock + 20_000_000)
      _ = try (program.wait(child.handle), program.wait(urgent.handle))
    }
    world.expectClean()
  }

  @Test func anInheritedClassIsLostTheSameWay() {
    let world = world()
    world.run { program in
      let server = try program.register("slow")
      let child = try program.spawn("client", change: { $0.priority = Priority.interactive.rawValue }) { client in
        let service = try client.open("slow:")
        _ = try client.write(service, [1])
      }
      let busy = try program.spawn("busy") { try self.burn($0, until: world.machine.clock + 80_000_000) }
      let open = try program.receive(server)
      try program.reply(server, open.request.tag, 7)
      let write = try program.receive(server)
      #expect(program.kernelThread.priority == .interactive)
      try self.burn(program, until: world.machine.clock + 40_000_000)
      #expect(program.kernelThread.priority == .normal && program.kernelThread.rank == .interactive)
      try program.reply(server, write.request.tag, 1)
      #expect(try program.receive(server).kind == .close)
      #expect(program.kernelThread.priority == .normal && program.kernelThread.rank == .normal)
      _ = try (program.wait(child.handle), program.wait(busy.handle))
    }
    world.expectClean()
  }

  // MARK: Without waiting

  /// Alone on the machine, or beside others: its own time counts.
  @Test(arguments: [0, 1, 3]) func whoDoesNotWaitAnyMoreIsEnded(others: Int) {
    let world = world()
    world.run { program in
      let start = world.machine.clock
      let child = try program.spawn("looping", change: { $0.hangLimit = Self.limit }) { child in
        try self.burn(child, until: .max)
      }
      for index in 0..<others {
        try program.spawn("busy\(index)") { try self.burn($0, until: start + 4_000_000_000) }
      }
      let status = try program.wait(child.handle)
      #expect(status.kind == ABI.ExitStatus.Kind.faulted.rawValue && status.code == Fault.neverWaits.rawValue)
      #expect(status.time - start > Self.limit * UInt64(others + 1) * 9 / 10)
      #expect(status.time - start < (Self.limit + 100_000_000) * UInt64(others + 1))
      let report = try program.duplicate(child.handle, .all, name: "report")
      let text = String(decoding: try program.read(report, 4096), as: UTF8.self)
      #expect(text.hasPrefix("fault: looping, process \(child.process), thread 1: does not wait any more\n"))
      #expect(text.contains("  in 0x"))
    }
    world.expectClean()
  }

  @Test func whoWaitsNowAndThenOrHasNoLimitLives() {
    let world = world()
    world.run { program in
      let end = world.machine.clock + 3 * Self.limit
      let free = try program.spawn("free") { try self.burn($0, until: end) }
      let image = try program.open("memory:initfs", .read)
      let busy = try program.spawn("busy", handles: [image], change: { $0.hangLimit = Self.limit }) { child in
        for _ in 0..<5 {
          try self.burn(child, until: world.machine.clock + Self.limit / 4)
          try self.sleep(child, 1000)
        }
        // A child of its own has no limit.
        let own = try child.spawn("own", image: 0) { try self.burn($0, until: end) }
        _ = try child.wait(own.handle)
      }
      #expect(try program.wait(free.handle).kind == ABI.ExitStatus.Kind.exited.rawValue)
      #expect(try program.wait(busy.handle).kind == ABI.ExitStatus.Kind.exited.rawValue)
    }
    world.expectClean()
  }

  /// The host had no time for the machine: that is nobody's fault.
  @Test func aMachineThatStoodStillEndsNobody() {
    let world = world()
    world.run { program in
      let child = try program.spawn("healthy", change: { $0.hangLimit = Self.limit }) { child in
        for _ in 0..<10 {
          _ = try child.call(.clock, 0)
          world.machine.clock += 20 * Self.limit
          _ = try child.call(.clock, 0)
        }
      }
      #expect(try program.wait(child.handle).kind == ABI.ExitStatus.Kind.exited.rawValue)
    }
    world.expectClean()
  }

  /// A server whose queue is never empty works without ever waiting.
  @Test func aServerUnderLoadIsNotEnded() {
    var served = 0
    let world = world(cpus: 4)
    world.run { program in
      let end = world.machine.clock + 8 * Self.limit
      let serving = try program.register("busy")
      let child = try program.spawn("server", handles: [serving], change: { $0.hangLimit = Self.limit }) { server in
        while server.world.machine.clock < end {
          guard let next = try? server.receive(0, .nonBlocking) else { continue }
          try self.burn(server, until: world.machine.clock + 30_000_000)
          if next.kind != .close { try server.reply(0, next.request.tag, 7) }
          served += 1
        }
      }
      for index in 0..<6 {
        try program.spawn("client\(index)") { client in
          let service = try client.open("busy:")
          while client.world.machine.clock < end { _ = try? client.write(service, [1]) }
        }
      }
      try program.close(serving)
      #expect(try program.wait(child.handle).kind == ABI.ExitStatus.Kind.exited.rawValue)
    }
    #expect(served > 20)
    #expect(world.errors == [])
  }

  // MARK: What lies undone

  /// Registers itself, and does `body` instead of receiving.
  private func server(
    _ program: Program, limit: UInt64 = HangTests.limit, _ body: @escaping (Program, UInt64) throws -> Void
  ) throws -> UInt64 {
    let child = try program.spawn("server", change: { $0.hangLimit = limit }) { server in
      try body(server, try server.register("thing"))
    }
    try sleep(program, 1_000_000)
    return child.handle
  }

  @Test func whoDoesNotReceiveAnyMoreIsEndedAndItsCallersAreTold() {
    let world = world()
    world.run { program in
      let child = try self.server(program) { server, _ in try self.sleep(server, 100 * Self.limit) }
      let start = world.machine.clock
      try program.expect(.serverDied) { _ = try program.open("thing:") }
      #expect(world.machine.clock - start >= Self.limit && world.machine.clock - start < 2 * Self.limit)
      let status = try program.wait(child)
      #expect(status.kind == ABI.ExitStatus.Kind.faulted.rawValue && status.code == Fault.neverReceives.rawValue)
      #expect(world.machine.text.contains("server, process 2, thread 1: does not receive any more"))
    }
    world.expectClean()
  }

  /// What it received and forgot, while it serves others, and what only ever waits: a read.
  @Test func whoDoesNotAnswerAnyMoreIsEnded() {
    let world = world()
    world.run { program in
      let child = try self.server(program) { server, thing in
        while true {
          let next = try server.receive(thing)
          switch next.kind {
          case .open: try server.reply(thing, next.request.tag, 7)
          default: break
          }
        }
      }
      let handle = try program.open("thing:")
      let reader = try program.spawn("reader", handles: [handle]) { reader in
        try reader.expect(.serverDied) { _ = try reader.read(0, 1) }
      }
      for _ in 0..<10 {
        try self.sleep(program, Self.limit / 2)
        _ = try program.open("thing:")
      }
      let start = world.machine.clock
      try program.expect(.serverDied) { try program.write(handle, [1]) }
      #expect(world.machine.clock - start >= Self.limit && world.machine.clock - start < 3 * Self.limit)
      #expect(try program.wait(child).code == Fault.neverAnswers.rawValue)
      _ = try program.wait(reader.handle)
    }
    world.expectClean()
  }

  /// While nothing is queued nobody looks, however long that takes.
  @Test func whoIsNotCalledMaySleep() {
    let world = world()
    world.run { program in
      let child = try self.server(program) { server, thing in
        try server.reply(thing, server.receive(thing).request.tag, 7)
        try self.sleep(server, 5 * Self.limit)
        #expect(server.world.kernel.deadlines.count <= 1)
        #expect(try server.receive(thing).kind == .close)
      }
      let handle = try program.open("thing:")
      try self.sleep(program, 4 * Self.limit)
      #expect(world.kernel.deadlines.count == 1, "of the server's sleep")
      try program.close(handle)
      #expect(try program.wait(child).kind == ABI.ExitStatus.Kind.exited.rawValue)
    }
    world.expectClean()
  }

  /// Slow is not hung: there is always one more who waits, but each is received in time.
  @Test func whoReceivesNowAndThenIsNotEnded() {
    let world = world()
    world.run { program in
      let child = try self.server(program) { server, thing in
        for _ in 0..<12 {
          let next = try server.receive(thing)
          guard next.kind == .open else { continue }
          try server.reply(thing, next.request.tag, 7)
          try self.sleep(server, Self.limit * 3 / 4)
        }
      }
      for index in 0..<6 { try program.spawn("client\(index)") { client in _ = try client.open("thing:") } }
      #expect(try program.wait(child).kind == ABI.ExitStatus.Kind.exited.rawValue)
    }
    world.expectClean()
  }

  /// It is the other one's turn.
  @Test func whoWaitsForAnAnswerIsNotEnded() {
    let world = world()
    world.run { program in
      let slow = try program.register("slow")
      let child = try self.server(program) { server, thing in
        let service = try server.open("slow:")
        _ = try server.write(service, [1])
        try server.reply(thing, server.receive(thing).request.tag, 7)
        #expect(try server.receive(thing).kind == .close)
      }
      let client = try program.spawn("client") { client in _ = try client.open("thing:") }
      try program.reply(slow, program.receive(slow).request.tag, 7)
      let write = try program.receive(slow)
      try self.sleep(program, 5 * Self.limit)
      try program.reply(slow, write.request.tag, 1)
      #expect(try program.wait(child).kind == ABI.ExitStatus.Kind.exited.rawValue)
      #expect(try program.wait(client.handle).kind == ABI.ExitStatus.Kind.exited.rawValue)
    }
    world.expectClean()
  }

  @Test func whoDoesNotAcknowledgeItsInterruptIsEnded() {
    let world = world()
    world.run { program in
      let line = try program.open("irq:5")
      let deaf = try program.spawn("deaf", handles: [line], change: { $0.hangLimit = Self.limit }) { driver in
        try self.sleep(driver, 100 * Self.limit)
      }
      program.interrupt(5, at: world.machine.clock)
      #expect(try program.wait(deaf.handle).code == Fault.neverAcknowledges.rawValue, "without a single read")
      try program.write(line, [1, 0, 0, 0, 0, 0, 0, 0])
      let driver = try program.spawn("driver", handles: [line], change: { $0.hangLimit = Self.limit }) { driver in
        for _ in 0..<3 {
          _ = try driver.read(0, 8)
          try self.sleep(driver, Self.limit / 2)
          try driver.write(0, [1, 0, 0, 0, 0, 0, 0, 0])
        }
        _ = try driver.read(0, 8)
        try self.sleep(driver, 100 * Self.limit)
      }
      for _ in 0..<4 {
        try self.sleep(program, 2 * Self.limit)
        program.interrupt(5, at: world.machine.clock)
        _ = try program.call(.yield)
      }
      let status = try program.wait(driver.handle)
      #expect(status.kind == ABI.ExitStatus.Kind.faulted.rawValue && status.code == Fault.neverAcknowledges.rawValue)
    }
    world.expectClean()
  }
}
