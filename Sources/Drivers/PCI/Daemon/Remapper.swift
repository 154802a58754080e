// The IOMMU at work: each claimed device sees the memory that its driver was given, every other device sees nothing,
// and who tries to reach more is told of.
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
  private let reserved: [Reserved]
  private let interrupt: InterruptSource?
  private var spaces: [UInt16: DeviceSpace] = [:]
  private var owned: [UInt16] = []
  private var refusals: [UInt16: Int] = [:]

  /// Switches translation on in every unit; nil where the machine has none, or one that this does not know to drive.
  static func start(
    _ hardware: Hardware, _ space: MachineConfiguration, _ functions: [PCIFunction], _ dmar: [UInt8]
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
    if remapper.begin() {
      Streams.printError("pcid: the IOMMU confines every device to its driver's memory")
    } else {
      // Other units may walk the tables already: they stay.
      Streams.printError("pcid: a unit of the IOMMU does not answer: its devices are not confined")
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

  private func begin() -> Bool {
    for region in reserved where spaces[region.requester] == nil { try? makeSpace(region.requester) }
    var answers = true
    for unit in units {
      if !unit.begin(root: tables.root) { answers = false }
      _ = unit.takeFaults()
      if let message = interrupt?.message { unit.reportFaults(address: message.address, data: message.data) }
    }
    return answers
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

  /// From here on the device reaches nothing but what firmware gave it.
  func detach(_ requester: UInt16) {
    owned.removeAll { $0 == requester }
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
