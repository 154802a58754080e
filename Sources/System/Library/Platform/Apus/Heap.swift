// The heap of a program: size classes in 64 KiB slabs, large blocks in mappings of their own.
//
// Swift asks for memory through posix_memalign and free. A block's slab starts at its address rounded down to 64 KiB,
// so `free` finds the class without a header in each block. Memory comes from the kernel on first touch: a slab costs
// nothing until its blocks are used. Large mappings go back to the kernel when they are freed.
// Invariants: a free block's first word links to the next one of its class; a slab never changes its class.

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
private struct SlabHeader {
  /// Block size in bytes; 0 marks a large mapping.
  var blockSize: Int
  var sizeClass: Int
  /// Of a large mapping: all its bytes, from the header on.
  var mappedLength: Int

  static let length = 64
}

@safe private struct HeapState {
  /// The free list of each class.
  var free: InlineArray<36, UnsafeMutableRawPointer?>
  /// Where the newest slab of each class still has untouched blocks.
  var fresh: InlineArray<36, UnsafeMutableRawPointer?>
  var freshEnd: InlineArray<36, UnsafeMutableRawPointer?>
  var reserved: UnsafeMutableRawPointer?
  var reservedEnd: UnsafeMutableRawPointer?
  var bytesInUse = 0
}

// SAFETY: touched only between `apus_lock_heap` and `apus_unlock_heap`.
nonisolated(unsafe) private var heap = unsafe HeapState(
  free: InlineArray(repeating: nil), fresh: InlineArray(repeating: nil), freshEnd: InlineArray(repeating: nil))

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
  let slabAddress = UInt(bitPattern: block) & ~UInt(HeapLimits.slab - 1)
  guard let slab = unsafe UnsafeMutableRawPointer(bitPattern: slabAddress) else { return }
  let header = unsafe slab.load(as: SlabHeader.self)
  if header.blockSize == 0 {
    unsafe Platform.unmap(slab, header.mappedLength)
    return
  }
  apus_lock_heap()
  unsafe block.storeBytes(of: heap.free[header.sizeClass], as: UnsafeMutableRawPointer?.self)
  unsafe heap.free[header.sizeClass] = block
  unsafe heap.bytesInUse -= header.blockSize
  apus_unlock_heap()
}

private func allocate(size: Int, alignment: Int) -> UnsafeMutableRawPointer? {
  // Blocks of a slab are aligned to 16, those of a power-of-two size to that size up to the header's 64.
  if size > HeapLimits.largestSmall || alignment > 16 {
    return unsafe allocateLarge(size: size, alignment: alignment)
  }
  let (index, block) = sizeClass(of: size)
  apus_lock_heap()
  defer { apus_unlock_heap() }
  unsafe heap.bytesInUse += block
  if let first = unsafe heap.free[index] {
    unsafe heap.free[index] = first.load(as: UnsafeMutableRawPointer?.self)
    return unsafe first
  }
  if let next = unsafe heap.fresh[index], let end = unsafe heap.freshEnd[index], unsafe next + block <= end {
    unsafe heap.fresh[index] = next + block
    return unsafe next
  }
  guard let slab = unsafe reserveSlab() else { return nil }
  unsafe slab.storeBytes(of: SlabHeader(blockSize: block, sizeClass: index, mappedLength: 0), as: SlabHeader.self)
  let first = unsafe slab + SlabHeader.length
  unsafe heap.fresh[index] = first + block
  unsafe heap.freshEnd[index] = slab + HeapLimits.slab
  return unsafe first
}

/// 64 KiB from the reservation, aligned to their size. Under the lock.
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

/// A mapping with its header at a multiple of the slab size right below the block.
private func allocateLarge(size: Int, alignment: Int) -> UnsafeMutableRawPointer? {
  let lead = max(alignment, SlabHeader.length)
  guard lead <= HeapLimits.slab / 2, size < 1 << 46 else { return nil }
  let page = Int(AddressSpace.pageSize)
  let length = (lead + size + page - 1) & ~(page - 1)
  guard let slab = unsafe mapAligned(length) else { return nil }
  unsafe slab.storeBytes(of: SlabHeader(blockSize: 0, sizeClass: 0, mappedLength: length), as: SlabHeader.self)
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
