// The IOMMU: what a device sees, what it does not, and how a unit is set up.

import ABI
import PCICore
import Testing

struct RemappingTests {
  private static let edu: UInt16 = 0x0018
  private static let disk: UInt16 = 0x0300

  // MARK: Translation

  @Test(arguments: [3, 4])
  func aDeviceSeesWhatItIsShownAndNothingElse(levels: Int) throws {
    let memory = FakeTables()
    let tables = try #require(TranslationTables(memory, levels: levels, domains: 16))
    func walk(_ requester: UInt16, _ address: UInt64) -> UInt64? {
      memory.walk(root: tables.root, requester, address)
    }
    #expect(walk(Self.edu, 0x10_0000) == nil)
    var space = try #require(tables.makeSpace(Self.edu))
    #expect(walk(Self.edu, DeviceSpace.firstAddress) == nil)
    let first = try #require(tables.map(0x7_0000_0000, length: 10000, in: &space))
    let second = try #require(tables.map(0x3000, length: 1, in: &space))
    #expect(walk(Self.edu, first) == 0x7_0000_0000 && walk(Self.edu, first + 12287) == 0x7_0000_2FFF)
    #expect(walk(Self.edu, second + 5) == 0x3005)
    // Not before, not behind, not at the place where it is for the CPU, and nobody else.
    for address in [0, first - 1, first + 12288, second - 1, second + 4096, 0x3000, 0x7_0000_0000, 1 << 45] {
      #expect(walk(Self.edu, address) == nil)
    }
    #expect(walk(Self.disk, first) == nil && walk(Self.edu + 1, first) == nil)
    // Nor the same place in another space.
    var other = try #require(tables.makeSpace(Self.disk))
    #expect(other.domain != space.domain && walk(Self.disk, first) == nil)
    #expect(tables.map(0x9000, length: 4096, in: &other) == first)
    #expect(walk(Self.disk, first) == 0x9000 && walk(Self.edu, first) == 0x7_0000_0000)
  }

  @Test func largePiecesCrossTables() throws {
    let memory = FakeTables()
    let tables = try #require(TranslationTables(memory, levels: 3, domains: 16))
    var space = try #require(tables.makeSpace(Self.edu))
    _ = tables.map(0x5000, length: 4096, in: &space)
    let start = try #require(tables.map(0x4000_0000, length: 4 << 20, in: &space))
    for page: UInt64 in 0..<1024 {
      #expect(memory.walk(root: tables.root, Self.edu, start + page << 12) == 0x4000_0000 + page << 12)
    }
  }

  @Test func theEndOfASpaceGivesEverythingBack() throws {
    let memory = FakeTables()
    let tables = try #require(TranslationTables(memory, levels: 4, domains: 3))
    _ = tables.makeSpace(Self.edu).map { space in
      tables.removeSpace(space)
      tables.freeTables(space)
    }
    let before = memory.pages.count
    for _ in 0..<10 {
      var space = try #require(tables.makeSpace(Self.edu))
      #expect(tables.makeSpace(Self.edu) == nil, "two spaces for one")
      let place = try #require(tables.map(0x4000_0000, length: 4 << 20, in: &space))
      tables.removeSpace(space)
      #expect(memory.walk(root: tables.root, Self.edu, place) == nil)
      tables.freeTables(space)
      #expect(memory.pages.count == before)
    }
    // Numbers are as many as the unit has.
    #expect(tables.makeSpace(1) != nil && tables.makeSpace(2) != nil && tables.makeSpace(3) == nil)
  }

  @Test func reservedMemoryIsWhereItWas() throws {
    let memory = FakeTables()
    let tables = try #require(TranslationTables(memory, levels: 3, domains: 16))
    var space = try #require(tables.makeSpace(Self.edu))
    #expect(tables.mapInPlace(0x7B80_0000, last: 0x7B80_1FFF, in: &space))
    #expect(memory.walk(root: tables.root, Self.edu, 0x7B80_1234) == 0x7B80_1234)
    #expect(memory.walk(root: tables.root, Self.edu, 0x7B80_2000) == nil)
    let place = try #require(tables.map(0x5000, length: 4096, in: &space))
    #expect(place > 0x7B80_2000 && memory.walk(root: tables.root, Self.edu, place) == 0x5000)
  }

  @Test func shortMemoryShowsNothingWrong() throws {
    let memory = FakeTables()
    let tables = try #require(TranslationTables(memory, levels: 3, domains: 16))
    var space = try #require(tables.makeSpace(Self.edu))
    memory.limit = memory.pages.count + 1
    #expect(tables.map(0x5000, length: 4096, in: &space) == nil)
    #expect(memory.walk(root: tables.root, Self.edu, DeviceSpace.firstAddress) == nil)
    #expect(tables.makeSpace(Self.disk) == nil)
  }

  @Test func whoHadItsSayIsSilent() throws {
    let memory = FakeTables()
    let tables = try #require(TranslationTables(memory, levels: 3, domains: 16))
    tables.silence(Self.edu)
    let context = memory.read(tables.root, 0) & ~0xFFF
    #expect(memory.read(context, Int(Self.edu) * 2) == 2)
    // A new owner is heard.
    _ = try #require(tables.makeSpace(Self.edu))
    #expect(memory.read(context, Int(Self.edu) * 2) & 3 == 1)
  }

  // MARK: A unit

  /// 39 bits, 2^8 domains, faults at 220 (two), translations' registers at 100.
  private static func unit() -> FakeUnit {
    FakeUnit(capabilities: 2 | 2 << 8 | 0x22 << 24 | 1 << 40, more: 1 | 0x10 << 8)
  }

  @Test func translationBeginsWithEmptyCaches() {
    let registers = Self.unit()
    let unit = RemappingUnit(registers)
    #expect(unit.supports(levels: 3) && !unit.supports(levels: 4) && unit.domains == 256 && unit.isCoherent)
    #expect(unit.length == 0x240)
    #expect(unit.begin(root: 0x1234_5000))
    #expect(
      registers.steps == ["root 12345000", "command 40000000", "contexts 1", "translations 1", "command 80000000"])
  }

  @Test func aQueueIsSwitchedOffAndTranslationIsNot() {
    let registers = Self.unit()
    registers.words[0x1C] = 1 << 31 | 1 << 26
    #expect(RemappingUnit(registers).begin(root: 0x5000))
    #expect(registers.steps.prefix(2) == ["command 80000000", "root 5000"])
    #expect(registers.steps.allSatisfy { !$0.hasPrefix("command 4") })
  }

  @Test func aBrokenUnitIsNotWaitedForForEver() {
    let registers = Self.unit()
    registers.isBroken = true
    #expect(!RemappingUnit(registers).begin(root: 0x5000))
    #expect(!RemappingUnit(registers).forget())
  }

  @Test func faultsAreTakenOnce() {
    let registers = Self.unit()
    let unit = RemappingUnit(registers)
    registers.set(0x220, 0x10_0000)
    registers.set(0x228, 1 << 63 | 5 << 32 | 0x18)
    registers.words[0x34] = 3
    let faults = unit.takeFaults()
    let device = FunctionAddress(bus: 0, device: 3, function: 0)
    #expect(faults == [RemappingFault(source: device, address: 0x10_0000, isRead: false, reason: 5)])
    #expect(faults.first?.text == "00:03.0 was refused writing at 100000 (reason 5)")
    #expect(unit.takeFaults().isEmpty && registers.words[0x34] == 2)
  }

  // MARK: Interrupts

  private static func message(_ vector: UInt32, to target: UInt64, isLevelTriggered: Bool = false) -> InterruptMessage {
    InterruptMessage(address: 0xFEE0_0000 | target << 12, data: vector | (isLevelTriggered ? 3 << 14 : 0))
  }

  @Test(arguments: [false, true])
  func anInterruptArrivesFromItsSenderAlone(isExtended: Bool) throws {
    let memory = FakeTables()
    let table = try #require(InterruptTable(memory, isExtended: isExtended))
    func interrupt(_ requester: UInt16, _ address: UInt64) -> FakeTables.Arrival? {
      memory.interrupt(table: table.root, requester, address, extended: isExtended)
    }
    for pin in 0..<24 {
      table.setPin(pin, Self.message(UInt32(48 + pin), to: 3, isLevelTriggered: pin > 15), source: 0xFF00)
    }
    let own = try #require(table.add(Self.message(150, to: 2), from: .function(Self.edu), owner: Self.edu))
    let other = try #require(table.add(Self.message(151, to: 0), from: .function(Self.disk), owner: Self.disk))
    #expect(own.data == 0 && own.address != other.address)
    #expect(interrupt(Self.edu, own.address) == .init(target: 2, vector: 150, isLevelTriggered: false))
    #expect(interrupt(Self.disk, other.address) == .init(target: 0, vector: 151, isLevelTriggered: false))
    // Not another's, not a pin's, none that nobody has, and none in the old format.
    #expect(interrupt(Self.edu, other.address) == nil && interrupt(Self.edu + 1, own.address) == nil)
    for address in stride(from: UInt64(0xFEE0_0000), to: 0xFEE2_0000, by: 4) where address & ~11 != own.address {
      #expect(interrupt(Self.edu, address) == nil)
    }
    let pin = UInt64(0xFEE0_0010 | 16 << 5)
    #expect(interrupt(0xFF00, pin) == .init(target: 3, vector: 64, isLevelTriggered: true))
    #expect(interrupt(Self.disk, pin) == nil)
  }

  @Test func behindABridgeEverybodyOnItsBusSpeaksForTheDevice() throws {
    let memory = FakeTables()
    let table = try #require(InterruptTable(memory, isExtended: false))
    let admitted = try #require(table.add(Self.message(150, to: 2), from: .anyone(onBus: 5), owner: 0x500))
    for requester: UInt16 in [0x500, 0x508, 0x5FF] {
      #expect(memory.interrupt(table: table.root, requester, admitted.address) != nil)
    }
    for requester: UInt16 in [0x400, 0x600, 0] {
      #expect(memory.interrupt(table: table.root, requester, admitted.address) == nil)
    }
  }

  @Test func theEndOfAClaimTakesItsInterruptsBack() throws {
    let memory = FakeTables()
    let table = try #require(InterruptTable(memory, isExtended: false))
    table.setPin(3, Self.message(51, to: 0), source: 0xFF00)
    func fill() -> [InterruptMessage] {
      var all: [InterruptMessage] = []
      while let one = table.add(Self.message(150, to: 1), from: .function(Self.edu), owner: Self.edu) {
        all.append(one)
      }
      return all
    }
    let first = fill()
    #expect(first.count == 255 && !table.removeAll(of: Self.disk))
    #expect(table.removeAll(of: Self.edu) && !table.removeAll(of: Self.edu))
    for message in first { #expect(memory.interrupt(table: table.root, Self.edu, message.address) == nil) }
    #expect(memory.interrupt(table: table.root, 0xFF00, 0xFEE0_0010 | 3 << 5) != nil)
    #expect(fill().map(\.address) == first.map(\.address))
  }

  @Test func remappingBeginsWithAQueueAndEmptyCaches() throws {
    let memory = FakeTables()
    let registers = FakeUnit(capabilities: 2 | 2 << 8 | 0x22 << 24 | 1 << 40, more: 0b1011 | 0x10 << 8)
    registers.memory = memory
    // Somebody before has left everything on, the old format too.
    registers.words[0x1C] = 1 << 31 | 1 << 26 | 1 << 25 | 1 << 23
    let unit = RemappingUnit(registers)
    #expect(unit.remapsInterrupts && !unit.hasExtendedTargets && !RemappingUnit(Self.unit()).remapsInterrupts)
    let queue = try #require(InvalidationQueue(memory))
    #expect(unit.begin(root: 0x1234_5000, queue: queue))
    let forget = ["contexts 1", "translations 1", "entries 0"]
    let root = String(queue.root, radix: 16)
    #expect(
      registers.steps == ["command 82800000", "queue \(root)", "command 86800000", "root 12345000", "command c6800000"]
        + forget + ["command 86800000"])
    let done = registers.steps.count
    #expect(unit.beginInterrupts(table: 0x6000, isExtended: false))
    let expected = ["interrupts 6007", "command 87800000"] + forget + ["command 86000000", "command 86000000"]
    #expect(Array(registers.steps[done...]) == expected)
    // Round and round.
    for _ in 0..<200 { #expect(unit.forget()) }
    #expect(!registers.steps.contains("nonsense"))
    registers.isBroken = true
    #expect(!unit.forget())
  }

  @Test func withoutAQueueInterruptsAreNotRemapped() {
    let registers = Self.unit()
    let unit = RemappingUnit(registers)
    #expect(unit.begin(root: 0x5000) && !unit.beginInterrupts(table: 0x6000, isExtended: true))
    #expect(!registers.steps.contains { $0.hasPrefix("interrupts") })
  }

  @Test func aRefusedInterruptIsTold() {
    let high: UInt64 = 1 << 63 | 0x22 << 32 | 0x18
    #expect(RemappingFault(low: 25 << 48, high: high)?.text == "00:03.0 was refused interrupt 25 (reason 34)")
  }

  @Test func everyPinHasASender() throws {
    func madt(_ controllers: [(UInt8, UInt32)]) -> [UInt8] {
      [UInt8](repeating: 0, count: 44) + [0, 8, 0, 0, 1, 0, 0, 0]
        + controllers.flatMap { number, first in
          [1, 12, number, 0, 0, 0, 0xC0, 0xFE] + (0..<4).map { UInt8(truncatingIfNeeded: first >> ($0 * 8)) }
        }
    }
    let head = [UInt8](repeating: 0, count: 37) + [1] + [UInt8](repeating: 0, count: 10)
    let unit = Self.entry(0, [0xFED9_0000], [[3, 8, 0, 0, 2, 0xF0, 0x1F, 7], [3, 8, 0, 0, 9, 0xFF, 0, 0]])
    let table = try #require(RemappingTable(dmar: head + unit))
    #expect(table.remapsInterrupts && table.interruptControllers.count == 2)
    let space = FakeConfiguration()
    let pins = try #require(PinSources(madt: madt([(9, 24), (2, 0)]), table, space))
    #expect(pins.source(ofPin: 0) == 0xF0FF && pins.source(ofPin: 23) == 0xF0FF && pins.source(ofPin: 24) == 0xFF00)
    #expect(PinSources(madt: madt([(2, 0), (3, 24)]), table, space) == nil, "one that nobody names")
    #expect(PinSources(madt: madt([]), table, space) == nil)
    let whole = madt([(2, 0)])
    for count in 53..<whole.count { #expect(PinSources(madt: Array(whole[0..<count]), table, space) == nil) }
  }

  // MARK: Bridges

  @Test func bridgesToConventionalBusesSpeakForTheirs() {
    let space = FakeConfiguration()
    func addBridge(_ bus: UInt8, _ device: UInt8, to secondary: UInt32, express kind: UInt32?) {
      var bridge = FakeFunction(0x1B36, 0x000C, classCode: 0x060400, header: 1)
      bridge.registers[6] = secondary << 16 | secondary << 8
      if let kind { bridge.addCapability(0x10, at: 0x40, next: 0, [kind << 20]) }
      space[bus, device, 0] = bridge
    }
    // A root port, behind it a bridge to PCI, behind it an old bridge; and an old bridge at the root.
    addBridge(0, 1, to: 2, express: 4)
    addBridge(2, 0, to: 3, express: 7)
    addBridge(3, 4, to: 5, express: nil)
    addBridge(0, 30, to: 7, express: nil)
    for (bus, device): (UInt8, UInt8) in [(0, 3), (2, 1), (3, 2), (5, 6), (7, 9)] {
      space[bus, device, 0] = FakeFunction(0x1234, 0x11E8, classCode: 0x00FF00)
    }
    let functions = BusEnumerator.functions(space)
    let known = functions.filter { $0.header == .device }.map { function in
      let requester = RequesterAlias.requester(of: function.address, space, functions)
      return FunctionAddress(requester: requester).text
    }
    #expect(known == ["00:03.0", "02:01.0", "03:00.0", "03:00.0", "00:1e.0"])
  }

  // MARK: The table

  private static func entry(_ kind: UInt8, _ words: [UInt64], _ scopes: [[UInt8]]) -> [UInt8] {
    let body = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } } + scopes.joined()
    return [kind, 0, UInt8(body.count + 8), 0, 1, 0, 0, 0] + body
  }

  @Test func theTableNamesUnitsAndReservedMemory() throws {
    let head = [UInt8](repeating: 0, count: 48)
    let unit = Self.entry(0, [0xFED9_0000], [[3, 8, 0, 0, 0, 0xFF, 0, 0]])
    let reserved = Self.entry(
      1, [0x7B80_0000, 0x7FFF_FFFF],
      [[1, 8, 0, 0, 0, 0, 2, 0], [2, 8, 0, 0, 0, 0, 3, 0], [1, 10, 0, 0, 0, 0, 1, 0, 5, 2]])
    let bytes = head + unit + Self.entry(9, [0, 0], []) + reserved
    let table = try #require(RemappingTable(dmar: bytes))
    #expect(table.units == [0xFED9_0000] && table.reserved.count == 1)
    #expect(table.reserved[0].start == 0x7B80_0000 && table.reserved[0].last == 0x7FFF_FFFF)
    let devices = table.reserved[0].devices
    #expect(devices.map(\.steps.count) == [1, 2])
    let space = FakeConfiguration()
    #expect(devices[0].resolved(space)?.text == "00:02.0" && devices[1].resolved(space) == nil)
    var bridge = FakeFunction(0x1B36, 0x000C, classCode: 0x060400, header: 1)
    bridge.registers[6] = 0x0003_0300
    space[0, 1, 0] = bridge
    #expect(devices[1].resolved(space)?.text == "03:05.2")
    for count in 0..<bytes.count {
      let cut = RemappingTable(dmar: Array(bytes[0..<count]))
      #expect(cut == nil || cut?.units == [0xFED9_0000])
    }
    #expect(RemappingTable(dmar: head + reserved) == nil)
    var endless = bytes
    endless[48 + 2] = 0
    #expect(RemappingTable(dmar: endless) == nil)
  }
}
