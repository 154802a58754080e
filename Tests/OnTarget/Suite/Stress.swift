// Everything at once, for a given time: processes that map, call, make threads and start others, and are killed at any
// moment. `ostests stress SECONDS` starts the runners, and compares frames, handles, processes and threads afterwards.

import ABI
import Instructions
import System
import SystemEntry

/// The stress test and the processes that it is made of.
enum Stress {
  private static let runners = 6
  /// Frames that the machine may have fewer afterwards: what the services keep.
  private static let slack: UInt64 = 64 * AddressSpace.pageSize
  /// Of each role a runner chooses one at a time.
  private static let roles = ["stress-maps", "stress-calls", "stress-threads", "stress-spawns", "stress-endless"]

  /// What a role leaves as its status; nil: it is none of these.
  static func play(_ arguments: [String]) -> Int32? {
    guard let role = arguments.first else { return nil }
    let number = arguments.count > 1 ? parse(arguments[1]) : 0
    if role.utf8.elementsEqual("stress".utf8) { return run(seconds: number) ? 0 : 1 }
    if role.utf8.elementsEqual("stress-runner".utf8) { return keepRunning(seed: number, until: arguments[2]) }
    if role.utf8.elementsEqual("stress-maps".utf8) { return map() }
    if role.utf8.elementsEqual("stress-calls".utf8) { return call() }
    if role.utf8.elementsEqual("stress-threads".utf8) { return makeThreads() }
    if role.utf8.elementsEqual("stress-spawns".utf8) { return Children.run("stress-maps")?.code ?? 1 }
    if role.utf8.elementsEqual("stress-endless".utf8) { while true {} }
    if role.utf8.elementsEqual("shootdown".utf8) { return protectWhileWritten() }
    return nil
  }

  private static func parse(_ digits: String) -> UInt64 {
    digits.utf8.reduce(0) { $0 &* 10 &+ UInt64($1 &- 0x30) }
  }

  private static func run(seconds: UInt64) -> Bool {
    // The first round pays for what the services keep.
    for role in roles.dropLast() { _ = Children.run(role) }
    guard let before = Usage() else { return false }
    let end = "\(SystemClock.monotonic + seconds * 1_000_000_000)"
    let isWell = start(runners, until: end)
    guard let after = Usage() else { return false }
    let lost = [
      ("bytes", before.free, after.free + slack), ("handles", after.handles, before.handles),
      ("processes", after.processes, before.processes), ("threads", after.threads, before.threads),
    ].filter { $0.1 > $0.2 }
    for (what, more, less) in lost { Streams.print("stress: \(more - less) \(what) are lost") }
    let isClean = isWell && lost.isEmpty
    Streams.print("stress: \(isClean ? "nothing is lost" : "FAILED") after \(seconds) s")
    return isClean
  }

  /// Starts `count` runners, and waits for them.
  private static func start(_ count: Int, until end: String) -> Bool {
    guard count > 0 else { return true }
    do throws(Errno) {
      let runner = try SpawnRequest("/bin/ostests", ["ostests", "stress-runner", "\(count)", end]).start()
      let others = start(count - 1, until: end)
      let status = try runner.wait()
      return Children.end(of: status) == .exit(0) && others
    } catch {
      Streams.print("stress: a runner cannot start: \(error.name)")
      return false
    }
  }

  /// Starts one role after the other, kills some of them, and checks how they end.
  private static func keepRunning(seed: UInt64, until end: String) -> Int32 {
    var random = RandomCalls.Random(state: seed)
    let end = parse(end)
    var count = 0
    while SystemClock.monotonic < end {
      let role = roles[Int(random.next() % UInt64(roles.count))]
      let isEndless = role.utf8.elementsEqual("stress-endless".utf8)
      do throws(Errno) {
        let child = try SpawnRequest("/bin/ostests", ["ostests", role]).start()
        let isKilled = isEndless || random.next() % 3 == 0
        if isKilled {
          SystemClock.sleep(milliseconds: random.next() % 30)
          try? child.kill(.kill)
        }
        let ended = Children.end(of: try child.wait())
        guard ended == .exit(0) && !isEndless || isKilled && ended == .signal(.kill) else {
          Streams.print("stress: \(role) ended wrongly")
          return 1
        }
      } catch {
        Streams.print("stress: \(role): \(error.name)")
        return 1
      }
      count += 1
    }
    Streams.print("stress: runner \(seed) started \(count) processes")
    return 0
  }

  // MARK: The roles

  private static func fresh(_ length: UInt64) -> UInt64? {
    let flags: MapFlags = [.read, .write]
    let result = apus_syscall(Syscall.map.rawValue, UInt64(noHandle), 0, length, 0, flags.rawValue, 0)
    return result > 0 ? UInt64(result) : nil
  }

  /// Fresh memory is zero, whatever was in its frames.
  private static func map() -> Int32 {
    for round: UInt64 in 1...200 {
      let pages = round % 16 + 1
      guard let start = fresh(pages * AddressSpace.pageSize) else { return 1 }
      for page in 0..<pages {
        let word = start + page * AddressSpace.pageSize
        guard probe_load(word) == 0 else { return 2 }
        probe_store(word, round)
      }
      _ = apus_syscall2(Syscall.unmap.rawValue, start, pages * AddressSpace.pageSize)
    }
    return 0
  }

  /// Opens, asks, reads and closes a file of the file system's process.
  private static func call() -> Int32 {
    for _ in 0..<100 {
      guard let file = try? Handle.open("/bin/ostests", .read) else { return 1 }
      var bytes = [UInt8](repeating: 0, count: 4)
      guard (try? file.read(into: &bytes)) == 4, bytes == [0x7F, 0x45, 0x4C, 0x46] else { return 2 }
    }
    return 0
  }

  /// Four threads that count in one word each, and end.
  private static func makeThreads() -> Int32 {
    guard let area = fresh(16 * AddressSpace.pageSize) else { return 1 }
    for thread: UInt64 in 0..<4 {
      let stack = area + (thread + 1) * 2 * AddressSpace.pageSize
      let counter = area + 15 * AddressSpace.pageSize + thread * 64
      probe_store(counter, 1)
      guard apus_syscall4(Syscall.threadCreate.rawValue, stress_end_address(), stack, counter, 0) > 0 else { return 3 }
    }
    for thread: UInt64 in 0..<4 {
      let counter = area + 15 * AddressSpace.pageSize + thread * 64
      while probe_load(counter) != 0 {
        _ = apus_syscall3(Syscall.futexWait.rawValue, counter, 1, SystemClock.monotonic + 1_000_000_000)
      }
    }
    return 0
  }

  /// A thread writes into a page while the other takes the right away: the process ends with a page fault at once. With
  /// a translation left on another CPU it would go on, and the status is 7.
  private static func protectWhileWritten() -> Int32 {
    guard let stack = fresh(4 * AddressSpace.pageSize), let page = fresh(AddressSpace.pageSize) else { return 1 }
    let top = stack + 4 * AddressSpace.pageSize
    guard apus_syscall4(Syscall.threadCreate.rawValue, stress_count_address(), top, page, 0) > 0 else { return 2 }
    while probe_load(page) < 1000 { SystemClock.sleep(milliseconds: 1) }
    _ = apus_syscall3(Syscall.protect.rawValue, page, AddressSpace.pageSize, MapFlags.read.rawValue)
    SystemClock.sleep(milliseconds: 500)
    return 7
  }
}

/// A thread that ends at once and says so.
@c(stress_end)
public func endThread(_ word: UInt64) { _ = apus_syscall1(Syscall.threadExit.rawValue, word) }

/// A thread that adds to a word until it may not any more.
@c(stress_count)
public func countForEver(_ word: UInt64) { probe_count(word) }
