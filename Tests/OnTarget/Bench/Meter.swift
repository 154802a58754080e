// The stopwatch of the bench: how many ticks of the time-stamp counter one operation takes.
//
// Under QEMU's -icount one tick is one guest instruction, so the figures are exact and the same on every host.

import ABI
import System
import SystemEntry

/// Measures rows and prints them as `apus NAME VALUE`.
struct Meter {
  /// Ticks of an empty measurement, taken off every row.
  private let overhead: UInt64

  init() {
    var least = UInt64.max
    for _ in 0..<64 {
      let start = apus_timestamp()
      least = min(least, apus_timestamp() - start)
    }
    overhead = least
  }

  /// Runs `operation` some times to warm up, then `count` times, and prints the mean.
  @inline(__always)
  func row(_ name: StaticString, count: Int, _ operation: () -> Void) {
    for _ in 0..<max(count / 8, 4) { operation() }
    let start = apus_timestamp()
    for _ in 0..<count { operation() }
    let ticks = apus_timestamp() - start - overhead
    print(name, ticks / UInt64(count))
  }

  func print(_ name: StaticString, _ value: UInt64) { Console.write("apus \(name) \(value)") }
}

/// Where the rows go: the serial console.
enum Console {
  static func write(_ text: String) {
    guard let console = try? Handle.open("debug:", .write) else { return }
    try? console.writeAll(text + "\n")
  }
}
