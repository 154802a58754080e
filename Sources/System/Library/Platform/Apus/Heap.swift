// The heap of a program: size classes in 64 KiB slabs, large blocks in mappings of their own.
//
// Swift asks for memory through posix_memalign and free. A block's slab starts at its address rounded down to 64 KiB,
// so `free` finds slab and class without a header in each block. Memory comes from the kernel on first touch: a slab
// costs nothing until its blocks are used. Large mappings go back to the kernel when they are freed, a slab when its
// last block is, unless it is the only one of its class with room: a program that takes and frees one block in turn
// makes no system calls.
// Invariants: a free block's first word links to the next one of its slab; a slab never changes its class; a slab is in
// its class's list exactly if it has a free or an untouched block.

import ABI
import SystemEntry

/// Sizes of the heap.
private enum HeapLimits {
  /// Bytes of a slab; also its alignment.
  static let slab = 65536
  /// Bytes reserved from the kernel at once: 16 slabs, so that a program starts with one mapping.
  static let reservation = 16 * slab
  /// The largest block in a slab: four of them still fit.
  static let largestSmall = 16384
  /// Classes: 16 … 128 in steps of 16, then four steps a power of two up to 16384.
  static let classes = 8 + 4 * 7
}

/// The first 64 bytes of a slab.
@safe private struct SlabHeader {
  /// Block size in bytes; 0 marks a large mapping, which uses only `mappedLength` of the rest.
  var blockSize: Int
  var sizeClass = 0
  /// Blocks that are in somebody's hands.
  var used = 0
  /// The offset of the first block that was never touched.
  var fresh = SlabHeader.length
  /// The blocks that came back.
  var free: UnsafeMutableRawPointer?
  /// The neighbours in the list of the class.
  var next: Slab?
  var previous: Slab?
  /// Of a large mapping: all its bytes, from the header on.
  var mappedLength = 0

  static let length = 64
}

private typealias Slab = UnsafeMutablePointer<SlabHeader>

@safe private struct HeapState {
  /// The slabs of each class that have room, the one to use first.
  var slabs: InlineArray<36, Slab?>
  /// What is left of the newest reservation.
  var reserved: UnsafeMutableRawPointer?
  var reservedEnd: UnsafeMutableRawPointer?
}

// SAFETY: touched only between `apus_lock_heap` and `apus_unlock_heap`.
nonisolated(unsafe) private var heap = unsafe HeapState(slabs: InlineArray(repeating: nil))

/// The class of a size, and the size of its blocks.
@inline(__always)
private func sizeClass(of size: Int) -> (index: Int, block: Int) {
  if size <= 128 {
    let index = max(0, (size + 15) / 16 - 1)
    return (index, (index + 1) * 16)
  }
  // Between two powers of two there are four classes.
  let power = Int.bitWidth - 1 - (size - 1).leadingZeroBitCount
  let step = 1 << (power - 2)
  let quarter = (size - 1 - (1 << power)) / step
  return (8 + (power - 7) * 4 + quarter, (1 << power) + (quarter + 1) * step)
}

/// A block of at least `size` bytes, or nil when there is no memory.
@c(apus_heap_allocate)
public func heapAllocate(_ size: Int, _ alignment: Int) -> UnsafeMutableRawPointer? {
  unsafe allocate(size: max(size, 1), alignment: alignment)
}

/// Gives back a block of `heapAllocate`.
@c(apus_heap_free)
public func heapFree(_ block: UnsafeMutableRawPointer?) {
  guard let block = unsafe block else { return }
  let address = UInt(bitPattern: block) & ~UInt(HeapLimits.slab - 1)
  guard let slab = unsafe Slab(bitPattern: address) else { return }
  if unsafe slab.pointee.blockSize == 0 {
    unsafe Platform.unmap(slab, slab.pointee.mappedLength)
    return
  }
  apus_lock_heap()
  if unsafe !hasRoom(slab) { unsafe link(slab) }
  unsafe block.storeBytes(of: slab.pointee.free, as: UnsafeMutableRawPointer?.self)
  unsafe slab.pointee.free = block
  unsafe slab.pointee.used -= 1
  let isSpare = unsafe slab.pointee.used == 0 && (slab.pointee.next != nil || slab.pointee.previous != nil)
  if isSpare { unsafe unlink(slab) }
  apus_unlock_heap()
  if isSpare { unsafe Platform.unmap(slab, HeapLimits.slab) }
}

private func allocate(size: Int, alignment: Int) -> UnsafeMutableRawPointer? {
  // Blocks of a slab are aligned to 16, those of a power-of-two size to that size up to the header's 64.
  if size > HeapLimits.largestSmall || alignment > 16 {
    return unsafe allocateLarge(size: size, alignment: alignment)
  }
  let (index, blockSize) = sizeClass(of: size)
  apus_lock_heap()
  defer { apus_unlock_heap() }
  guard let slab = unsafe heap.slabs[index] ?? newSlab(index, blockSize) else { return nil }
  let block: UnsafeMutableRawPointer
  if let first = unsafe slab.pointee.free {
    unsafe slab.pointee.free = first.load(as: UnsafeMutableRawPointer?.self)
    unsafe block = first
  } else {
    unsafe block = UnsafeMutableRawPointer(slab) + slab.pointee.fresh
    unsafe slab.pointee.fresh += blockSize
  }
  unsafe slab.pointee.used += 1
  if unsafe !hasRoom(slab) { unsafe unlink(slab) }
  return unsafe block
}

// MARK: Slabs, all under the lock

@inline(__always)
private func hasRoom(_ slab: Slab) -> Bool {
  unsafe slab.pointee.free != nil || slab.pointee.fresh + slab.pointee.blockSize <= HeapLimits.slab
}

/// Puts a slab first in the list of its class.
private func link(_ slab: Slab) {
  let index = unsafe slab.pointee.sizeClass
  unsafe slab.pointee.next = heap.slabs[index]
  unsafe slab.pointee.previous = nil
  unsafe heap.slabs[index]?.pointee.previous = slab
  unsafe heap.slabs[index] = slab
}

private func unlink(_ slab: Slab) {
  unsafe slab.pointee.next?.pointee.previous = slab.pointee.previous
  if let previous = unsafe slab.pointee.previous {
    unsafe previous.pointee.next = slab.pointee.next
  } else {
    unsafe heap.slabs[slab.pointee.sizeClass] = slab.pointee.next
  }
  unsafe slab.pointee.next = nil
  unsafe slab.pointee.previous = nil
}

/// A slab in the list of its class, or nil when there is no memory.
private func newSlab(_ index: Int, _ blockSize: Int) -> Slab? {
  guard let memory = unsafe reserveSlab() else { return nil }
  let slab = unsafe memory.bindMemory(to: SlabHeader.self, capacity: 1)
  unsafe slab.initialize(to: SlabHeader(blockSize: blockSize, sizeClass: index))
  unsafe link(slab)
  return unsafe slab
}

/// 64 KiB from the reservation, aligned to their size.
private func reserveSlab() -> UnsafeMutableRawPointer? {
  if let next = unsafe heap.reserved, let end = unsafe heap.reservedEnd, unsafe next + HeapLimits.slab <= end {
    unsafe heap.reserved = next + HeapLimits.slab
    return unsafe next
  }
  guard let base = unsafe Platform.mapPrivate(HeapLimits.reservation + HeapLimits.slab) else { return nil }
  let end = unsafe base + (HeapLimits.reservation + HeapLimits.slab)
  let aligned = unsafe base.alignedUp(toMultipleOf: HeapLimits.slab)
  unsafe heap.reserved = aligned + HeapLimits.slab
  unsafe heap.reservedEnd = end
  return unsafe aligned
}

// MARK: Large blocks

/// A mapping with its header at a multiple of the slab size right below the block.
private func allocateLarge(size: Int, alignment: Int) -> UnsafeMutableRawPointer? {
  let lead = max(alignment, SlabHeader.length)
  guard lead <= HeapLimits.slab / 2, size < 1 << 46 else { return nil }
  let page = Int(AddressSpace.pageSize)
  let length = (lead + size + page - 1) & ~(page - 1)
  guard let slab = unsafe mapAligned(length) else { return nil }
  let header = unsafe slab.bindMemory(to: SlabHeader.self, capacity: 1)
  unsafe header.initialize(to: SlabHeader(blockSize: 0, mappedLength: length))
  return unsafe slab + lead
}

/// A mapping at a multiple of the slab size. The kernel places mappings of this size so; the second try is for one that
/// does not.
private func mapAligned(_ length: Int) -> UnsafeMutableRawPointer? {
  guard let direct = unsafe Platform.mapPrivate(length) else { return nil }
  if UInt(bitPattern: direct) % UInt(HeapLimits.slab) == 0 { return unsafe direct }
  unsafe Platform.unmap(direct, length)
  guard let base = unsafe Platform.mapPrivate(length + HeapLimits.slab) else { return nil }
  let slab = unsafe base.alignedUp(toMultipleOf: HeapLimits.slab)
  let before = unsafe slab - base
  if before > 0 { unsafe Platform.unmap(base, before) }
  unsafe Platform.unmap(slab + length, HeapLimits.slab - before)
  return unsafe slab
}
