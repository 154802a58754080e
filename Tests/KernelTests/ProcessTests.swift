// Processes and threads: start, end, signals, groups, waiting, sleeping, futexes.

import ABI
import Testing

@testable import KernelCore

@Suite struct ProcessTests {
  @Test func spawnPassesEverythingOn() {
    World.run { program in
      let pipe = try program.pipe()
      let blob: [UInt8] = Array("arguments".utf8)
      let address = try program.place(blob)
      let child = try program.spawn(
        "child", handles: [UInt64(noHandle), pipe.write],
        change: {
          $0.blob = address
          $0.blobLength = UInt64(blob.count)
          $0.user = 1000
          $0.group = 100
          $0.processGroup = SpawnBlock.own
          $0.priority = Priority.batch.rawValue
        }
      ) { child in
        #expect(try child.peek(child.startArgument, blob.count) == blob)
        #expect(try child.write(1, [1, 2, 3]) == 3)
        try child.expect(.badHandle) { _ = try child.write(0, [1]) }
        #expect(try child.call(.identify, Identity.user.rawValue) == 1000)
        #expect(try child.call(.identify, Identity.group.rawValue) == 100)
        #expect(try child.call(.identify, Identity.parent.rawValue) == 1)
        let own = try child.call(.identify, Identity.process.rawValue)
        #expect(try child.call(.identify, Identity.processGroup.rawValue) == own)
        try child.expect(.notPermitted) { try child.call(.setIdentity, 0, 0) }
        // The program itself: text can be read, not written; data can be written, and ends in zeros.
        #expect(try child.peek(TestImage.entry, 1) == [0xC3])
        try child.expect(.accessDenied) { try child.call(.read, 1, TestImage.entry, 1, .max) }
        #expect(try child.peek(TestImage.dataAddress, 2) == [0xDA, 0xDA])
        #expect(try child.peek(TestImage.dataAddress + 0x18, 2) == [0, 0])
        #expect(try child.peek(TestImage.bssAddress, 2) == [0, 0])
        try child.poke([7], at: TestImage.dataAddress)
        try child.call(.exit, 41)
      }
      #expect(try program.read(pipe.read, 10) == [1, 2, 3])
      let status = try program.wait(child.handle)
      #expect(
        status.kind == ABI.ExitStatus.Kind.exited.rawValue && status.code == 41 && status.process == child.process)
      // The image is unharmed: the next child sees the original data.
      let second = try program.spawn("second") { second in
        #expect(try second.peek(TestImage.dataAddress, 1) == [0xDA])
        _ = try second.call(.yield)
      }
      _ = try program.wait(second.handle)
    }
  }

  @Test func spawnRefusesWhatIsWrong() {
    World.run { program in
      func attempt(_ errno: Errno, _ change: @escaping (inout SpawnBlock) -> Void) throws {
        try program.expect(errno) { _ = try program.spawn("x", change: change) { _ in } }
      }
      try attempt(.badExecutable) { $0.imageLength = 10 }
      try attempt(.badExecutable) { $0.imageLength = .max }
      try attempt(.badExecutable) { $0.imageOffset = 8 }
      try attempt(.badExecutable) { $0.imageOffset = 0 }
      try attempt(.badHandle) { $0.image = 77 }
      try attempt(.accessDenied) { $0.image = 1 }
      try attempt(.argumentListTooLong) { $0.handleCount = 5000 }
      try attempt(.argumentListTooLong) { $0.blobLength = 1 << 30 }
      try attempt(.badAddress) {
        $0.blob = 0x5000_0000
        $0.blobLength = 100
      }
      try attempt(.invalidArgument) { $0.priority = 9 }
      try attempt(.noSuchProcess) { $0.processGroup = 4711 }
      try attempt(.badAddress) {
        $0.handles = 0x5000_0000
        $0.handleCount = 3
      }
      try program.expect(.badAddress) { try program.call(.spawn, 0x5000_0000) }
    }
  }

  @Test func anImageThatCanStillBeWrittenDoesNotRun() {
    World.run { program in
      let elf = TestImage.elf()
      let length = UInt64(elf.count + 4095) & ~4095
      let object = try program.open("memory:\(elf.count)")
      func start(_ body: @escaping (Program) throws -> Void = { _ in }) throws -> UInt64 {
        try program.spawn(
          "child",
          change: {
            $0.image = RawHandle(object)
            $0.imageOffset = 0
          }, body
        ).handle
      }
      // Whoever holds the mapping, however small its rest is, and whatever its rights are at the moment.
      let writer = try program.spawn("writer", handles: [object]) { child in
        let address = try child.map(0, length, [.read, .write, .shared])
        try child.poke(elf, at: address)
        try child.call(.unmap, address, length - 4096)
        try child.call(.protect, address + length - 4096, 4096, MapFlags.read.rawValue)
        _ = try child.call(.yield)
      }
      _ = try program.call(.yield)
      try program.expect(.busy) { _ = try start() }
      _ = try program.wait(writer.handle)
      // A private copy is nobody's but its owner's.
      let own = try program.map(object, 4096, [.read, .write])
      let first = try start { child in
        let (code, data) = (try child.peek(TestImage.entry, 1), try child.peek(TestImage.dataAddress, 1))
        #expect(code == [0xC3] && data == [0xDA])
      }
      try program.poke([0x90], at: own)
      try program.expect(.accessDenied) { try program.call(.protect, own, 4096, 5) }
      _ = try program.wait(first)
      // From now on nobody can write to it any more, through whatever handle; and written once, it is not mapped.
      for handle in [object, try program.duplicate(object)] {
        try program.expect(.accessDenied) { _ = try program.map(handle, 4096, [.read, .write, .shared]) }
        try program.expect(.accessDenied) { _ = try program.map(handle, 4096, [.read, .execute]) }
      }
      _ = try program.wait(try start())
    }
  }

  /// Starts a program that may lie anywhere, `count` times: where it lay, and the report of the fault that ended it.
  private func places(_ count: Int, _ program: Program) throws -> [(entry: UInt64, report: String)] {
    let elf = TestImage.elf(type: 3)
    let object = try program.open("memory:\(elf.count)")
    let address = try program.map(object, UInt64(elf.count), [.read, .write, .shared])
    try program.poke(elf, at: address)
    try program.call(.unmap, address, UInt64(elf.count))
    var found: [(UInt64, String)] = []
    for _ in 0..<count {
      var entry: UInt64 = 0
      let child = try program.spawn(
        "child",
        change: {
          $0.image = RawHandle(object)
          $0.imageOffset = 0
        }
      ) { child in
        entry = child.instructionPointer
        let code = try child.peek(entry, 1)
        let data = try child.peek(entry &- TestImage.entry &+ TestImage.dataAddress, 0x1A)
        #expect(code == [0xC3] && data == [UInt8](repeating: 0xDA, count: 0x18) + [0, 0])
        _ = child.fault(0x5005, write: true)
        _ = try child.call(.yield)
      }
      _ = try program.wait(child.handle)
      let report = try program.duplicate(child.handle, name: "report")
      found.append((entry, String(decoding: try program.read(report, KernelLimits.report), as: UTF8.self)))
      try program.close(report)
      try program.close(child.handle)
    }
    return found
  }

  @Test func programsLieAnywhereBelowTheMappings() {
    World.run { program in
      let found = try places(100, program)
      let slides = Set(found.map { $0.entry &- TestImage.entry })
      #expect(slides.count == 100)
      #expect(slides.allSatisfy { $0 % pageSize == 0 && TestImage.entry + $0 < UserMemory.mapStart })
      // All of the bits that are promised, and no pattern above them.
      #expect(slides.reduce(0, |) >> 12 & 0xFFF_FFFF == 0xFFF_FFFF && slides.reduce(.max, &) >> 12 == 0)
      // Whoever reads the report finds the address in the program's file.
      #expect(found.allSatisfy { $0.report.contains("\n  in 0x200010\n") })
    }
  }

  @Test func programsLieWhereTheyAreLinkedOnRequest() {
    let world = World(commandLine: "quiet fixed")
    world.run { program in
      let found = try places(3, program)
      #expect(found.allSatisfy { $0.entry == TestImage.entry && $0.report.contains("\n  in 0x200010\n") })
    }
    world.expectClean()
  }

  @Test func signalsEndOrAreCollected() {
    World.run { program in
      let plain = try program.spawn("plain") { _ = try $0.call(.sleep, .max) }
      try program.call(.kill, UInt64(plain.process), 28)
      try program.call(.kill, UInt64(plain.process), 15)
      let status = try program.wait(plain.handle)
      #expect(status.kind == ABI.ExitStatus.Kind.signaled.rawValue && status.code == 15 && status.shellStatus == 143)
      let ready = try program.pipe()
      let collector = try program.spawn("collector", handles: [ready.write]) { child in
        let signals = try child.open("proc:signals", .read)
        try child.write(0, [1])
        #expect(try child.read(signals, 8) == [2, 0, 0, 0])
        try child.write(0, [2])
        _ = try child.read(signals, 8)
        try child.close(signals)
        try child.write(0, [3])
        _ = try child.call(.sleep, .max)
      }
      _ = try program.read(ready.read, 1)
      try program.call(.kill, UInt64(collector.process), 2)
      _ = try program.read(ready.read, 1)
      try program.call(.kill, UInt64(collector.process), 15)
      _ = try program.read(ready.read, 1)
      // The handle is closed: the default is back.
      try program.call(.kill, UInt64(collector.process), 15)
      #expect(try program.wait(collector.handle).code == 15)
      try program.expect(.noSuchProcess) { try program.call(.kill, 999, 15) }
      try program.expect(.noSuchProcess) { try program.call(.kill, UInt64(collector.process), 15) }
      try program.expect(.invalidArgument) { try program.call(.kill, 1, 99) }
    }
  }

  @Test func aGroupIsKilledTogetherAndOnlyByItsUser() {
    World.run { program in
      let leader = try program.spawn(
        "leader",
        change: {
          $0.processGroup = SpawnBlock.own
          $0.user = 500
        }
      ) { _ = try $0.call(.sleep, .max) }
      let member = try program.spawn(
        "member",
        change: {
          $0.processGroup = leader.process
          $0.user = 500
        }
      ) { _ = try $0.call(.sleep, .max) }
      let stranger = try program.spawn("stranger", change: { $0.user = 600 }) { child in
        let group = UInt64(bitPattern: -Int64(leader.process))
        try child.expect(.notPermitted) { try child.call(.kill, group, 15) }
        try child.expect(.notPermitted) { try child.call(.kill, 1, 9) }
        _ = try child.call(.yield)
      }
      _ = try program.wait(stranger.handle)
      try program.call(.kill, UInt64(bitPattern: -Int64(leader.process)), 1)
      #expect(try program.wait(leader.handle).code == 1)
      #expect(try program.wait(member.handle).code == 1)
    }
  }

  @Test func stopAndContinue() {
    var progress = 0
    World.run { program in
      let child = try program.spawn("child") { child in
        while progress < 1000 {
          progress += 1
          _ = try child.call(.yield)
        }
      }
      _ = try program.call(.yield)
      try program.call(.kill, UInt64(child.process), UInt64(Signal.stop.rawValue))
      let stopped = progress
      for _ in 0..<10 { _ = try program.call(.yield) }
      #expect(progress == stopped && progress < 1000)
      let record = try program.open("proc:\(child.process)/status", .read)
      let bytes = try program.place(try program.read(record, 128))
      #expect(try program.peek(ProcessStatus.self, at: bytes).state == ProcessStatus.State.stopped.rawValue)
      try program.call(.kill, UInt64(child.process), UInt64(Signal.continue.rawValue))
      _ = try program.wait(child.handle)
      #expect(progress == 1000)
    }
  }

  @Test func orphansBelongToInitAndParentsHearOfTheirChildren() {
    World.run { program in
      let signals = try program.open("proc:signals", .read)
      let pipe = try program.pipe()
      let image = try program.open("memory:initfs", .read)
      let parent = try program.spawn("parent", handles: [pipe.write, image]) { parent in
        _ = try parent.spawn("orphan", image: 1, handles: [0]) { orphan in
          _ = try orphan.call(.sleep, orphan.world.machine.clock + 1_000_000)
          #expect(try orphan.call(.identify, Identity.parent.rawValue) == 1)
          try orphan.write(0, [1])
        }
      }
      _ = try program.wait(parent.handle)
      #expect(try program.read(signals, 4) == [17, 0, 0, 0])
      #expect(try program.read(pipe.read, 1) == [1])
    }
  }

  @Test func threadsShareMemoryAndJoin() {
    World.run { program in
      let word = try program.allocate(8)
      try program.poke([1, 0, 0, 0], at: word)
      let number = try program.startThread { thread in
        #expect(thread.startArgument == 5)
        try thread.poke([42], at: word + 4)
        try thread.call(.threadExit, word)
      }
      #expect(number == 2)
      #expect(try program.call(.futexWait, word, 1, .max) == 0)
      #expect(try program.peek(word, 5) == [0, 0, 0, 0, 42])
      try program.expect(.wouldBlock) { try program.call(.futexWait, word, 1, .max) }
      try program.expect(.invalidArgument) { try program.call(.futexWait, word + 1, 1, .max) }
      try program.expect(.badAddress) { try program.call(.futexWait, 0x5000_0000, 0, .max) }
      let soon = program.world.machine.clock + 3_000_000
      try program.expect(.timedOut) { try program.call(.futexWait, word, 0, soon) }
      #expect(program.world.machine.clock >= soon)
      #expect(try program.call(.futexWake, word, 5) == 0)
    }
  }

  @Test func futexWakesNoMoreThanAsked() {
    World.run { program in
      let word = try program.allocate(8)
      var woken = 0
      for entry in 0..<4 {
        try program.startThread(UInt64(0x1000 + entry * 16)) { thread in
          try thread.call(.futexWait, word, 0, .max)
          woken += 1
        }
      }
      for _ in 0..<6 { _ = try program.call(.yield) }
      #expect(try program.call(.futexWake, word, 3) == 3)
      for _ in 0..<6 { _ = try program.call(.yield) }
      #expect(woken == 3)
      #expect(try program.call(.futexWake, word, .max) == 1)
      for _ in 0..<6 { _ = try program.call(.yield) }
      #expect(woken == 4)
    }
  }

  @Test func sleepLastsUntilItsDeadline() {
    World.run { program in
      let deadline = program.world.machine.clock + 7_000_000
      try program.call(.sleep, deadline)
      #expect(program.world.machine.clock >= deadline)
      #expect(program.world.machine.clock < deadline + 1_000_000)
      #expect(try program.call(.sleep, 1) == 0)
    }
  }

  @Test func theEndOfAProcessEndsItsThreadsWhereverTheyAre() {
    World.run { program in
      let child = try program.spawn("child") { child in
        let pipe = try child.pipe()
        let word = try child.allocate(8)
        let server = try child.register("own")
        try child.startThread(0x1000) { _ = try $0.read(pipe.read, 1) }
        try child.startThread(0x1010) { try $0.call(.futexWait, word, 0, .max) }
        try child.startThread(0x1020) { _ = try $0.receive(server) }
        try child.startThread(0x1030) { try $0.call(.sleep, .max) }
        try child.startThread(0x1040) { try $0.call(.sleep, 1 << 60) }
        for _ in 0..<8 { _ = try child.call(.yield) }
        try child.startThread(0x1050) { _ = try $0.call(.yield) }
        try child.call(.exit, 0)
      }
      _ = try program.wait(child.handle)
    }
  }

  @Test func faultsAreReportedAndEndTheProcess() {
    let world = World()
    world.run { program in
      let child = try program.spawn("crash") { child in
        let page = try child.map(4096, [.read, .write])
        #expect(child.fault(page, write: true))
        #expect(child.fault(page, write: false))
        try child.call(.protect, page, 4096, MapFlags.read.rawValue)
        _ = child.fault(page + 5, write: true)
        _ = try child.call(.yield)
      }
      let status = try program.wait(child.handle)
      #expect(status.kind == ABI.ExitStatus.Kind.faulted.rawValue)
      #expect(status.code == Fault.pageFault.rawValue && status.address & 0xFFF == 5)
      let deep = try program.spawn("deep") { child in
        let process = child.kernelThread.process
        #expect(child.fault(process.stackBottom, write: true))
        _ = child.fault(process.stackBottom - 8, write: true)
        _ = try child.call(.yield)
      }
      #expect(try program.wait(deep.handle).code == Fault.stackOverflow.rawValue)
      let guarded = try program.spawn("guarded") { child in
        let stack = try child.map(16384, [.read, .write, .guarded])
        #expect(child.fault(stack, write: true))
        _ = child.fault(stack + 16384, write: true)
        _ = try child.call(.yield)
      }
      #expect(try program.wait(guarded.handle).code == Fault.stackOverflow.rawValue)
    }
    world.expectClean()
    #expect(world.machine.text.contains("crash"))
    #expect(world.machine.text.contains("page fault"))
    #expect(world.machine.text.contains("stack overflow"))
  }

  @Test func theReportOfAFaultIsReadThroughTheProcessHandle() {
    let world = World()
    world.run { program in
      let child = try program.spawn("crash") { child in
        _ = child.fault(0x5005, write: true)
        _ = try child.call(.yield)
      }
      try program.expect(.noSuchEntry) { _ = try program.duplicate(child.handle, name: "report") }
      _ = try program.wait(child.handle)
      let report = try program.duplicate(child.handle, name: "report")
      let bytes = try program.read(report, KernelLimits.report)
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.hasPrefix("fault: crash, process \(child.process), thread 1: page fault at address 0x5005\n"))
      #expect(text.contains("\n  in 0x"))
      #expect(try program.read(report, 10).isEmpty)
      try program.expect(.invalidArgument) { _ = try program.duplicate(child.handle, name: "reports") }
      try program.expect(.invalidArgument) { _ = try program.duplicate(child.handle, name: "report/x") }
      let other = try program.spawn("other", handles: [child.handle], change: { $0.user = 1000 }) { other in
        try other.expect(.notPermitted) { _ = try other.duplicate(0, name: "report") }
      }
      _ = try program.wait(other.handle)
      let well = try program.spawn("well") { try $0.call(.exit, 5) }
      _ = try program.wait(well.handle)
      try program.expect(.noSuchEntry) { _ = try program.duplicate(well.handle, name: "report") }
    }
    world.expectClean()
  }

  @Test func waitingForAnEndedProcessAnswersEveryReader() {
    World.run { program in
      let child = try program.spawn("child") { try $0.call(.exit, 5) }
      let again = try program.duplicate(child.handle)
      #expect(try program.call(.readiness, child.handle) == 0)
      #expect(try program.wait(child.handle).code == 5)
      #expect(try program.wait(again).code == 5)
      try program.expect(.noSuchProcess) { _ = try program.open("proc:\(child.process)", .read) }
      let buffer = try program.allocate(64)
      try program.expect(.invalidArgument) { try program.call(.read, again, buffer, 8, .max) }
    }
  }
}
