// The other CPUs: started one after the other while the machine boots (Intel SDM volume 3, section 9.4), each onto
// stacks and tables that were made for it, until it halts and waits for work.

import ABI
import KernelCore
import KernelEntry

/// Starts CPUs.
struct CPUStartup {
  /// The page where a CPU begins, in memory that only firmware used; trampoline.S is written for this place.
  static let page: UInt64 = 0x8000
  /// A CPU that has not come up by then is left alone.
  private static let patience: UInt64 = 200_000_000

  /// The words at the end of the trampoline, from its end.
  private enum Word: UInt64 {
    case root = 32
    case kernelRoot = 24
    case stack = 16
    case entry = 8
  }

  let processor: Processor
  let local: LocalApic
  let tables: KernelTables
  let clock: MonotonicClock

  /// Starts the CPUs with these local APICs.
  /// - Parameters:
  ///   - identities: by number; the first is the CPU that boots.
  ///   - started: the number of each CPU that came up, and its block.
  func start(_ identities: [UInt32], started: (Int, UInt64) -> Void) {
    guard identities.count > 1, let root = makeRoot() else { return }
    copyTrampoline(root: root)
    for identity in identities.dropFirst() { local.sendInitialise(to: identity) }
    wait(nanoseconds: 10_000_000)
    for number in identities.indices.dropFirst() {
      guard let block = start(number, identities[number]) else { continue }
      started(number, block)
    }
    tables.frames.free(root)
  }

  private func start(_ number: Int, _ identity: UInt32) -> UInt64? {
    guard let stacks = KernelStacks(number: number, tables: tables) else { return nil }
    let block = DescriptorTables.makeBlock()
    StartingCPU.set(
      StartingCPU(processor: processor, tables: DescriptorTables(stacks: stacks), block: block, local: local))
    set(.stack, stacks.top)
    // The second message is for machines that lose the first one.
    for _ in 0..<2 {
      local.sendStart(to: identity, page: UInt8(Self.page >> 12))
      let end = clock.now + Self.patience
      while clock.now < end {
        if apus_is_inside(block) != 0 { return block }
        cpu_pause()
      }
    }
    return nil
  }

  private func wait(nanoseconds: UInt64) {
    let end = clock.now + nanoseconds
    while clock.now < end { cpu_pause() }
  }

  // MARK: The trampoline

  /// Top-level table with the kernel's slots, and the trampoline's page at its physical address. Its lower tables are
  /// the page behind the trampoline's, and the two after that.
  private func makeRoot() -> UInt64? {
    // A 32-bit register is loaded with it.
    guard let root = tables.frames.allocateZeroed(), root < 1 << 32 else { return nil }
    let memory = tables.memory
    memory.copy(from: tables.root, to: root, pageSize)
    let lower = [Self.page + pageSize, Self.page + 2 * pageSize, Self.page + 3 * pageSize]
    for table in lower { memory.zero(table, pageSize) }
    memory.store(lower[0] | 3, at: root)
    memory.store(lower[1] | 3, at: lower[0])
    memory.store(lower[2] | 3, at: lower[1])
    memory.store(Self.page | 1, at: lower[2] + (Self.page >> 12) * 8)
    return root
  }

  private func copyTrampoline(root: UInt64) {
    let image = apus_image_symbols()
    let source = image.trampoline - image.slide - KernelLayout.image
    tables.memory.copy(from: source, to: Self.page, image.trampolineEnd - image.trampoline)
    set(.root, root)
    set(.kernelRoot, tables.root)
    set(.entry, image.processorEntry)
  }

  private func set(_ word: Word, _ value: UInt64) {
    let image = apus_image_symbols()
    tables.memory.store(value, at: Self.page + image.trampolineEnd - image.trampoline - word.rawValue)
  }
}
