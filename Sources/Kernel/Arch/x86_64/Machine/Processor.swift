// What this CPU can do (CPUID), and turning on what protects the kernel from programs and programs from each other.

import KernelEntry

/// The CPU that the kernel runs on.
struct Processor {
  let hasNoExecute: Bool
  let hasSupervisorFetchGuard: Bool
  let hasSupervisorAccessGuard: Bool
  let hasDescriptorTableGuard: Bool
  let hasRandom: Bool
  let hasGigabytePages: Bool
  let hasTimerDeadline: Bool
  let hasExtendedApic: Bool
  /// The brand string, or the vendor's name on a CPU without one.
  let name: [UInt8]

  private enum Register {
    static let extendedFeatures: UInt32 = 0xC000_0080
    static let syscallSegments: UInt32 = 0xC000_0081
    static let syscallEntry: UInt32 = 0xC000_0082
    static let syscallFlagMask: UInt32 = 0xC000_0084
    static let gsBase: UInt32 = 0xC000_0101
    static let kernelGsBase: UInt32 = 0xC000_0102
    static let pageAttributes: UInt32 = 0x277
  }

  init() {
    let highest = cpu_identify(0, 0).a
    let basic = cpu_identify(1, 0)
    let extended = cpu_identify(0x8000_0001, 0)
    let structured = highest >= 7 ? cpu_identify(7, 0) : CPUIdentification()
    hasNoExecute = extended.d & 1 << 20 != 0
    hasGigabytePages = extended.d & 1 << 26 != 0
    hasSupervisorFetchGuard = structured.b & 1 << 7 != 0
    hasSupervisorAccessGuard = structured.b & 1 << 20 != 0
    hasDescriptorTableGuard = structured.c & 1 << 2 != 0
    hasRandom = basic.c & 1 << 30 != 0
    hasTimerDeadline = basic.c & 1 << 24 != 0
    hasExtendedApic = basic.c & 1 << 21 != 0
    name = Self.readName()
  }

  private static func readName() -> [UInt8] {
    var text: [UInt8] = []
    if cpu_identify(0x8000_0000, 0).a >= 0x8000_0004 {
      for leaf: UInt32 in 0x8000_0002...0x8000_0004 {
        let part = cpu_identify(leaf, 0)
        for word in [part.a, part.b, part.c, part.d] { append(word, to: &text) }
      }
    } else {
      let vendor = cpu_identify(0, 0)
      for word in [vendor.b, vendor.d, vendor.c] { append(word, to: &text) }
    }
    return Array(text.prefix { $0 != 0 }.drop { $0 == UInt8(ascii: " ") })
  }

  private static func append(_ word: UInt32, to text: inout [UInt8]) {
    for shift: UInt32 in [0, 8, 16, 24] { text.append(UInt8(truncatingIfNeeded: word >> shift)) }
  }

  /// Write protection in the kernel too, no execution of data, and no fetch from or access to programs' pages by
  /// accident.
  func protect() {
    cpu_write_cr0(cpu_read_cr0() | 1 << 16)
    var control = cpu_read_cr4() | 1 << 7  // global pages
    control |= 1 << 9 | 1 << 10  // programs may use vector registers
    if hasDescriptorTableGuard { control |= 1 << 11 }
    if hasSupervisorFetchGuard { control |= 1 << 20 }
    if hasSupervisorAccessGuard { control |= 1 << 21 }
    cpu_write_cr4(control)
    // No emulation of the floating-point unit; its errors are exceptions.
    cpu_write_cr0(cpu_read_cr0() & ~(1 << 2) | 1 << 1 | 1 << 5)
    // Entry 1 (write-through) becomes write-combining, for framebuffers; the others stay as after reset.
    cpu_write_msr(Register.pageAttributes, 0x0007_0406_0007_0106)
  }

  /// Lets page tables forbid execution. Before any table with that bit is used.
  func enableNoExecute() {
    if hasNoExecute { cpu_write_msr(Register.extendedFeatures, cpu_read_msr(Register.extendedFeatures) | 1 << 11) }
  }

  /// The way of `syscall` into the kernel, and the CPU's own block (CPUBlock) behind gs.
  func enableSystemCalls(block: UInt64) {
    let image = apus_image_symbols()
    cpu_write_msr(Register.gsBase, block)
    cpu_write_msr(Register.kernelGsBase, 0)
    cpu_write_msr(Register.extendedFeatures, cpu_read_msr(Register.extendedFeatures) | 1)
    // `syscall` loads kernel code and data; `sysret` loads user data and code from the selectors above 0x10.
    cpu_write_msr(Register.syscallSegments, (0x10 | 3) << 48 | Selector.kernelCode << 32)
    cpu_write_msr(Register.syscallEntry, image.syscallEntry)
    // Cleared on entry: trap, interrupt, direction, I/O privilege, nested task, alignment check.
    cpu_write_msr(Register.syscallFlagMask, 0x4_7700)
  }

  func random() -> UInt64 {
    guard hasRandom else { return 0 }
    for _ in 0..<10 {
      let value = cpu_random()
      if value != 0 { return value }
    }
    return 0
  }
}
