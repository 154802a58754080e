// One unit of the IOMMU: what it can do, and the order of register accesses for each step (Intel VT-d specification
// 4.1, chapters 6 and 11).
//
// Caches are emptied whole: claims begin and end rarely. Not: the tables that it walks (TranslationTables,
// InterruptTable).

/// A unit and its registers.
public final class RemappingUnit<Registers: RemappingRegisters> {
  private enum Register {
    static var capabilities: Int { 0x08 }
    static var moreCapabilities: Int { 0x10 }
    static var command: Int { 0x18 }
    static var status: Int { 0x1C }
    static var root: Int { 0x20 }
    static var contextCommand: Int { 0x28 }
    static var faultStatus: Int { 0x34 }
    static var faultControl: Int { 0x38 }
    static var faultData: Int { 0x3C }
    static var faultAddress: Int { 0x40 }
    static var faultUpperAddress: Int { 0x44 }
    static var protectedMemory: Int { 0x64 }
    static var queueTail: Int { 0x88 }
    static var queueAddress: Int { 0x90 }
    static var interruptTable: Int { 0xB8 }
  }
  private static var translationOn: UInt32 { 1 << 31 }
  private static var setRoot: UInt32 { 1 << 30 }
  private static var flushWrites: UInt32 { 1 << 27 }
  private static var queueOn: UInt32 { 1 << 26 }
  private static var interruptsOn: UInt32 { 1 << 25 }
  private static var setInterruptTable: UInt32 { 1 << 24 }
  private static var compatibleInterrupts: UInt32 { 1 << 23 }
  /// The bits of the status that a command has to repeat, or it would switch them off.
  private static var lasting: UInt32 { 0x96FF_FFFF }
  /// Reads of a register before a unit counts as broken: it answers within microseconds.
  private static var patience: Int { 1_000_000 }

  private let registers: Registers
  private let capabilities: UInt64
  private let moreCapabilities: UInt64
  /// Nil: caches are emptied through registers.
  private var queue: InvalidationQueue?

  public init(_ registers: Registers) {
    self.registers = registers
    capabilities = registers.read64(Register.capabilities)
    moreCapabilities = registers.read64(Register.moreCapabilities)
  }

  // MARK: What it can do

  /// Tables of three levels (39 bits) or four (48 bits); nil where it walks neither.
  public func supports(levels: Int) -> Bool { capabilities >> 8 & (levels == 3 ? 2 : 4) != 0 }
  /// Numbers of domains.
  public var domains: Int { 1 << (4 + 2 * min(Int(capabilities & 7), 6)) }
  /// It sees what lies in the CPU's caches.
  public var isCoherent: Bool { moreCapabilities & 1 != 0 }
  /// It can hold devices to the interrupts that they were given.
  public var remapsInterrupts: Bool { moreCapabilities & 0b1010 == 0b1010 }
  /// It can do so where the CPUs' controllers are in their extended mode.
  public var hasExtendedTargets: Bool { moreCapabilities & 1 << 4 != 0 }
  /// Bytes of its registers.
  public var length: Int { max(faultRecords + faultRecordCount * 16, translationCommand + 16) }

  private var faultRecords: Int { Int(capabilities >> 24 & 0x3FF) * 16 }
  private var faultRecordCount: Int { Int(capabilities >> 40 & 0xFF) + 1 }
  /// The register with the address stands before that with the command.
  private var translationCommand: Int { Int(moreCapabilities >> 8 & 0x3FF) * 16 }

  // MARK: Steps

  /// From now on every access goes through the tables at `root`. False when the unit does not answer.
  /// - Parameter queue: for a unit that will remap interrupts.
  public func begin(root: UInt64, queue: InvalidationQueue? = nil) -> Bool {
    // Somebody before may have used another queue.
    if registers.read32(Register.status) & Self.queueOn != 0 {
      guard command(clear: Self.queueOn) else { return false }
    }
    if let queue {
      queue.restart()
      registers.write64(Register.queueTail, 0)
      registers.write64(Register.queueAddress, queue.root)
      guard command(set: Self.queueOn) else { return false }
    }
    self.queue = queue
    registers.write64(Register.root, root)
    guard command(set: Self.setRoot), forget(), command(set: Self.translationOn) else { return false }
    // The memory that firmware protected from all devices while it started.
    if registers.read32(Register.protectedMemory) & 1 != 0 { registers.write32(Register.protectedMemory, 0) }
    return true
  }

  /// From now on every interrupt that comes from a device or a pin goes through the table (of 2^8 entries), and those
  /// of the old format, which name a CPU themselves, are refused. Only with a queue. False when the unit does not
  /// answer.
  public func beginInterrupts(table: UInt64, isExtended: Bool) -> Bool {
    guard queue != nil else { return false }
    registers.write64(Register.interruptTable, table | 7 | (isExtended ? 1 << 11 : 0))
    return command(set: Self.setInterruptTable) && forget() && command(clear: Self.compatibleInterrupts)
      && command(set: Self.interruptsOn)
  }

  /// Interrupts go past the table again.
  public func endInterrupts() { _ = command(clear: Self.interruptsOn) }

  /// Empties the unit's caches. False when it does not answer.
  public func forget() -> Bool {
    if capabilities & 1 << 4 != 0, !command(set: Self.flushWrites) { return false }
    if let queue {
      registers.write64(Register.queueTail, queue.fill())
      return wait { queue.isDone }
    }
    registers.write64(Register.contextCommand, 1 << 63 | 1 << 61)
    guard wait({ self.registers.read64(Register.contextCommand) >> 63 == 0 }) else { return false }
    // Reads and writes that are under way are drained.
    registers.write64(translationCommand + 8, 1 << 63 | 1 << 60 | 1 << 49 | 1 << 48)
    return wait { self.registers.read64(self.translationCommand + 8) >> 63 == 0 }
  }

  private func command(set: UInt32 = 0, clear: UInt32 = 0) -> Bool {
    let status = registers.read32(Register.status) & Self.lasting
    registers.write32(Register.command, status & ~clear | set)
    // The flush is done when its bit is gone, the others when theirs is as it was asked for.
    let expected = set & ~Self.flushWrites
    return wait { self.registers.read32(Register.status) & (set | clear) == expected }
  }

  private func wait(_ condition: () -> Bool) -> Bool {
    for _ in 0..<Self.patience where condition() { return true }
    return false
  }

  // MARK: Faults

  /// Faults raise an interrupt by this message.
  public func reportFaults(address: UInt64, data: UInt32) {
    registers.write32(Register.faultData, data)
    registers.write32(Register.faultAddress, UInt32(truncatingIfNeeded: address))
    registers.write32(Register.faultUpperAddress, UInt32(truncatingIfNeeded: address >> 32))
    registers.write32(Register.faultControl, 0)
  }

  /// The faults since the last time; the records are free again.
  public func takeFaults() -> [RemappingFault] {
    var faults: [RemappingFault] = []
    for record in 0..<faultRecordCount {
      let place = faultRecords + record * 16
      let high = registers.read64(place + 8)
      guard let fault = RemappingFault(low: registers.read64(place), high: high) else { continue }
      faults.append(fault)
      // A one clears the record.
      registers.write32(place + 12, 1 << 31)
    }
    // More of them than there were records, and errors of the queue.
    registers.write32(Register.faultStatus, registers.read32(Register.faultStatus) & 0x71)
    return faults
  }
}
