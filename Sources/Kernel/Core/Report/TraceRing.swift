// The newest events of the kernel: a ring that costs a few stores an event, for `sys:trace` and for a panic.
//
// It lies in frames of its own, so that nothing is allocated for an event and a panic can read it without a heap. Not
// for those who want every event (TraceStream): what is overwritten is gone.

import ABI

/// A ring of events.
struct TraceRing {
  /// 64 KiB: some 1,600 events.
  private static let order = 4

  private let memory: PhysicalMemory
  private let start: UInt64
  private let end: UInt64
  /// Where the next event goes; the oldest one lies there.
  private var next: UInt64

  /// An empty ring; one of a single event where there is no memory.
  init(frames: FrameAllocator) {
    let length = UInt64(TraceEvent.length)
    let block = frames.allocate(order: Self.order)
    memory = frames.memory
    start = block ?? frames.scratch
    end = start + (block == nil ? length : (pageSize << UInt64(Self.order)) / length * length)
    next = start
    memory.zero(start, end - start)
  }

  @inline(__always)
  mutating func append(
    _ kind: TraceKind, _ who: TraceEvent.Who, _ first: UInt64, _ second: UInt64, at time: UInt64
  ) {
    var event = TraceEvent()
    event.time = time
    event.who = who
    event.kind = UInt64(kind.rawValue)
    event.first = first
    event.second = second
    memory.store(event, at: next)
    next &+= UInt64(TraceEvent.length)
    if next == end { next = start }
  }

  /// How many events there is room for.
  var capacity: Int { Int((end - start) / UInt64(TraceEvent.length)) }

  /// The event that is `place` events newer than the oldest; nil where there was none yet.
  func event(_ place: Int) -> TraceEvent? {
    guard place >= 0, place < capacity else { return nil }
    var address = next + UInt64(place) * UInt64(TraceEvent.length)
    if address >= end { address -= end - start }
    let event = memory.load(TraceEvent.self, at: address)
    return event.kind == 0 ? nil : event
  }
}
