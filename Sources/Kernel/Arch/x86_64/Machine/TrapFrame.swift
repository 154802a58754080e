// The registers of a thread in user mode, in the order in which traps.S and the CPU write them.

import KernelCore

/// A register block. traps.S knows every offset, and that the size is 176 bytes.
public struct TrapFrame: ThreadRegisters {
  private var r15: UInt64 = 0
  private var r14: UInt64 = 0
  private var r13: UInt64 = 0
  private var r12: UInt64 = 0
  private var r11: UInt64 = 0
  private var r10: UInt64 = 0
  private var r9: UInt64 = 0
  private var r8: UInt64 = 0
  private var rbp: UInt64 = 0
  private var rdi: UInt64 = 0
  private var rsi: UInt64 = 0
  private var rdx: UInt64 = 0
  private var rcx: UInt64 = 0
  private var rbx: UInt64 = 0
  private var rax: UInt64 = 0
  /// Which entry wrote the block: a vector, or 256 for a system call.
  private(set) var vector: UInt64 = 0
  private(set) var error: UInt64 = 0
  private var rip: UInt64 = 0
  private var cs: UInt64 = Selector.userCode
  private var rflags: UInt64 = TrapFrame.initialFlags
  private var rsp: UInt64 = 0
  private var ss: UInt64 = Selector.userData

  /// Interrupts on; bit 1 is always set.
  private static let initialFlags: UInt64 = 0x202

  /// The stack is aligned as at a function's first instruction, where the return address has just been pushed.
  public init(entry: UInt64, stackTop: UInt64, argument0: UInt64, argument1: UInt64) {
    // An address above the user's part need not be canonical, and `iretq` to such a one would fault in the kernel; at 0
    // the thread faults by itself.
    rip = entry < 1 << 46 ? entry : 0
    rsp = (stackTop & ~15) &- 8
    rdi = argument0
    rsi = argument1
  }

  @inline(__always) public var systemCallNumber: UInt64 { rax }
  @inline(__always) public var argument0: UInt64 { rdi }
  @inline(__always) public var argument1: UInt64 { rsi }
  @inline(__always) public var argument2: UInt64 { rdx }
  @inline(__always) public var argument3: UInt64 { r10 }
  @inline(__always) public var argument4: UInt64 { r8 }
  @inline(__always) public var argument5: UInt64 { r9 }
  @inline(__always) public var result: Int64 {
    get { Int64(bitPattern: rax) }
    set { rax = UInt64(bitPattern: newValue) }
  }

  @inline(__always) public var instructionPointer: UInt64 { rip }
  @inline(__always) public var stackPointer: UInt64 { rsp }
  @inline(__always) public var framePointer: UInt64 { rbp }

  public static var reportCount: Int { 20 }

  public func report(_ index: Int) -> (name: StaticString, value: UInt64) {
    switch index {
    case 0: ("rax", rax)
    case 1: ("rbx", rbx)
    case 2: ("rcx", rcx)
    case 3: ("rdx", rdx)
    case 4: ("rsi", rsi)
    case 5: ("rdi", rdi)
    case 6: ("rbp", rbp)
    case 7: ("rsp", rsp)
    case 8: ("r8", r8)
    case 9: ("r9", r9)
    case 10: ("r10", r10)
    case 11: ("r11", r11)
    case 12: ("r12", r12)
    case 13: ("r13", r13)
    case 14: ("r14", r14)
    case 15: ("r15", r15)
    case 16: ("rip", rip)
    case 17: ("rflags", rflags)
    case 18: ("error", error)
    default: ("vector", vector)
    }
  }

  var isFromUser: Bool { cs & 3 != 0 }
}

/// Segment selectors: the order in the descriptor table is the one that `sysret` wants.
enum Selector {
  static let kernelCode: UInt64 = 0x08
  static let kernelData: UInt64 = 0x10
  static let userData: UInt64 = 0x18 | 3
  static let userCode: UInt64 = 0x20 | 3
  static let task: UInt16 = 0x28
}
