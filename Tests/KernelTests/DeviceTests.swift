// What only the one who hands out devices gets: authority, messages, memory in one piece.

import ABI
import Testing

@testable import KernelCore

@Suite struct DeviceTests {
  @Test func anAuthorityOpensWhatItsHolderMayNot() {
    World.run { program in
      let memory = try program.open("memory:authority", .read)
      let interrupts = try program.open("irq:authority", .read)
      let child = try program.spawn("pcid", handles: [memory, interrupts]) { daemon in
        for path in ["memory:authority", "memory:dma/4096", "irq:message", "irq:authority", "memory:ports/60/5"] {
          try daemon.expect(.notPermitted) { _ = try daemon.open(path) }
        }
        let registers = try daemon.duplicate(0, name: "physical/fe000000/1000@uc")
        _ = try daemon.map(registers, 4096, [.read, .write, .shared])
        let ports = try daemon.duplicate(0, name: "ports/cf8/8")
        try daemon.write(ports, [1, 2, 3, 4], at: 4)
        #expect(daemon.world.machine.ports[0xCFC] == 0x0403_0201)
        _ = try daemon.duplicate(1, name: "11")
        #expect(daemon.world.machine.unmasked.last == 11)
        try daemon.expect(.noSuchEntry) { _ = try daemon.duplicate(1, name: "ports/cf8/8") }
        try daemon.expect(.noSuchEntry) { _ = try daemon.duplicate(0, name: "x") }
        // Memory that the kernel gives out is nobody's device.
        try daemon.expect(.notPermitted) { _ = try daemon.duplicate(0, name: "physical/200000/1000") }
      }
      _ = try program.wait(child.handle)
    }
  }

  @Test func aMessageArrivesLikeALine() {
    World.run { program in
      let first = try program.open("irq:message")
      let second = try program.open("irq:message")
      let told = try program.callHandle(first, KernelOperation.interruptMessage.rawValue, capacity: 16)
      let other = try program.callHandle(second, KernelOperation.interruptMessage.rawValue, capacity: 16)
      #expect(Array(told.output[0..<4]) == [0, 0, 0xE0, 0xFE] && told.output[8] == 200 && other.output[8] == 201)
      // Its line belongs to no controller and to nobody else.
      try program.expect(.noSuchEntry) { _ = try program.open("irq:200") }
      program.world.kernel.arrive(200)
      program.world.kernel.arrive(200)
      #expect(try program.read(first, 8) == [2, 0, 0, 0, 0, 0, 0, 0])
      #expect(try program.call(.readiness, second) == 0)
      try program.close(first)
      #expect(try program.open("irq:message") == first)
      _ = try (program.open("irq:message"), program.open("irq:message"))
      try program.expect(.busy) { _ = try program.open("irq:message") }
      // Who may not call is not told.
      let blind = try program.duplicate(second, [.read, .write])
      try program.expect(.accessDenied) {
        _ = try program.callHandle(blind, KernelOperation.interruptMessage.rawValue, capacity: 16)
      }
    }
  }

  @Test func whoGovernsTheDevicesRemapsThePins() {
    World.run { program in
      let interrupts = try program.open("irq:authority", .read)
      let told = try program.callHandle(interrupts, KernelOperation.lineMessages.rawValue, capacity: 4096)
      #expect(told.output.count == 24 * 16 && told.output[16 * 5 + 8] == 53)
      _ = try program.callHandle(interrupts, KernelOperation.remapLines.rawValue)
      #expect(program.world.machine.remappings == 1)
      let memory = try program.open("memory:authority", .read)
      let blind = try program.duplicate(interrupts, [.read])
      for operation in [KernelOperation.lineMessages, .remapLines] {
        try program.expect(.notSupported) { _ = try program.callHandle(memory, operation.rawValue, capacity: 16) }
        try program.expect(.accessDenied) { _ = try program.callHandle(blind, operation.rawValue, capacity: 16) }
      }
      #expect(program.world.machine.remappings == 1)
    }
  }

  @Test func interruptsAreSpreadAndStay() {
    var spread = InterruptSpread(lines: 256)
    for number in [0, 2, 5] { spread.join(number) }
    #expect([1, 12, 150, 151].map { spread.home(of: $0) } == [0, 2, 5, 0])
    #expect([151, 150, 12, 1].map { spread.home(of: $0) } == [0, 5, 2, 0])
    // What is given up makes room.
    spread.release(150)
    spread.release(150)
    #expect(spread.home(of: 152) == 2 || spread.home(of: 152) == 5)
    #expect((0..<90).map { spread.home(of: $0) }.filter { $0 == 5 }.count >= 28)
    #expect(spread.home(of: 9999) == 0)
    spread.release(9999)
  }

  @Test func deviceMemoryIsInOnePieceAndWaitsForItsDevice() {
    World.run { program in
      let authority = try program.open("memory:authority", .read)
      let before = program.world.frames.freeCount
      let memory = try program.duplicate(authority, name: "dma/20000")
      let told = try program.callHandle(memory, KernelOperation.deviceAddress.rawValue, capacity: 8)
      let start = told.output.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      #expect(start % 32768 == 0 && program.world.frames.freeCount == before - 8)
      let address = try program.map(memory, 20000, [.read, .write, .shared])
      for page: UInt64 in 0..<5 {
        #expect(try program.peek(address + page * 4096, 4096).allSatisfy { $0 == 0 })
        try program.poke([UInt8(page) + 1], at: address + page * 4096)
        #expect(program.world.frames.memory.load(UInt8.self, at: start + page * 4096) == UInt8(page) + 1)
      }
      let blind = try program.duplicate(memory, [.read, .write, .map])
      try program.expect(.accessDenied) {
        _ = try program.callHandle(blind, KernelOperation.deviceAddress.rawValue, capacity: 8)
      }
      try program.close(blind)
      try program.close(memory)
      try program.call(.unmap, address, 20000)
      // Nobody has it, and the device may still write there.
      let tables = before - 8 - program.world.frames.freeCount
      #expect(tables <= 3)
      _ = try program.callHandle(authority, KernelOperation.reclaim.rawValue)
      #expect(program.world.frames.freeCount == before - tables)
    }
  }

  @Test func ordinaryMemoryTellsNoAddress() {
    World.run { program in
      let memory = try program.open("memory:4096")
      try program.expect(.notSupported) {
        _ = try program.callHandle(memory, KernelOperation.deviceAddress.rawValue, capacity: 8)
      }
      let interrupts = try program.open("irq:authority", .read)
      try program.expect(.notSupported) { _ = try program.callHandle(interrupts, KernelOperation.reclaim.rawValue) }
      try program.expect(.invalidArgument) { _ = try program.open("memory:dma/4194305") }
      try program.expect(.noSuchEntry) { _ = try program.open("memory:dma/0") }
    }
  }
}
