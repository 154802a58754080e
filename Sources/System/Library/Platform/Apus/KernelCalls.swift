// The system calls, typed: numbers in, a number or an `Errno` out. The only file of the library that enters the kernel.

import ABI
import SystemEntry

/// Entry into the kernel.
enum KernelCalls {
  /// The result of a call, or the error that a negative one stands for.
  @inline(__always)
  static func check(_ result: Int64) throws(Errno) -> UInt64 {
    if result < 0 { throw Errno(rawValue: Int32(truncatingIfNeeded: -result)) ?? .inputOutput }
    return UInt64(bitPattern: result)
  }

  @inline(__always)
  static func call(_ number: Syscall) -> Int64 { apus_syscall0(number.rawValue) }
  @inline(__always)
  static func call(_ number: Syscall, _ a0: UInt64) -> Int64 { apus_syscall1(number.rawValue, a0) }
  @inline(__always)
  static func call(_ number: Syscall, _ a0: UInt64, _ a1: UInt64) -> Int64 { apus_syscall2(number.rawValue, a0, a1) }
  @inline(__always)
  static func call(_ number: Syscall, _ a0: UInt64, _ a1: UInt64, _ a2: UInt64) -> Int64 {
    apus_syscall3(number.rawValue, a0, a1, a2)
  }
  @inline(__always)
  static func call(_ number: Syscall, _ a0: UInt64, _ a1: UInt64, _ a2: UInt64, _ a3: UInt64) -> Int64 {
    apus_syscall4(number.rawValue, a0, a1, a2, a3)
  }
  @inline(__always)
  static func call(
    _ number: Syscall, _ a0: UInt64, _ a1: UInt64, _ a2: UInt64, _ a3: UInt64, _ a4: UInt64
  ) -> Int64 {
    apus_syscall(number.rawValue, a0, a1, a2, a3, a4, 0)
  }

  /// The address of memory that the kernel will read or write during one call.
  @inline(__always)
  static func address(_ pointer: UnsafeRawPointer?) -> UInt64 { UInt64(UInt(bitPattern: pointer)) }

  /// Passes the UTF-8 bytes of `text` as address and length.
  static func withBytes<R>(of text: String, _ body: (UInt64, UInt64) -> R) -> R {
    var text = text
    return text.withUTF8 { bytes in
      // SAFETY: the bytes live through the call; the kernel copies them.
      unsafe body(address(UnsafeRawPointer(bytes.baseAddress)), UInt64(bytes.count))
    }
  }
}
