// Segments, the task state with its stacks, and the interrupt table: what x86 wants to know before the first trap.

import KernelEntry

/// One CPU's tables, in memory that is never freed: made by the CPU that boots, loaded by the one that they are for.
struct DescriptorTables {
  /// Exceptions that may come on a broken stack get one of their own.
  private enum FaultStack: UInt64 {
    case none = 0
    case doubleFault = 1
    case nonMaskable = 2
    case machineCheck = 3
  }

  /// Offsets in the task state segment.
  private enum TaskState {
    static let trapStack = 4
    static let faultStacks = 36
    static let portMap = 102
    static let size = 104
  }

  private static let gates = makeGates()

  private let task: UInt64
  private let segments: [UInt64]
  private let stacks: KernelStacks

  /// Tables for a CPU that runs the kernel on these stacks.
  init(stacks: KernelStacks) {
    self.stacks = stacks
    task = Self.makeTaskState(stacks)
    var low = UInt64(TaskState.size - 1) | (task & 0xff_ffff) << 16
    low |= 0x89 << 40 | (task >> 24 & 0xff) << 56
    segments = [
      0,
      0x0020_9b00_0000_0000,  // kernel code
      0x0000_9300_0000_0000,  // kernel data
      0x0000_f300_0000_0000,  // user data
      0x0020_fb00_0000_0000,  // user code
      low, task >> 32,
    ]
  }

  /// On the CPU itself.
  /// - Parameter block: its `CPUBlock`, which is filled in.
  func load(block: UInt64) {
    Self.load(segments, with: cpu_load_gdt)
    cpu_load_task(Selector.task)
    Self.load(Self.gates, with: cpu_load_idt)
    apus_set_cpu_block(block, stacks.top, task + UInt64(TaskState.trapStack))
  }

  /// Memory for a CPU's block, never freed.
  static func makeBlock() -> UInt64 {
    let size = MemoryLayout<CPUBlock>.stride
    let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
    // SAFETY: fresh memory of that size.
    unsafe block.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    return UInt64(UInt(bitPattern: block))
  }

  /// - Returns: its address.
  private static func makeTaskState(_ stacks: KernelStacks) -> UInt64 {
    // SAFETY: fresh memory of TaskState.size bytes; the offsets below lie inside it.
    let task = UnsafeMutableRawPointer.allocate(byteCount: TaskState.size, alignment: 16)
    unsafe task.initializeMemory(as: UInt8.self, repeating: 0, count: TaskState.size)
    unsafe task.storeBytes(of: stacks.top, toByteOffset: TaskState.trapStack, as: UInt64.self)
    for index in 0..<KernelStacks.faultStacks {
      let top = stacks.faultTops - UInt64(index) * KernelStacks.faultStackStride
      unsafe task.storeBytes(of: top, toByteOffset: TaskState.faultStacks + 8 * index, as: UInt64.self)
    }
    // A map behind the end of the segment: no ports for programs.
    unsafe task.storeBytes(of: UInt16(TaskState.size), toByteOffset: TaskState.portMap, as: UInt16.self)
    return UInt64(UInt(bitPattern: task))
  }

  /// The interrupt table, the same for all CPUs.
  private static func makeGates() -> [UInt64] {
    let image = apus_image_symbols()
    var gates: [UInt64] = []
    for vector: UInt64 in 0..<256 {
      let address = image.trapEntries + vector * 16
      let stack: FaultStack =
        switch vector {
        case 2: .nonMaskable
        case 8: .doubleFault
        case 18: .machineCheck
        default: .none
        }
      // Interrupt gates: interrupts stay off. Programs may raise the breakpoint (3) themselves, nothing else.
      let privilege: UInt64 = vector == 3 ? 3 : 0
      var low = address & 0xffff | Selector.kernelCode << 16 | stack.rawValue << 32
      low |= (0x8e | privilege << 5) << 40 | (address >> 16 & 0xffff) << 48
      gates.append(low)
      gates.append(address >> 32)
    }
    return gates
  }

  /// Copies the table to memory of its own and loads it.
  private static func load(_ table: [UInt64], with instruction: (UInt64) -> Void) {
    // SAFETY: both blocks are fresh and as large as what is stored; the table is never freed, as the CPU goes on
    // reading it.
    let copy = UnsafeMutablePointer<UInt64>.allocate(capacity: table.count)
    for index in table.indices { unsafe (copy + index).initialize(to: table[index]) }
    let pointer = UnsafeMutableRawPointer.allocate(byteCount: 10, alignment: 16)
    unsafe pointer.storeBytes(of: UInt16(table.count * 8 - 1), as: UInt16.self)
    unsafe pointer.storeBytes(of: UInt64(UInt(bitPattern: copy)), toByteOffset: 2, as: UInt64.self)
    instruction(UInt64(UInt(bitPattern: pointer)))
    unsafe pointer.deallocate()
  }
}
