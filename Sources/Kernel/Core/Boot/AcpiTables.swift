// Finding the ACPI tables (ACPI 6.5, sections 5.2.5 to 5.2.8): root pointer, directory, tables. Only their headers are
// read.
//
// The kernel needs the interrupt controllers' table itself; every other table is data for the `acpi:` scheme.

/// Where a table lies.
public struct AcpiTable: BitwiseCopyable, Sendable, Equatable {
  /// Four ASCII bytes in memory order ("APIC" is 0x43495041).
  public var signature: UInt32
  public var address: UInt64
  /// Bytes, header included.
  public var length: UInt32

  public init(signature: UInt32, address: UInt64, length: UInt32) {
    self.signature = signature
    self.address = address
    self.length = length
  }

  /// The fixed description table, "FACP".
  public static let fixedDescription: UInt32 = 0x5043_4146
  /// The interrupt controllers' table, "APIC".
  public static let interruptControllers: UInt32 = 0x4349_5041
  /// The high-precision event timer's table, "HPET".
  public static let precisionTimer: UInt32 = 0x5445_5048

  /// The physical address of the timer that such a table describes; nil where it is not in memory (IA-PC HPET
  /// specification 1.0a, section 3.2.4).
  public static func timerAddress(_ table: [UInt8]) -> UInt64? {
    let view = ByteView(table)
    guard view.number(UInt8.self, at: 40) == 0, let address = view.number(UInt64.self, at: 44), address != 0 else {
      return nil
    }
    return address
  }
}

/// The root system description pointer: where the directory of tables is.
public struct AcpiRootPointer: Sendable, Equatable {
  /// Physical address of the directory.
  public var directory: UInt64
  /// The directory's entries are 64 bits wide (XSDT), not 32 (RSDT).
  public var isWide: Bool

  /// Nil where signature or checksum are wrong.
  public init?(_ bytes: [UInt8]) {
    let view = ByteView(bytes)
    guard view.number(UInt64.self, at: 0) == 0x2052_5450_2044_5352,  // "RSD PTR "
      let first = view.slice(0, 20), ByteView(first).checksum == 0,
      let revision = view.number(UInt8.self, at: 15), let narrow = view.number(UInt32.self, at: 16)
    else { return nil }
    if revision >= 2, let wide = view.number(UInt64.self, at: 24), wide != 0,
      let whole = view.slice(0, 36), ByteView(whole).checksum == 0
    {
      directory = wide
      isWide = true
    } else {
      directory = UInt64(narrow)
      isWide = false
    }
  }
}

/// The tables of a machine.
public enum AcpiDirectory {
  /// Machines have a few dozen; a directory that names more is damaged.
  static let maximumTables = 256
  /// The largest tables (DSDT of laptops) have some hundred KiB.
  static let maximumLength: UInt32 = 4 << 20
  static let headerLength = 36

  /// Every intact table the root pointer leads to, the DSDT (which only the FADT names) included.
  /// - Parameters:
  ///   - root: the checked root pointer.
  ///   - read: the bytes at a physical address, nil where there is no memory.
  /// - Returns: the tables in the directory's order.
  public static func tables(_ root: AcpiRootPointer, read: (UInt64, Int) -> [UInt8]?) -> [AcpiTable] {
    guard let directory = table(at: root.directory, read: read),
      let bytes = read(directory.address, Int(directory.length))
    else { return [] }
    let view = ByteView(bytes)
    var found: [AcpiTable] = []
    var offset = headerLength
    while found.count < maximumTables, let address = entry(view, at: offset, isWide: root.isWide) {
      offset += root.isWide ? 8 : 4
      guard let table = table(at: address, read: read) else { continue }
      found.append(table)
      if table.signature == AcpiTable.fixedDescription, let fixed = read(table.address, Int(table.length)),
        let description = FixedDescription(fixed), let dsdt = self.table(at: description.dsdt, read: read)
      {
        found.append(dsdt)
      }
    }
    return found
  }

  private static func entry(_ view: ByteView, at offset: Int, isWide: Bool) -> UInt64? {
    isWide ? view.number(UInt64.self, at: offset) : view.number(UInt32.self, at: offset).map { UInt64($0) }
  }

  /// The table whose header lies at `address`, if its length and checksum are right.
  private static func table(at address: UInt64, read: (UInt64, Int) -> [UInt8]?) -> AcpiTable? {
    guard address != 0, let header = read(address, headerLength) else { return nil }
    let view = ByteView(header)
    guard let signature = view.number(UInt32.self, at: 0), let length = view.number(UInt32.self, at: 4),
      length >= UInt32(headerLength), length <= maximumLength, let whole = read(address, Int(length)),
      ByteView(whole).checksum == 0
    else { return nil }
    return AcpiTable(signature: signature, address: address, length: length)
  }
}
