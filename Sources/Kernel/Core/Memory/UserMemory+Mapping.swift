// What `map`, `unmap` and `protect` do to the regions of a process.

import ABI

/// A mapping that is asked for; everything in it comes from a program.
struct MappingRequest {
  var address: UInt64 = 0
  var length: UInt64
  var flags: MapFlags
  var object: MemoryObject?
  /// Of the first byte in the object.
  var offset: UInt64 = 0
}

extension UserMemory {
  /// Makes a mapping and returns its address.
  func map(_ request: MappingRequest) throws(Errno) -> UInt64 {
    let rights = request.flags.intersection([.read, .write, .execute]).closed
    guard !(rights.contains(.write) && rights.contains(.execute)) else { throw .accessDenied }
    guard request.length > 0, request.offset & (pageSize - 1) == 0 else { throw .invalidArgument }
    guard request.length <= AddressSpace.userEnd else { throw .outOfMemory }
    let length = (request.length + pageSize - 1) & ~(pageSize - 1)
    guard regions.count < KernelLimits.regions else { throw .outOfMemory }
    if request.object == nil { guard account.mayMap(length / pageSize, of: frames) else { throw .outOfMemory } }
    let start = try place(request, length)
    let isShared = request.flags.contains(.shared) && request.object != nil
    try admit(request, rights, length, isShared)
    let region = Region(
      start: start, end: start + length, rights: rights, maximum: rights, isShared: isShared, object: request.object,
      objectOffset: request.offset, objectEnd: request.object?.roundedLength ?? 0)
    if request.flags.contains(.guarded) {
      region.guardBelow = pageSize
      region.guardAbove = pageSize
    }
    insert(region)
    // Pages that a server brings come when they are touched all the same, and go again.
    if request.flags.contains(.populate) && request.object?.source == nil {
      do throws(AccessFailure) { try populate(region) } catch {
        remove(region)
        throw error.errno
      }
    }
    return start
  }

  /// Finds room, guard pages included, or checks the room that was asked for.
  private func place(_ request: MappingRequest, _ length: UInt64) throws(Errno) -> UInt64 {
    let margin = request.flags.contains(.guarded) ? pageSize : 0
    if request.flags.contains(.fixed) {
      let start = request.address
      guard start & (pageSize - 1) == 0, start >= AddressSpace.userStart + margin, start < AddressSpace.userEnd,
        length + margin <= AddressSpace.userEnd - start
      else { throw .invalidArgument }
      guard isFree(start - margin..<start + length + margin) else { throw .exists }
      return start
    }
    // Large mappings are aligned, so that a heap can find its block's head from an address.
    let alignment = length >= Self.largeAlignment ? Self.largeAlignment : pageSize
    guard let low = freeRange(length + 2 * margin, alignment, margin) else { throw .outOfMemory }
    return low + margin
  }

  /// Checks a mapping of an object against its length and what its contents may be used for.
  private func admit(_ request: MappingRequest, _ rights: MapFlags, _ length: UInt64, _ isShared: Bool) throws(Errno) {
    guard let object = request.object else {
      guard !rights.contains(.execute) else { throw .accessDenied }
      return
    }
    let (end, overflow) = request.offset.addingReportingOverflow(length)
    guard !overflow && end <= object.roundedLength else { throw .invalidArgument }
    if rights.contains(.execute) {
      guard !object.wasWritable, object.beginExecution() else { throw .accessDenied }
    }
    if isShared && rights.contains(.write) { guard object.beginWritableMapping() else { throw .accessDenied } }
  }

  private func populate(_ region: Region) throws(AccessFailure) {
    let access: Access = region.rights.contains(.write) ? .write : region.rights.contains(.read) ? .read : .execute
    guard region.rights.contains(access.right) else { return }
    var page = region.start
    while page < region.end {
      _ = try resolve(page, access)
      page += pageSize
    }
  }

  private func remove(_ region: Region) {
    let place = index(above: region.start)
    guard place < regions.count, regions[place] === region else { return }
    regions.remove(at: place)
    lastFound = nil
    drop(region)
  }

  /// Takes away whatever is mapped in a range of pages.
  func unmap(_ address: UInt64, _ length: UInt64) throws(Errno) {
    let range = try pages(address, length)
    try split(range)
    lastFound = nil
    let first = index(above: range.lowerBound)
    var last = first
    while last < regions.count && regions[last].start < range.upperBound {
      if regions[last].start >= range.lowerBound { drop(regions[last]) }
      last += 1
    }
    var place = last
    while place > first {
      place -= 1
      if regions[place].start >= range.lowerBound { regions.remove(at: place) }
    }
  }

  /// Changes the rights of a range of pages, all of which must be mapped.
  func protect(_ address: UInt64, _ length: UInt64, _ wanted: MapFlags) throws(Errno) {
    let rights = wanted.closed
    let range = try pages(address, length)
    var covered = range.lowerBound
    var place = index(above: covered)
    while covered < range.upperBound {
      guard place < regions.count, regions[place].start <= covered, regions[place].end > covered else {
        throw .badAddress
      }
      guard regions[place].maximum.isSuperset(of: rights) else { throw .accessDenied }
      covered = regions[place].end
      place += 1
    }
    try split(range)
    markStale(range)
    place = index(above: range.lowerBound)
    while place < regions.count && regions[place].start < range.upperBound {
      if regions[place].start >= range.lowerBound { restrict(regions[place], to: rights) }
      place += 1
    }
  }

  private func restrict(_ region: Region, to rights: MapFlags) {
    region.rights = rights
    let caching = region.object?.caching ?? .writeBack
    tables.update(region.start..<region.end) { _, entry in
      let mayWrite = entry.isPrivate || region.isShared
      return PageTableEntry(
        frame: entry.frame, rights: mayWrite ? rights : rights.subtracting(.write), caching: caching,
        isPrivate: entry.isPrivate, isVisible: entry.isVisible)
    }
  }

  /// The pages of a range that a program named.
  private func pages(_ address: UInt64, _ length: UInt64) throws(Errno) -> Range<UInt64> {
    guard address & (pageSize - 1) == 0, length > 0, length <= AddressSpace.userEnd, address >= AddressSpace.userStart
    else { throw .invalidArgument }
    let rounded = (length + pageSize - 1) & ~(pageSize - 1)
    guard address < AddressSpace.userEnd, rounded <= AddressSpace.userEnd - address else { throw .invalidArgument }
    return address..<address + rounded
  }

  /// Cuts regions so that none crosses the ends of `range`.
  private func split(_ range: Range<UInt64>) throws(Errno) {
    try split(at: range.lowerBound)
    try split(at: range.upperBound)
  }

  private func split(at boundary: UInt64) throws(Errno) {
    guard let region = region(at: boundary), boundary > region.start && boundary < region.end else { return }
    guard regions.count < KernelLimits.regions else { throw .outOfMemory }
    let place = index(above: boundary)
    regions.insert(region.split(at: boundary), at: place + 1)
    lastFound = nil
  }
}

extension MapFlags {
  /// With what the processor adds: whatever can be written or executed can be read.
  var closed: MapFlags { isEmpty ? self : union(.read) }
}
