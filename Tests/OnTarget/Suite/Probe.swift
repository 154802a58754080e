// What a program must not be able to do: each case is run in a process of its own, which has to end in the way that
// stands here.

import ABI
import Instructions
import System
import SystemEntry

/// One attempt, by the name under which the child gets it.
enum Probe: String, CaseIterable {
  case readKernel, writeKernel, runKernel, readPhysicalMemory, readNull, runNull, readUnmapped
  case readParent, writeParent
  case writeCode, writeConstant, runData, runStack, overflowStack
  case port, interruptsOff, halt, modelRegister, controlRegister, interruptTable, softwareInterrupt
  case undefined, divide, breakpoint, step, nonCanonical
  case exitsWell, exitsBadly, killsItself
  case loopsForEver

  /// How the process has to end.
  enum End: Equatable {
    case fault(Fault)
    case exit(Int32)
    case signal(Signal)
  }

  var expected: End {
    switch self {
    case .readKernel, .writeKernel, .runKernel, .readPhysicalMemory, .readNull, .runNull, .readUnmapped, .readParent,
      .writeParent, .writeCode, .writeConstant, .runData, .runStack:
      .fault(.pageFault)
    case .overflowStack: .fault(.stackOverflow)
    case .port, .interruptsOff, .halt, .modelRegister, .controlRegister, .interruptTable, .softwareInterrupt,
      .nonCanonical:
      .fault(.privilegedInstruction)
    case .undefined: .fault(.illegalInstruction)
    case .divide: .fault(.divideError)
    case .breakpoint, .step: .fault(.breakpoint)
    case .exitsWell: .exit(0)
    case .exitsBadly: .exit(42)
    case .killsItself: .signal(.terminate)
    case .loopsForEver: .fault(.neverWaits)
    }
  }

  /// In the child: does it, and should not come back from most of them.
  func attempt() {
    switch self {
    case .readKernel: touch(Self.kernelImage, write: false)
    case .writeKernel: touch(Self.kernelImage, write: true)
    case .runKernel: probe_jump(Self.kernelImage)
    case .readPhysicalMemory: touch(0x7d80_0000_0000, write: false)
    case .readNull: touch(0, write: false)
    case .runNull: probe_jump(8)
    case .readUnmapped: touch(0x3000_0000_0000, write: false)
    case .readParent: touch(Scratch.keptAddress, write: false)
    case .writeParent: touch(Scratch.keptAddress, write: true)
    case .writeCode: touch(Self.ownCode, write: true)
    case .writeConstant: touch(Self.ownConstant, write: true)
    case .runData: probe_jump(Scratch.page())
    case .runStack: runStack()
    case .overflowStack: Console.write("\(overflow(1))")
    case .port: probe_port()
    case .interruptsOff: probe_interrupts_off()
    case .halt: probe_halt()
    case .modelRegister: probe_model_register()
    case .controlRegister: probe_control_register()
    case .interruptTable: probe_interrupt_table()
    case .softwareInterrupt: probe_software_interrupt()
    case .undefined: probe_undefined()
    case .divide: probe_divide()
    case .breakpoint: probe_breakpoint()
    case .step: probe_step()
    case .nonCanonical: touch(0x8000_0000_0000_0000, write: false)
    case .exitsWell: break
    case .exitsBadly: CurrentProcess.exit(42)
    case .killsItself:
      try? Processes.kill(Int64(CurrentProcess.id), .terminate)
      SystemClock.sleep(until: .max)
    case .loopsForEver: loop()
    }
  }

  /// Nanoseconds of work without waiting that a probe may do: the one that loops gets that far, the others do little.
  static let hangLimit: UInt64 = 500_000_000

  /// The kernel's code in its window on physical memory, where that lies when nothing is moved. (Else programs know
  /// neither that place nor the one where the code runs.)
  private static let kernelImage: UInt64 = 0x7d80_0010_0000
  private static var ownCode: UInt64 { probe_code_address() }

  private static var ownConstant: UInt64 {
    let text: StaticString = "a constant in the program's read-only part"
    return UInt64(UInt(bitPattern: unsafe text.utf8Start))
  }

  private func touch(_ address: UInt64, write: Bool) {
    // SAFETY: none, that is the point: the kernel has to stop this. Swift has no pointer to 0; its neighbour will do.
    guard let pointer = unsafe UnsafeMutablePointer<UInt8>(bitPattern: UInt(max(address, 1))) else { return }
    if write { unsafe pointer.pointee = 0x90 } else { unsafe Scratch.sink = pointer.pointee }
  }

  /// An even number never becomes 1.
  @inline(never)
  private func loop() {
    unsafe Scratch.sink = 0
    while unsafe Scratch.sink != 1 { unsafe Scratch.sink &+= 2 }
  }

  private func runStack() {
    var code: UInt64 = 0xc3
    unsafe withUnsafeMutablePointer(to: &code) { probe_jump(UInt64(UInt(bitPattern: $0))) }
  }

  private func overflow(_ depth: UInt64) -> UInt64 {
    var local: InlineArray<64, UInt64> = .init(repeating: depth)
    local[Int(depth & 63)] = depth == .max ? 0 : overflow(depth &+ 1)
    return local[3] &+ local[Int(depth & 31)]
  }
}

/// Memory for probes.
enum Scratch {
  // SAFETY: one thread.
  nonisolated(unsafe) static var sink: UInt8 = 0

  /// Where the test process keeps a page that its children know of.
  static let keptAddress: UInt64 = 0x2000_0000_0000
  private static let keptByte: UInt8 = 0x5a

  /// Maps the page that the children must not reach.
  static func keep() -> Bool {
    let flags: MapFlags = [.read, .write, .fixed]
    let result = apus_syscall(
      Syscall.map.rawValue, UInt64(noHandle), keptAddress, AddressSpace.pageSize, 0, flags.rawValue, 0)
    guard result == Int64(keptAddress) else { return false }
    unsafe UnsafeMutablePointer<UInt8>(bitPattern: UInt(keptAddress))?.pointee = keptByte
    return true
  }

  static var isKept: Bool {
    unsafe UnsafeMutablePointer<UInt8>(bitPattern: UInt(keptAddress))?.pointee == keptByte
  }

  /// A fresh page that can be read and written, with a `ret` in it and nothing around it; its address.
  static func page() -> UInt64 {
    let flags: MapFlags = [.read, .write, .guarded]
    let result = apus_syscall(
      Syscall.map.rawValue, UInt64(noHandle), 0, AddressSpace.pageSize, 0, flags.rawValue, 0)
    guard result > 0 else { return 0 }
    unsafe UnsafeMutablePointer<UInt8>(bitPattern: UInt(result))?.pointee = 0xc3
    return UInt64(result)
  }
}
