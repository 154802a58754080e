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
  /// Rows without these letters in their name are left out.
  private let only: [UInt8]

  init(only: [UInt8]) {
    self.only = only
    var least = UInt64.max
    for _ in 0..<64 {
      let start = apus_timestamp()
      least = min(least, apus_timestamp() - start)
    }
    overhead = least
  }

  /// Runs `operation` some times to warm up, then `count` times, and prints the mean.
  /// - Returns: whether the row was wanted.
  @inline(__always) @discardableResult
  func row(_ name: StaticString, count: Int, _ operation: () -> Void) -> Bool {
    guard isWanted(name) else { return false }
    for _ in 0..<max(count / 8, 4) { operation() }
    let start = apus_timestamp()
    for _ in 0..<count { operation() }
    let ticks = apus_timestamp() - start - overhead
    print(name, ticks / UInt64(count))
    return true
  }

  private func isWanted(_ name: StaticString) -> Bool {
    // SAFETY: a literal, alive for ever.
    let bytes = unsafe Array(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    return only.isEmpty
      || (0..<bytes.count).contains { start in bytes[start...].starts(with: only) }
  }

  func print(_ name: StaticString, _ value: UInt64) { Console.write("apus \(name) \(value)") }
}

/// Words of the kernel's command line.
enum BootOptions {
  /// What stands behind `name=`; empty where it is not there.
  static func value(of name: String) -> [UInt8] {
    guard let file = try? Handle.open("sys:command-line"), let line = try? file.readAll(limit: 4096) else { return [] }
    let key = Array(name.utf8) + [UInt8(ascii: "=")]
    let word = line.split(separator: UInt8(ascii: " ")).first { $0.starts(with: key) }
    return word.map { Array($0.dropFirst(key.count)).filter { $0 > 32 } } ?? []
  }
}

/// Where the rows go: the serial console.
enum Console {
  static func write(_ text: String) {
    guard let console = try? Handle.open("debug:", .write) else { return }
    try? console.writeAll(text + "\n")
  }
}
