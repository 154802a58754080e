// Address spaces as programs see them: mapping, sharing, copy on write, rights, limits.

import ABI
import Testing

@testable import KernelCore

@Suite struct MemoryTests {
  @Test func freshMemoryIsZeroAndComesOnTheFirstTouch() {
    World.run { program in
      let before = program.world.frames.freeCount
      let pages = program.memory.privatePages
      let address = try program.map(1 << 20, [.read, .write])
      #expect(address % 0x1_0000 == 0)
      #expect(program.memory.privatePages == pages)
      #expect(try program.peek(address + 12345, 3) == [0, 0, 0])
      #expect(program.memory.privatePages == pages + 1)
      try program.poke([1], at: address + (1 << 20) - 1)
      try program.call(.unmap, address, 1 << 20)
      #expect(program.memory.privatePages == pages)
      // Only page tables may have stayed.
      #expect(before - program.world.frames.freeCount <= 3)
      #expect(throws: Errno.badAddress) { try program.peek(address, 1) }
    }
  }

  @Test func sharedMemoryIsOneMemory() {
    World.run { program in
      let object = try program.open("memory:8192")
      let one = try program.map(object, 8192, [.read, .write, .shared])
      let two = try program.map(object, 4096, [.read, .shared], offset: 4096)
      try program.poke([9], at: one + 4096)
      #expect(try program.peek(two, 1) == [9])
      #expect(throws: Errno.badAddress) { try program.poke([1], at: two) }
      // A private mapping sees what is there, and keeps what it writes.
      let own = try program.map(object, 8192, [.read, .write])
      #expect(try program.peek(own + 4096, 1) == [9])
      try program.poke([7], at: own + 4096)
      #expect(try program.peek(one + 4096, 1) == [9])
      try program.poke([8], at: one + 4096)
      #expect(try program.peek(own + 4096, 1) == [7])
      // The object outlives its handle as long as it is mapped.
      try program.close(object)
      #expect(try program.peek(two, 1) == [8])
      try program.expect(.badHandle) { _ = try program.map(object, 4096, [.read]) }
    }
  }

  @Test func oneFaultShowsWhatIsThereAroundIt() {
    World.run { program in
      func present(_ start: UInt64, _ count: UInt64) -> [Bool] {
        (0..<count).map { program.memory.tables.entry(of: start + $0 * pageSize).isPresent }
      }
      let object = try program.open("memory:\(20 * 4096)")
      let all = try program.map(object, 20 * 4096, [.read, .write, .shared])
      for page: UInt64 in [0, 2, 3, 15, 16, 18] { try program.poke([UInt8(page) + 1], at: all + page * 4096) }
      // Those of the same 64 KiB that have frames; nothing is made for the others, and nothing becomes private.
      let pages = program.memory.privatePages
      let shared = try program.map(object, 20 * 4096, [.read, .write, .shared])
      #expect(program.fault(shared + 3 * 4096, write: true))
      let expected = (0..<20).map { [0, 2, 3, 15].contains($0) }
      #expect(present(shared, 20) == expected)
      #expect(try program.peek(shared + 15 * 4096, 1) == [16])
      // A private mapping of a part: readable, and a write still makes a copy.
      let part = try program.map(object, 3 * 4096, [.read, .write], offset: 2 * 4096)
      #expect(program.fault(part, write: false))
      #expect(present(part, 4) == [true, true, false, false])
      #expect(!program.memory.tables.entry(of: part + 4096).isWritable)
      #expect(program.memory.privatePages == pages)
      try program.poke([99], at: part + 4096)
      #expect(try program.peek(all + 3 * 4096, 1) == [4])
      #expect(program.memory.privatePages == pages + 1)
      // Rights that were taken away are not given by a neighbour's fault.
      try program.call(.protect, shared + 16 * 4096, 4096, 0)
      #expect(program.fault(shared + 18 * 4096, write: false))
      #expect(!program.memory.tables.entry(of: shared + 16 * 4096).isPresent)
    }
  }

  @Test func processesOfOneProgramShareItsPages() {
    World.run { program in
      var code: [UInt64] = []
      var data: [UInt64] = []
      for number: UInt8 in 0..<2 {
        let child = try program.spawn("child") { child in
          // Nothing of the program is there before it is touched.
          for address in [TestImage.entry, TestImage.dataAddress, TestImage.bssAddress] {
            #expect(child.memory.tables.entry(of: address).rawValue == 0)
          }
          let pages = child.memory.privatePages
          #expect(child.fault(TestImage.entry, write: false, execute: true))
          #expect(child.memory.privatePages == pages)
          code.append(child.memory.tables.entry(of: TestImage.entry).frame)
          // What one writes into its data the next does not see.
          let before = try child.peek(TestImage.dataAddress, 1)
          #expect(before == [0xDA])
          try child.poke([number], at: TestImage.dataAddress)
          #expect(child.memory.privatePages == pages + 1)
          data.append(child.memory.tables.entry(of: TestImage.dataAddress).frame)
          try child.call(.yield)
        }
        if number == 1 { _ = try program.wait(child.handle) }
      }
      #expect(code.count == 2 && code[0] == code[1])
      #expect(data[0] != data[1])
    }
  }

  @Test func theFirstWriteOfACopyTellsTheProcessor() {
    World.run { program in
      let object = try program.open("memory:4096")
      let shared = try program.map(object, 4096, [.read, .write, .shared])
      try program.poke([5], at: shared)
      let own = try program.map(object, 4096, [.read, .write])
      #expect(program.fault(own, write: false))
      program.world.machine.invalidated = []
      #expect(program.fault(own, write: true))
      #expect(program.world.machine.invalidated == [own])
      #expect(try program.peek(own, 1) == [5])
    }
  }

  @Test func writableIsNeverExecutable() {
    World.run { program in
      try program.expect(.accessDenied) { _ = try program.map(4096, [.read, .write, .execute]) }
      try program.expect(.accessDenied) { _ = try program.map(4096, [.read, .execute]) }
      let page = try program.map(4096, [.read, .write])
      try program.expect(.accessDenied) { try program.call(.protect, page, 4096, 5) }
      try program.expect(.accessDenied) { try program.call(.protect, page, 4096, 7) }
      try program.call(.protect, page, 4096, 1)
      try program.call(.protect, page, 4096, 3)
      try program.expect(.invalidArgument) { try program.call(.protect, page, 4096, 8) }
      // Code comes from constant objects only; nobody can change it afterwards.
      let image = try program.open("memory:initfs", .read)
      let code = try program.map(image, 4096, [.read, .execute])
      #expect(program.fault(code, write: false, execute: true))
      #expect(program.memory.tables.entry(of: code).isExecutable)
      #expect(!program.memory.tables.entry(of: code).isWritable)
      try program.expect(.accessDenied) { _ = try program.map(image, 4096, [.read, .write, .shared]) }
      try program.expect(.accessDenied) { try program.call(.protect, code, 4096, 3) }
      // An object that was executed is never written through a mapping, one that was written never executed.
      let object = try program.open("memory:4096")
      _ = try program.map(object, 4096, [.read, .execute])
      try program.expect(.accessDenied) { _ = try program.map(object, 4096, [.read, .write, .shared]) }
      let data = try program.open("memory:4096")
      let writable = try program.map(data, 4096, [.read, .write, .shared])
      try program.call(.unmap, writable, 4096)
      try program.expect(.accessDenied) { _ = try program.map(data, 4096, [.read, .execute]) }
      #expect(program.fault(page, write: true))
      #expect(!program.memory.tables.entry(of: page).isExecutable)
    }
  }

  @Test func protectTakesAndGivesBackRights() {
    World.run { program in
      let area = try program.map(3 * 4096, [.read, .write])
      try program.poke([1], at: area)
      try program.poke([2], at: area + 4096)
      try program.call(.protect, area + 4096, 4096, 0)
      #expect(throws: Errno.badAddress) { try program.peek(area + 4096, 1) }
      #expect(try program.peek(area, 1) == [1])
      try program.poke([3], at: area + 8192)
      try program.call(.protect, area, 3 * 4096, 1)
      #expect(try program.peek(area + 4096, 1) == [2])
      #expect(throws: Errno.badAddress) { try program.poke([1], at: area) }
      try program.expect(.badAddress) { try program.call(.protect, area, 5 * 4096, 1) }
      let readOnly = try program.map(4096, .read)
      try program.expect(.accessDenied) { try program.call(.protect, readOnly, 4096, 3) }
    }
  }

  @Test func mappingsHaveTheirPlace() {
    World.run { program in
      let fixed: MapFlags = [.read, .write, .fixed]
      let base: UInt64 = 0x2_0000_0000
      #expect(try program.map(8192, fixed, at: base) == base)
      try program.expect(.exists) { _ = try program.map(8192, fixed, at: base + 4096) }
      try program.expect(.exists) { _ = try program.map(4096, fixed.union(.guarded), at: base + 8192) }
      #expect(try program.map(4096, fixed.union(.guarded), at: base + 16384) == base + 16384)
      try program.expect(.exists) { _ = try program.map(4096, fixed, at: base + 20480) }
      for (address, length) in [
        (UInt64(0), UInt64(4096)), (0x1000, 4096), (base + 1, 4096), (AddressSpace.userEnd, 4096),
        (AddressSpace.userEnd - 4096, 8192), (.max - 4095, 4096),
      ] {
        try program.expect(.invalidArgument) { _ = try program.map(length, fixed, at: address) }
      }
      try program.expect(.invalidArgument) { _ = try program.map(0, [.read]) }
      try program.expect(.outOfMemory) { _ = try program.map(.max, [.read]) }
      try program.expect(.outOfMemory) { _ = try program.map(1 << 45, [.read]) }
      // A hole in the middle.
      try program.call(.unmap, base + 4096, 4096)
      #expect(try program.peek(base, 1) == [0])
      #expect(throws: Errno.badAddress) { try program.peek(base + 4096, 1) }
      try program.expect(.invalidArgument) { try program.call(.unmap, base + 1, 4096) }
      try program.expect(.invalidArgument) { try program.call(.unmap, base, .max) }
      let object = try program.open("memory:5000")
      try program.expect(.invalidArgument) { _ = try program.map(object, 12288, [.read]) }
      try program.expect(.invalidArgument) { _ = try program.map(object, 4096, [.read], offset: .max - 4095) }
      try program.expect(.accessDenied) { _ = try program.map(try program.open("debug:"), 4096, [.read]) }
    }
  }

  @Test func limitsEndInErrorsNotInTraps() {
    World.run { program in
      let child = try program.spawn("small", change: { $0.memoryLimit = 40 * 4096 }) { child in
        let area = try child.map(100 * 4096, [.read, .write])
        try child.expect(.outOfMemory) { _ = try child.map(100 * 4096, [.read, .write, .populate]) }
        var page: UInt64 = 0
        while child.fault(area + page * 4096, write: true) { page += 1 }
        #expect(page <= 40)
        _ = try child.call(.yield)
      }
      let status = try program.wait(child.handle)
      #expect(status.code == Fault.outOfMemory.rawValue)
    }
  }

  @Test func withoutMemoryEveryoneGetsAnError() {
    let world = World(size: 8 << 20)
    world.run { program in
      let child = try program.spawn("hungry") { child in
        let area = try child.map(6 << 20, [.read, .write])
        var page: UInt64 = 0
        while child.fault(area + page * 4096, write: true) { page += 1 }
        _ = try child.call(.yield)
      }
      #expect(try program.wait(child.handle).code == Fault.outOfMemory.rawValue)
      // Everything is back, and what programs could not have was left.
      let object = try program.open("memory:\(5 << 20)")
      let address = try program.map(object, 5 << 20, [.read, .write, .shared])
      try program.poke([1], at: address)
      try program.expect(.outOfMemory) { _ = try program.open("memory:\(1 << 30)") }
      try program.expect(.invalidArgument) { _ = try program.open("memory:\(1 << 40)") }
    }
    world.expectClean()
  }

  /// Random maps, unmaps and protects against a table with one line a page.
  @Test(arguments: 0..<8) func theRegionsFollowASimpleModel(seed: Int) {
    World.run { program in
      var random = SeededRandom(state: UInt64(seed))
      let base: UInt64 = 0x3_0000_0000
      var model = [(rights: UInt64, maximum: UInt64, value: UInt8)?](repeating: nil, count: 64)
      for step in 0..<400 {
        let first = Int(random.next() % 60)
        let count = Int(random.next() % 4) + 1
        let address = base + UInt64(first) * 4096
        let length = UInt64(count) * 4096
        let range = first..<first + count
        switch random.next() % 4 {
        case 0:
          let result = try program.failure {
            _ = try program.map(length, [.read, .write, .fixed], at: address)
          }
          let isFree = range.allSatisfy { model[$0] == nil }
          #expect((result == nil) == isFree)
          if isFree { for page in range { model[page] = (3, 3, 0) } }
        case 1:
          try program.call(.unmap, address, length)
          for page in range { model[page] = nil }
        case 2:
          let rights = random.next() % 4
          let result = try program.failure { try program.call(.protect, address, length, rights) }
          let isMapped = range.allSatisfy { model[$0] != nil }
          #expect((result == nil) == isMapped)
          if isMapped { for page in range { model[page]?.rights = rights == 2 ? 3 : rights } }
        default:
          let value = UInt8(truncatingIfNeeded: step)
          let written = (try? program.poke([value], at: address)) != nil
          #expect(written == ((model[first]?.rights ?? 0) & 2 != 0))
          if written { model[first]?.value = value }
        }
        for (page, entry) in model.enumerated() {
          let seen = try? program.peek(base + UInt64(page) * 4096, 1)
          #expect((seen != nil) == ((entry?.rights ?? 0) & 1 != 0))
          if let seen { #expect(seen == [entry?.value ?? 0]) }
        }
      }
    }
  }

  @Test func framesAreGivenOnceAndComeBack() {
    let world = World(size: 16 << 20)
    let frames = world.frames
    var random = SeededRandom(state: 3)
    var held: [(start: UInt64, order: Int)] = []
    var owner: Set<UInt64> = []
    for _ in 0..<3000 {
      if random.next() % 2 == 0 {
        let order = Int(random.next() % 5)
        guard let start = order == 0 ? frames.allocate() : frames.allocate(order: order) else { continue }
        #expect(start % (4096 << UInt64(order)) == 0)
        for page in 0..<UInt64(1 << order) { #expect(owner.insert(start + page * 4096).inserted) }
        held.append((start, order))
      } else if !held.isEmpty {
        let (start, order) = held.remove(at: Int(random.next() % UInt64(held.count)))
        for page in 0..<UInt64(1 << order) { owner.remove(start + page * 4096) }
        if order == 0 { frames.free(start) } else { frames.free(start, order: order) }
      }
      #expect(frames.freeCount + UInt64(owner.count) == world.freeAtStart)
    }
    for (start, order) in held { frames.free(start, order: order) }
    #expect(frames.freeCount == world.freeAtStart)
    #expect(frames.allocate(order: 10) != nil)
    #expect(frames.allocate(order: 11) == nil)
    #expect(frames.manages(0x20_0000, 1) && !frames.manages(0xFE00_0000, 4096))
  }
}
