// Several CPUs: that work spreads, that what one CPU changes is true on all of them, and that none sleeps beside work.
//
// World.checkCPUs looks at all CPUs after each step of these tests: one thread a CPU, no stale translation, a timer for
// the earliest deadline, and nobody halts while a thread waits.
//
// SAFETY: `Shared` may be sent to programs, since only one of them runs at a time (World.swift).

import ABI
import Testing

@testable import KernelCore

/// What the programs of a test count.
private final class Shared<Value>: @unchecked Sendable {
  var value: Value
  init(_ value: Value) { self.value = value }
}

@Suite struct ProcessorTests {
  /// Burns `calls` system calls.
  private func burn(_ program: Program, _ calls: Int) throws {
    for _ in 0..<calls { _ = try program.call(.clock, 0) }
  }

  @Test func threadsSpreadOverAllProcessors() {
    let world = World(cpus: 4)
    let seen = Shared<Set<Int>>([])
    world.run { program in
      for _ in 0..<3 {
        try program.startThread { program in
          try burn(program, 50)
          seen.value.insert(program.kernelThread.cpu)
        }
      }
      try burn(program, 100)
      seen.value.insert(program.kernelThread.cpu)
    }
    world.expectClean()
    #expect(seen.value.count == 4)
  }

  @Test func moreThreadsThanProcessorsGetTheSame() {
    let world = World(cpus: 2)
    let counts = Shared([Int](repeating: 0, count: 5))
    world.machine.tick = 100_000
    world.run { program in
      for number in 0..<5 {
        try program.startThread(0x1000 + UInt64(number)) { program in
          while program.world.machine.clock < 3_000_000_000 {
            try burn(program, 1)
            counts.value[number] += 1
          }
        }
      }
      try program.call(.sleep, 4_000_000_000)
    }
    world.expectClean()
    let (least, most) = (counts.value.min() ?? 0, counts.value.max() ?? 0)
    #expect(least * 10 > most * 6, "\(counts.value)")
  }

  @Test func anUnmappedPageIsGoneOnAllProcessors() {
    let world = World(cpus: 3)
    world.run { program in
      let page = try program.map(8192, [.read, .write])
      try program.poke([1], at: page)
      for _ in 0..<2 { try program.startThread { program in try burn(program, 40) } }
      try burn(program, 5)
      let others = program.memory.loadedOn & ~program.world.kernel.cpu.bit
      #expect(others.nonzeroBitCount == 2)
      try program.call(.unmap, page, 8192)
      try burn(program, 5)
    }
    world.expectClean()
    #expect(world.machine.invalidated.count >= 3 * 2)
  }

  @Test func aThreadOnAnotherProcessorEndsWithItsProcess() {
    let world = World(cpus: 2)
    let isOver = Shared(false)
    world.run { program in
      try program.startThread { program in
        while true { try burn(program, 1) }
      }
      try burn(program, 10)
      isOver.value = true
      try program.call(.exit, 0)
    }
    world.expectClean()
    #expect(isOver.value)
  }

  @Test func callsWorkFromEveryProcessor() {
    let world = World(cpus: 4)
    let answers = Shared(0)
    world.run { program in
      let server = try program.register("a")
      for _ in 0..<6 {
        try program.startThread { program in
          let handle = try program.open("a:x")
          for _ in 0..<20 where try program.write(handle, [1, 2, 3]) == 3 { answers.value += 1 }
          try program.close(handle)
        }
      }
      try program.serveSimply(server, closes: 6)
    }
    world.expectClean()
    #expect(answers.value == 120)
  }

  @Test func aStoppedProcessRunsNowhere() {
    let world = World(cpus: 2)
    let steps = Shared(0)
    world.run { program in
      let (_, number) = try program.spawn("child") { program in
        while steps.value < 100_000 {
          try burn(program, 1)
          steps.value += 1
        }
      }
      while steps.value < 20 { try burn(program, 1) }
      try program.call(.kill, UInt64(number), UInt64(Signal.stop.rawValue))
      let before = steps.value
      try burn(program, 50)
      #expect(steps.value <= before + 1)
      try program.call(.kill, UInt64(number), UInt64(Signal.continue.rawValue))
      while steps.value < before + 10 { try burn(program, 1) }
      try program.call(.kill, UInt64(number), UInt64(Signal.kill.rawValue))
    }
    world.expectClean()
  }

  @Test func aProcessMovesWhereItMayGo() {
    let world = World(cpus: 4)
    // A slice is ten looks at the clock.
    world.machine.tick = 1_000_000
    let steps = Shared(0)
    world.run { program in
      func set(_ handle: UInt64, _ bits: UInt64) throws -> [UInt8] {
        let input = (0..<8).map { UInt8(truncatingIfNeeded: bits >> ($0 * 8)) }
        return try program.callHandle(handle, KernelOperation.affinity.rawValue, input, capacity: 8).output
      }
      let child = try program.spawn("busy") { child in
        // More threads than CPUs that are left, and one that sleeps.
        for index in 0..<3 {
          try child.startThread { thread in
            while true {
              try burn(thread, 2)
              steps.value += 1
              if index == 2 { try thread.call(.sleep, thread.world.machine.clock + 50_000) }
            }
          }
        }
        while true { try burn(child, 1) }
      }
      let told = try program.callHandle(child.handle, KernelOperation.affinity.rawValue, capacity: 8)
      #expect(told.output == [15, 0, 0, 0, 0, 0, 0, 0])
      for bits: UInt64 in [1, 2, 4, 8, 3, 12, 1 << 63 | 2, .max] {
        #expect(try set(child.handle, bits)[0] == UInt8(bits & 15))
        let before = steps.value
        for _ in 0..<60 {
          try burn(program, 2)
          for thread in world.kernel.processes.find(child.process)?.threads ?? [] {
            guard thread.state == .running else { continue }
            // Who runs elsewhere has not come into the kernel since.
            #expect(bits & 1 << UInt64(thread.cpu) != 0 || thread.pending.contains(.moves))
          }
        }
        let threads = world.kernel.processes.find(child.process)?.threads ?? []
        #expect(steps.value > before, "\(bits): \(threads.map { ($0.cpu, $0.queuedOn, $0.state, $0.wait) })")
        #expect(threads.count == 4 && threads.allSatisfy { $0.cpu < 0 || bits & 1 << UInt64($0.cpu) != 0 })
      }
      // No CPU that there is, and half a set.
      try program.expect(.invalidArgument) { _ = try set(child.handle, 1 << 40) }
      try program.expect(.invalidArgument) {
        _ = try program.callHandle(child.handle, KernelOperation.affinity.rawValue, [1, 0], capacity: 8)
      }
      try program.call(.kill, UInt64(child.process), UInt64(Signal.kill.rawValue))
    }
    world.expectClean()
  }

  @Test func affinityIsInheritedAndGuarded() {
    let world = World(cpus: 2)
    world.run { program in
      let mine = try program.open("proc:self")
      let two: [UInt8] = [2, 0, 0, 0, 0, 0, 0, 0]
      #expect(try program.callHandle(mine, KernelOperation.affinity.rawValue, two, capacity: 8).output == two)
      #expect(program.kernelThread.cpu == 1)
      let child = try program.spawn("child", change: { $0.user = 1000 }) { child in
        try child.startThread { _ in }
        #expect(child.kernelThread.process.threads.allSatisfy { $0.affinity == 2 } && child.kernelThread.cpu == 1)
        let first = try child.open("proc:1")
        #expect(try child.callHandle(first, KernelOperation.affinity.rawValue, capacity: 8).output == two)
        try child.expect(.notPermitted) {
          _ = try child.callHandle(first, KernelOperation.affinity.rawValue, two, capacity: 8)
        }
      }
      _ = try program.wait(child.handle)
    }
    world.expectClean()
  }

  @Test func aThreadStaysWhereItMay() {
    let world = World(cpus: 3)
    let seen = Shared<Set<Int>>([])
    world.run { program in
      try program.startThread { program in
        program.kernelThread.affinity = .cpu(2)
        try program.call(.sleep, program.world.machine.clock + 1_000_000)
        for _ in 0..<50 {
          try burn(program, 3)
          seen.value.insert(program.kernelThread.cpu)
          try program.call(.sleep, program.world.machine.clock + 100_000)
        }
      }
      try program.call(.sleep, program.world.machine.clock + 100_000_000)
    }
    world.expectClean()
    #expect(seen.value == [2])
  }
}
