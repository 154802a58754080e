// The test program starts itself again, once for each thing that is tried.

import ABI
import System

/// Processes that try things.
enum Children {
  /// Runs one role to its end; nil where it could not be started.
  static func run(_ role: String, hangLimit: UInt64? = nil) -> ExitStatus? {
    do throws(Errno) {
      var request = SpawnRequest("/bin/ostests", ["ostests", role])
      request.hangLimit = hangLimit
      return try request.start().wait()
    } catch {
      Console.write("ostests: cannot start \(role): \(error.name)")
      return nil
    }
  }

  static func end(of status: ExitStatus) -> Probe.End? {
    switch ExitStatus.Kind(rawValue: status.kind) {
    case .exited: .exit(status.code)
    case .signaled: Signal(rawValue: UInt32(bitPattern: status.code)).map { .signal($0) }
    case .faulted: Fault(rawValue: status.code).map { .fault($0) }
    case nil: nil
    }
  }
}

/// What the machine has in use, to see that nothing stays behind.
struct Usage {
  let free: UInt64
  /// In pages that servers brought.
  let served: UInt64
  let handles: UInt64
  let processes: UInt64
  let threads: UInt64

  /// Nil where `sys:memory` cannot be read.
  init?() {
    guard let file = try? Handle.open("sys:memory"), let bytes = try? file.readAll(limit: 256),
      bytes.count >= MemoryLayout<MemoryStatus>.size
    else { return nil }
    // SAFETY: the length was checked, and every bit pattern is a MemoryStatus.
    let status = unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(as: MemoryStatus.self) }
    // What the heap keeps for the next allocation is not lost.
    free = status.free + status.kernelHeap
    served = status.shared
    handles = status.handles
    processes = status.processes
    threads = status.threads
  }
}

/// Messages that must not be lost with a child's standard output.
enum Console {
  static func write(_ text: String) {
    guard let console = try? Handle.open("debug:", .write) else { return }
    try? console.writeAll(text + "\n")
  }
}
