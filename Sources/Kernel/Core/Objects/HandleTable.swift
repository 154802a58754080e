// The handles of one process: numbers to objects, the smallest free number first.

import ABI

/// What a handle refers to.
enum Object {
  case resource(OpenResource)
  case server(SchemeServer)
  case watch(SchemeWatch)
  case pipe(PipeEnd)
  case events(EventQueue)
  case timer(Timer)
  case memory(MemoryObject)
  case process(Process)
  case processList(KernelObject)
  case signals(SignalQueue)
  case interrupt(InterruptLine)
  case ports(PortRange)
  case console(Console)
  /// The console's line itself: bytes as they are.
  case line(Console)
  case log(LogReader)
  case record(Record)
  case authority(Authority)
  case namespace(NamespaceObject)
  case trace(TraceStream)
  case traceSwitch(TraceSwitch)

  /// The part that counts references.
  var base: KernelObject {
    switch self {
    case .resource(let object): object
    case .server(let object): object
    case .watch(let object): object
    case .pipe(let object): object
    case .events(let object): object
    case .timer(let object): object
    case .memory(let object): object
    case .process(let object): object
    case .processList(let object): object
    case .signals(let object): object
    case .interrupt(let object): object
    case .ports(let object): object
    case .console(let object), .line(let object): object
    case .log(let object): object
    case .record(let object): object
    case .authority(let object): object
    case .namespace(let object): object
    case .trace(let object): object
    case .traceSwitch(let object): object
    }
  }

  /// The part that threads can wait for.
  var waitable: EventSource? {
    if case .events(let queue) = self { return queue }
    return source
  }

  /// The part that can be subscribed to; nil where nothing ever becomes ready.
  var source: EventSource? {
    switch self {
    case .resource(let object): object
    case .server(let object): object
    case .watch(let object): object
    case .pipe(let object): object
    case .timer(let object): object
    case .process(let object): object
    case .signals(let object): object
    case .interrupt(let object): object
    case .console(let object), .line(let object): object
    case .log(let object): object
    case .trace(let object): object
    case .events, .memory, .processList, .ports, .record, .authority, .namespace, .traceSwitch: nil
    }
  }
}

/// One handle.
struct Handle {
  var object: Object
  var rights: Rights
  var isNonBlocking = false
}

/// The handles of a process by number.
struct HandleTable {
  private var slots: [Handle?] = []
  /// One bit a number: set where it is taken.
  private var taken: InlineArray<16, UInt64> = .init(repeating: 0)
  private(set) var count = 0

  /// The handle `number`, or nil.
  @inline(__always)
  func find(_ number: RawHandle) -> Handle? {
    number < UInt32(truncatingIfNeeded: slots.count) ? slots[Int(number)] : nil
  }

  /// Whether one more handle fits.
  var hasRoom: Bool { count < ProcessLimits.handles }

  /// Enters a handle under the smallest free number; nil when the table is full.
  mutating func insert(_ handle: Handle) -> RawHandle? {
    for word in 0..<16 where taken[word] != .max {
      let number = word * 64 + (~taken[word]).trailingZeroBitCount
      set(handle, at: number)
      return RawHandle(number)
    }
    return nil
  }

  /// Enters a handle under a number of its own, which must be free and below the limit.
  mutating func set(_ handle: Handle, at number: Int) {
    while slots.count <= number { slots.append(nil) }
    slots[number] = handle
    taken[number / 64] |= 1 << UInt64(number % 64)
    count += 1
  }

  /// Takes a handle out.
  mutating func remove(_ number: RawHandle) -> Handle? {
    guard let handle = find(number) else { return nil }
    let place = Int(number)
    slots[place] = nil
    taken[place / 64] &= ~(1 << UInt64(place % 64))
    count -= 1
    return handle
  }

  /// Any handle's number, for the end of a process.
  var any: RawHandle? {
    for word in 0..<16 where taken[word] != 0 {
      return RawHandle(word * 64 + taken[word].trailingZeroBitCount)
    }
    return nil
  }
}
