// Who runs: classes, slices, patience, and that no wake-up is lost whatever the order of things.

import ABI
import Testing

@testable import KernelCore

@Suite struct SchedulerTests {
  @Test(arguments: [1, 4])
  func aClockThatForgetsIsLookedAtInTime(cpus: Int) {
    let second: UInt64 = 1_000_000_000
    for patience in [nil, 2 * second] {
      let world = World(cpus: cpus)
      world.machine.clockPatience = patience
      world.run { program in
        let settings = world.machine.timerSettings
        _ = try program.call(.sleep, world.machine.clock + 60 * second)
        // Nobody wakes an idle machine more often than needed, or at all where it is not.
        #expect(world.machine.timerSettings - settings <= (patience == nil ? 2 : 33))
        // Or the world would go on for ever.
        world.machine.clockPatience = nil
      }
      world.expectClean()
      #expect(world.machine.longestPause <= (patience ?? 60 * second) + second / 100)
      #expect(world.machine.longestPause >= (patience ?? 60 * second) - second / 100)
    }
  }

  @Test func aNarrowCounterBecomesWide() {
    for bits in [24, 32] {
      let round = UInt64(1) << UInt64(bits)
      var time = round - 3
      // Whatever stands in the bits that the counter does not have.
      func show() -> UInt32 { UInt32(truncatingIfNeeded: bits == 24 ? time & (round - 1) | 0xAB00_0000 : time) }
      var counter = WrappingCounter(bits: bits, value: show())
      #expect(counter.round == round && counter.count(show()) == time)
      for step in [0, 1, 2, 1, round / 2, round / 2, round - 1, round - 1, 5, round / 2 + 7] {
        time += step
        #expect(counter.count(show()) == time)
      }
    }
  }

  /// Programs that only burn time: `work` looks at the clock, which lets time pass.
  private func burn(_ program: Program, until end: UInt64, _ count: () -> Void) throws {
    while program.world.machine.clock < end {
      _ = try program.call(.clock, 0)
      count()
    }
  }

  @Test func equalThreadsShareTheProcessor() {
    var shares = [Int](repeating: 0, count: 4)
    let world = World()
    world.machine.tick = 50_000
    world.run { program in
      let end = world.machine.clock + 2_000_000_000
      for index in 0..<4 {
        try program.spawn("busy\(index)") { child in
          try self.burn(child, until: end) { shares[index] += 1 }
        }
      }
    }
    world.expectClean()
    let least = shares.min() ?? 0
    let most = shares.max() ?? 0
    #expect(least > 0 && most - least < most / 4)
  }

  @Test func theUrgentComeFirstAndTheRestDoesNotStarve() {
    var urgent = 0
    var patient = 0
    let world = World()
    world.machine.tick = 50_000
    world.run { program in
      let end = world.machine.clock + 4_000_000_000
      try program.spawn("urgent", change: { $0.priority = Priority.interactive.rawValue }) { child in
        try self.burn(child, until: end) { urgent += 1 }
      }
      try program.spawn("patient", change: { $0.priority = Priority.batch.rawValue }) { child in
        try self.burn(child, until: end) { patient += 1 }
      }
    }
    world.expectClean()
    #expect(patient > 0)
    #expect(urgent > patient * 8)
  }

  @Test func aWokenUrgentThreadRunsAtOnce() {
    var order: [String] = []
    World.run { program in
      let pipe = try program.pipe()
      let urgent = try program.spawn(
        "urgent", handles: [pipe.read], change: { $0.priority = Priority.interrupt.rawValue }
      ) { child in
        _ = try child.read(0, 1)
        order.append("urgent")
      }
      _ = try program.call(.sleep, program.world.machine.clock + 1_000_000)
      try program.write(pipe.write, [1])
      order.append("writer")
      _ = try program.wait(urgent.handle)
    }
    #expect(order == ["urgent", "writer"])
  }

  /// Under an urgent thread that never rests, the timer must not fire more often than a slice is long.
  @Test func theTimerRestsWhileOnlyTheLessUrgentWait() {
    let world = World()
    world.machine.tick = 100_000
    world.run { program in
      let end = world.machine.clock + 400_000_000
      let handles = [Priority.batch, .interrupt].map { priority in
        try? program.spawn("busy", change: { $0.priority = priority.rawValue }) { child in
          try self.burn(child, until: end) {}
        }.handle
      }
      for handle in handles { _ = try program.wait(try #require(handle)) }
    }
    world.expectClean()
    // Forty slices, and the few settings around them.
    #expect(world.machine.timerSettings > 20 && world.machine.timerSettings < 80)
  }

  @Test func anIdleMachineSetsNoTimer() {
    let world = World()
    world.run { program in
      try program.startThread { _ = try $0.call(.sleep, .max) }
      _ = try program.call(.sleep, .max)
    }
    #expect(world.machine.timer == nil)
    #expect(world.kernel.processes.count == 1)
  }

  @Test func deadlinesComeInOrder() {
    var heap = DeadlineHeap()
    var random = SeededRandom(state: 11)
    let timers = (0..<200).map { _ in Timer() }
    var expected: [Int: UInt64] = [:]
    for _ in 0..<2000 {
      let index = Int(random.next() % 200)
      if random.next() % 3 == 0 {
        heap.remove(timers[index].armed())
        expected[index] = nil
      } else {
        let time = random.next() % 1000
        heap.set(timers[index].armed(), to: time)
        expected[index] = time
      }
      #expect(heap.earliest?.time == expected.values.min())
    }
    var last: UInt64 = 0
    var count = 0
    while let due = heap.popDue(at: 2000) {
      #expect(due.time >= last)
      last = due.time
      count += 1
    }
    #expect(count == expected.count)
  }

  /// Producers and consumers over pipes, events, futexes and calls with random sleeps: everything that was sent
  /// arrives.
  @Test(arguments: 0..<12) func noWakeUpIsLost(seed: Int) {
    var received = 0
    let world = World()
    world.machine.tick = 200_000
    world.run { program in
      let pipes = [try program.pipe(), try program.pipe(), try program.pipe()]
      let server = try program.register("count")
      for (index, pipe) in pipes.enumerated() {
        try program.spawn("producer\(index)", handles: [pipe.write]) { child in
          var random = SeededRandom(state: UInt64(seed * 10 + index))
          let service = try child.open("count:")
          for _ in 0..<60 {
            switch random.next() % 3 {
            case 0: _ = try child.call(.sleep, child.world.machine.clock + random.next() % 3_000_000)
            case 1: _ = try child.call(.yield)
            default: _ = try child.call(.clock, 0)
            }
            try child.write(0, [1])
            if random.next() % 4 == 0 { _ = try child.write(service, [1]) }
          }
          try child.close(service)
        }
        try program.close(pipe.write)
      }
      let queue = try program.open("event:")
      for (index, pipe) in pipes.enumerated() { try program.subscribe(queue, pipe.read, .readable, UInt64(index)) }
      try program.subscribe(queue, server, .readable, 9)
      var open = 3
      var closed = 0
      while open > 0 || closed < 3 {
        for event in try program.events(queue, 2) {
          if event.userData == 9 {
            let next = try program.receive(server)
            if next.kind == .close { closed += 1 } else { try program.reply(server, next.request.tag, 1) }
            continue
          }
          let pipe = pipes[Int(event.userData)]
          let bytes = try program.read(pipe.read, 3)
          received += bytes.count
          if bytes.isEmpty {
            open -= 1
            try program.close(pipe.read)
          }
        }
      }
    }
    world.expectClean()
    #expect(received == 180)
  }
}
