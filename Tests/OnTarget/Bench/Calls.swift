// System calls as bare as they are: what is measured is the kernel, not the library above it.

import ABI
import SystemEntry

/// Memory that the kernel reads or writes during calls: bytes at an address that does not move.
@safe struct Block {
  // SAFETY: allocated once and never freed; the bench is short.
  private let base: UnsafeMutableRawPointer
  let length: Int

  init(_ length: Int) {
    unsafe base = UnsafeMutableRawPointer.allocate(byteCount: length, alignment: 64)
    unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: length)
    self.length = length
  }

  @inline(__always) var address: UInt64 { UInt64(UInt(bitPattern: unsafe base)) }

  /// The record at `offset`, which has to fit.
  @inline(__always) func load<T: BitwiseCopyable>(_ type: T.Type, at offset: Int = 0) -> T {
    precondition(offset + MemoryLayout<T>.size <= length)
    return unsafe base.loadUnaligned(fromByteOffset: offset, as: type)
  }

  @inline(__always) func store<T: BitwiseCopyable>(_ value: T, at offset: Int = 0) {
    precondition(offset + MemoryLayout<T>.size <= length)
    unsafe base.storeBytes(of: value, toByteOffset: offset, as: T.self)
  }

  func store(_ text: String) {
    for (index, byte) in text.utf8.enumerated() where index < length { store(byte, at: index) }
  }
}

/// The calls that the rows are made of.
enum Calls {
  @inline(__always) static func parent() -> Int64 { apus_syscall1(Syscall.identify.rawValue, Identity.parent.rawValue) }
  @inline(__always) static func yield() { _ = apus_syscall0(Syscall.yield.rawValue) }

  @inline(__always) static func read(_ handle: UInt64, _ block: Block, _ length: Int, at offset: UInt64 = .max) -> Int64
  {
    apus_syscall4(Syscall.read.rawValue, handle, block.address, UInt64(length), offset)
  }

  @inline(__always) static func write(_ handle: UInt64, _ block: Block, _ length: Int, at offset: UInt64 = .max)
    -> Int64
  {
    apus_syscall4(Syscall.write.rawValue, handle, block.address, UInt64(length), offset)
  }

  @inline(__always) static func open(_ path: Block, _ length: Int, _ flags: OpenFlags) -> Int64 {
    apus_syscall3(Syscall.open.rawValue, path.address, UInt64(length), flags.rawValue)
  }

  @inline(__always) static func close(_ handle: UInt64) { _ = apus_syscall1(Syscall.close.rawValue, handle) }

  /// `call` with a `CallBlock` at the start of `block`.
  @inline(__always) static func call(_ handle: UInt64, _ block: Block) -> Int64 {
    apus_syscall2(Syscall.call.rawValue, handle, block.address)
  }

  @inline(__always) static func mapPrivate(_ length: UInt64) -> UInt64 {
    let flags: MapFlags = [.read, .write]
    let result = apus_syscall(
      Syscall.map.rawValue, UInt64(noHandle), 0, length, 0, flags.rawValue, 0)
    return result < 0 ? 0 : UInt64(result)
  }

  @inline(__always) static func unmap(_ address: UInt64, _ length: UInt64) {
    _ = apus_syscall2(Syscall.unmap.rawValue, address, length)
  }
}
