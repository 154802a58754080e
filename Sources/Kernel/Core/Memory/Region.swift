// One mapping in an address space: a run of pages with the same rights and the same source.

import ABI

/// A run of pages of a process.
final class Region {
  /// First address, page-aligned.
  var start: UInt64
  /// One past the last.
  var end: UInt64
  /// Unmapped pages that belong to it, below and above.
  var guardBelow: UInt64 = 0
  var guardAbove: UInt64 = 0
  /// `.read`, `.write`, `.execute` at present.
  var rights: MapFlags
  /// The rights it was made with: `protect` never goes beyond.
  let maximum: MapFlags
  let isShared: Bool
  /// Where the contents come from; nil: fresh zeros.
  let object: MemoryObject?
  /// Of `start` in the object, page-aligned.
  var objectOffset: UInt64
  /// Bytes of the object, counted from offset 0, that are shown; behind them are zeros.
  let objectEnd: UInt64

  init(
    start: UInt64, end: UInt64, rights: MapFlags, maximum: MapFlags, isShared: Bool, object: MemoryObject?,
    objectOffset: UInt64, objectEnd: UInt64
  ) {
    self.start = start
    self.end = end
    self.rights = rights
    self.maximum = maximum
    self.isShared = isShared
    self.object = object
    self.objectOffset = objectOffset
    self.objectEnd = objectEnd
  }

  /// With the guard pages.
  var lowest: UInt64 { start - guardBelow }
  var highest: UInt64 { end + guardAbove }

  /// Counted by the object as a mapping that may write.
  var countsAsWriter: Bool { isShared && maximum.contains(.write) && object != nil }

  /// Cuts off the part from `address` on, a page boundary inside, and returns it.
  func split(at address: UInt64) -> Region {
    let upper = Region(
      start: address, end: end, rights: rights, maximum: maximum, isShared: isShared, object: object,
      objectOffset: objectOffset + (address - start), objectEnd: objectEnd)
    upper.guardAbove = guardAbove
    guardAbove = 0
    end = address
    if countsAsWriter { object?.writableMappings += 1 }
    return upper
  }
}
