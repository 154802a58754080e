// A thread: its saved registers, what it waits for, and the call it is in. A blocked thread is data; nothing of it is
// on the kernel's stack.

import ABI

/// What a blocked thread waits for.
enum Wait {
  case nothing
  /// Readiness of an object: the system call is started again when it changes.
  case source(Unretained<EventSource>)
  case deadline
  case futex(bucket: Int)
  /// `receive` on a server: the request is put into its buffer by whoever brings it.
  case request(Unretained<SchemeServer>)
  /// The answer to its call.
  case answer
  /// A page that another thread has asked for: what touched it starts again when that is over.
  case page(Unretained<PageRequest>)
  /// `Signal.continue`: its process was stopped when its turn came.
  case resumption
}

/// A thread of a process.
final class Thread {
  enum State: UInt8 { case running, ready, blocked, ended }

  let number: UInt32
  let process: Process
  /// Both numbers, for the trace.
  let who: TraceEvent.Who
  /// The process's: at hand, since every system call that carries bytes needs it.
  let memory: UserMemory
  /// Place in the process's array.
  var place = 0
  let context: ThreadContext
  var threadPointer: UInt64 = 0

  var state = State.blocked
  var wait = Wait.nothing
  /// What has to be done before it goes on, when it gets the CPU; most of the time nothing.
  struct Pending: OptionSet {
    let rawValue: UInt8
    /// The current system call starts again.
    static let restart = Pending(rawValue: 1 << 0)
    /// Somebody follows its system calls, and was told of the one that it is in.
    static let traced = Pending(rawValue: 1 << 1)
    static let inCall = Pending(rawValue: 1 << 2)
    /// It may not run any more on the CPU that it runs on.
    static let moves = Pending(rawValue: 1 << 3)
    /// It touched a page that has to be brought (`Kernel.endTouch`): by an instruction of its own, not in a system
    /// call.
    static let faulted = Pending(rawValue: 1 << 4)
    /// The result of its call is what came of asking for such a page.
    static let asked = Pending(rawValue: 1 << 5)
  }
  var pending: Pending = []
  /// The number of the call that was told of.
  var tracedCall: UInt64 = 0
  /// The class of its work: its own, or that of the caller it works for.
  private(set) var rank: Priority
  /// The class it runs in now: that one, until it has used up a slice.
  private(set) var priority: Priority
  /// Nanoseconds that it ran since it last waited for anything, without the run under way; how much of it was before
  /// the request that it received last.
  private(set) var exertion: UInt64 = 0
  private var exertionBefore: UInt64 = 0
  /// The CPUs that it may run on.
  var affinity: CPUSet
  /// The CPU that it runs on, or ran on last; -1: none yet.
  var cpu = -1
  /// While it is ready: the CPU whose queue it is in.
  var queuedOn = 0
  var next: Unretained<Thread>?
  var previous: Unretained<Thread>?
  /// When it became ready (of the last look at the clock), so that nobody starves.
  var readySince: UInt64 = 0

  private var sleep: Deadline?
  /// When its system calls give up waiting.
  var waitLimit = UInt64.max
  /// Physical address of the futex that it waits for.
  var futex: UInt64 = 0
  /// Where `receive` puts the next request.
  var receiveBuffer: UInt64 = 0
  var receiveLength: UInt64 = 0
  var call = OutgoingCall()
  /// The server that it received from last; its `lastReceiver` is this thread.
  var serves: SchemeServer?

  init(number: UInt32, process: Process, context: ThreadContext) {
    self.number = number
    self.process = process
    isWatched = process.hangLimit != 0
    who = TraceEvent.Who(process: process.number, thread: number)
    memory = process.memory
    self.context = context
    rank = process.priority
    priority = process.priority
    affinity = process.affinity
  }

  // MARK: Class and exertion

  /// Works in another class from now on; it is in no run queue.
  func work(in rank: Priority) {
    self.rank = rank
    priority = isExhausted && rank.rawValue < Priority.normal.rawValue ? .normal : rank
  }

  /// It has used up a slice without waiting: what is more urgent than normal has to be short, or the rest starves. That
  /// goes for a class that it has from a caller, too: a loop of a server does the same harm.
  private var isExhausted: Bool { exertion >= KernelLimits.slice }

  /// It ran and could go on. When the machine itself stood still (a host that had no time for it) the clock tells too
  /// much: no more counts than two slices.
  func exert(for time: UInt64) { exertion &+= min(time, 2 * KernelLimits.slice) }

  /// It has waited.
  func rest() {
    exertion = 0
    exertionBefore = 0
    priority = rank
  }

  /// It took a request that was waiting: a server that always finds one does its work without ever resting.
  @inline(__always)
  func noteProgress() { exertionBefore = exertion }

  /// It ran for longer than its process may without waiting or receiving.
  var runsWithoutEnd: Bool { isWatched && exertion &- exertionBefore > process.hangLimit }

  /// Its process has a limit, so it has slices even where nobody waits for the CPU.
  let isWatched: Bool

  /// Its place in the kernel's heap of deadlines, made with the first use.
  func deadline() -> Deadline {
    if let sleep { return sleep }
    let fresh = Deadline(.thread(Unretained(self)))
    sleep = fresh
    return fresh
  }

  var armedDeadline: Deadline? {
    guard let sleep, sleep.isArmed else { return nil }
    return sleep
  }
}

/// The scheme call that a thread is in. Addresses are the caller's and were not checked yet.
///
/// Each call sets what its kind needs, and nothing is reset after it but what keeps an object alive.
struct OutgoingCall {
  enum Stage: UInt8 { case none, queued, delivered }
  var stage = Stage.none
  var kind = RequestKind.open
  /// As the server will find it in its buffer; the tag and a handle are filled in with the delivery.
  var request = Request()
  /// Alive as long as it is in a call: its end fails all calls.
  var server: Unretained<SchemeServer>?
  /// Counts as one reference to it.
  var resource: Unretained<OpenResource>?
  /// The payload; `request` says how long it is.
  var input: UInt64 = 0
  var output: UInt64 = 0
  var outputCapacity: UInt64 = 0
  /// Address of the CallBlock.
  var block: UInt64 = 0
  /// The answer moves the resource's position.
  var movesPosition = false
  /// For `duplicate`: what the new handle allows.
  var rights: Rights = []
  var isNonBlocking = false
  /// A handle that goes along.
  var sent: Handle?
  /// The number that the handle had.
  var sentNumber = noHandle
  /// For `map`.
  var mapping = MappingRequest(length: 0, flags: [])
  /// For `fill`, from the question until the thread has the CPU again.
  var pages: PageRequest?

  /// Fills in the request, apart from what `submit` knows. (Field by field: a whole record would be copied twice.)
  @inline(__always)
  mutating func prepare(
    id: UInt64 = 0, operation: UInt32 = 0, offset: UInt64 = 0, length: UInt64 = 0, isNonBlocking: Bool
  ) {
    request.flags = isNonBlocking ? .nonBlocking : []
    request.id = id
    request.operation = operation
    request.handle = noHandle
    request.offset = offset
    request.length = length
  }
}
