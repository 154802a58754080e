// Monotonic time from the time-stamp counter, whose rate CPUID tells or the interval timer measures.

import KernelEntry

/// Nanoseconds since the kernel's first instruction.
struct TimeStampClock {
  private let start: UInt64
  /// Nanoseconds a tick, as a 32.32 fixed-point number.
  private let scale: UInt64
  /// Ticks a second.
  let frequency: UInt64

  init() {
    let rate = Self.reportedFrequency() ?? Self.measuredFrequency()
    frequency = max(rate, 1_000_000)
    scale = (1_000_000_000 << 32) / frequency
    start = apus_boot_timestamp()
  }

  /// The high half of the product cannot overflow: 2^32 ns a tick at most, and 2^64 ticks are centuries.
  @inline(__always)
  var now: UInt64 {
    let (high, low) = (cpu_timestamp() &- start).multipliedFullWidth(by: scale)
    return high << 32 | low >> 32
  }

  /// From the crystal's leaf (0x15), or a hypervisor's (0x40000010, in kHz).
  private static func reportedFrequency() -> UInt64? {
    if cpu_identify(0, 0).a >= 0x15 {
      let leaf = cpu_identify(0x15, 0)
      if leaf.a != 0, leaf.b != 0, leaf.c != 0 { return UInt64(leaf.c) * UInt64(leaf.b) / UInt64(leaf.a) }
    }
    guard cpu_identify(1, 0).c & 1 << 31 != 0, cpu_identify(0x4000_0000, 0).a >= 0x4000_0010 else { return nil }
    let kilohertz = cpu_identify(0x4000_0010, 0).a
    return kilohertz == 0 ? nil : UInt64(kilohertz) * 1000
  }

  private static func measuredFrequency() -> UInt64 {
    let before = cpu_timestamp()
    let nanoseconds = IntervalTimer.wait(milliseconds: 10)
    return (cpu_timestamp() &- before) * 1_000_000_000 / nanoseconds
  }
}
