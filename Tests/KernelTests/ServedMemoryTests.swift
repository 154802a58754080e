// Memory whose pages a server brings: who asks, who waits, what the server may answer, and pages that are taken back.

import ABI
import Foundation
import Testing

@testable import KernelCore

extension Program {
  /// Memory with number `id` of a server.
  func makeServedMemory(_ server: UInt64, _ id: Int, pages: UInt64) throws -> UInt64 {
    try duplicate(server, name: "\(id)/\(pages * pageSize)")
  }

  /// The byte that served memory has at an offset.
  static func content(_ id: UInt64, _ offset: UInt64) -> UInt8 {
    UInt8(truncatingIfNeeded: id &+ offset / pageSize &* 7 &+ offset)
  }

  static func content(_ id: UInt64, _ range: Range<UInt64>) -> [UInt8] { range.map { content(id, $0) } }

  /// Answers a request for pages: with the first `pages` of them, or all.
  func fill(_ server: UInt64, _ request: Request, pages: UInt64? = nil) throws {
    let length = min(pages.map { $0 * pageSize } ?? .max, request.length)
    if fillBuffer == 0 { fillBuffer = try allocate(MessageLimits.payload) }
    try poke(Self.content(request.id, request.offset..<request.offset + length), at: fillBuffer)
    var answer = Reply(tag: request.tag, result: 0)
    answer.data = fillBuffer
    answer.dataLength = length
    try reply(server, answer)
  }

  /// Serves until so many of its numbers are closed: the offsets that it was asked for.
  @discardableResult
  func serveMemory(_ server: UInt64, closes: Int = 1) throws -> [UInt64] {
    var asked: [UInt64] = []
    var left = closes
    while left > 0 {
      let next = try receive(server)
      switch next.kind {
      case .fill:
        asked.append(next.request.offset)
        try fill(server, next.request)
      case .close: left -= 1
      case .cancel: break
      default: try reply(server, next.request.tag, Errno.notSupported.syscallResult)
      }
    }
    return asked
  }

  /// An instruction that touches memory, executed again until it works.
  func touch(_ address: UInt64, write: Bool = false, execute: Bool = false) throws {
    func isUsable() -> Bool {
      let entry = memory.tables.entry(of: address)
      return entry.isPresent && (!write || entry.isWritable) && (!execute || entry.isExecutable)
    }
    while !isUsable() { try raw(World.touch, [address, write ? 1 : 0, execute ? 1 : 0]) }
  }

  /// What a program sees at an address, page by page.
  func look(_ address: UInt64, _ count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let place = address + UInt64(bytes.count)
      try touch(place)
      bytes += try peek(place, min(count - bytes.count, Int(pageSize - place % pageSize)))
    }
    return bytes
  }
}

@Suite struct ServedMemoryTests {
  @Test func pagesComeWhenTheyAreTouchedAndTheServerHearsOfTheEnd() {
    World.run { program in
      let server = try program.register("disk")
      // The last page is shown in part.
      let object = try program.duplicate(server, name: "7/\(20 * 4096 + 100)")
      try program.spawn("client", handles: [object]) { client in
        let address = try client.map(0, 21 * 4096, [.read, .shared])
        #expect(try client.look(address + 3 * 4096 + 5, 3) == Program.content(7, 12293..<12296))
        // What came with it is there.
        #expect(try client.look(address + 9 * 4096, 2) == Program.content(7, 36864..<36866))
        #expect(try client.look(address + 20 * 4096 + 98, 4) == Program.content(7, 82018..<82020) + [0, 0])
        #expect(try client.look(address, 1) == Program.content(7, 0..<1))
        #expect(client.memory.privatePages < 64)
        try client.call(.unmap, address, 21 * 4096)
        try client.close(0)
      }
      try program.close(object)
      var asked: [[UInt64]] = []
      var next = try program.receive(server)
      while next.kind == .fill {
        #expect(next.request.id == 7)
        asked.append([next.request.offset, next.request.length])
        try program.fill(server, next.request)
        next = try program.receive(server)
      }
      #expect(next.kind == .close && next.request.id == 7)
      #expect(asked == [[12288, 53248], [81920, 4096], [0, 12288]] as [[UInt64]])
      #expect(program.world.frames.reclaimableCount == 0)
    }
  }

  @Test(arguments: [1, 3]) func manyWhoTouchItAskOnce(cpus: Int) {
    let world = World(cpus: cpus)
    var done = 0
    var left = [true, true, true]
    world.run { program in
      let server = try program.register("disk")
      let object = try program.makeServedMemory(server, 1, pages: 16)
      for number in 0..<3 {
        try program.spawn("client\(number)", handles: [object]) { client in
          let address = try client.map(0, 16 * 4096, [.read])
          try client.startThread(0x1000 + UInt64(number)) { thread in
            let seen = try thread.look(address + 4096, 1)
            #expect(seen == Program.content(1, 4096..<4097))
            done += 1
            left[number] = false
          }
          let seen = try client.look(address, 1)
          #expect(seen == Program.content(1, 0..<1))
          done += 1
          while left[number] { try client.call(.sleep, world.machine.clock + 1_000_000) }
        }
      }
      try program.close(object)
      let first = try program.receive(server)
      // All of them have touched it by now.
      try program.call(.sleep, world.machine.clock + 10_000_000)
      #expect(first.kind == .fill)
      #expect(done == 0)
      try program.fill(server, first.request)
      // One who came before the first page was asked for may have asked for what is behind it.
      let more = try program.serveMemory(server)
      #expect(first.request.offset == 0 ? more.isEmpty : more.count <= 1)
    }
    #expect(done == 6)
    world.expectClean()
  }

  @Test func systemCallsStartAgainWhenThePageIsThere() {
    World.run { program in
      let server = try program.register("disk")
      let echo = try program.register("echo")
      let object = try program.makeServedMemory(server, 3, pages: 64)
      let helper = try program.spawn("helper", handles: [server]) { helper in try helper.serveMemory(0) }
      try program.close(server)
      try program.spawn("client", handles: [object]) { client in
        let address = try client.map(0, 64 * 4096, [.read, .write])
        let pipe = try client.pipe()
        // Across a page border, and both pages in different requests.
        let start: UInt64 = 16 * 4096 - 8
        #expect(try client.call(.write, pipe.write, address + start, 16, .max) == 16)
        #expect(try client.read(pipe.read, 100) == Program.content(3, start..<start + 16))
        // Into a page that was never touched: what is around the bytes is still the server's.
        try client.write(pipe.write, [1, 2, 3])
        #expect(try client.call(.read, pipe.read, address + 32 * 4096 + 1, 100, .max) == 3)
        #expect(
          try client.peek(address + 32 * 4096, 5) == [Program.content(3, 131072), 1, 2, 3, Program.content(3, 131076)])
        // A message with a handle, and an answer.
        let handle = try client.open("echo:")
        var block = CallBlock(operation: 5)
        block.sentHandle = RawHandle(pipe.read)
        block.input = address + 47 * 4096 + 4000
        block.inputLength = 200
        block.output = address + 60 * 4096
        block.outputCapacity = 100
        #expect(try client.call(.call, handle, try client.place(block)) == 4)
        #expect(try client.peek(address + 60 * 4096, 4) == Array("data".utf8))
        #expect(try client.failure { try client.close(pipe.read) } == .badHandle)
        try client.expect(.badAddress) { try client.call(.write, pipe.write, 0x1_0000, 16, .max) }
        try client.close(handle)
      }
      try program.close(object)
      let open = try program.receive(echo)
      try program.reply(echo, open.request.tag, 9)
      let call = try program.receive(echo)
      #expect(call.payload == Program.content(3, 47 * 4096 + 4000..<47 * 4096 + 4200))
      #expect(call.request.handle != noHandle)
      try program.reply(echo, call.request.tag, 4, Array("data".utf8))
      #expect(try program.receive(echo).kind == .close)
      #expect(try program.wait(helper.handle).code == 0)
    }
  }

  @Test func programsRunFromIt() {
    World.run { program in
      let image = TestImage.elf()
      let server = try program.register("disk")
      let object = try program.duplicate(server, name: "5/\(image.count)")
      let client = try program.spawn("starter", handles: [object]) { starter in
        for _ in 0..<2 {
          let child = try starter.spawn("child", image: 0, change: { $0.imageOffset = 0 }) { child in
            try child.touch(TestImage.entry, execute: true)
            #expect(try child.peek(TestImage.entry, 1) == [0xC3])
            try child.touch(TestImage.dataAddress, write: true)
            #expect(try child.peek(TestImage.dataAddress, 1) == [0xDA])
            try child.poke([1], at: TestImage.dataAddress)
          }
          #expect(try starter.wait(child.handle).code == 0)
        }
        try starter.expect(.accessDenied) { _ = try starter.map(0, 4096, [.read, .write, .shared]) }
        _ = try starter.map(0, 4096, [.read, .execute])
      }
      try program.close(object)
      var requests = 0
      while true {
        let next = try program.receive(server)
        guard next.kind == .fill else { break }
        requests += 1
        let offset = Int(next.request.offset)
        let piece = image[offset..<min(offset + 4096, image.count)]
        try program.reply(server, next.request.tag, 0, Array(piece))
      }
      #expect(requests == 3)
      #expect(try program.wait(client.handle).code == 0)
    }
  }

  @Test func whatDoesNotComeIsAnErrorOrAFaultThatTellsWhere() {
    for (answer, name) in [(Errno.inputOutput, "EIO"), (.outOfRange, "ERANGE"), (nil, "EIO")] {
      let world = World()
      world.run { program in
        let server = try program.register("disk")
        let object = try program.makeServedMemory(server, 12, pages: 4)
        let child = try program.spawn("client", handles: [object]) { client in
          let address = try client.map(0, 4 * 4096, [.read])
          let pipe = try client.pipe()
          try client.expect(answer ?? .inputOutput) { try client.call(.write, pipe.write, address, 16, .max) }
          try client.touch(address + 4096)
          Issue.record("the page is there")
        }
        for _ in 0..<2 {
          let next = try program.receive(server)
          // An error, or a page that is not whole.
          let bytes = answer == nil ? [UInt8](repeating: 1, count: 4095) : []
          try program.reply(server, next.request.tag, answer?.syscallResult ?? 4095, bytes)
        }
        let status = try program.wait(child.handle)
        #expect(status.code == Fault.pageNotBrought.rawValue)
      }
      #expect(world.machine.text.contains(": page not brought at address 0x"))
      #expect(world.machine.text.contains(", of disk: number 12, \(name)"))
      world.expectClean()
    }
  }

  @Test func theEndOfTheServerIsTheEndOfTheWait() {
    let world = World()
    world.run { program in
      let keeper = try program.spawn("keeper", handles: [try program.open("memory:initfs", .read)]) { keeper in
        let server = try keeper.register("disk")
        let object = try keeper.makeServedMemory(server, 1, pages: 40)
        for (number, first) in [UInt64(0), 0, 16].enumerated() {
          try keeper.spawn("client\(number)", image: 0, handles: [object]) { client in
            let address = try client.map(0, 40 * 4096, [.read])
            try client.touch(address + first * 4096)
            Issue.record("the page is there")
          }
        }
        try keeper.spawn("caller", image: 0, handles: [object]) { client in
          let address = try client.map(0, 40 * 4096, [.read])
          let pipe = try client.pipe()
          try client.expect(.serverDied) { try client.call(.write, pipe.write, address + 32 * 4096, 16, .max) }
          try client.expect(.serverDied) { try client.call(.write, pipe.write, address + 32 * 4096, 16, .max) }
        }
        // One request is received, one is in the queue.
        _ = try keeper.receive(server)
        try keeper.call(.sleep, keeper.world.machine.clock + 10_000_000)
      }
      #expect(try program.wait(keeper.handle).code == 0)
    }
    #expect(world.machine.text.components(separatedBy: "of disk: number 1, EHOSTDOWN").count == 4)
    world.expectClean()
  }

  @Test func whoeverIsKilledWhileItWaitsLeavesItToTheOthers() {
    World.run { program in
      let server = try program.register("disk")
      let object = try program.makeServedMemory(server, 1, pages: 16)
      var came = false
      let first = try program.spawn("first", handles: [object]) { client in
        try client.touch(try client.map(0, 16 * 4096, [.read]))
        Issue.record("the page is there")
      }
      let asked = try program.receive(server)
      try program.spawn("second", handles: [object]) { client in
        try client.touch(try client.map(0, 16 * 4096, [.read]))
        came = true
      }
      try program.close(object)
      try program.call(.yield)
      try program.call(.kill, UInt64(first.process), 9)
      let canceled = try program.receive(server)
      #expect(canceled.kind == .cancel && canceled.request.tag == asked.request.tag)
      // An answer that comes too late fills nothing.
      try program.expect(.canceled) { try program.fill(server, asked.request) }
      let again = try program.receive(server)
      #expect(again.kind == .fill && again.request.offset == 0)
      try program.fill(server, again.request)
      try program.serveMemory(server)
      #expect(came)
    }
  }

  @Test func onlyServicesServeAndNobodyServesItself() {
    World.run { program in
      let server = try program.register("disk")
      for name in ["1", "1/", "/4096", "1/0", "1/4096/2", "x/4096", "1/99999999999999", "-1/4096"] {
        try program.expect(.invalidArgument) { _ = try program.duplicate(server, name: name) }
      }
      let object = try program.makeServedMemory(server, 1, pages: 4)
      let address = try program.map(object, 4096, [.read])
      let pipe = try program.pipe()
      try program.expect(.busy) { try program.call(.write, pipe.write, address, 16, .max) }
      // An answer out of memory that its own server would have to bring.
      let child = try program.spawn("client", handles: [object]) { client in
        try client.touch(try client.map(0, 4096, [.read]))
      }
      let next = try program.receive(server)
      var reply = try program.makeReply(next.request.tag, 0, [1])
      reply.data = address
      reply.dataLength = 4096
      try program.expect(.busy) { try program.reply(server, reply) }
      try program.fill(server, next.request)
      #expect(try program.wait(child.handle).code == 0)
      let user = try program.spawn("user", change: { $0.user = 1000 }) { user in
        let server = try user.register("mine")
        try user.expect(.notPermitted) { _ = try user.makeServedMemory(server, 1, pages: 4) }
      }
      #expect(try program.wait(user.handle).code == 0)
    }
  }

  @Test func anAnswerMayLieInMemoryOfAnotherServer() {
    World.run { program in
      let server = try program.register("disk")
      let object = try program.makeServedMemory(server, 2, pages: 4)
      let image = try program.open("memory:initfs", .read)
      let copier = try program.spawn("copier", handles: [object, image]) { copier in
        let inner = try copier.map(0, 4 * 4096, [.read])
        let server = try copier.register("copy")
        let object = try copier.makeServedMemory(server, 5, pages: 4)
        let child = try copier.spawn("client", image: 1, handles: [object]) { client in
          let address = try client.map(0, 4 * 4096, [.read])
          #expect(try client.look(address + 4096, 2) == Program.content(2, 4096..<4098))
        }
        let next = try copier.receive(server)
        var reply = try copier.makeReply(next.request.tag, 0, [1])
        reply.data = inner + next.request.offset
        reply.dataLength = 8192
        try copier.reply(server, reply)
        #expect(try copier.wait(child.handle).code == 0)
      }
      try program.close(object)
      let asked = try program.serveMemory(server)
      #expect(asked == [4096])
      #expect(try program.wait(copier.handle).code == 0)
    }
  }

  // MARK: Taking back

  @Test func pagesAreTakenBackAndAskedForAgainAndCopiesStay() {
    World.run { program in
      let server = try program.register("disk")
      let object = try program.makeServedMemory(server, 4, pages: 32)
      try program.spawn("client", handles: [object]) { client in
        let own = try client.map(0, 32 * 4096, [.read, .write])
        let shared = try client.map(0, 32 * 4096, [.read, .shared])
        _ = try client.look(own, 16 * 4096)
        _ = try client.look(shared + 16 * 4096, 4096)
        try client.touch(own + 4096, write: true)
        try client.poke([99], at: own + 4096)
        let world = client.world
        #expect(world.frames.reclaimableCount == 32)
        let free = world.frames.freeCount
        #expect(world.kernel.takeBack(1) == 32)
        #expect(world.frames.freeCount == free + 32)
        #expect(world.frames.reclaimableCount == 0)
        #expect(client.memory.isStale(on: 1))
        try client.call(.yield)
        #expect(!client.memory.tables.entry(of: own).isPresent)
        #expect(!client.memory.tables.entry(of: shared + 16 * 4096).isPresent)
        #expect(try client.peek(own + 4096, 2) == [99, Program.content(4, 4097)])
        #expect(try client.look(own, 4096) == Program.content(4, 0..<4096))
      }
      try program.close(object)
      #expect(try program.serveMemory(server) == [0, 65536, 0])
    }
  }

  @Test func aCallInAQueueStartsAgainWhenItsBytesWereTakenBack() {
    World.run { program in
      let server = try program.register("disk")
      let echo = try program.register("echo")
      let object = try program.makeServedMemory(server, 3, pages: 16)
      let child = try program.spawn("client", handles: [object]) { client in
        let address = try client.map(0, 16 * 4096, [.read])
        let handle = try client.open("echo:")
        var block = CallBlock(operation: 5)
        block.sentHandle = RawHandle(0)
        block.input = address
        block.inputLength = 8
        try client.touch(address)
        #expect(try client.call(.call, handle, try client.place(block)) == 0)
        #expect(try client.failure { try client.close(0) } == .badHandle)
      }
      let open = try program.receive(echo)
      try program.reply(echo, open.request.tag, 9)
      let first = try program.receive(server)
      try program.fill(server, first.request)
      try program.call(.yield)
      #expect(program.world.kernel.takeBack(1) == 16)
      // The queue is empty again, and the call comes once its bytes are there.
      try program.expect(.wouldBlock) { _ = try program.receive(echo, .nonBlocking) }
      let second = try program.receive(server)
      #expect(second.kind == .fill && second.request.offset == 0)
      try program.fill(server, second.request)
      let call = try program.receive(echo)
      #expect(call.kind == .call && call.payload == Program.content(3, 0..<8))
      #expect(call.request.handle != noHandle)
      try program.reply(echo, call.request.tag, 0)
      #expect(try program.wait(child.handle).code == 0)
    }
  }

  @Test func nobodyIsRefusedForPagesThatCanBeHadBack() {
    let world = World(size: 16 << 20)
    world.run { program in
      let server = try program.register("disk")
      let pages: UInt64 = 3400
      let object = try program.makeServedMemory(server, 1, pages: pages)
      // More than all that is there, of which a part stays.
      let reader = try program.spawn("reader", handles: [object], change: { $0.user = 1000 }) { reader in
        let address = try reader.map(0, 3400 * 4096, [.read])
        for page in 0..<UInt64(3400) {
          #expect(try reader.look(address + page * 4096, 1) == [Program.content(1, page * 4096)])
        }
      }
      var done = false
      try program.spawn("end", handles: [server]) { helper in try helper.serveMemory(0) }
      try program.close(server)
      #expect(try program.wait(reader.handle).code == 0)
      let kept = world.frames.reclaimableCount
      #expect(kept >= KernelLimits.servedPages && kept < 3400)
      // By touch, and all at once.
      let all = world.frames.freeCount + kept - world.frames.serviceReserve
      let hungry = try program.spawn("hungry", change: { $0.user = 1000 }) { hungry in
        let wanted = all * 3 / 4
        let address = try hungry.map(wanted * 4096, [.read, .write])
        for page in 0..<wanted / 2 { try hungry.touch(address + page * 4096, write: true) }
        try hungry.call(.unmap, address, wanted * 4096)
        _ = try hungry.map(wanted * 4096, [.read, .write, .populate])
        done = true
      }
      #expect(try program.wait(hungry.handle).code == 0)
      #expect(done)
      // A limit of one's own is no reason to take anything back.
      let small = try program.spawn("small", change: { $0.memoryLimit = 40 * 4096 }) { small in
        let before = world.frames.reclaimableCount
        try small.expect(.outOfMemory) { _ = try small.map(100 * 4096, [.read, .write, .populate]) }
        #expect(world.frames.reclaimableCount == before)
      }
      #expect(try program.wait(small.handle).code == 0)
    }
    world.expectClean()
  }

  /// Random touches and calls on several CPUs, while pages are taken back at any time: everybody sees what the server
  /// has.
  @Test(arguments: 0..<12) func everybodySeesWhatTheServerHas(seed: Int) {
    let world = World(cpus: 1 + seed % 4)
    world.run { program in
      let server = try program.register("disk")
      var clients: [UInt64] = []
      for id in 1...2 {
        let object = try program.makeServedMemory(server, id, pages: 100)
        for number in 0..<2 {
          let name = "client\(id)\(number)"
          let child = try program.spawn(name, handles: [object]) { client in
            var random = SeededRandom(state: UInt64(seed * 10 + id * 2 + number))
            let address = try client.map(0, 100 * 4096, number == 0 ? [.read] : [.read, .write])
            let pipe = try client.pipe()
            for _ in 0..<60 {
              let offset = random.next() % (99 * 4096)
              switch random.next() % 5 {
              case 0:
                let length = min(random.next() % 20000 + 1, 100 * 4096 - offset)
                #expect(try client.call(.write, pipe.write, address + offset, length, .max) == length)
                #expect(try client.read(pipe.read, 20001) == Program.content(UInt64(id), offset..<offset + length))
              case 1: #expect(world.kernel.takeBack(random.next() % 100) <= 200)
              case 2 where number == 1: try client.touch(address + offset, write: true)
              default: #expect(try client.look(address + offset, 3) == Program.content(UInt64(id), offset..<offset + 3))
              }
            }
          }
          clients.append(child.handle)
        }
        try program.close(object)
      }
      try program.serveMemory(server, closes: 2)
      for client in clients { #expect(try program.wait(client).code == 0) }
    }
    world.expectClean()
  }
}
