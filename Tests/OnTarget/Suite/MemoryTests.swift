// What a process may take of the machine, and what is there again when it has ended: by the kernel's own counts.

import ABI
import Instructions
import System
import SystemEntry

/// Checks with children that take much.
enum MemoryTests {
  static let all: [(name: StaticString, run: @Sendable () -> Bool)] = [
    ("the memory of a dead process is back at once", { isBackAtOnce("touch-private") }),
    ("so are its memory objects", { isBackAtOnce("touch-object") }),
    ("so are blocks that a program gave back to its heap", { heapGivesBack() }),
    ("who takes all memory is refused, and nobody else", { onlyTheOneIsRefused() }),
    ("too many handles are an error", { Children.run("many-handles").map { $0.code == 0 } ?? false }),
    ("too many threads are an error", { Children.run("many-threads").map { $0.code == 0 } ?? false }),
  ]

  /// Frames by which two looks at the machine may differ: the kernel's heap, and what services keep.
  private static let slack: UInt64 = 16 * AddressSpace.pageSize
  private static let piece: UInt64 = 1 << 20
  private static let pieces = 32

  private static func isBackAtOnce(_ role: String) -> Bool {
    // The first run pays for what the services keep.
    _ = Children.run(role)
    guard let before = Usage(), let status = Children.run(role), let after = Usage() else { return false }
    return Children.end(of: status) == .exit(0) && after.free + slack >= before.free && after.handles <= before.handles
  }

  /// Small blocks, of which many share a page.
  private static func heapGivesBack() -> Bool {
    let blocks = 20_000
    let size = 200
    guard let before = Usage() else { return false }
    var taken: [[UInt8]] = []
    for _ in 0..<blocks { taken.append([UInt8](repeating: 1, count: size)) }
    guard let during = Usage(), during.free + UInt64(blocks * size) < before.free else { return false }
    taken = []
    guard let after = Usage() else { return false }
    return after.free + slack >= before.free
  }

  /// While one process holds all that it could get, others find room; and all of it comes back with its end.
  private static func onlyTheOneIsRefused() -> Bool {
    do throws(Errno) {
      let pipe = try Pipe()
      guard let before = Usage() else { return false }
      var request = SpawnRequest("/bin/ostests", ["ostests", "take-all"])
      request.handles = [noHandle, pipe.writer.raw, Streams.error]
      let child = try request.start()
      var byte: [UInt8] = [0]
      guard try pipe.reader.read(into: &byte) == 1, byte[0] == 1, let during = Usage() else { return false }
      // It got most of it, and left a fifth.
      guard during.free * 4 < before.free, during.free * 6 > before.free else { return false }
      guard let address = take(piece), Children.run(Probe.exitsWell.rawValue)?.code == 0 else { return false }
      _ = apus_syscall2(Syscall.unmap.rawValue, address, piece)
      try Processes.kill(Int64(child.id), .kill)
      guard try Children.end(of: child.wait()) == .signal(.kill), let after = Usage() else { return false }
      return after.free + slack >= before.free
    } catch { return false }
  }

  // MARK: In the child

  /// What a role leaves as its status; nil: it is none of these.
  static func play(_ role: String) -> Int32? {
    if role.utf8.elementsEqual("touch-private".utf8) { return touchPrivate() }
    if role.utf8.elementsEqual("touch-object".utf8) { return touchObject() }
    if role.utf8.elementsEqual("take-all".utf8) { return takeAll() }
    if role.utf8.elementsEqual("many-handles".utf8) { return openMany() }
    if role.utf8.elementsEqual("many-threads".utf8) { return startMany() }
    return nil
  }

  /// Fresh memory with all of its pages; its address, or nil when it is refused.
  private static func take(_ length: UInt64) -> UInt64? {
    let flags: MapFlags = [.read, .write, .populate]
    let result = apus_syscall(Syscall.map.rawValue, UInt64(noHandle), 0, length, 0, flags.rawValue, 0)
    return result > 0 ? UInt64(result) : nil
  }

  private static func touchPrivate() -> Int32 {
    for _ in 0..<pieces where take(piece) == nil { return 1 }
    return 0
  }

  private static func touchObject() -> Int32 {
    let length = piece * UInt64(pieces)
    guard let object = try? MemoryObject(length: Int(length)) else { return 1 }
    let flags: MapFlags = [.read, .write, .shared, .populate]
    let result = apus_syscall(Syscall.map.rawValue, UInt64(object.handle.raw), 0, length, 0, flags.rawValue, 0)
    return result > 0 ? 0 : 2
  }

  private static func takeAll() -> Int32 {
    while take(piece) != nil {}
    try? Streams.writeAll(Streams.output, [1])
    SystemClock.sleep(until: .max)
    return 1
  }

  private static func openMany() -> Int32 {
    var result: Int64 = 0
    var opened = 0
    while result >= 0 && opened <= ProcessLimits.handles {
      result = apus_syscall4(Syscall.duplicate.rawValue, UInt64(Streams.error), UInt64(Rights.read.rawValue), 0, 0)
      opened += 1
    }
    return result == Errno.tooManyHandles.syscallResult ? 0 : 1
  }

  private static func startMany() -> Int32 {
    guard let stack = take(AddressSpace.pageSize) else { return 1 }
    var result: Int64 = 0
    var started = 0
    while result >= 0 && started <= ProcessLimits.threads {
      result = apus_syscall4(
        Syscall.threadCreate.rawValue, probe_loop_address(), stack + AddressSpace.pageSize, 0, 0)
      started += 1
    }
    return result == Errno.wouldBlock.syscallResult ? 0 : 2
  }
}
