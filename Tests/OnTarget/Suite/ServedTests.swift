// Memory whose pages a server brings, on the real machine: requests are counted, programs run from it, the server
// answers wrongly and dies, pages are taken back.
//
// The server is a service of its own (PageServer, Tests/System/suite.services).

import ABI
import Instructions
import System
import SystemEntry

/// Checks with the help of `pages:`.
enum ServedTests {
  static let all: [(name: StaticString, run: @Sendable () -> Bool)] = [
    ("pages are brought when they are touched, some at a time", { isTrue(pagesCome) }),
    ("registers survive a page that is brought", { isTrue(registersSurvive) }),
    ("a system call waits for its pages", { isTrue(callsWait) }),
    ("a program runs from pages that are brought", { isTrue(programsRun) }),
    ("many who touch one page ask once", { isTrue(manyAskOnce) }),
    ("whoever is killed while it waits is gone", { isTrue(killedWhileWaiting) }),
    ("an error is the end of who touched the page", { isTrue { () throws(Errno) in try ends(.fail) } }),
    ("so is too little", { isTrue { () throws(Errno) in try ends(.cut) } }),
    ("pages are taken back for others, and brought again", { isTrue(takenBack) }),
    ("a user's process serves no pages", { isTrue(usersServeNone) }),
    ("a server that dies ends the wait", { isTrue(serverDies) }),
  ]

  private static let page = AddressSpace.pageSize

  private static func isTrue(_ body: () throws(Errno) -> Bool) -> Bool {
    do throws(Errno) { return try body() } catch {
      Streams.print("  \(error.name)")
      return false
    }
  }

  // MARK: Helpers

  /// Where a check failed.
  private static func no(line: Int = #line) -> Bool {
    Streams.print("  in line \(line)")
    return false
  }

  private static func tell(_ server: borrowing Handle, _ order: PageServer.Order) throws(Errno) -> UInt64 {
    try server.call(order.rawValue).result
  }

  /// Fresh memory of the file.
  private static func memory(_ server: borrowing Handle) throws(Errno) -> Handle {
    let answer = try server.call(Operation.image.rawValue)
    switch answer.handle {
    case .some(let handle): return try handle.duplicate()
    case nil: throw .badHandle
    }
  }

  private static func map(_ raw: RawHandle, _ length: UInt64, _ flags: MapFlags) throws(Errno) -> UInt64 {
    let result = apus_syscall(Syscall.map.rawValue, UInt64(raw), 0, length, 0, flags.rawValue, 0)
    guard result > 0 else { throw Errno(rawValue: Int32(truncatingIfNeeded: -result)) ?? .inputOutput }
    return UInt64(result)
  }

  private static func unmap(_ address: UInt64, _ length: UInt64) {
    _ = apus_syscall2(Syscall.unmap.rawValue, address, length)
  }

  /// A child with memory as its handle 3.
  private static func start(_ role: String, _ memory: RawHandle) throws(Errno) -> ChildProcess {
    var request = SpawnRequest("/bin/ostests", ["ostests", role])
    request.handles.append(memory)
    return try request.start()
  }

  // MARK: Checks

  private static func pagesCome() throws(Errno) -> Bool {
    let server = try Handle.open("pages:large")
    let length = PageServer.largeLength
    _ = try tell(server, .count)
    let closed = try tell(server, .closed)
    let address = try map(server.raw, length, .read)
    guard try tell(server, .count) == 0 else { return no() }
    // The first run ends with its 64 KiB.
    guard probe_load(address + 3 * page) == 4, probe_load(address + 15 * page) == 16, try tell(server, .count) == 1,
      probe_load(address + 16 * page) == 17, probe_load(address) == 1, try tell(server, .count) == 2
    else { return no() }
    for number in 0..<256 {
      guard probe_load(address + UInt64(number) * page) == UInt64(number) + 1 else { return no() }
    }
    guard try tell(server, .count) == 14 else { return no() }
    unmap(address, length)
    return try tell(server, .closed) == closed + 1
  }

  private static func registersSurvive() throws(Errno) -> Bool {
    let server = try Handle.open("pages:large")
    let address = try map(server.raw, 64 * page, .read)
    defer { unmap(address, 64 * page) }
    return probe_touch_kept(address + 20 * page) != 0
  }

  private static func callsWait() throws(Errno) -> Bool {
    let server = try Handle.open("pages:large")
    let length = 64 * page
    let address = try map(server.raw, length, [.read, .write])
    defer { unmap(address, length) }
    let pipe = try Pipe()
    // Over the end of a run.
    let start = address + 16 * page - 8
    guard apus_syscall4(Syscall.write.rawValue, UInt64(pipe.writer.raw), start, 16, .max) == 16 else { return no() }
    var bytes = [UInt8](repeating: 0, count: 64)
    guard try pipe.reader.read(into: &bytes) == 16, bytes[7] == 0, bytes[8] == 17 else { return no() }
    // Into a page that is there as a copy from then on; what is around stays the server's.
    try pipe.writer.writeAll([1, 2, 3])
    let target = address + 40 * page + 8
    guard apus_syscall4(Syscall.read.rawValue, UInt64(pipe.reader.raw), target, 64, .max) == 3,
      probe_load(target) == 0x030201, probe_load(target - 8) == 41
    else { return no() }
    // A name, to be opened by a server.
    let file = try Handle.open("pages:program")
    let names = try map(file.raw, page, .read)
    defer { unmap(names, page) }
    return apus_syscall3(Syscall.open.rawValue, names, 4, 0) == Errno.noSuchDevice.syscallResult
  }

  private static func programsRun() throws(Errno) -> Bool {
    let server = try Handle.open("pages:program")
    _ = try tell(server, .count)
    let image = try memory(server)
    let length = try server.seek(to: 0, from: .end)
    // The second one finds most of what it needs.
    var asked: [UInt64] = []
    for (role, expected) in [("exitsWell", Int32(0)), ("exitsBadly", 42)] {
      let child = try SpawnRequest("served", ["served", role]).start(image: image, offset: 0, length: length)
      guard Children.end(of: try child.wait()) == .exit(expected) else { return no() }
      asked.append(try tell(server, .count))
    }
    return asked[0] > 1 && asked[0] < length / page / 2 && asked[1] <= 2
  }

  private static func manyAskOnce() throws(Errno) -> Bool {
    let server = try Handle.open("pages:large")
    let memory = try memory(server)
    _ = try tell(server, .count)
    _ = try tell(server, .hold)
    let first = try start("touch-given", memory.raw)
    let second = try start("touch-given", memory.raw)
    let third = try start("touch-given", memory.raw)
    SystemClock.sleep(milliseconds: 300)
    guard try first.poll() == nil, try second.poll() == nil, try third.poll() == nil else { return no() }
    _ = try tell(server, .release)
    let ends = [try first.wait(), try second.wait(), try third.wait()].map { Children.end(of: $0) }
    let asked = try tell(server, .count)
    return ends.allSatisfy { $0 == .exit(0) } && asked == 1
  }

  private static func killedWhileWaiting() throws(Errno) -> Bool {
    let server = try Handle.open("pages:large")
    let memory = try memory(server)
    _ = try tell(server, .hold)
    let child = try start("touch-given", memory.raw)
    SystemClock.sleep(milliseconds: 100)
    try child.kill(.kill)
    guard Children.end(of: try child.wait()) == .signal(.kill) else { return no() }
    _ = try tell(server, .release)
    return Children.end(of: try start("touch-given", memory.raw).wait()) == .exit(0)
  }

  /// Whoever touches a page gets a fault, and a system call an error.
  private static func ends(_ order: PageServer.Order) throws(Errno) -> Bool {
    let server = try Handle.open("pages:large")
    let memory = try memory(server)
    let address = try map(memory.raw, 64 * page, .read)
    defer { unmap(address, 64 * page) }
    let pipe = try Pipe()
    _ = try tell(server, order)
    let child = try start("touch-given", memory.raw)
    let end = Children.end(of: try child.wait())
    let report = String(decoding: try child.faultReport(), as: UTF8.self)
    let result = apus_syscall4(Syscall.write.rawValue, UInt64(pipe.writer.raw), address, 16, .max)
    _ = try tell(server, .serve)
    return end == .fault(.pageNotBrought) && result == Errno.inputOutput.syscallResult
      && report.utf8.count > 0 && contains(report, ", of pages: number ") && probe_load(address) == 1
  }

  private static func contains(_ text: String, _ part: String) -> Bool {
    let (text, part) = (Array(text.utf8), Array(part.utf8))
    guard text.count >= part.count else { return no() }
    return (0...text.count - part.count).contains { text[$0..<$0 + part.count].elementsEqual(part) }
  }

  private static func takenBack() throws(Errno) -> Bool {
    let server = try Handle.open("pages:large")
    let length = PageServer.largeLength
    let address = try map(server.raw, length, [.read, .write])
    defer { unmap(address, length) }
    func isRight() -> Bool {
      (0..<length / page).allSatisfy { probe_load(address + $0 * page) == ($0 == 9 ? 99 : $0 + 1) }
    }
    probe_store(address + 9 * page, 99)
    guard isRight(), let full = Usage(), full.served >= length / 2 else { return no() }
    _ = try tell(server, .count)
    guard isRight(), try tell(server, .count) == 0 else { return no() }
    // Somebody takes all that there is.
    let pipe = try Pipe()
    var request = SpawnRequest("/bin/ostests", ["ostests", "take-all"])
    request.handles = [noHandle, pipe.writer.raw, Streams.error]
    let hog = try request.start()
    var byte: [UInt8] = [0]
    guard try pipe.reader.read(into: &byte) == 1, let during = Usage(), during.served < full.served / 8 else {
      return no()
    }
    try hog.kill(.kill)
    _ = try hog.wait()
    guard isRight() else { return no() }
    return try tell(server, .count) > 0
  }

  private static func usersServeNone() throws(Errno) -> Bool {
    let server = try Handle.open(":served", [.create, .read, .write])
    do throws(Errno) { _ = try server.derive("1/4096") } catch { return error == .notPermitted }
    return no()
  }

  private static func serverDies() throws(Errno) -> Bool {
    let server = try Handle.open("pages:large")
    let memory = try memory(server)
    let address = try map(memory.raw, 64 * page, .read)
    defer { unmap(address, 64 * page) }
    guard probe_load(address) == 1 else { return no() }
    let pipe = try Pipe()
    _ = try tell(server, .hold)
    let child = try start("touch-given", memory.raw)
    SystemClock.sleep(milliseconds: 100)
    do throws(Errno) { _ = try tell(server, .exit) } catch { guard error == .serverDied else { throw error } }
    guard Children.end(of: try child.wait()) == .fault(.pageNotBrought) else { return no() }
    let result = apus_syscall4(Syscall.write.rawValue, UInt64(pipe.writer.raw), address + 16 * page, 16, .max)
    // What is there stays; and the next server has nothing to do with it.
    let next = try Handle.open("pages:large", [.read, .waitForScheme])
    let asked = try tell(next, .count)
    return result == Errno.serverDied.syscallResult && probe_load(address) == 1 && asked == 0
  }

  // MARK: In the child

  /// What a role leaves as its status; nil: it is none of these.
  static func play(_ role: String) -> Int32? {
    guard role.utf8.elementsEqual("touch-given".utf8) else { return nil }
    guard let address = try? map(3, 64 * page, .read) else { return 1 }
    return probe_load(address + 20 * page) == 21 ? 0 : 2
  }
}
