// ACPI tables as the kernel reads them: found, refused when damaged, and what the two that it uses say.

import Testing

@testable import KernelCore

struct AcpiTests {
  /// Physical memory that holds tables at chosen addresses.
  struct Memory {
    var contents: [UInt64: [UInt8]] = [:]
    func read(_ address: UInt64, _ count: Int) -> [UInt8]? {
      for (start, bytes) in contents where address >= start && address - start <= UInt64(bytes.count) {
        let offset = Int(address - start)
        return bytes.count - offset >= count ? Array(bytes[offset..<(offset + count)]) : nil
      }
      return nil
    }
  }

  static func rootPointer(revision: UInt8, narrow: UInt32, wide: UInt64) -> [UInt8] {
    var root = Bytes(bytes: Array("RSD PTR ".utf8) + [UInt8](repeating: 0, count: 28))
    root.bytes[15] = revision
    root.set(narrow, at: 16)
    root.set(UInt32(36), at: 20)
    root.set(wide, at: 24)
    root.fixChecksum(at: 8, over: 20)
    root.fixChecksum(at: 32, over: 36)
    return root.bytes
  }

  static func fixedDescription(dsdt: UInt32) -> [UInt8] {
    var table = Bytes(bytes: [UInt8](repeating: 0, count: 244))
    table.set(dsdt, at: 40)
    table.set(UInt32(0xb2), at: 48)
    table.set(UInt32(0x600), at: 56)
    table.set(UInt32(0x604), at: 64)
    table.set(UInt32(0x608), at: 76)
    table.bytes[88] = 4
    table.bytes[89] = 2
    table.bytes[91] = 4
    table.bytes[108] = 0x32
    return Bytes.table("FACP", Array(table.bytes.dropFirst(36)))
  }

  static func memory() -> Memory {
    var directory = Bytes()
    directory.add(UInt64(0x2000))
    directory.add(UInt64(0x9999_0000))
    directory.add(UInt64(0x3000))
    return Memory(contents: [
      0x1000: Bytes.table("XSDT", directory.bytes),
      0x2000: fixedDescription(dsdt: 0x4000),
      0x3000: Bytes.table("APIC", [UInt8](repeating: 0, count: 8)),
      0x4000: Bytes.table("DSDT", [1, 2, 3]),
    ])
  }

  @Test func tablesAreFoundAndMissingOnesSkipped() throws {
    let root = try #require(AcpiRootPointer(Self.rootPointer(revision: 2, narrow: 0, wide: 0x1000)))
    let memory = Self.memory()
    let tables = AcpiDirectory.tables(root, read: memory.read)
    #expect(tables.map(\.address) == [0x2000, 0x4000, 0x3000])
    #expect(tables.map(\.signature) == [AcpiTable.fixedDescription, 0x5444_5344, AcpiTable.interruptControllers])
    #expect(tables[1].length == 39)
  }

  @Test func anOldRootPointerHasNarrowEntries() throws {
    let root = try #require(AcpiRootPointer(Self.rootPointer(revision: 0, narrow: 0x1000, wide: 0)))
    #expect(!root.isWide)
    #expect(root.directory == 0x1000)
  }

  @Test func damagedTablesAreLeftOut() throws {
    let root = try #require(AcpiRootPointer(Self.rootPointer(revision: 2, narrow: 0, wide: 0x1000)))
    var memory = Self.memory()
    memory.contents[0x3000]?[40] ^= 1
    #expect(AcpiDirectory.tables(root, read: memory.read).count == 2)
    memory.contents[0x1000]?[36] ^= 1
    #expect(AcpiDirectory.tables(root, read: memory.read).isEmpty)
  }

  @Test func aDamagedRootPointerIsNone() {
    var bytes = Self.rootPointer(revision: 2, narrow: 0x1000, wide: 0x1000)
    bytes[17] ^= 1
    #expect(AcpiRootPointer(bytes) == nil)
    #expect(AcpiRootPointer([]) == nil)
  }

  @Test func fixedDescriptionNamesItsPorts() throws {
    let fixed = try #require(FixedDescription(Self.fixedDescription(dsdt: 0x4000)))
    #expect(fixed.dsdt == 0x4000)
    #expect(fixed.timerPort == 0x608 && !fixed.timerIsLong)
    var long = Self.fixedDescription(dsdt: 0x4000)
    long[113] |= 1
    #expect(FixedDescription(long)?.timerIsLong == true)
    #expect(fixed.centuryRegister == 0x32)
    #expect(fixed.ports.map(\.first) == [0xb2, 0x600, 0x604, 0x608])
    #expect(FixedDescription([1, 2, 3]) == nil)
  }

  @Test func isaLinesFollowTheirOverrides() throws {
    var content = Bytes()
    content.add(UInt32(0xfee0_0000))
    content.add(UInt32(1))
    content.bytes += [1, 12, 0, 0]
    content.add(UInt32(0xfec0_0000))
    content.add(UInt32(0))
    content.bytes += [2, 10, 0, 0]
    content.add(UInt32(2))
    content.add(UInt16(0))
    content.bytes += [2, 10, 0, 9]
    content.add(UInt32(9))
    content.add(UInt16(0xf))
    let controllers = try #require(InterruptControllers(Bytes.table("APIC", content.bytes)))
    #expect(controllers.localApic == 0xfee0_0000)
    #expect(controllers.ioApics == [.init(address: 0xfec0_0000, firstInterrupt: 0)])
    #expect(controllers.isaLines[0] == .init(interrupt: 2, isLevelTriggered: false, isActiveLow: false))
    #expect(controllers.isaLines[1] == .init(interrupt: 1, isLevelTriggered: false, isActiveLow: false))
    #expect(controllers.isaLines[9] == .init(interrupt: 9, isLevelTriggered: true, isActiveLow: true))
  }

  @Test func entriesWithoutLengthEndTheTable() throws {
    let table = Bytes.table("APIC", [0, 0, 0xe0, 0xfe, 0, 0, 0, 0, 1, 0, 9, 9])
    let controllers = try #require(InterruptControllers(table))
    #expect(controllers.ioApics.isEmpty)
    #expect(InterruptControllers([0]) == nil)
  }

  @Test func processorsAreThoseThatAreThere() throws {
    var content = Bytes()
    content.add(UInt32(0xfee0_0000))
    content.add(UInt32(1))
    // Number, APIC and flags: there, not there, only to be plugged in; the last two stand in both kinds of entries.
    for (identity, flags) in [(UInt8(0), UInt32(1)), (2, 1), (3, 0), (4, 2)] {
      content.bytes += [0, 8, identity, identity]
      content.add(flags)
    }
    for identity in [UInt32(2), 300] {
      content.bytes += [9, 16, 0, 0]
      content.add(identity)
      content.add(UInt32(1))
      content.add(UInt32(0))
    }
    let controllers = try #require(InterruptControllers(Bytes.table("APIC", content.bytes)))
    #expect(controllers.processors == [0, 2, 300])
  }

  @Test func thePrecisionTimerIsInMemory() {
    var content = Bytes()
    content.add(UInt32(0x8086_a201))
    content.bytes += [0, 64, 0, 0]
    content.add(UInt64(0xfed0_0000))
    #expect(AcpiTable.timerAddress(Bytes.table("HPET", content.bytes)) == 0xfed0_0000)
    content.bytes[4] = 1
    #expect(AcpiTable.timerAddress(Bytes.table("HPET", content.bytes)) == nil)
    #expect(AcpiTable.timerAddress([1, 2]) == nil)
  }
}
