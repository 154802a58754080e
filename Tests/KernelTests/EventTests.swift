// Event queues, pipes, timers, interrupts, ports: the kernel's own schemes.
//
// SAFETY: what the kernel's entries give back, the registers to go on with, is not looked at.

import ABI
import Testing

@testable import KernelCore

@Suite struct EventTests {
  @Test func eventsAreLevelTriggeredAndFair() {
    World.run { program in
      let queue = try program.open("event:")
      let one = try program.pipe()
      let two = try program.pipe()
      try program.subscribe(queue, one.read, .readable, 1)
      try program.subscribe(queue, two.read, .readable, 2)
      try program.subscribe(queue, one.write, .writable, 3)
      #expect(try program.events(queue).map(\.userData) == [3])
      try program.write(one.write, [1])
      try program.write(two.write, [2])
      // As long as nothing is read, all of them are reported again, each in its turn.
      #expect(try program.events(queue, 2).map(\.userData) == [3, 1])
      #expect(try program.events(queue, 2).map(\.userData) == [2, 3])
      #expect(try program.events(queue, 9).count == 3)
      _ = try program.read(one.read, 8)
      #expect(Set(try program.events(queue).map(\.userData)) == [2, 3])
      // A changed subscription counts at once, an empty one is gone.
      try program.subscribe(queue, two.read, .readable, 20)
      try program.subscribe(queue, one.write, [], 0)
      #expect(try program.events(queue).map(\.userData) == [20])
      try program.close(two.write)
      #expect(try program.events(queue).map(\.readiness) == [[.readable, .hangup]])
      try program.close(two.read)
      #expect(try program.call(.readiness, queue) == 0)
      try program.expect(.badHandle) { try program.subscribe(queue, 500, .readable) }
      try program.expect(.notSupported) { try program.subscribe(queue, queue, .readable) }
      try program.expect(.invalidArgument) { try program.call(.write, queue, 0x1000, 15, .max) }
      try program.expect(.badAddress) { try program.call(.write, queue, 0x5000_0000, 16, .max) }
    }
  }

  @Test func anEventReadWaitsForTheFirst() {
    World.run { program in
      let queue = try program.open("event:")
      let pipe = try program.pipe()
      try program.subscribe(queue, pipe.read, .readable, 5)
      try program.startThread { thread in
        _ = try thread.call(.sleep, thread.world.machine.clock + 2_000_000)
        try thread.write(pipe.write, [1])
      }
      #expect(try program.events(queue).map(\.userData) == [5])
      let impatient = try program.open("event:", [.read, .write, .nonBlocking])
      try program.expect(.wouldBlock) { _ = try program.events(impatient) }
    }
  }

  @Test func aSignalIsAnEventOfItsOwn() {
    World.run { program in
      let queue = try program.open("event:")
      let pipe = try program.pipe()
      try program.subscribe(queue, pipe.write, .writable, 3)
      let nobody = UInt64(noHandle)
      try program.subscribe(queue, nobody, .readable, 7)
      try program.subscribe(queue, nobody, .writable, 7)
      try program.subscribe(queue, nobody, .readable, 8)
      try program.subscribe(queue, nobody, .readable, 9)
      try program.subscribe(queue, nobody, [], 8)
      // Signals come first, once each; what a handle is ready for stays.
      let events = try program.events(queue)
      #expect(events.map(\.userData) == [7, 9, 3])
      #expect(events.first?.readiness == [.readable, .writable] && events.first?.handle == noHandle)
      #expect(try program.events(queue).map(\.userData) == [3])
      try program.subscribe(queue, pipe.write, [], 0)
      #expect(try program.call(.readiness, queue) == 0)
      // One thread wakes another.
      try program.startThread { thread in
        _ = try thread.call(.sleep, thread.world.machine.clock + 2_000_000)
        try thread.subscribe(queue, nobody, .readable, 4)
      }
      #expect(try program.events(queue).map(\.userData) == [4])
      for mark in 0..<UInt64(KernelLimits.queuedSignals) { try program.subscribe(queue, nobody, .readable, mark) }
      try program.expect(.wouldBlock) { try program.subscribe(queue, nobody, .readable, 1000) }
      #expect(try program.events(queue, 1000).count == KernelLimits.queuedSignals)
    }
  }

  @Test func theSameSourceInTwoQueuesAndTwoProcesses() {
    World.run { program in
      let pipe = try program.pipe()
      let queue = try program.open("event:")
      let child = try program.spawn("child", handles: [pipe.read]) { child in
        let mine = try child.open("event:")
        try child.subscribe(mine, 0, .readable, 8)
        #expect(try child.events(mine).map(\.userData) == [8])
        #expect(try child.read(0, 4) == [3])
      }
      try program.subscribe(queue, pipe.read, .readable, 7)
      try program.write(pipe.write, [3])
      #expect(try program.events(queue).map(\.userData) == [7])
      _ = try program.wait(child.handle)
      #expect(try program.call(.readiness, queue) == 0)
    }
  }

  // MARK: Pipes

  @Test func pipesCarryBytesInOrderAndEnd() {
    World.run { program in
      let pipe = try program.pipe()
      let child = try program.spawn("child", handles: [pipe.write]) { child in
        for round in 0..<40 {
          let bytes = [UInt8](repeating: UInt8(round), count: 5000)
          var done = 0
          while done < bytes.count { done += try child.write(0, Array(bytes[done...])) }
        }
      }
      try program.close(pipe.write)
      var all: [UInt8] = []
      while true {
        let part = try program.read(pipe.read, 7000)
        if part.isEmpty { break }
        all += part
      }
      #expect(all.count == 200_000)
      for round in 0..<40 { #expect(all[round * 5000 + 4999] == UInt8(round)) }
      _ = try program.wait(child.handle)
      #expect(try program.read(pipe.read, 10) == [])
    }
  }

  @Test func pipesAreBoundedAndBreak() {
    World.run { program in
      let pipe = try program.pipe()
      let quick = try program.open("pipe:", [.read, .nonBlocking])
      let quickEnd = try program.duplicate(quick, name: "write")
      try program.expect(.wouldBlock) { _ = try program.read(quick, 1) }
      var total = 0
      let chunk = try program.allocate(65536)
      while let count = try? program.call(.write, quickEnd, chunk, 40000, .max) { total += Int(count) }
      #expect(total == 65536)
      try program.expect(.wouldBlock) { try program.write(quickEnd, [1]) }
      #expect(try program.call(.readiness, quickEnd) == 0)
      _ = try program.read(quick, 100)
      #expect(try program.call(.readiness, quickEnd) == UInt64(Readiness.writable.rawValue))
      try program.close(pipe.read)
      try program.expect(.brokenPipe) { try program.write(pipe.write, [1]) }
      try program.expect(.accessDenied) { _ = try program.read(pipe.write, 1) }
      try program.expect(.invalidArgument) { _ = try program.duplicate(quick, name: "wrong") }
      try program.expect(.badAddress) { try program.call(.read, quick, 0x5000_0000, 100, .max) }
    }
  }

  @Test func aPipeWithoutMemoryToGrowIsJustSmaller() {
    World.run { program in
      let pipe = try program.pipe()
      let frames = program.world.frames
      let chunk = try program.map(65536, [.read, .write, .populate])
      var held: [UInt64] = []
      while frames.freeCount > KernelLimits.frameReserve, let frame = frames.allocate() { held.append(frame) }
      #expect(try program.call(.write, pipe.write, chunk, 65536, .max) == 4096)
      var written: UInt64 = 0
      try program.startThread { thread in written = try thread.call(.write, pipe.write, chunk, 100, .max) }
      for _ in 0..<3 { _ = try program.call(.yield) }
      #expect(written == 0)
      #expect(try program.call(.read, pipe.read, chunk, 50, .max) == 50)
      for _ in 0..<3 { _ = try program.call(.yield) }
      #expect(written == 50)
      for frame in held { frames.free(frame) }
    }
  }

  @Test func aWriterBlockedOnAFullPipeHearsThatTheReaderIsGone() {
    World.run { program in
      let pipe = try program.pipe()
      try program.startThread { thread in
        let chunk = try thread.map(65536, [.read, .write])
        #expect(try thread.call(.write, pipe.write, chunk, 65536, .max) == 65536)
        try thread.expect(.brokenPipe) { try thread.write(pipe.write, [1]) }
      }
      _ = try program.call(.sleep, program.world.machine.clock + 1_000_000)
      try program.close(pipe.read)
      _ = try program.call(.sleep, program.world.machine.clock + 1_000_000)
    }
  }

  // MARK: Timers

  @Test func timersFireAndCanBeTakenBack() {
    World.run { program in
      let timer = try program.open("time:")
      func arm(_ time: UInt64) throws { try program.call(.write, timer, try program.place(time), 8, .max) }
      let deadline = program.world.machine.clock + 4_000_000
      try arm(deadline)
      #expect(try program.call(.readiness, timer) == 0)
      #expect(try program.read(timer, 8) == [1, 0, 0, 0, 0, 0, 0, 0])
      #expect(program.world.machine.clock >= deadline)
      try arm(5)
      #expect(try program.call(.readiness, timer) == 1)
      try arm(0)
      #expect(try program.call(.readiness, timer) == 0)
      try arm(1 << 60)
      try program.expect(.invalidArgument) { try program.call(.write, timer, 0, 4, .max) }
      #expect(program.world.kernel.deadlines.count == 1)
    }
  }

  // MARK: Hardware

  @Test func interruptsAreCountedAndUnmaskedByTheAnswer() {
    World.run { program in
      let machine = program.world.machine
      let line = try program.open("irq:5")
      #expect(machine.unmasked == [5])
      let second = try program.open("irq:5")
      try program.startThread { thread in
        _ = unsafe thread.world.kernel.handleInterrupt(5, at: 1)
        _ = unsafe thread.world.kernel.handleInterrupt(5, at: 1)
        _ = unsafe thread.world.kernel.handleInterrupt(200, at: 1)
        _ = unsafe thread.world.kernel.handleInterrupt(.max, at: 1)
        _ = try thread.call(.yield)
      }
      #expect(try program.read(line, 8) == [2, 0, 0, 0, 0, 0, 0, 0])
      try program.write(line, [2, 0, 0, 0, 0, 0, 0, 0])
      // The other listener has not acknowledged yet.
      #expect(machine.unmasked == [5])
      try program.close(second)
      #expect(machine.unmasked == [5, 5])
      try program.close(line)
      #expect(machine.masked == [5])
      try program.expect(.noSuchEntry) { _ = try program.open("irq:256") }
      try program.expect(.noSuchEntry) { _ = try program.open("irq:x") }
    }
  }

  @Test func anInterruptTellsWhenTheFirstOfThemCame() {
    World.run { program in
      let line = try program.open("irq:5")
      try program.startThread { thread in
        _ = unsafe thread.world.kernel.handleInterrupt(5, at: 0x1234)
        _ = unsafe thread.world.kernel.handleInterrupt(5, at: 0x5678)
        _ = try thread.call(.yield)
      }
      #expect(try program.read(line, 16) == [2, 0, 0, 0, 0, 0, 0, 0, 0x34, 0x12, 0, 0, 0, 0, 0, 0])
      try program.startThread { thread in
        _ = unsafe thread.world.kernel.handleInterrupt(5, at: 0x9A)
        _ = try thread.call(.yield)
      }
      #expect(try program.read(line, 100) == [1, 0, 0, 0, 0, 0, 0, 0, 0x9A, 0, 0, 0, 0, 0, 0, 0])
    }
  }

  @Test func portsAreBoundedByTheirRange() {
    World.run { program in
      program.world.machine.ports[0x64] = 0x1C
      let ports = try program.open("memory:ports/60/5")
      #expect(try program.read(ports, 1, at: 4) == [0x1C])
      try program.write(ports, [0xAB], at: 0)
      #expect(program.world.machine.ports[0x60] == 0xAB)
      try program.write(ports, [1, 2], at: 1)
      #expect(program.world.machine.ports[0x61] == 0x0201)
      try program.expect(.noSuchAddress) { _ = try program.read(ports, 1, at: 5) }
      try program.expect(.noSuchAddress) { _ = try program.read(ports, 2, at: 4) }
      try program.expect(.noSuchAddress) { _ = try program.read(ports, 1, at: .max) }
      try program.expect(.invalidArgument) { _ = try program.read(ports, 3, at: 0) }
      try program.expect(.noSuchEntry) { _ = try program.open("memory:ports/FFFF/2") }
      try program.expect(.noSuchEntry) { _ = try program.open("memory:ports/10000/1") }
    }
  }

  @Test func onlyTheTrustedGetTheHardware() {
    World.run { program in
      let child = try program.spawn("child") { child in
        for path in [
          "irq:1", "memory:ports/60/1", "memory:initfs", "memory:framebuffer", "memory:physical/FE000000/1000",
        ] {
          try child.expect(.notPermitted) { _ = try child.open(path) }
        }
      }
      _ = try program.wait(child.handle)
      // Not even they get memory that belongs to others.
      try program.expect(.notPermitted) { _ = try program.open("memory:physical/200000/1000") }
      // Nor the code that runs: a page that is executed here would be writable there.
      let image = program.world.kernel.boot.bootImage
      for (address, length) in [(image.start, 4096), (image.start - 4096, 8192), (0x8_0000, 0x1_0000)] {
        try program.expect(.notPermitted) {
          _ = try program.open("memory:physical/\(String(address, radix: 16))/\(String(length, radix: 16))")
        }
      }
      let device = try program.open("memory:physical/FE000000/2000@uc")
      let address = try program.map(device, 8192, [.read, .write, .shared, .populate])
      let entry = program.memory.tables.entry(of: address + 4096)
      #expect(entry.frame == 0xFE00_1000)
      #expect(entry.rawValue & PageTableEntry.cacheDisable != 0)
      // The kernel itself does not touch devices.
      try program.expect(.badAddress) { try program.call(.write, 1, address, 1, .max) }
      try program.expect(.noSuchEntry) { _ = try program.open("memory:physical/FE000000/1000@xx") }
      try program.expect(.invalidArgument) { _ = try program.open("memory:physical/FE000001/1000") }
    }
  }

  // MARK: Text

  @Test func consoleInputWakesItsReader() {
    World.run { program in
      let console = try program.open("debug:")
      try program.startThread { thread in
        for byte in Array("ok\n".utf8) { _ = unsafe thread.world.kernel.handleConsoleInput(byte) }
        _ = try thread.call(.yield)
      }
      #expect(try program.read(console, 10) == Array("ok\n".utf8))
      try program.write(console, Array("seen".utf8))
      let log = try program.open("sys:log", .read)
      #expect(String(decoding: try program.read(log, 100), as: UTF8.self) == "seen")
      #expect(try program.read(log, 100) == [])
      try program.write(console, Array("more".utf8))
      #expect(try program.call(.readiness, log) == 1)
      #expect(String(decoding: try program.read(log, 100), as: UTF8.self) == "more")
    }
  }

  /// A pty ends its lines with a carriage return already; messages do not.
  @Test func eachLineOnTheConsoleEndsWithOneCarriageReturn() {
    World.run { program in
      let messages = try program.open("debug:")
      let terminal = try program.open("debug:line")
      try program.write(messages, Array("one\n\ntwo\nth".utf8))
      try program.write(terminal, Array("$ ls\r\n\u{1B}[B\n".utf8))
      try program.write(messages, Array("ree\n".utf8))
      #expect(program.world.machine.text == "one\r\n\r\ntwo\r\nth$ ls\r\n\u{1B}[B\nree\r\n")
      let log = try program.open("sys:log", .read)
      #expect(String(decoding: try program.read(log, 100), as: UTF8.self) == "one\n\ntwo\nthree\n")
      _ = unsafe program.world.kernel.handleConsoleInput(0x6B)
      #expect(try program.read(terminal, 10) == [0x6B])
      try program.expect(.noSuchEntry) { _ = try program.open("debug:other") }
      try program.expect(.noSuchEntry) { _ = try program.open("debug:line/x") }
    }
  }

  @Test func recordsOfTheSystem() {
    World.run { program in
      func text(_ path: String) throws -> String {
        let handle = try program.open(path, .read)
        defer { try? program.close(handle) }
        return String(decoding: try program.read(handle, 4000), as: UTF8.self)
      }
      #expect(try text("sys:command-line") == "quiet\n")
      #expect(try text("sys:schemes").contains("memory\n"))
      let memory = try program.open("sys:memory", .read)
      let status = try program.peek(MemoryStatus.self, at: try program.place(try program.read(memory, 64)))
      #expect(status.free == program.world.frames.freeCount * 4096)
      #expect(status.processes == 1 && status.threads == 1)
      #expect(try program.call(.seek, memory, 8, 0) == 8)
      #expect(try program.read(memory, 100).count == 56)
      try program.expect(.invalidArgument) { try program.call(.seek, memory, UInt64(bitPattern: -100), 1) }
      try program.expect(.noSuchEntry) { _ = try text("sys:nothing") }
      let list = try program.open("proc:", .read)
      let entries = try program.callHandle(
        list, Operation.readDirectory.rawValue, [UInt8](repeating: 0, count: 8), capacity: 256)
      #expect(entries.output.count == 32 && entries.output[24] == 0x31)
      try program.expect(.notSupported) { _ = try program.callHandle(list, 0x4000) }
    }
  }
}
