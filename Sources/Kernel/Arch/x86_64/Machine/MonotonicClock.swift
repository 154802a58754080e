// Monotonic time: from the time-stamp counter where its rate is steady, else from the high-precision event timer, else
// from the timer of ACPI.
//
// The counter's rate is steady when the CPU says so (invariant), or when there is a hypervisor, which keeps it so. On
// other machines it may stop in sleep states and change with the frequency; there each look costs a read of a timer's
// register. A machine without any has the counter all the same.

import KernelCore
import KernelEntry

/// Nanoseconds since the kernel's first instruction, or since the timer was found.
struct MonotonicClock {
  private let start: UInt64
  /// Nanoseconds a tick, as a 32.32 fixed-point number.
  private let scale: UInt64
  /// Address of the high-precision timer's counter; 0: another one.
  private let counter: UInt64
  /// Nil: another one.
  private let slowTimer: PowerManagementTimer?
  private let isTimestamp: Bool

  /// - Parameters:
  ///   - timer: the machine's high-precision timer, if it has one.
  ///   - slowTimer: that of ACPI.
  init(timer: HighPrecisionTimer?, slowTimer: PowerManagementTimer?) {
    let isSteady = Self.isSteady
    isTimestamp = isSteady || timer == nil && slowTimer == nil
    self.slowTimer = isSteady || timer != nil ? nil : slowTimer
    if let slowTimer = self.slowTimer {
      scale = slowTimer.nanosecondsPerTick
      start = slowTimer.ticks
      counter = 0
      return
    }
    guard !isSteady, let timer else {
      let frequency = max(Self.reportedFrequency() ?? Self.measuredFrequency(), 1_000_000)
      scale = (1_000_000_000 << 32) / frequency
      start = apus_boot_timestamp()
      counter = 0
      return
    }
    scale = timer.nanosecondsPerTick
    counter = timer.counter
    start = cpu_load64(counter)
  }

  /// The high half of the product cannot overflow: 2^32 ns a tick at most, and 2^64 ticks are centuries.
  @inline(__always)
  var now: UInt64 {
    let ticks = isTimestamp ? cpu_timestamp() : Self.ticks(of: slowTimer, counter)
    let (high, low) = (ticks &- start).multipliedFullWidth(by: scale)
    return high << 32 | low >> 32
  }

  /// Static, since `self` would be copied at each look for a method that is not inlined.
  @inline(never)
  private static func ticks(of slowTimer: PowerManagementTimer?, _ counter: UInt64) -> UInt64 {
    slowTimer.map { $0.ticks } ?? cpu_load64(counter)
  }

  /// How long `now` may be left alone; nil: as long as one likes.
  var patience: UInt64? { slowTimer.map { $0.round / 2 } }

  /// Invariant, or kept steady by a hypervisor.
  private static var isSteady: Bool {
    if cpu_identify(1, 0).c & 1 << 31 != 0 { return true }
    return cpu_identify(0x8000_0000, 0).a >= 0x8000_0007 && cpu_identify(0x8000_0007, 0).d & 1 << 8 != 0
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
