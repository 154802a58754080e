// Events, timers and clocks.

import ABI
import SystemEntry

extension Platform {
  static func openEventQueue() throws(Errno) -> RawHandle { try open("event:", [.read, .write]) }
  static func openTimer() throws(Errno) -> RawHandle { try open("time:", [.read, .write, .nonBlocking]) }

  static func setTimer(_ raw: RawHandle, _ deadline: UInt64?) throws(Errno) {
    try write(raw, record: deadline.map { max($0, 1) } ?? 0)
  }

  static func clearTimer(_ raw: RawHandle) {
    var buffer = [UInt8](repeating: 0, count: 8)
    _ = try? Streams.read(raw, into: &buffer)
  }

  static func subscribe(_ raw: RawHandle, _ subscription: EventSubscription) throws(Errno) {
    try write(raw, record: subscription)
  }

  /// Appends the events.
  static func waitForEvents(_ raw: RawHandle, into events: inout [Event]) throws(Errno) {
    try read(raw, appendingTo: &events, limit: 32)
  }

  static func clock(_ which: Clock) -> UInt64 { UInt64(bitPattern: KernelCalls.call(.clock, which.rawValue)) }
  /// The limit that there was; `UInt64.max`: none.
  static func limitWaits(_ deadline: UInt64) -> UInt64 {
    let before = UInt64(bitPattern: KernelCalls.call(.limitWaits, deadline))
    return before == UInt64(Int64.max) ? .max : before
  }
  static func sleep(until deadline: UInt64) { _ = KernelCalls.call(.sleep, deadline) }
}
