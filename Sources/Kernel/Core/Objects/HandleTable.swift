// The handles of one process: numbers to objects, the smallest free number first.

import ABI

/// What a handle refers to. A plain value, good until the kernel has done its work (`KernelObject`).
enum Object {
  case resource(Unretained<OpenResource>)
  case server(Unretained<SchemeServer>)
  case watch(Unretained<SchemeWatch>)
  case pipe(Unretained<PipeEnd>)
  case events(Unretained<EventQueue>)
  case timer(Unretained<Timer>)
  case memory(Unretained<MemoryObject>)
  case process(Unretained<Process>)
  case processList(Unretained<KernelObject>)
  case signals(Unretained<SignalQueue>)
  case interrupt(Unretained<InterruptLine>)
  case ports(Unretained<PortRange>)
  case console(Unretained<Console>)
  /// The console's line itself: bytes as they are.
  case line(Unretained<Console>)
  case log(Unretained<LogReader>)
  case record(Unretained<Record>)
  case authority(Unretained<Authority>)
  case namespace(Unretained<NamespaceObject>)
  case trace(Unretained<TraceStream>)
  case traceSwitch(Unretained<TraceSwitch>)

  /// The part that counts references.
  var base: Unretained<KernelObject> {
    switch self {
    case .resource(let object): object.base
    case .server(let object): object.base
    case .watch(let object): object.base
    case .pipe(let object): object.base
    case .events(let object): object.base
    case .timer(let object): object.base
    case .memory(let object): object.base
    case .process(let object): object.base
    case .processList(let object): object
    case .signals(let object): object.base
    case .interrupt(let object): object.base
    case .ports(let object): object.base
    case .console(let object), .line(let object): object.base
    case .log(let object): object.base
    case .record(let object): object.base
    case .authority(let object): object.base
    case .namespace(let object): object.base
    case .trace(let object): object.base
    case .traceSwitch(let object): object.base
    }
  }

  /// The part that threads can wait for.
  var waitable: EventSource? {
    if case .events(let queue) = self { return queue.object }
    return source
  }

  /// The part that can be subscribed to; nil where nothing ever becomes ready.
  var source: EventSource? {
    switch self {
    case .resource(let object): object.object
    case .server(let object): object.object
    case .watch(let object): object.object
    case .pipe(let object): object.object
    case .timer(let object): object.object
    case .process(let object): object.object
    case .signals(let object): object.object
    case .interrupt(let object): object.object
    case .console(let object), .line(let object): object.object
    case .log(let object): object.object
    case .trace(let object): object.object
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

/// An object with what the first handle on it allows, alive until it is given to a process.
struct Grant {
  let owner: KernelObject
  var handle: Handle

  init<Kind: KernelObject>(_ kind: (Unretained<Kind>) -> Object, _ object: Kind, _ rights: Rights) {
    owner = object
    handle = Handle(object: kind(Unretained(object)), rights: rights)
  }
}

extension Unretained where Object: KernelObject {
  /// The same object by its general kind.
  var base: Unretained<KernelObject> { with { Unretained<KernelObject>($0) } }
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
