// The memory that system calls are pointed at: pages with nothing behind them, one that cannot be written, one that is
// not there; and the page that the parent reads the progress from.
//
// SAFETY: every access is checked against the bounds of a mapping that this process made. A call may have taken pages
// of it away meanwhile; then the process ends with a fault, which is what it is for.

import ABI
import System
import SystemEntry

/// A run of memory at an address that does not move.
@safe struct Arena {
  let address: UInt64
  let length: UInt64

  /// Fresh pages, unmapped ones around them; nil when there is no memory.
  init?(pages: UInt64) {
    let flags: MapFlags = [.read, .write, .guarded]
    length = pages * AddressSpace.pageSize
    let result = apus_syscall(Syscall.map.rawValue, UInt64(noHandle), 0, length, 0, flags.rawValue, 0)
    guard result > 0 else { return nil }
    address = UInt64(result)
  }

  /// What a handle shows, shared.
  init?(mapping handle: RawHandle, length: UInt64) {
    let flags: MapFlags = [.read, .write, .shared]
    let result = apus_syscall(Syscall.map.rawValue, UInt64(handle), 0, length, 0, flags.rawValue, 0)
    guard result > 0 else { return nil }
    address = UInt64(result)
    self.length = length
  }

  /// A part of another one, by its address: for threads that were told no more.
  init(address: UInt64, length: UInt64) {
    self.address = address
    self.length = length
  }

  /// Gives the pages back; nothing of them may be used afterwards.
  func unmap() { _ = apus_syscall2(Syscall.unmap.rawValue, address, length) }

  var end: UInt64 { address + length }

  @inline(__always)
  private func pointer(_ place: UInt64, _ count: Int) -> UnsafeMutableRawPointer? {
    guard place >= address, place < end, UInt64(count) <= end - place else { return nil }
    return unsafe UnsafeMutableRawPointer(bitPattern: UInt(place))
  }

  /// Writes a value where it fits.
  @inline(__always)
  func store<T: BitwiseCopyable>(_ value: T, at place: UInt64) {
    unsafe pointer(place, MemoryLayout<T>.size)?.storeBytes(of: value, as: T.self)
  }

  /// The value at a place; nil where it does not fit.
  @inline(__always)
  func load<T: BitwiseCopyable>(_ type: T.Type, at place: UInt64) -> T? {
    unsafe pointer(place, MemoryLayout<T>.size)?.loadUnaligned(as: type)
  }
}
