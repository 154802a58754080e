// From a program's address to a byte of physical memory: the fast walk, and what a page fault does.

import ABI

extension UserMemory {
  /// The physical address behind `address`, with the page made present (and private, for a write) on the way.
  @inline(__always)
  func physical(_ address: UInt64, write: Bool) throws(Errno) -> UInt64 {
    // Only addresses of programs have a table at hand.
    let entry = tables.entryAtHand(of: address)
    let needed = PageTableEntry.present | PageTableEntry.visibleFrame | (write ? PageTableEntry.writable : 0)
    guard entry.rawValue & needed == needed else { return try prepare(address, write: write) }
    return entry.frame | address & (pageSize - 1)
  }

  /// `physical` for an address whose page is not in use yet, or not at hand.
  @inline(never)
  private func prepare(_ address: UInt64, write: Bool) throws(Errno) -> UInt64 {
    guard address < AddressSpace.userEnd else { throw .badAddress }
    let entry = tables.entry(of: address)
    let needed = PageTableEntry.present | (write ? PageTableEntry.writable : 0)
    let frame: UInt64
    if entry.rawValue & needed == needed {
      frame = entry.frame
    } else {
      do throws(AccessFailure) { frame = try resolve(address, write ? .write : .read) } catch { throw error.errno }
    }
    // Device memory lies outside of the window: the kernel does not copy from it or to it.
    guard memory.contains(frame, pageSize) else { throw .badAddress }
    return frame | address & (pageSize - 1)
  }

  /// Makes the page at `address` usable for `access`: the frame it shows from now on.
  @inline(never)
  func resolve(_ address: UInt64, _ access: Access) throws(AccessFailure) -> UInt64 {
    guard let region = region(at: address) else { throw .notMapped }
    guard address >= region.start && address < region.end else { throw .guardPage }
    guard region.rights.contains(access.right) else { throw .notAllowed }
    let page = address & ~(pageSize - 1)
    let entry = tables.entry(of: page)
    if entry.rawValue != 0 && (access != .write || entry.isPrivate || region.isShared) {
      return try restore(entry, page, region)
    }
    guard let object = region.object else { return try fresh(page, region) }
    let offset = region.objectOffset + (page - region.start)
    if region.isShared { return try share(object, offset, page, region) }
    guard offset < region.objectEnd && offset < object.roundedLength else { return try fresh(page, region) }
    if object.source != nil { try require(object, offset) }
    let shown = min(region.objectEnd - offset, pageSize)
    if access != .write && shown == pageSize {
      let frame = object.frame(at: offset)
      if frame != 0 {
        let rights = region.rights.subtracting(.write)
        let shown = try install(frame, page, rights, object.caching, false)
        mapAround(page, region, object, rights)
        return shown
      }
    }
    return try copy(object, offset, shown, page, region, replacing: entry.rawValue != 0)
  }

  /// The page has a frame already: its rights follow the region again.
  private func restore(_ entry: PageTableEntry, _ page: UInt64, _ region: Region) throws(AccessFailure) -> UInt64 {
    let rights = entry.isPrivate || region.isShared ? region.rights : region.rights.subtracting(.write)
    return try install(entry.frame, page, rights, region.object?.caching ?? .writeBack, entry.isPrivate)
  }

  private func share(_ object: MemoryObject, _ offset: UInt64, _ page: UInt64, _ region: Region)
    throws(AccessFailure) -> UInt64
  {
    guard offset < object.roundedLength else { throw .notMapped }
    if object.source != nil { try require(object, offset) }
    guard let frame = object.frame(at: offset, for: account) else { throw .outOfMemory }
    let shown = try install(frame, page, region.rights, object.caching, false)
    mapAround(page, region, object, region.rights)
    return shown
  }

  /// Maps the neighbours of a page that was touched, as far as the object has their frames: whoever reads code or draws
  /// goes on with the next page, and a fault costs twenty times as much as an entry.
  private func mapAround(_ page: UInt64, _ region: Region, _ object: MemoryObject, _ rights: MapFlags) {
    // The last page may be shown in part only: that one is a copy.
    let shown = min(region.objectEnd, object.roundedLength) & ~(pageSize - 1)
    guard shown > region.objectOffset else { return }
    let start = page & ~(Self.neighbourhood - 1)
    let end = min(start + Self.neighbourhood, region.end, region.start + (shown - region.objectOffset))
    tables.fill(max(start, region.start)..<max(end, page)) { address in
      let frame = object.frame(at: region.objectOffset + (address - region.start))
      guard frame != 0 else { return PageTableEntry(rawValue: 0) }
      return PageTableEntry(
        frame: frame, rights: rights, caching: object.caching, isPrivate: false,
        isVisible: memory.contains(frame, pageSize))
    }
  }

  private func fresh(_ page: UInt64, _ region: Region) throws(AccessFailure) -> UInt64 {
    let frame = try allocatePrivate()
    memory.zero(frame, pageSize)
    return try install(frame, page, region.rights, .writeBack, true)
  }

  /// A private page with the object's bytes, and zeros behind its end.
  private func copy(
    _ object: MemoryObject, _ offset: UInt64, _ shown: UInt64, _ page: UInt64, _ region: Region, replacing: Bool
  ) throws(AccessFailure) -> UInt64 {
    let source = object.frame(at: offset)
    let frame = try allocatePrivate()
    if replacing { markStale(page..<page + pageSize) }
    if source != 0 && memory.contains(source, pageSize) {
      memory.copy(from: source, to: frame, shown)
      if shown < pageSize { memory.zero(frame + shown, pageSize - shown) }
    } else {
      memory.zero(frame, pageSize)
    }
    return try install(frame, page, region.rights, .writeBack, true)
  }

  private func allocatePrivate() throws(AccessFailure) -> UInt64 {
    guard let frame = account.allocate(from: frames) else { throw .outOfMemory }
    privatePages += 1
    return frame
  }

  private func install(
    _ frame: UInt64, _ page: UInt64, _ rights: MapFlags, _ caching: Caching, _ isPrivate: Bool
  ) throws(AccessFailure) -> UInt64 {
    let entry = PageTableEntry(
      frame: frame, rights: rights, caching: caching, isPrivate: isPrivate,
      isVisible: memory.contains(frame, pageSize))
    guard tables.set(entry, at: page) else {
      if isPrivate {
        privatePages -= 1
        account.release(1)
        frames.free(frame)
      }
      throw .outOfMemory
    }
    return frame
  }
}
