// The IOMMU at work: each claimed device sees the memory that its driver was given and raises the interrupts that it
// was given, every other device sees and raises nothing, and who tries to reach more is told of.
//
// Memory that the firmware reserved for a device (the screen of a graphics device, a keyboard's emulation) stays where
// it is for that device, claimed or not.

import ABI
import PCICore
import System

/// All units with the tables that they share.
final class Remapper {
  /// Refused accesses of a device that are told of; then it has had its say until its next claim.
  private static let patience = 8

  private struct Reserved {
    let requester: UInt16
    let start: UInt64
    let last: UInt64
  }

  private let units: [RemappingUnit<UnitRegisters>]
  private let tables: TranslationTables<TablePages>
  /// Nil where interrupts go past the IOMMU.
  private var interrupts: InterruptTable<TablePages>?
  private let reserved: [Reserved]
  /// Raised by the IOMMU itself, which does not remap its own.
  private let interrupt: InterruptSource?
  private var spaces: [UInt16: DeviceSpace] = [:]
  private var owned: [UInt16] = []
  private var refusals: [UInt16: Int] = [:]

  /// Switches translation on in every unit; nil where the machine has none, or one that this does not know to drive.
  static func start(
    _ hardware: Hardware, _ space: MachineConfiguration, _ functions: [PCIFunction], dmar: [UInt8], madt: [UInt8]
  ) -> Remapper? {
    guard let table = RemappingTable(dmar: dmar) else { return nil }
    let units = table.units.compactMap { unit($0, hardware) }
    let levels = [3, 4].first { count in units.allSatisfy { $0.supports(levels: count) } }
    let domains = units.reduce(1 << 16) { min($0, $1.domains) }
    let pages = TablePages(hardware, isCoherent: units.allSatisfy { $0.isCoherent })
    guard units.count == table.units.count, let levels,
      let tables = TranslationTables(pages, levels: levels, domains: domains)
    else {
      Streams.printError("pcid: the IOMMU is of an unknown kind: devices are not confined")
      return nil
    }
    var reserved: [Reserved] = []
    for region in table.reserved {
      for device in region.devices {
        if let address = device.resolved(space) {
          let requester = RequesterAlias.requester(of: address, space, functions)
          reserved.append(Reserved(requester: requester, start: region.start, last: region.last))
        }
      }
    }
    let remapper = Remapper(units, tables, reserved, try? hardware.message())
    let lines = hardware.lineMessages()
    let pins = PinSources(madt: madt, table, space)
    let isExtended = lines.contains { $0.isExtended != 0 }
    let canRemap =
      table.remapsInterrupts && pins != nil && !lines.isEmpty
      && units.allSatisfy { $0.remapsInterrupts && ($0.hasExtendedTargets || !isExtended) }
    guard remapper.begin(canRemap ? pages : nil) else {
      // Other units may walk the tables already: they stay.
      Streams.printError("pcid: a unit of the IOMMU does not answer: its devices are not confined")
      return remapper
    }
    Streams.printError("pcid: the IOMMU confines every device to its driver's memory")
    if canRemap, let pins, let table = InterruptTable(pages, isExtended: isExtended),
      remapper.beginInterrupts(table, lines, pins, hardware)
    {
      Streams.printError("pcid: and to its driver's interrupts")
    } else {
      Streams.printError("pcid: the IOMMU does not remap interrupts: a device can raise any by DMA")
    }
    return remapper
  }

  private static func unit(_ address: UInt64, _ hardware: Hardware) -> RemappingUnit<UnitRegisters>? {
    // What it can do stands in its first page, and so does how many pages there are.
    guard let first = try? hardware.registers(address, 4096), let head = try? DeviceMemory(first.raw, length: 4096)
    else { return nil }
    let unit = RemappingUnit(UnitRegisters(head))
    guard unit.length > 4096 else { return unit }
    let length = (unit.length + 4095) & ~4095
    guard let whole = try? hardware.registers(address, UInt64(length)),
      let registers = try? DeviceMemory(whole.raw, length: length)
    else { return nil }
    return RemappingUnit(UnitRegisters(registers))
  }

  private init(
    _ units: [RemappingUnit<UnitRegisters>], _ tables: TranslationTables<TablePages>,
    _ reserved: [Reserved], _ interrupt: InterruptSource?
  ) {
    self.units = units
    self.tables = tables
    self.reserved = reserved
    self.interrupt = interrupt
  }

  /// - Parameter pages: for the queues of units that will remap interrupts.
  private func begin(_ pages: TablePages?) -> Bool {
    for region in reserved where spaces[region.requester] == nil { try? makeSpace(region.requester) }
    var answers = true
    for unit in units {
      if !unit.begin(root: tables.root, queue: pages.flatMap { InvalidationQueue($0) }) { answers = false }
      _ = unit.takeFaults()
      if let message = interrupt?.message { unit.reportFaults(address: message.address, data: message.data) }
    }
    return answers
  }

  // MARK: Interrupts

  /// Every interrupt but the IOMMU's own goes through the table from now on. False: none does.
  private func beginInterrupts(
    _ table: InterruptTable<TablePages>, _ lines: [InterruptMessage], _ pins: PinSources, _ hardware: Hardware
  ) -> Bool {
    for (number, message) in lines.enumerated() {
      if let source = pins.source(ofPin: number) { table.setPin(number, message, source: source) }
    }
    guard units.allSatisfy({ $0.beginInterrupts(table: table.root, isExtended: table.isExtended) }),
      hardware.remapLines()
    else {
      for unit in units { unit.endInterrupts() }
      return false
    }
    interrupts = table
    return true
  }

  /// Lets a device raise an interrupt: what it has to write for that.
  func admit(
    _ message: InterruptMessage, of requester: UInt16, _ address: FunctionAddress
  ) throws(Errno) -> InterruptMessage {
    guard let interrupts else { return message }
    // The number of a bus alone is one that its bridge has made up.
    let isBridges = requester != address.requester && requester & 0xFF == 0
    guard
      let admitted = interrupts.add(
        message, from: isBridges ? .anyone(onBus: UInt8(requester >> 8)) : .function(requester), owner: requester)
    else { throw .outOfMemory }
    // Some units keep in mind that there was nothing.
    forget()
    return admitted
  }

  // MARK: Devices

  private func makeSpace(_ requester: UInt16) throws(Errno) {
    guard var space = tables.makeSpace(requester) else { throw .outOfMemory }
    for region in reserved where region.requester == requester {
      _ = tables.mapInPlace(region.start, last: region.last, in: &space)
    }
    spaces[requester] = space
  }

  private func removeSpace(_ requester: UInt16) {
    guard let space = spaces[requester] else { return }
    tables.removeSpace(space)
    forget()
    tables.freeTables(space)
    spaces[requester] = nil
  }

  private func forget() {
    for unit in units where !unit.forget() { Streams.printError("pcid: the IOMMU does not answer") }
  }

  /// Gives a device that gets an owner a fresh space. `.busy` where a device behind the same bridge has an owner.
  func attach(_ requester: UInt16) throws(Errno) {
    guard !owned.contains(requester) else { throw .busy }
    removeSpace(requester)
    refusals[requester] = nil
    try makeSpace(requester)
    owned.append(requester)
    forget()
  }

  /// From here on the device raises nothing, and reaches nothing but what firmware gave it.
  func detach(_ requester: UInt16) {
    owned.removeAll { $0 == requester }
    if let interrupts, interrupts.removeAll(of: requester) { forget() }
    removeSpace(requester)
    guard reserved.contains(where: { $0.requester == requester }) else { return }
    try? makeSpace(requester)
    forget()
  }

  /// Shows memory to a device: where it finds it.
  func show(_ memory: DMAMemory, to requester: UInt16) throws(Errno) -> UInt64 {
    guard var space = spaces[requester] else { throw .noSuchAddress }
    let place = tables.map(memory.address, length: memory.length, in: &space)
    spaces[requester] = space
    // Some units keep in mind that there was nothing.
    forget()
    guard let place else { throw .outOfMemory }
    return place
  }

  // MARK: Refusals

  var faults: RawHandle? { interrupt?.handle.raw }

  /// Tells what was refused, and makes those silent that go on and on.
  func reportFaults() {
    var count = [UInt8](repeating: 0, count: 8)
    if let interrupt { _ = try? interrupt.handle.read(into: &count) }
    for fault in units.flatMap({ $0.takeFaults() }) {
      let requester = fault.source.requester
      let told = refusals[requester] ?? 0
      refusals[requester] = told + 1
      if told < Self.patience { Streams.printError("pcid: \(fault.text)") }
      guard told == Self.patience else { continue }
      Streams.printError("pcid: \(fault.source.text) goes on; no more is said of it")
      tables.silence(requester)
      forget()
    }
  }
}
