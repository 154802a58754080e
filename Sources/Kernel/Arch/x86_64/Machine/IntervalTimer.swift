// The 8254 interval timer: a stopwatch for calibration (channel 2), and the timer of machines without a local APIC
// (channel 0).

import KernelEntry

/// The timer at ports 0x40 to 0x43.
enum IntervalTimer {
  /// Ticks a second.
  static let frequency: UInt64 = 1_193_182
  /// The ISA interrupt line of channel 0.
  static let line: UInt32 = 0
  private static let gatePort: UInt16 = 0x61

  /// Waits on channel 2, whose output can be read without an interrupt.
  /// - Returns: how long it really was, in nanoseconds.
  static func wait(milliseconds: UInt64) -> UInt64 {
    let ticks = min(frequency * milliseconds / 1000, 0xffff)
    cpu_out8(gatePort, cpu_in8(gatePort) & ~3 | 1)
    cpu_out8(0x43, 0xb0)
    cpu_out8(0x42, UInt8(truncatingIfNeeded: ticks))
    cpu_out8(0x42, UInt8(truncatingIfNeeded: ticks >> 8))
    // A machine without this timer must not hang here.
    for _ in 0..<100_000_000 {
      if cpu_in8(gatePort) & 0x20 != 0 { break }
      cpu_pause()
    }
    return ticks * 1_000_000_000 / frequency
  }

  /// One interrupt after `nanoseconds`, at most 54 ms ahead: the caller asks again if it came too early.
  static func arm(nanoseconds: UInt64) {
    let ticks = max(min(nanoseconds, 50_000_000) * frequency / 1_000_000_000, 1)
    cpu_out8(0x43, 0x30)
    cpu_out8(0x40, UInt8(truncatingIfNeeded: ticks))
    cpu_out8(0x40, UInt8(truncatingIfNeeded: ticks >> 8))
  }
}
