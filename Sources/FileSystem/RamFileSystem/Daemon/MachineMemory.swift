// What the machine has of memory: how much of it files may take, at most and at the moment.

import ABI
import SchemeServer
import System

/// The machine's memory in the eyes of a file system that lives in it.
enum MachineMemory {
  private static let smallestQuota: UInt64 = 64 << 20
  /// Files leave so much of it to programs that run: a sixteenth.
  private static let reservePart: UInt64 = 16

  /// As much as half of the memory may be files: the rest is for programs.
  static var quota: Int {
    guard let status else { return Int(smallestQuota) }
    return Int(clamping: max(status.total / 2, smallestQuota))
  }

  /// Whether there are `count` bytes more for files, now that programs have what they have.
  static func hasRoom(for count: Int) -> Bool {
    guard let status else { return true }
    return status.free >= UInt64(count) + status.total / reservePart
  }

  private static var status: MemoryStatus? {
    guard let handle = try? Handle.open("sys:memory"), let bytes = try? handle.readAll(limit: 4_096) else { return nil }
    return try? bytes.span.record(MemoryStatus.self)
  }
}
