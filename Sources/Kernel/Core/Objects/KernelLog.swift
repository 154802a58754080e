// The kernel log: the last 256 KiB that the kernel and programs wrote to `debug:`. Positions count from boot and never
// repeat.

import ABI

/// A ring of the newest log bytes.
final class KernelLog: EventSource {
  private var ring = Array<UInt8>(repeating: 0, count: KernelLimits.log)
  /// One past the newest byte, counted from boot.
  private(set) var end: UInt64 = 0

  /// The oldest byte that is still there.
  var start: UInt64 { end > UInt64(KernelLimits.log) ? end - UInt64(KernelLimits.log) : 0 }

  func append(_ bytes: [UInt8], count: Int) {
    for place in 0..<count {
      ring[Int(end & UInt64(KernelLimits.log - 1))] = bytes[place]
      end += 1
    }
  }

  func byte(at position: UInt64) -> UInt8 { ring[Int(position & UInt64(KernelLimits.log - 1))] }
}

/// One reader of the log (`sys:log`): readable while there is something that it has not read.
final class LogReader: EventSource {
  var position: UInt64 = 0
}
