// What the IOMMU walks when a device reads or writes memory (Intel VT-d specification 4.1, sections 3.4, 3.7, 9.1,
// 9.3 and 9.9): from the requester to its address space (root and context tables), from there to pages.
//
// Every requester with an address space has one of its own. Whoever has none reaches nothing. Not: telling the IOMMU
// that something has changed (RemappingUnit).

/// Address spaces of devices.
public final class TranslationTables<Memory: TableMemory> {
  private static var present: UInt64 { 1 }
  private static var readable: UInt64 { 1 }
  private static var writable: UInt64 { 2 }
  private static var faultsDisabled: UInt64 { 2 }
  private static var frame: UInt64 { 0x000F_FFFF_FFFF_F000 }

  private let memory: Memory
  /// 3 or 4.
  private let levels: Int
  private let domains: Int
  private var takenDomains: [UInt16] = []
  /// Physical address of the root table.
  public let root: UInt64

  /// Tables without any space; nil when memory is short.
  /// - Parameter domains: numbers that the IOMMU has, 0 among them (which some keep for themselves).
  public init?(_ memory: Memory, levels: Int, domains: Int) {
    guard let root = memory.allocate() else { return nil }
    self.memory = memory
    self.levels = levels
    self.domains = domains
    self.root = root
  }

  // MARK: Spaces

  /// An empty space for a requester that has none; nil when memory or numbers are short.
  public func makeSpace(_ requester: UInt16) -> DeviceSpace? {
    guard let entry = contextEntry(requester, allocating: true), memory.read(entry.page, entry.word) & 1 == 0,
      let domain = (1..<UInt16(clamping: domains)).first(where: { !takenDomains.contains($0) }),
      let root = memory.allocate()
    else { return nil }
    takenDomains.append(domain)
    // The upper half first: from the lower half's first bit on, the entry counts.
    memory.write(entry.page, entry.word + 1, UInt64(domain) << 8 | UInt64(levels - 2))
    memory.write(entry.page, entry.word, root | Self.present)
    return DeviceSpace(requester: requester, domain: domain, root: root)
  }

  /// The requester reaches nothing any more. The space's tables are free when the IOMMU's caches are: see `freeTables`.
  public func removeSpace(_ space: DeviceSpace) {
    guard let entry = contextEntry(space.requester, allocating: false) else { return }
    memory.write(entry.page, entry.word, 0)
    memory.write(entry.page, entry.word + 1, 0)
  }

  /// Takes back the tables and the number of a space that was removed, after the IOMMU has forgotten it.
  public func freeTables(_ space: DeviceSpace) {
    free(space.root, level: levels)
    takenDomains.removeAll { $0 == space.domain }
  }

  private func free(_ table: UInt64, level: Int) {
    if level > 1 {
      for word in 0..<512 {
        let entry = memory.read(table, word)
        if entry & Self.readable != 0 { free(entry & Self.frame, level: level - 1) }
      }
    }
    memory.free(table)
  }

  /// Faults of this requester are not recorded any more: it had its say.
  public func silence(_ requester: UInt16) {
    guard let entry = contextEntry(requester, allocating: true) else { return }
    memory.write(entry.page, entry.word, memory.read(entry.page, entry.word) | Self.faultsDisabled)
  }

  private func contextEntry(_ requester: UInt16, allocating: Bool) -> (page: UInt64, word: Int)? {
    let bus = Int(requester >> 8)
    let known = memory.read(root, bus * 2)
    let word = Int(requester & 0xFF) * 2
    if known & Self.present != 0 { return (known & Self.frame, word) }
    guard allocating, let table = memory.allocate() else { return nil }
    memory.write(root, bus * 2, table | Self.present)
    return (table, word)
  }

  // MARK: Memory

  /// Shows memory in a space, behind an unmapped page; where the device finds it, nil when memory is short.
  public func map(_ physical: UInt64, length: Int, in space: inout DeviceSpace) -> UInt64? {
    let pages = UInt64((length + 4095) / 4096)
    let start = space.next
    guard pages > 0, start + pages * 4096 < 1 << UInt64(12 + 9 * levels) else { return nil }
    guard map(physical, at: start, pages: pages, in: space) else { return nil }
    space.next = start + (pages + 1) * 4096
    return start
  }

  /// Shows memory where it is. For what the firmware has given away.
  public func mapInPlace(_ physical: UInt64, last: UInt64, in space: inout DeviceSpace) -> Bool {
    let start = physical & ~4095
    guard last >= physical, last < 1 << UInt64(12 + 9 * levels) else { return false }
    // What else appears does so behind it. (From 4 GiB on, nothing else does.)
    if last < 1 << 32 { space.next = max(space.next, (last & ~4095) + 8192) }
    return map(start, at: start, pages: (last - start) / 4096 + 1, in: space)
  }

  private func map(_ physical: UInt64, at address: UInt64, pages: UInt64, in space: DeviceSpace) -> Bool {
    for page in 0..<pages {
      let place = address + page * 4096
      guard let table = table(of: place, in: space) else { return false }
      memory.write(
        table, Int(place >> 12 & 511), physical + page * 4096 | Self.readable | Self.writable)
    }
    return true
  }

  /// The last table on the way to an address.
  private func table(of address: UInt64, in space: DeviceSpace) -> UInt64? {
    var table = space.root
    for level in (2...levels).reversed() {
      let word = Int(address >> UInt64(12 + 9 * (level - 1)) & 511)
      let entry = memory.read(table, word)
      if entry & Self.readable != 0 {
        table = entry & Self.frame
        continue
      }
      guard let fresh = memory.allocate() else { return nil }
      memory.write(table, word, fresh | Self.readable | Self.writable)
      table = fresh
    }
    return table
  }
}
