// Events, timers and clocks.

import ABI
import SystemEntry

extension Platform {
  static func openEventQueue() throws(Errno) -> RawHandle { try open("event:", [.read, .write]) }
  static func openTimer() throws(Errno) -> RawHandle { try open("time:", [.read, .write, .nonBlocking]) }

  static func setTimer(_ raw: RawHandle, _ deadline: UInt64?) throws(Errno) {
    _ = try Streams.write(raw, bytes(of: deadline.map { max($0, 1) } ?? 0).span)
  }

  static func clearTimer(_ raw: RawHandle) {
    var buffer = [UInt8](repeating: 0, count: 8)
    _ = try? Streams.read(raw, into: &buffer)
  }

  static func subscribe(_ raw: RawHandle, _ subscription: EventSubscription) throws(Errno) {
    _ = try Streams.write(raw, bytes(of: subscription).span)
  }

  static func waitForEvents(_ raw: RawHandle) throws(Errno) -> [Event] {
    let size = MemoryLayout<Event>.stride
    var buffer = [UInt8](repeating: 0, count: 32 * size)
    let count = try Streams.read(raw, into: &buffer)
    return (0..<count / size).compactMap { record(Event.self, from: Array(buffer[$0 * size..<($0 + 1) * size])) }
  }

  static func clock(_ which: Clock) -> UInt64 { UInt64(bitPattern: KernelCalls.call(.clock, which.rawValue)) }
  static func sleep(until deadline: UInt64) { _ = KernelCalls.call(.sleep, deadline) }
}
