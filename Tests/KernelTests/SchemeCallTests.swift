// Calls between processes: what the caller sees, what the server sees, and who gets the CPU.

import ABI
import Foundation
import Testing

@testable import KernelCore

@Suite struct SchemeCallTests {
  @Test func openReadWriteClose() {
    World.run { program in
      let server = try program.register("echo")
      let child = try program.spawn("client") { client in
        let handle = try client.open("echo:some/path")
        #expect(try client.write(handle, Array("hello".utf8)) == 5)
        #expect(try client.read(handle, 100) == Array("data".utf8))
        try client.close(handle)
      }
      let open = try program.receive(server)
      #expect(open.kind == .open)
      #expect(open.text == "some/path")
      #expect(OpenFlags(rawValue: open.request.offset) == [.read, .write])
      #expect(open.request.process == child.process)
      try program.reply(server, open.request.tag, 7)
      let write = try program.receive(server)
      #expect(write.kind == .write && write.text == "hello" && write.request.id == 7 && write.request.offset == 0)
      try program.reply(server, write.request.tag, 5)
      let read = try program.receive(server)
      #expect(read.kind == .read && read.request.length == 100 && read.request.offset == 5)
      let close = try program.replyReceive(server, try program.makeReply(read.request.tag, 4, Array("data".utf8)))
      #expect(close.kind == .close && close.request.id == 7 && close.request.flags.contains(.oneWay))
      #expect(try program.wait(child.handle).kind == ABI.ExitStatus.Kind.exited.rawValue)
    }
  }

  @Test func theServerGetsTheProcessorAtOnceAndTheCallerOnTheAnswer() {
    var order: [String] = []
    World.run { program in
      let server = try program.register("direct")
      let child = try program.spawn("client") { client in
        let handle = try client.open("direct:")
        order.append("before")
        _ = try client.read(handle, 4)
        order.append("after")
        try client.close(handle)
      }
      try program.spawn("bystander") { other in
        for _ in 0..<20 {
          order.append("bystander")
          _ = try other.call(.yield)
        }
      }
      var request = try program.receive(server)
      var reply = try program.makeReply(request.request.tag, 7)
      request = try program.replyReceive(server, reply)
      order.append("server")
      reply = try program.makeReply(request.request.tag, 4, Array("data".utf8))
      request = try program.replyReceive(server, reply)
      #expect(request.kind == .close)
      _ = try program.wait(child.handle)
    }
    let start = order.firstIndex(of: "before") ?? 0
    #expect(Array(order[start..<start + 3]) == ["before", "server", "after"])
  }

  @Test func answersMayComeLateAndInAnyOrder() {
    var seen: [String] = []
    World.run { program in
      let server = try program.register("late")
      var children: [UInt64] = []
      for name in ["one", "two", "three"] {
        children.append(
          try program.spawn(name) { client in
            let handle = try client.open("late:")
            seen.append(name + String(decoding: try client.read(handle, 16), as: UTF8.self))
            try client.close(handle)
          }.handle)
      }
      var tags: [UInt32] = []
      while tags.count < 3 {
        let next = try program.receive(server)
        if next.kind == .open {
          try program.reply(server, next.request.tag, 1)
        } else {
          tags.append(next.request.tag)
        }
      }
      for (number, tag) in tags.enumerated().reversed() {
        try program.reply(server, tag, 1, Array("\(number)".utf8))
      }
      for child in children { _ = try program.wait(child) }
      try program.close(server)
    }
    #expect(seen.sorted() == ["one0", "three2", "two1"])
  }

  @Test func aDeadCallerIsAnnouncedAndItsAnswerIgnored() {
    World.run { program in
      let server = try program.register("gone")
      let child = try program.spawn("client") { client in
        let handle = try client.open("gone:")
        _ = try client.read(handle, 16)
      }
      let open = try program.receive(server)
      try program.reply(server, open.request.tag, 9)
      let read = try program.receive(server)
      try program.call(.kill, UInt64(child.process), UInt64(Signal.kill.rawValue))
      try program.reply(server, read.request.tag, 4, Array("data".utf8))
      var kinds: [RequestKind?] = []
      for _ in 0..<2 {
        let next = try program.receive(server)
        kinds.append(next.kind)
        if next.kind == .cancel { #expect(next.request.tag == read.request.tag) }
      }
      #expect(Set(kinds) == [.cancel, .close])
      try program.expect(.canceled) { try program.reply(server, read.request.tag, 0) }
      try program.expect(.wouldBlock) { _ = try program.receive(server, .nonBlocking) }
      #expect(try program.wait(child.handle).code == Int32(Signal.kill.rawValue))
    }
  }

  /// The handle that it answers through goes with the answer, and nobody takes it: the server ends while it is at work.
  @Test func aServerThatGivesItselfAwayToADeadCallerHearsOfIt() {
    World.run { program in
      let server = try program.register("selfless")
      let child = try program.spawn("client") { client in
        let handle = try client.open("selfless:")
        _ = try client.callHandle(handle, 1)
      }
      let open = try program.receive(server)
      try program.reply(server, open.request.tag, 9)
      let call = try program.receive(server)
      try program.call(.kill, UInt64(child.process), UInt64(Signal.kill.rawValue))
      var reply = Reply(tag: call.request.tag, result: 0)
      reply.handle = RawHandle(server)
      reply.flags = .moveHandle
      try program.expect(.badHandle) { _ = try program.replyReceive(server, reply) }
      try program.expect(.noSuchDevice) { _ = try program.open("selfless:") }
    }
  }

  @Test func aCallThatTakesTooLongIsGivenUp() {
    World.run { program in
      let server = try program.register("slow")
      let child = try program.spawn("client") { client in
        let handle = try client.open("slow:")
        let limit = client.world.machine.clock + 5_000_000
        #expect(try client.call(.limitWaits, limit) == Int64.max)
        try client.expect(.timedOut) { _ = try client.read(handle, 16) }
        #expect(client.world.machine.clock >= limit)
        // The limit is a moment: now nothing waits at all, but what is there is still to be had.
        let pipe = try client.pipe()
        try client.expect(.timedOut) { _ = try client.read(pipe.read, 1) }
        try client.write(pipe.write, [3])
        #expect(try client.read(pipe.read, 1) == [3])
        #expect(try client.call(.limitWaits, .max) == Int64(limit))
        #expect(try client.read(handle, 16) == Array("late".utf8))
      }
      let open = try program.receive(server)
      try program.reply(server, open.request.tag, 9)
      let read = try program.receive(server)
      // The next thing that it hears is that nobody waits for the answer any more.
      let cancel = try program.receive(server)
      #expect(cancel.kind == .cancel && cancel.request.tag == read.request.tag)
      try program.expect(.canceled) { try program.reply(server, read.request.tag, 4, Array("lost".utf8)) }
      let again = try program.receive(server)
      try program.reply(server, again.request.tag, 4, Array("late".utf8))
      #expect(try program.receive(server).kind == .close)
      #expect(try program.wait(child.handle).code == 0)
    }
  }

  @Test func aLimitHoldsForEveryKindOfWaiting() {
    World.run { program in
      let start = program.world.machine.clock
      _ = try program.call(.limitWaits, start + 3_000_000)
      let server = try program.register("idle")
      let queue = try program.open("event:")
      let word = try program.place([0, 0, 0, 0])
      try program.expect(.timedOut) { _ = try program.receive(server) }
      try program.expect(.timedOut) { _ = try program.events(queue) }
      try program.expect(.timedOut) { _ = try program.open("nobody:", [.read, .waitForScheme]) }
      try program.expect(.timedOut) { _ = try program.call(.futexWait, word, 0, .max) }
      try program.expect(.timedOut) { _ = try program.call(.sleep, .max) }
      // What is over before the limit is no failure; a call that was not received is taken back.
      let limit = program.world.machine.clock + 9_000_000
      _ = try program.call(.limitWaits, limit)
      #expect(try program.call(.sleep, program.world.machine.clock + 1_000_000) == 0)
      // A wait that ended in time, and one with a later limit after it, which holds, too.
      let pipe = try program.pipe()
      try program.startThread { thread in
        _ = try thread.call(.sleep, thread.world.machine.clock + 1_000_000)
        try thread.write(pipe.write, [1])
      }
      #expect(try program.read(pipe.read, 1) == [1])
      _ = try program.call(.limitWaits, limit + 5_000_000)
      try program.expect(.timedOut) { _ = try program.read(pipe.read, 1) }
      #expect(program.world.machine.clock >= limit + 5_000_000)
      _ = try program.call(.limitWaits, program.world.machine.clock + 5_000_000)
      try program.expect(.timedOut) { _ = try program.open("idle:") }
      try program.expect(.wouldBlock) { _ = try program.receive(server, .nonBlocking) }
    }
  }

  @Test func whatIsOpenedForADeadCallerIsClosedAgain() {
    World.run { program in
      let server = try program.register("orphan")
      let child = try program.spawn("client") { client in _ = try client.open("orphan:") }
      let open = try program.receive(server)
      try program.call(.kill, UInt64(child.process), UInt64(Signal.kill.rawValue))
      try program.reply(server, open.request.tag, 33)
      var closed = false
      for _ in 0..<2 {
        let next = try program.receive(server)
        if next.kind == .close {
          closed = true
          #expect(next.request.id == 33)
        }
      }
      #expect(closed)
    }
  }

  @Test func theEndOfAServerWakesEveryCaller() {
    var errors: [Errno?] = []
    World.run { program in
      let server = try program.spawn("server") { server in
        let port = try server.register("fragile")
        for _ in 0..<2 {
          let open = try server.receive(port)
          try server.reply(port, open.request.tag, 1)
        }
        _ = try server.receive(port)
        // One call is delivered now, the other queued or on its way.
        try server.call(.sleep, server.world.machine.clock + 1_000_000)
        try server.call(.exit, 3)
      }
      var clients: [UInt64] = []
      for name in ["a", "b"] {
        clients.append(
          try program.spawn(name) { client in
            let handle = try client.open("fragile:", [.read, .write, .waitForScheme])
            errors.append(try client.failure { _ = try client.read(handle, 8) })
            errors.append(try client.failure { _ = try client.write(handle, [1]) })
            let ready = Readiness(rawValue: UInt16(try client.call(.readiness, handle)))
            #expect(ready == .hangup)
            try client.close(handle)
            try client.expect(.noSuchDevice) { _ = try client.open("fragile:") }
          }.handle)
      }
      #expect(try program.wait(server.handle).code == 3)
      for client in clients { _ = try program.wait(client) }
    }
    #expect(errors == [.serverDied, .serverDied, .serverDied, .serverDied])
  }

  @Test func aSchemeHasOneServerAndCanBeServedAgain() {
    World.run { program in
      let watch = try program.open(":again", [.watch])
      #expect(try program.call(.readiness, watch) == 0)
      let server = try program.register("again")
      #expect(try program.call(.readiness, watch) == UInt64(Readiness.readable.rawValue))
      try program.expect(.exists) { _ = try program.register("again") }
      try program.expect(.exists) { _ = try program.register("debug") }
      #expect(try program.read(watch, 8) == [1, 0, 0, 0, 0, 0, 0, 0])
      try program.close(server)
      #expect(try program.call(.readiness, watch) == 0)
      try program.close(try program.register("again"))
      #expect(try program.call(.readiness, watch) == 1)
      try program.expect(.noSuchDevice) { _ = try program.open("again:") }
    }
  }

  @Test func handlesTravelBothWays() {
    World.run { program in
      let server = try program.register("post")
      let child = try program.spawn("client") { client in
        let handle = try client.open("post:")
        let pipe = try client.pipe()
        let answer = try client.callHandle(handle, 0x1000, Array("take".utf8), capacity: 16, sending: pipe.write)
        // The handle is gone here (its number was free for the one that came back, which has fewer rights).
        #expect(UInt64(answer.handle) == pipe.write)
        #expect(answer.output == Array("given".utf8))
        #expect(try client.read(pipe.read, 10) == [42])
        let address = try client.map(UInt64(answer.handle), 4096, [.read, .shared])
        #expect(try client.peek(address, 3) == [9, 8, 7])
        try client.expect(.accessDenied) { _ = try client.map(UInt64(answer.handle), 4096, [.read, .write, .shared]) }
        try client.close(handle)
      }
      let open = try program.receive(server)
      try program.reply(server, open.request.tag, 1)
      let request = try program.receive(server)
      #expect(request.text == "take" && request.request.operation == 0x1000)
      #expect(try program.write(UInt64(request.request.handle), [42]) == 1)
      let object = try program.open("memory:4096")
      let address = try program.map(object, 4096, [.read, .write, .shared])
      try program.poke([9, 8, 7], at: address)
      var reply = try program.makeReply(request.request.tag, 0, Array("given".utf8))
      reply.handle = RawHandle(object)
      reply.rights = [.read, .map]
      reply.flags = .moveHandle
      try program.reply(server, reply)
      try program.expect(.badHandle) { try program.close(object) }
      #expect(try program.receive(server).kind == .close)
      _ = try program.wait(child.handle)
    }
  }

  @Test func aServerCanHandOverAHandleInsteadOfAResource() {
    World.run { program in
      let server = try program.register("give")
      let child = try program.spawn("client") { client in
        let handle = try client.open("give:pipe")
        #expect(try client.read(handle, 8) == [5, 6])
      }
      let pipe = try program.pipe()
      try program.write(pipe.write, [5, 6])
      let open = try program.receive(server)
      var reply = Reply(tag: open.request.tag, result: 0)
      reply.handle = RawHandle(pipe.read)
      try program.reply(server, reply)
      _ = try program.wait(child.handle)
    }
  }

  @Test func mappingThroughAScheme() {
    World.run { program in
      let server = try program.register("pages")
      let child = try program.spawn("client") { client in
        let handle = try client.open("pages:")
        let address = try client.map(handle, 4096, [.read, .write, .shared], offset: 8192)
        #expect(try client.peek(address, 2) == [1, 2])
        try client.poke([77], at: address)
        try client.expect(.invalidArgument) { _ = try client.map(handle, 4096, .read, offset: 5) }
        try client.close(handle)
      }
      let object = try program.open("memory:16384")
      let address = try program.map(object, 16384, [.read, .write, .shared])
      try program.poke([1, 2], at: address + 12288)
      let open = try program.receive(server)
      try program.reply(server, open.request.tag, 1)
      let map = try program.receive(server)
      #expect(map.kind == .map && map.request.offset == 8192 && map.request.length == 4096)
      var reply = Reply(tag: map.request.tag, result: 0)
      reply.handle = RawHandle(object)
      reply.offset = 12288
      try program.reply(server, reply)
      #expect(try program.receive(server).kind == .close)
      #expect(try program.peek(address + 12288, 1) == [77])
      _ = try program.wait(child.handle)
    }
  }

  @Test func badMemoryIsTheFaultOfItsOwner() {
    World.run { program in
      let server = try program.register("bad")
      let child = try program.spawn("client") { client in
        let handle = try client.open("bad:")
        // The caller's bytes cannot be read, or its buffer cannot be written: the caller hears of it.
        try client.expect(.badAddress) { try client.call(.write, handle, 0x5000_0000, 8, .max) }
        try client.expect(.badAddress) { try client.call(.read, handle, 0x5000_0000, 8, .max) }
        // The server's reply names bad memory: the server hears of it, the caller gets an I/O error.
        try client.expect(.inputOutput) { _ = try client.read(handle, 8) }
        try client.close(handle)
      }
      let open = try program.receive(server)
      try program.reply(server, open.request.tag, 1)
      let first = try program.receive(server)
      #expect(first.kind == .read)
      try program.reply(server, first.request.tag, 8, Array("12345678".utf8))
      let second = try program.receive(server)
      var reply = Reply(tag: second.request.tag, result: 8)
      reply.data = 0x5000_0000
      reply.dataLength = 8
      try program.expect(.badAddress) { try program.reply(server, reply) }
      #expect(try program.receive(server).kind == .close)
      // A receive buffer that is too small or not there leaves the request where it is.
      let other = try program.spawn("other") { client in
        try client.expect(.noSuchEntry) { _ = try client.open("bad:abc") }
        _ = try client.call(.yield)
      }
      try program.call(.sleep, program.world.machine.clock + 1_000_000)
      try program.expect(.badAddress) { try program.call(.receive, server, 0x5000_0000, 4096, 0) }
      let small = try program.allocate(64)
      try program.expect(.outOfRange) { try program.call(.receive, server, small, 64, 0) }
      try program.expect(.invalidArgument) { try program.call(.receive, server, small, 8, 0) }
      let again = try program.receive(server)
      #expect(again.text == "abc")
      try program.reply(server, again.request.tag, Errno.noSuchEntry.syscallResult)
      _ = try program.wait(other.handle)
      _ = try program.wait(child.handle)
    }
  }

  @Test func errorsOfTheServerReachTheCaller() {
    World.run { program in
      let server = try program.register("no")
      let child = try program.spawn("client") { client in
        let first = try client.failure { _ = try client.open("no:a") }
        let second = try client.failure { _ = try client.open("no:b") }
        #expect(first == .accessDenied && second == .inputOutput)
      }
      let first = try program.receive(server)
      try program.reply(server, first.request.tag, Errno.accessDenied.syscallResult)
      let second = try program.receive(server)
      try program.reply(server, second.request.tag, -1_000_000)
      _ = try program.wait(child.handle)
    }
  }

  @Test func namespacesBoundWhatCanBeOpened() {
    World.run { program in
      let server = try program.register("secret")
      let child = try program.spawn("child", namespace: "debug\nmemory") { child in
        try child.expect(.noSuchDevice) { _ = try child.open("secret:") }
        try child.expect(.noSuchDevice) { _ = try child.open(":secret", .create) }
        try child.expect(.noSuchDevice) { _ = try child.open("pipe:") }
        _ = try child.open("debug:")
        // A grandchild cannot get more than its parent has.
        let grand = try child.open("memory:4096")
        try child.close(grand)
      }
      _ = try program.wait(child.handle)
      try program.close(server)
    }
  }

  @Test func openCanWaitForAScheme() {
    World.run { program in
      let child = try program.spawn("client") { client in
        let handle = try client.open("later:x", [.read, .write, .waitForScheme])
        #expect(try client.read(handle, 4) == Array("data".utf8))
        try client.close(handle)
      }
      try program.call(.sleep, program.world.machine.clock + 5_000_000)
      let server = try program.register("later")
      try program.serveSimply(server)
      _ = try program.wait(child.handle)
    }
  }

  @Test func notifyReachesEventQueuesAndVanishesWithTheHandle() {
    World.run { program in
      let server = try program.register("bell")
      let child = try program.spawn("client") { client in
        let handle = try client.open("bell:")
        let queue = try client.open("event:")
        try client.subscribe(queue, handle, .readable, 99)
        let events = try client.events(queue)
        #expect(events.count == 1)
        #expect(events.first?.userData == 99)
        #expect(events.first?.readiness == .readable)
        try client.close(handle)
        #expect(try client.call(.readiness, queue) == 0)
      }
      let open = try program.receive(server)
      var reply = Reply(tag: open.request.tag, result: 12)
      reply.flags = .readiness
      reply.readiness = []
      try program.reply(server, reply)
      try program.call(.sleep, program.world.machine.clock + 1_000_000)
      try program.call(.notify, server, 12, UInt64(Readiness.readable.rawValue))
      try program.expect(.noSuchEntry) { try program.call(.notify, server, 13, 1) }
      #expect(try program.receive(server).kind == .close)
      _ = try program.wait(child.handle)
    }
  }

  @Test func aServerRunsInTheClassOfItsCaller() {
    var order: [String] = []
    World.run { program in
      let server = try program.spawn("server", change: { $0.priority = Priority.batch.rawValue }) { server in
        let port = try server.register("hurry")
        let open = try server.receive(port)
        try server.reply(port, open.request.tag, 1)
        let read = try server.receive(port)
        // A busy thread of the normal class must not come between.
        order.append("serving")
        _ = try server.call(.yield)
        order.append("answered")
        try server.reply(port, read.request.tag, 0)
        #expect(try server.receive(port).kind == .close)
      }
      let client = try program.spawn("client", change: { $0.priority = Priority.interactive.rawValue }) { client in
        let handle = try client.open("hurry:", [.read, .waitForScheme])
        _ = try client.read(handle, 1)
        order.append("done")
        try client.close(handle)
      }
      let busy = try program.spawn("busy") { busy in
        for _ in 0..<200 {
          order.append("busy")
          _ = try busy.call(.yield)
        }
      }
      for handle in [server.handle, client.handle, busy.handle] { _ = try program.wait(handle) }
    }
    let serving = order.firstIndex(of: "serving") ?? -1
    #expect(serving >= 0)
    #expect(Array(order[serving..<serving + 3]) == ["serving", "answered", "done"])
  }

  @Test func aNamedDuplicateHasNoMoreRightsThanAskedFor() {
    World.run { program in
      let server = try program.register("copies")
      let child = try program.spawn("client") { client in
        let handle = try client.open("copies:")
        let copy = try client.duplicate(handle, [.read], name: "listen")
        try client.expect(.accessDenied) { try client.write(copy, [1]) }
        try client.expect(.accessDenied) { _ = try client.duplicate(copy) }
        #expect(try client.read(copy, 4) == Array("data".utf8))
      }
      let open = try program.receive(server)
      try program.reply(server, open.request.tag, 1)
      let duplicate = try program.receive(server)
      #expect(duplicate.kind == .duplicate && duplicate.text == "listen" && duplicate.request.id == 1)
      try program.reply(server, duplicate.request.tag, 2)
      let read = try program.receive(server)
      #expect(read.request.id == 2)
      try program.reply(server, read.request.tag, 4, Array("data".utf8))
      var closed = [try program.receive(server).request.id, try program.receive(server).request.id]
      closed.sort()
      #expect(closed == [1, 2])
      _ = try program.wait(child.handle)
    }
  }

  @Test func closingAHandleWakesWhoeverWaitsOnIt() {
    World.run { program in
      let pipe = try program.pipe()
      let queue = try program.open("event:")
      var errors: [Errno?] = []
      try program.startThread(0x1000) { thread in
        errors.append(try thread.failure { _ = try thread.read(pipe.read, 1) })
      }
      try program.startThread(0x1010) { thread in errors.append(try thread.failure { _ = try thread.events(queue) }) }
      for _ in 0..<4 { _ = try program.call(.yield) }
      try program.close(pipe.read)
      try program.close(queue)
      for _ in 0..<4 { _ = try program.call(.yield) }
      #expect(errors == [.badHandle, .badHandle])
    }
  }

  /// Each server is held by nothing but a call that waits at the next one. When the last goes all of them go, on a
  /// stack that is too small for them to end inside each other.
  @Test func aChainOfServersEndsOneAfterTheOther() {
    let done = DispatchSemaphore(value: 0)
    let host = Foundation.Thread {
      World.run { program in
        var last = try program.register("s0")
        for number in 1...150 {
          let server = try program.register("s\(number)")
          let held = last
          try program.startThread(0x1000 + UInt64(number)) { client in
            let handle = try client.open("s\(number):x")
            let errno = try client.failure { _ = try client.callHandle(handle, 1, sending: held) }
            #expect(errno == .serverDied)
          }
          let opened = try program.receive(server)
          try program.reply(server, opened.request.tag, 7)
          last = server
        }
        try program.call(.sleep, program.world.machine.clock + 1_000_000)
        try program.close(last)
        try program.call(.sleep, program.world.machine.clock + 1_000_000)
      }
      done.signal()
    }
    host.stackSize = 192 << 10
    host.start()
    done.wait()
  }
}
