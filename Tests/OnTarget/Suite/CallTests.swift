// System calls with arguments that no honest program passes: an error each, and nothing else.

import ABI
import Instructions
import System
import SystemEntry

/// Checks that run in the test process itself.
enum CallTests {
  static let all: [(name: StaticString, run: @Sendable () -> Bool)] = [
    ("calls keep every register", { probe_registers_kept() != 0 }),
    ("a call with a wild stack pointer works", { probe_call_with_stack(0xdead_beef_dead_beef) == ownNumber }),
    ("a call with odd flags works", { probe_call_with_flags() == ownNumber }),
    ("reading into the kernel is refused", { read(into: kernel) == Errno.badAddress.syscallResult }),
    ("writing from the kernel is refused", { write(from: kernel, 16) == Errno.badAddress.syscallResult }),
    ("writing from nowhere is refused", { write(from: 0, 16) == Errno.badAddress.syscallResult }),
    ("a buffer that runs into nothing ends there", { write(from: Scratch.page() + 4090, 64) == 6 }),
    ("a length that wraps around is refused", { write(from: Scratch.page(), .max) < 0 }),
    ("unknown numbers are refused", { apus_syscall0(9999) == Errno.notSupported.syscallResult }),
    ("unknown handles are refused", { apus_syscall1(Syscall.close.rawValue, 77777) == Errno.badHandle.syscallResult }),
    ("writable and executable memory is refused", { map(.init(), [.read, .write, .execute]) < 0 }),
    ("written memory does not become executable", { writtenBecomesExecutable() < 0 }),
    ("shared memory that was written does not become executable", { writtenObjectBecomesExecutable() }),
    ("memory that runs does not become writable", { executedObjectBecomesWritable() }),
    ("an image that can be written does not run", { writableImageRuns() == .busy }),
    ("mapping over the kernel is refused", { map(kernel, [.read, .write, .fixed]) < 0 }),
    ("mapping at null is refused", { map(0x1000, [.read, .write, .fixed]) < 0 }),
    ("unmapping the kernel is refused", { unmapsNothing(kernel) }),
    ("physical memory is not given to programs", { isRefused("memory:physical/100000/1000") }),
    ("ports are not given to programs", { isRefused("memory:ports/60/5") }),
    ("interrupts are not given to programs", { isRefused("irq:1") }),
    ("a thread cannot start in the kernel", { startsThreadInKernel() }),
    ("damaged programs do no harm", { DamagedPrograms.areHarmless() }),
  ]

  private static let kernel: UInt64 = 0x7d80_0010_0000
  private static var ownNumber: Int64 { Int64(CurrentProcess.id) }

  private static func read(into address: UInt64) -> Int64 {
    guard let file = try? Handle.open("sys:version") else { return 0 }
    return apus_syscall4(Syscall.read.rawValue, UInt64(file.raw), address, 4, 0)
  }

  private static func write(from address: UInt64, _ length: UInt64) -> Int64 {
    guard let pipe = try? Pipe() else { return 0 }
    return apus_syscall4(Syscall.write.rawValue, UInt64(pipe.writer.raw), address, length, .max)
  }

  private static func map(_ address: UInt64, _ flags: MapFlags) -> Int64 {
    apus_syscall(Syscall.map.rawValue, UInt64(noHandle), address, AddressSpace.pageSize, 0, flags.rawValue, 0)
  }

  private static func writtenBecomesExecutable() -> Int64 {
    let rights: MapFlags = [.read, .execute]
    return apus_syscall3(Syscall.protect.rawValue, Scratch.page(), AddressSpace.pageSize, rights.rawValue)
  }

  private static func map(_ object: borrowing MemoryObject, _ rights: MapFlags) -> Int64 {
    apus_syscall(
      Syscall.map.rawValue, UInt64(object.handle.raw), 0, AddressSpace.pageSize, 0, rights.union(.shared).rawValue, 0)
  }

  private static func writtenObjectBecomesExecutable() -> Bool {
    guard let object = try? MemoryObject(length: Int(AddressSpace.pageSize)) else { return false }
    let address = map(object, [.read, .write])
    guard address > 0 else { return false }
    let isRefused = map(object, [.read, .execute]) == Errno.accessDenied.syscallResult
    _ = apus_syscall2(Syscall.unmap.rawValue, UInt64(address), AddressSpace.pageSize)
    return isRefused && map(object, [.read, .execute]) == Errno.accessDenied.syscallResult
  }

  private static func executedObjectBecomesWritable() -> Bool {
    guard let object = try? MemoryObject(length: Int(AddressSpace.pageSize)) else { return false }
    return map(object, [.read, .execute]) > 0 && map(object, [.read, .write]) == Errno.accessDenied.syscallResult
  }

  /// What starting it fails with.
  private static func writableImageRuns() -> Errno? {
    do throws(Errno) {
      let object = try MemoryObject(length: Int(AddressSpace.pageSize))
      guard map(object, [.read, .write]) > 0 else { return nil }
      _ = try SpawnRequest("image", ["image"]).start(image: object.handle, offset: 0, length: AddressSpace.pageSize)
      return nil
    } catch {
      return error
    }
  }

  /// Whatever the call answers, the kernel is still there afterwards.
  private static func unmapsNothing(_ address: UInt64) -> Bool {
    _ = apus_syscall2(Syscall.unmap.rawValue, address, AddressSpace.pageSize)
    return CurrentProcess.id != 0
  }

  private static func isRefused(_ path: String) -> Bool {
    do throws(Errno) {
      _ = try Handle.open(path, .read)
      return false
    } catch { return true }
  }

  /// Refused, or a thread that faults at once and takes a child with it, never the kernel.
  private static func startsThreadInKernel() -> Bool {
    let status = Children.run("thread-in-kernel")
    return status.map { $0.kind != ExitStatus.Kind.signaled.rawValue } ?? false
  }
}
