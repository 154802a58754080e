// A process: an address space, handles, threads and an identity. Lives on as a small record while handles on it exist.

import ABI

/// Name of a process: at most 32 bytes.
struct ProcessName {
  var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  var length: UInt32 = 0

  init() {}

  /// The first 32 bytes of a name; what would disturb a terminal becomes a question mark.
  init(_ text: [UInt8], count available: Int) {
    var words: InlineArray<4, UInt64> = .init(repeating: 0)
    let count = min(available, text.count, ProcessLimits.name)
    for place in 0..<count {
      let byte = text[place] < 0x20 || text[place] == 0x7F ? 0x3F : text[place]
      words[place / 8] |= UInt64(byte) << UInt64(place % 8 * 8)
    }
    bytes = (words[0], words[1], words[2], words[3])
    length = UInt32(count)
  }

  func write(to text: inout TextBuffer) {
    let words: InlineArray<4, UInt64> = [bytes.0, bytes.1, bytes.2, bytes.3]
    for place in 0..<Int(length) {
      text.byte(UInt8(truncatingIfNeeded: words[place / 8] >> UInt64(place % 8 * 8)))
    }
  }
}

/// A process. As an event source it is readable when it has ended.
final class Process: EventSource {
  let number: UInt32
  /// Place in the kernel's array of processes.
  var place = 0
  var parent: UInt32
  var group: UInt32
  var user: UInt32
  var userGroup: UInt32
  var name: ProcessName
  var priority: Priority
  /// The CPUs that its threads may run on.
  var affinity = CPUSet.max
  var namespace: Namespace
  /// May open what gives power over the machine (init).
  let isTrusted: Bool
  /// Nanoseconds after which it counts as hung, 0: never (`SpawnBlock.hangLimit`).
  let hangLimit: UInt64

  let memory: UserMemory
  var handles = HandleTable()
  var threads: [Thread] = []
  var nextThread: UInt32 = 1
  var signals: Unretained<SignalQueue>?
  /// Who follows its system calls.
  var tracer: Unretained<TraceStream>?
  var isStopped = false
  /// Threads whose turn came while it was stopped.
  var parked = ThreadList()
  var isEnded = false
  var status = ExitStatus()
  /// What was said about the fault that ended it, at most `KernelLimits.report` bytes.
  var report: [UInt8] = []

  /// Nanoseconds of CPU, without the run under way.
  var processorTime: UInt64 = 0
  let started: UInt64
  /// Of the first thread's stack: an access just below means it overflowed.
  var stackBottom: UInt64 = 0
  /// The program, for the symbols of a fault report.
  var image: MemoryObject?
  var imageOffset: UInt64 = 0
  var imageLength: UInt64 = 0
  /// Its addresses, and how far they are from those that it was linked for.
  var imageRange: Range<UInt64> = 0..<0
  var imageSlide: UInt64 = 0

  init(number: UInt32, memory: UserMemory, identity: ProcessIdentity, started: UInt64) {
    self.number = number
    self.memory = memory
    self.started = started
    parent = identity.parent
    group = identity.group
    user = identity.user
    userGroup = identity.userGroup
    name = identity.name
    priority = identity.priority
    namespace = identity.namespace
    isTrusted = identity.isTrusted
    hangLimit = identity.hangLimit
    super.init()
    threads.reserveCapacity(1)
  }
}

/// What a new process is told about itself.
struct ProcessIdentity {
  var name: ProcessName
  var parent: UInt32
  /// Process group; nil: a new one, led by the process.
  var group: UInt32
  var user: UInt32
  var userGroup: UInt32
  var priority: Priority
  var namespace: Namespace
  var isTrusted: Bool
  var hangLimit: UInt64 = 0
}

/// Processes by number. The low bits of a number are its slot; a number comes again only after many others.
struct ProcessTable {
  private var slots: [Process?] = Array(repeating: nil, count: KernelLimits.processes)
  private var last: UInt32 = 0
  /// The same without gaps, in no order.
  private(set) var all: [Process] = []
  var count: Int { all.count }
  /// Numbers stay positive as Int32, since `kill` means groups by negative ones.
  private static let highest: UInt32 = 0x3FFF_FFFF

  func find(_ number: UInt32) -> Process? {
    guard let process = slots[Int(number) & (KernelLimits.processes - 1)], process.number == number else { return nil }
    return process
  }

  /// The number for the next process; nil when there are too many.
  mutating func reserve() -> UInt32? {
    guard count < KernelLimits.processes - 1 else { return nil }
    var number = last
    repeat {
      number = number >= Self.highest ? 1 : number + 1
    } while slots[Int(number) & (KernelLimits.processes - 1)] != nil || number & 1023 == 0
    last = number
    return number
  }

  mutating func insert(_ process: Process) {
    slots[Int(process.number) & (KernelLimits.processes - 1)] = process
    process.place = all.count
    all.append(process)
  }

  mutating func remove(_ process: Process) {
    slots[Int(process.number) & (KernelLimits.processes - 1)] = nil
    if let last = all.popLast(), last !== process {
      all[process.place] = last
      last.place = process.place
    }
  }

  /// The process in a slot, for walks that are interrupted.
  func slot(_ place: Int) -> Process? { place < slots.count ? slots[place] : nil }
}
