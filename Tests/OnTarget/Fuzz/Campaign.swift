// The parent: rounds of a few children beside each other, each with a seed of its own, and the account at the end.

import ABI
import System

/// A run of the fuzzer.
struct Campaign {
  private static let user: UInt32 = 1000
  private static let children = 3
  /// Calls of one child.
  private static let callsOfAChild: UInt64 = 500
  /// Nanoseconds without a further call: whoever is left then waits for something that never comes, and is ended.
  private static let patience: UInt64 = 20_000_000
  /// Rounds before the first account: caches fill, heaps grow.
  private static let warmUp: UInt64 = 12
  /// Bytes that the kernel's heap and the file system's caches may keep.
  private static let slack: UInt64 = 64 * AddressSpace.pageSize
  private static let memoryLimit: UInt64 = 16 << 20
  private static let schemes = "event time file proc pipe sys memory irq acpi fuzz0 fuzz1 fuzz2 nothing"

  private let options: FuzzOptions
  private var coverage = Coverage()
  private var calls: UInt64 = 0
  private var deaths = 0
  private var timeouts = 0

  init(_ options: FuzzOptions) { self.options = options }

  /// Whether everything is as before afterwards.
  mutating func run() -> Bool {
    guard CurrentProcess.user == 0 else {
      Streams.print("osfuzz: only user 0 can start it")
      return false
    }
    Streams.print("osfuzz: seed \(options.seed), \(options.calls) calls")
    var before: Usage?
    var round = options.round
    while calls < options.calls {
      if round == options.round + Self.warmUp {
        SystemClock.sleep(milliseconds: 200)
        Self.touchFiles()
        before = Usage()
      }
      do throws(Errno) { try play(round) } catch {
        Streams.print("osfuzz: FAILED  round \(round): \(error.name)")
        return false
      }
      round += 1
      if round % 64 == 0 { Streams.print("osfuzz: seed \(options.seed), round \(round), \(calls) calls") }
    }
    cleanUp()
    coverage.update()
    Streams.print("osfuzz: reached")
    for line in coverage.report() { Streams.print(line) }
    return account(before, rounds: round - options.round)
  }

  private func account(_ before: Usage?, rounds: UInt64) -> Bool {
    var complaints: [String] = []
    // Services may be about to answer or to close something: what is really left behind stays.
    for _ in 0..<20 {
      complaints = Self.complaints(before)
      if complaints.isEmpty { break }
      SystemClock.sleep(milliseconds: 100)
    }
    for line in complaints.isEmpty ? [] : Usage.byProcess() { Streams.print("  " + line) }
    for complaint in complaints { Streams.print("osfuzz: FAILED  \(complaint)") }
    let text = "\(calls) calls in \(rounds) rounds, seed \(options.seed), \(deaths) faults, \(timeouts) ended"
    Streams.print("osfuzz: \(complaints.isEmpty ? "unharmed" : "HARMED"): \(text)")
    return complaints.isEmpty
  }

  private static func complaints(_ before: Usage?) -> [String] {
    guard let after = Usage() else { return ["sys:memory cannot be read"] }
    var complaints: [String] = []
    if let before {
      if after.free + slack < before.free {
        complaints.append("\((before.free - after.free) / AddressSpace.pageSize) frames are lost")
      }
      if after.handles != before.handles { complaints.append("\(after.handles) handles, \(before.handles) before") }
      if after.threads != before.threads { complaints.append("\(after.threads) threads, \(before.threads) before") }
      if after.processes != before.processes { complaints.append("\(after.processes) processes") }
    }
    return complaints
  }

  /// The file system keeps an object for each file that was ever mapped: all of them are there before the account.
  private static func touchFiles() {
    for path in ["/bin/osfuzz", "/etc/passwd"] {
      guard let file = try? Handle.open(path), let map = try? MappedMemory(file.raw, length: 4096, writable: false)
      else { continue }
      _ = map.length
    }
  }

  // MARK: A round

  private mutating func play(_ round: UInt64) throws(Errno) {
    var pages: [Progress] = []
    var handles: [RawHandle] = []
    var queue = try EventQueue()
    var waiting: [RawHandle] = []
    defer { for handle in handles + waiting { Handle(owning: handle).close() } }
    for place in 0..<Self.children {
      let object = try MemoryObject(length: Int(Progress.length))
      guard let page = Progress(object.handle.raw) else { throw .outOfMemory }
      page.imageLength = (try? FileSystem.status("/bin/osfuzz"))?.size ?? 0
      for number in 0..<Coverage.numbers { page.setWeight(coverage.weight(number), of: number) }
      let seed = options.seed &* 0x1_0000_0001 &+ round &* 8 &+ UInt64(place)
      let child = try start(seed, place, progress: object.handle.raw)
      let raw = try child.handle.duplicate().release()
      try queue.subscribe(raw, .readable, userData: UInt64(place))
      waiting.append(raw)
      pages.append(page)
      handles.append(try object.handle.duplicate().release())
    }
    var seen: UInt64 = 0
    while !waiting.isEmpty {
      let events = try queue.wait(deadline: SystemClock.monotonic &+ Self.patience)
      let made = pages.reduce(0) { $0 &+ $1.calls }
      if events.isEmpty, made == seen { break }
      seen = made
      for event in events {
        guard let place = waiting.firstIndex(of: event.handle) else { continue }
        let ended = Handle(owning: waiting.remove(at: place))
        var status = [UInt8](repeating: 0, count: MemoryLayout<ExitStatus>.size)
        if try ended.read(into: &status) == status.count, status[0] == 2 { deaths += 1 }
      }
    }
    timeouts += waiting.count
    cleanUp()
    for page in pages {
      calls += min(page.calls, Self.callsOfAChild)
      page.unmap()
    }
    coverage.update()
  }

  private func start(_ seed: UInt64, _ place: Int, progress: RawHandle) throws(Errno) -> ChildProcess {
    var request = SpawnRequest("/bin/osfuzz", ["osfuzz", "child", "\(seed)", "\(Self.callsOfAChild)", "\(place)"])
    request.handles = []
    request.namedHandles = [("progress", progress)]
    request.user = Self.user
    request.userGroup = Self.user
    request.group = .own
    request.memoryLimit = Self.memoryLimit
    request.schemes = Self.schemes.utf8.split(separator: 32).map { String(Substring($0)) }
    return try request.start()
  }

  /// Ends whatever the children have left running, and removes their files.
  private func cleanUp() {
    for entry in (try? FileSystem.list("proc:")) ?? [] {
      guard let number = FuzzOptions.number(entry.name),
        let status = try? FileSystem.readFile("proc:\(number)/status", limit: 128), status.count >= 16,
        UInt32(status[12]) | UInt32(status[13]) << 8 == Self.user
      else { continue }
      try? Processes.kill(Int64(number), .kill)
    }
    for name in FuzzPaths.files { try? FileSystem.unlink(name) }
  }
}
