// An address space with memory whose pages a server brings: pages that are missing, and pages that are taken back.

import ABI

extension UserMemory {
  /// Bytes of one system call that are made sure of before it begins. Most calls carry less; the few of the kernel's
  /// own that do not may be cut short.
  private static let sure: UInt64 = 64 * pageSize

  /// Says which page it is if it is missing.
  @inline(never)
  func require(_ object: MemoryObject, _ offset: UInt64) throws(AccessFailure) {
    guard object.frame(at: offset) == 0 else { return }
    attention.missing = MissingPage(object: object, offset: offset)
    throw .missing
  }

  /// To be called by a system call before it has any effect, with the memory that it will read or write: throws
  /// `.interrupted` when a page of it has to be brought first. Every other fault of the memory is left to its use.
  @inline(__always)
  func makeSure(of span: UserSpan, write: Bool) throws(Errno) {
    if hasServedPages { try touch(span, write: write) }
  }

  @inline(never)
  private func touch(_ span: UserSpan, write: Bool) throws(Errno) {
    // Mostly it lies in one page, and that is there.
    let entry = tables.entryAtHand(of: span.address)
    let needed = PageTableEntry.present | (write ? PageTableEntry.writable : 0)
    let room = pageSize - span.address & (pageSize - 1)
    if span.count <= room && entry.rawValue & needed == needed { return }
    var address = span.address
    let end = address + min(span.count, Self.sure)
    while address < end {
      guard let region = region(at: address), address >= region.start && address < region.end else { return }
      guard region.object?.source != nil else {
        address = region.end
        continue
      }
      do throws(Errno) { _ = try physical(address, write: write) } catch {
        guard error == .interrupted else { return }
        throw error
      }
      address = (address | (pageSize - 1)) + 1
    }
  }

  /// Takes the object's own pages out of the tables; the copies that this process has made of them stay.
  func hide(_ pages: Range<UInt64>, of object: MemoryObject) {
    guard hasServedPages else { return }
    for region in regions where region.object === object {
      let low = max(pages.lowerBound, region.objectOffset)
      let high = min(pages.upperBound, region.objectOffset + (region.end - region.start))
      guard low < high else { continue }
      let range = region.start + (low - region.objectOffset)..<region.start + (high - region.objectOffset)
      markStale(range)
      tables.update(range) { _, entry in entry.isPrivate ? entry : PageTableEntry(rawValue: 0) }
    }
  }
}
