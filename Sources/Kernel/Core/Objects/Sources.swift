// The small objects behind kernel schemes that can be waited for: timers, signals, interrupt lines; and those that
// cannot: port ranges and records.

import ABI

/// `time:`: becomes readable when its deadline has passed.
final class Timer: EventSource {
  private(set) var deadline: Deadline?
  var expirations: UInt64 = 0

  /// The place in the kernel's heap of deadlines, made with the first use.
  func armed() -> Deadline {
    if let deadline { return deadline }
    let fresh = Deadline(.timer(Unretained(self)))
    deadline = fresh
    return fresh
  }
}

/// `proc:signals`: signals that the process collects instead of ending.
final class SignalQueue: EventSource {
  private var waiting: [UInt32] = []
  let process: UInt32

  init(process: UInt32) {
    self.process = process
    super.init()
    waiting.reserveCapacity(8)
  }

  var isEmpty: Bool { waiting.isEmpty }

  /// Enters a signal; one that already waits is not entered twice, so the queue is bounded.
  func post(_ signal: UInt32) {
    guard waiting.count < KernelLimits.signals, !waiting.contains(signal) else { return }
    waiting.append(signal)
  }

  func take() -> UInt32? { waiting.isEmpty ? nil : waiting.removeFirst() }
}

/// `irq:N`: one listener of an interrupt line.
final class InterruptLine: EventSource {
  let line: UInt32
  var arrivals: UInt64 = 0
  /// When the first of them came.
  var firstArrival: UInt64 = 0
  /// The line stays masked until everyone who heard it has acknowledged.
  var mustAcknowledge = false
  /// The process that was started with it, or else read it last, and its promise to acknowledge.
  private(set) var keeper: UInt32 = 0
  var promise = Promise(limit: 0)

  init(line: UInt32) { self.line = line }

  func belongs(to process: Process) {
    keeper = process.number
    promise.limit = process.hangLimit
  }
}

/// `memory:authority`, `irq:authority`: whoever holds it opens paths of the scheme as init may.
final class Authority: KernelObject {
  let scheme: KernelScheme

  init(over scheme: KernelScheme) { self.scheme = scheme }
}

/// `memory:ports/FIRST/COUNT`: I/O ports.
final class PortRange: KernelObject {
  let first: UInt32
  let count: UInt32
  /// Where not empty, only these parts of the range.
  let allowed: [FixedDescription.Ports]

  init(first: UInt32, count: UInt32, allowed: [FixedDescription.Ports] = []) {
    self.first = first
    self.count = count
    self.allowed = allowed
  }

  /// The port at `offset`, when an access of `width` bytes lies inside.
  func port(_ offset: UInt64, _ width: UInt64) -> UInt16? {
    guard offset < UInt64(count), width <= UInt64(count) - offset else { return nil }
    let port = UInt64(first) + offset
    guard !allowed.isEmpty else { return UInt16(exactly: port) }
    for part in allowed where port >= UInt64(part.first) && port + width <= UInt64(part.first) + UInt64(part.count) {
      return UInt16(exactly: port)
    }
    return nil
  }
}

/// Bytes that were written down when the handle was opened (`sys:`, `proc:N/status`, `acpi:`).
final class Record: KernelObject {
  let bytes: [UInt8]
  var position: UInt64 = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// The serial console: input waits in a ring.
final class Console: EventSource {
  private var ring: InlineArray<1024, UInt8> = .init(repeating: 0)
  private var start = 0
  private(set) var count = 0

  /// Enters a byte; when nobody reads, the newest are lost.
  func enter(_ byte: UInt8) {
    guard count < KernelLimits.consoleInput else { return }
    ring[(start + count) & 1023] = byte
    count += 1
  }

  func take() -> UInt8? {
    guard count > 0 else { return nil }
    defer {
      start = (start + 1) & 1023
      count -= 1
    }
    return ring[start]
  }
}
