// The firmware's memory map: which physical addresses are RAM, and which of them nobody else uses.
//
// Maps of real machines overlap and contradict themselves; where they do, "not usable" wins.

import ABI

/// The regions as the boot loader reports them.
public struct MemoryMap: Sendable {
  /// What a region holds (the numbers of the Multiboot2 and E820 maps).
  public enum Kind: Sendable, Equatable {
    case usable
    /// RAM that holds ACPI tables.
    case acpiTables
    case reserved

    init(number: UInt32) {
      switch number {
      case 1: self = .usable
      case 3: self = .acpiTables
      default: self = .reserved
      }
    }
  }

  public struct Region: Sendable, Equatable {
    public var range: PhysicalRange
    public var kind: Kind
    public init(_ range: PhysicalRange, _ kind: Kind) {
      self.range = range
      self.kind = kind
    }
  }

  /// Below this the firmware keeps tables of its own that no map mentions.
  static let lowest: UInt64 = 1 << 20

  public private(set) var regions: [Region] = []

  public init() {}

  public mutating func append(_ region: Region) {
    if !region.range.isEmpty { regions.append(region) }
  }

  /// Bytes of RAM that the firmware calls usable.
  public var total: UInt64 {
    regions.reduce(0) { $1.kind == .usable ? $0 &+ $1.range.length : $0 }
  }

  /// Whole pages of RAM that nobody uses, sorted and disjoint: usable regions between 1 MiB and `limit`, without
  /// `taken` and without whatever another region claims.
  public func usable(without taken: [PhysicalRange], limit: UInt64) -> [MemoryRange] {
    let pageSize = AddressSpace.pageSize
    var blocked = taken.map { $0.coveringPages(pageSize) }
    blocked.append(PhysicalRange(start: 0, end: Self.lowest))
    blocked.append(PhysicalRange(start: limit, end: .max))
    for region in regions where region.kind != .usable { blocked.append(region.range.coveringPages(pageSize)) }

    var free: [PhysicalRange] = []
    for region in regions where region.kind == .usable {
      var parts = [region.range.wholePages(pageSize)]
      // Blocking what is free already keeps overlapping entries from giving a page out twice.
      for block in blocked + free { parts = parts.flatMap { $0.subtracting(block) } }
      free += parts
    }
    return free.sorted { $0.start < $1.start }.map { MemoryRange(start: $0.start, length: $0.length) }
  }
}
