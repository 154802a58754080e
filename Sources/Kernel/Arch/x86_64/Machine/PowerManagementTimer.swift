// The timer of ACPI (6.5, section 4.8.2.1): a counter at a port that runs at 3.579545 MHz whatever the CPU does, 24 or
// 32 bits wide. Every PC with ACPI has it; a look costs about a microsecond. Its interrupt is not used.

import KernelCore
import KernelEntry

/// The counter, made wide. A look changes it: it belongs to whoever has the kernel's lock.
final class PowerManagementTimer {
  /// Ticks a second.
  private static let frequency: UInt64 = 3_579_545

  private let port: UInt16
  private var counter: WrappingCounter

  /// Nil where the table names none, or nothing counts there.
  init?(_ description: FixedDescription) {
    guard description.timerPort != 0 else { return nil }
    port = description.timerPort
    let first = cpu_in32(port)
    counter = WrappingCounter(bits: description.timerIsLong ? 32 : 24, value: first)
    for _ in 0..<1000 where cpu_in32(port) != first { return }
    return nil
  }

  var ticks: UInt64 { counter.count(cpu_in32(port)) }

  /// As a 32.32 fixed-point number.
  var nanosecondsPerTick: UInt64 { (1_000_000_000 << 32) / Self.frequency }

  /// Nanoseconds until it shows what it shows now.
  var round: UInt64 { counter.round * 1_000_000_000 / Self.frequency }
}
