// The block of memory that holds a thread's registers while it does not run: the general ones as Arch lays them out,
// and the extended state behind them. The second of the two files of the core that touch raw memory.

/// Registers and extended state of one thread.
@safe final class ThreadContext {
  // SAFETY: one allocation of `registersLength + extendedLength` bytes, aligned to 64, alive as long as this object.
  private let block: UnsafeMutableRawPointer
  private let extendedOffset: Int

  /// `registers` as a thread starts with, and room for the machine's extended state.
  static func make<M: Machine>(_ registers: M.Registers, machine: M) -> ThreadContext {
    let registersLength = (MemoryLayout<M.Registers>.size + 63) & ~63
    let context = ThreadContext(registersLength, machine.extendedStateLength)
    unsafe context.block.storeBytes(of: registers, as: M.Registers.self)
    unsafe machine.prepareExtendedState(at: context.block + registersLength)
    return context
  }

  private init(_ registersLength: Int, _ extendedLength: Int) {
    let total = registersLength + extendedLength
    unsafe block = UnsafeMutableRawPointer.allocate(byteCount: total, alignment: 64)
    extendedOffset = registersLength
    unsafe block.initializeMemory(as: UInt8.self, repeating: 0, count: total)
  }

  deinit { unsafe block.deallocate() }

  /// The registers, typed by the machine that they belong to.
  @inline(__always)
  func registers<M: Machine>(of machine: M.Type) -> Place<M.Registers> {
    unsafe Place(raw: block)
  }

  func save<M: Machine>(on machine: M) { unsafe machine.saveExtendedState(to: block + extendedOffset) }

  func restore<M: Machine>(on machine: M) { unsafe machine.restoreExtendedState(from: block + extendedOffset) }
}
