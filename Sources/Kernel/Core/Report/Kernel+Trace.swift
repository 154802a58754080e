// What goes into the trace and the counters, and how `sys:` gives them.

import ABI

extension Kernel {
  /// An event of a thread, or of nobody.
  func record(_ kind: TraceKind, _ thread: Thread?, _ first: UInt64, _ second: UInt64, at time: UInt64) {
    trace.append(kind, thread?.who ?? TraceEvent.Who(), first, second, at: time)
  }

  /// The newest events for a panic, the oldest of them first: number `place` of `count`. Allocates nothing.
  public func recentEvent(_ place: Int, of count: Int) -> TraceEvent? {
    trace.event(trace.capacity - count + place)
  }

  /// Everything that is in the ring.
  func traceRecords() -> TextBuffer {
    var text = TextBuffer()
    for place in 0..<trace.capacity {
      if let event = trace.event(place) { text.record(event) }
    }
    return text
  }

  /// A line a system call: its name, how often it was made, and the errors with how often each was returned.
  func counterLines() -> TextBuffer {
    var text = TextBuffer()
    for number in 0..<CallCounters.numbers {
      var calls = counters.calls[number]
      // No CPU is stopped for this: the numbers of the others may be those of a moment ago.
      for cpu in 0..<cpus.count {
        if number == Int(Syscall.identify.rawValue) { calls &+= cpus[cpu].identities }
        if number == Int(Syscall.clock.rawValue) { calls &+= cpus[cpu].clockReadings }
      }
      guard calls > 0 else { continue }
      let call = Syscall(rawValue: UInt64(number))
      text.text(call?.name ?? "unknown")
      text.byte(0x20)
      text.decimal(calls)
      for error in Errno.allCases {
        let count = counters.failures(number, error)
        guard count > 0 else { continue }
        text.byte(0x20)
        text.text(error.name)
        text.byte(0x20)
        text.decimal(count)
      }
      text.newline()
    }
    return text
  }
}
