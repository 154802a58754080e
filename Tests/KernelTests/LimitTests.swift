// What a process may have of the machine: who asks for too much is refused, and nobody else.

import ABI
import Testing

@testable import KernelCore

@Suite struct LimitTests {
  /// A world that runs `body` to its end.
  private func run(_ body: @escaping (Program) throws -> Void) -> World {
    let world = World()
    var isDone = false
    world.run { program in
      try body(program)
      isDone = true
    }
    #expect(isDone)
    #expect(world.errors == [])
    return world
  }

  /// Takes memory in pieces of 64 KiB until it is refused; leaves it mapped.
  private static func takeAll(_ program: Program) throws {
    // Room for the arguments of later calls.
    _ = try? program.allocate(16)
    var failure: Errno?
    while failure == nil {
      failure = try program.failure { _ = try program.map(1 << 16, [.read, .write, .populate]) }
    }
    #expect(failure == .outOfMemory)
  }

  private static func asUser(_ block: inout SpawnBlock) {
    block.user = 1000
    block.group = 1000
  }

  @Test func whoTakesAllLeavesAFifthToTheOthers() {
    let world = run { program in
      let frames = program.world.frames
      let ready = try program.pipe()
      let hog = try program.spawn("hog", handles: [ready.write], change: Self.asUser) { child in
        try Self.takeAll(child)
        let used = child.memory.account.used
        #expect(used <= frames.freeCount * 4 && used + 100 >= frames.freeCount * 4)
        // One page more ends it in no other way than by an error, or a fault of its own.
        try child.expect(.outOfMemory) { _ = try child.map(1 << 20, [.read, .write]) }
        try child.write(0, [1])
        try child.call(.sleep, .max)
      }
      _ = try program.read(ready.read, 1)
      let free = frames.freeCount
      let second = try program.spawn("second", change: Self.asUser) { child in
        let area = try child.map(1 << 20, [.read, .write, .populate])
        try child.poke([1], at: area)
        let object = try child.open("memory:1048576")
        let shared = try child.map(object, 1 << 20, [.read, .write, .shared, .populate])
        try child.poke([1], at: shared)
        #expect(child.memory.account.used > 512)
      }
      #expect(try program.wait(second.handle).kind == 0)
      #expect(frames.freeCount + 4 >= free)
      // A service gets what is left.
      let service = try program.map((free - 512) * pageSize, [.read, .write, .populate])
      try program.call(.unmap, service, (free - 512) * pageSize)
      try program.call(.kill, UInt64(hog.process), UInt64(Signal.kill.rawValue))
      _ = try program.wait(hog.handle)
      #expect(frames.freeCount > free + free)
    }
    world.expectClean()
  }

  @Test func manyTogetherDoNotGetAtTheReserveOfTheServices() {
    _ = run { program in
      let frames = program.world.frames
      let go = try program.pipe()
      let late = try program.spawn("late", handles: [go.read], change: Self.asUser) { child in
        // A page for the arguments of the calls below.
        _ = try child.place([0])
        _ = try child.read(0, 1)
        // Not even a pipe: the kernel would pay for it.
        while frames.freeCount > frames.serviceReserve {
          guard try child.failure({ _ = try child.open("pipe:") }) == nil else { break }
        }
        try child.expect(.outOfMemory) { _ = try child.open("pipe:") }
        try child.expect(.outOfMemory) { _ = try child.open("memory:4096") }
        try child.expect(.outOfMemory) { _ = try child.map(4096, [.read, .write]) }
      }
      for number in 0..<12 {
        try program.spawn("hog\(number)", change: Self.asUser) { child in
          try Self.takeAll(child)
          try child.call(.sleep, .max)
        }
        try program.call(.sleep, program.world.machine.clock + 100_000_000)
      }
      #expect(frames.freeCount >= frames.serviceReserve - 64 && frames.freeCount < frames.serviceReserve + 256)
      try program.write(go.write, [1])
      _ = try program.wait(late.handle)
      // A service goes on, and what others made it map is no danger to it.
      _ = try program.pipe()
      _ = try program.map(64 << 10, [.read, .write, .populate])
    }
  }

  @Test func anObjectIsOnTheAccountOfItsMaker() {
    _ = run { program in
      let server = try program.register("give")
      let child = try program.spawn("maker", change: Self.asUser) { child in
        let object = try child.open("memory:8388608")
        let area = try child.map(object, 8 << 20, [.read, .write, .shared])
        let before = child.memory.account.used
        var page: UInt64 = 0
        // Three of them are too much, whoever maps them.
        while child.memory.account.used < before + 1500 {
          try child.poke([1], at: area + page * pageSize)
          page += 1
        }
        let handle = try child.open("give:")
        _ = try child.callHandle(handle, 0x1000, sending: object)
        try child.call(.unmap, area, 8 << 20)
        #expect(child.memory.account.used >= before + 1500)
        try Self.takeAll(child)
      }
      let open = try program.receive(server)
      try program.reply(server, open.request.tag, 1)
      let request = try program.receive(server)
      let object = UInt64(request.request.handle)
      let own = program.memory.account.used
      let area = try program.map(object, 8 << 20, [.read, .write, .shared])
      try program.reply(server, request.request.tag, 0)
      _ = try program.wait(child.handle)
      // Its maker is gone; the object lives as long as somebody has it.
      let free = program.world.frames.freeCount
      try program.poke([2], at: area + (8 << 20) - 1)
      #expect(program.memory.account.used <= own + 1)
      try program.call(.unmap, area, 8 << 20)
      try program.close(object)
      #expect(program.world.frames.freeCount > free + 1400)
    }
  }

  /// A client that has used up its share must not take a service with it.
  @Test func aServiceIsNotRefusedForWhatOthersMadeItMap() {
    _ = run { program in
      let server = try program.register("draw")
      let child = try program.spawn("client", change: Self.asUser) { child in
        let object = try child.open("memory:65536")
        try Self.takeAll(child)
        let handle = try child.open("draw:")
        _ = try child.callHandle(handle, 0x1000, sending: object)
      }
      let open = try program.receive(server)
      try program.reply(server, open.request.tag, 1)
      let request = try program.receive(server)
      let area = try program.map(UInt64(request.request.handle), 65536, [.read, .write, .shared])
      #expect(program.fault(area, write: false) && program.fault(area + 8192, write: true))
      try program.reply(server, request.request.tag, 0)
      _ = try program.wait(child.handle)
    }
  }

  @Test func theLimitsAreTold() {
    World.run { program in
      let child = try program.spawn("small", change: { $0.memoryLimit = 40 * 4096 }) { child in
        let file = try child.open("proc:self/limits", .read)
        let text = String(decoding: try child.read(file, 512), as: UTF8.self)
        let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(lines.map { $0.first } == ["memory", "handles", "threads", "mappings"])
        #expect(lines[0][2] == "163840" && (UInt64(lines[0][1]) ?? 0) > 0)
        #expect(lines[1].dropFirst() == ["0", "1024"] && lines[2].dropFirst() == ["1", "256"])
        for _ in 0..<ProcessLimits.handles - 1 { _ = try child.duplicate(file) }
        try child.expect(.tooManyHandles) { _ = try child.duplicate(file) }
        try child.expect(.tooManyHandles) { _ = try child.open("pipe:") }
        for _ in 1..<ProcessLimits.threads { try child.startThread { _ in } }
        try child.expect(.wouldBlock) { try child.startThread { _ in } }
      }
      _ = try program.wait(child.handle)
    }
  }
}
