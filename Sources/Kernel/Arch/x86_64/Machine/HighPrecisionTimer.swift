// The high-precision event timer (IA-PC HPET specification 1.0a, section 2.3): a counter that every CPU can read and
// that no power state stops. Its comparators are not used.

import KernelCore
import KernelEntry

/// The running counter of the timer.
struct HighPrecisionTimer {
  private enum Register {
    static let capabilities: UInt64 = 0
    static let configuration: UInt64 = 0x10
    static let counter: UInt64 = 0xf0
  }
  private static let hasLongCounter: UInt64 = 1 << 13
  /// The longest period that the specification allows, in femtoseconds.
  private static let longestPeriod: UInt64 = 100_000_000

  /// Address of the counter.
  let counter: UInt64
  /// As a 32.32 fixed-point number.
  let nanosecondsPerTick: UInt64

  /// Starts the counter; nil where it is too short to tell time by, or not what the table says.
  /// - Parameter address: physical, from the ACPI table.
  init?(address: UInt64) {
    guard address < BootPageTables.bootWindow else { return nil }
    let base = apus_physical_window() + address
    let capabilities = cpu_load64(base + Register.capabilities)
    let period = capabilities >> 32
    guard period > 0, period <= Self.longestPeriod, capabilities & Self.hasLongCounter != 0 else { return nil }
    cpu_store32(base + Register.configuration, cpu_load32(base + Register.configuration) | 1)
    counter = base + Register.counter
    nanosecondsPerTick = (period << 32) / 1_000_000
  }
}
