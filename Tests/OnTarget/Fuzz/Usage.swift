// What the machine has in use, to see that nothing stays behind.

import ABI
import System

/// From `sys:memory`.
struct Usage {
  let free: UInt64
  let handles: UInt64
  let processes: UInt64
  let threads: UInt64

  /// Nil where it cannot be read.
  init?() {
    guard let bytes = try? FileSystem.readFile("sys:memory", limit: 256), bytes.count >= 64 else { return nil }
    func word(_ place: Int) -> UInt64 {
      bytes[place * 8..<place * 8 + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    (free, handles, processes, threads) = (word(1), word(5), word(6), word(7))
  }

  /// Who has how many handles and threads: where to look for what is left behind.
  static func byProcess() -> [String] {
    ((try? FileSystem.list("proc:")) ?? []).compactMap { entry in
      guard let status = try? FileSystem.readFile("proc:\(entry.name)/status", limit: 128), status.count >= 104 else {
        return nil
      }
      let name = String(decoding: status[72..<72 + min(Int(status[36]), 32)], as: UTF8.self)
      let handles = Int(status[32]) | Int(status[33]) << 8
      return "\(name) (\(entry.name)): \(handles) handles, \(status[28]) threads"
    }
  }
}
