// The kernel's heap: what the Swift runtime's `posix_memalign` and `free` stand on (runtime.c).
//
// Small blocks come from pages of one size each, whose free blocks are linked through themselves; a page that is empty
// goes back. Large blocks are runs of 2^n pages. Both kinds begin with a page header, so `free` finds everything from
// the address. Pages come from the boot heap (part of the image's data) first, then from the frame allocator, through
// the window on physical memory. Nothing here may allocate.

import KernelCore
import KernelEntry

/// Blocks of memory by size. There is one; its state is `kernelHeap`.
@safe struct KernelHeap {
  /// Before the first block of a page.
  private struct PageHeader {
    /// Index of the block size, or `large`.
    var kind: UInt32
    /// Of blocks in use; of a large block: its order.
    var count: UInt32
    /// First free block, 0 for none.
    var free: UInt
    /// Neighbours in the list of pages with free blocks, 0 for none.
    var next: UInt
    var previous: UInt
  }

  /// Bytes of the header, padded so that blocks of a multiple of 64 bytes are aligned to 64.
  private static let headerSize: UInt = 64
  private static let pageBytes: UInt = 4096
  private static let large = UInt32.max
  private static let bootOrders = 9

  /// Block sizes: steps of a quarter, and such that little of a page is left over.
  private static let sizes: InlineArray<21, UInt16> = [
    16, 32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 768, 1008, 1344, 2016,
  ]
  private static let largestSmall: UInt = 2016

  /// Pages with a free block, by block size.
  private var partial: InlineArray<21, UInt> = .init(repeating: 0)
  /// Block size for (bytes + 15) / 16.
  private var classes: InlineArray<128, UInt8> = .init(repeating: 0)
  /// Free runs of the boot heap, by order.
  private var bootFree: InlineArray<9, UInt> = .init(repeating: 0)
  private var bootNext: UInt = 0
  private var bootEnd: UInt = 0
  private var bootStart: UInt = 0
  private var frames: Unmanaged<FrameAllocator>?
  /// Bytes of pages that the heap holds.
  private(set) var bytesHeld: UInt64 = 0

  init() {}

  /// Before the first allocation of all.
  mutating func start() {
    let image = apus_image_symbols()
    bootStart = UInt(image.bootHeap)
    bootNext = bootStart
    bootEnd = UInt(image.bootHeapEnd)
    var index = 0
    for step in 0..<128 {
      while Int(Self.sizes[index]) < step * 16 && index < 20 { index += 1 }
      classes[step] = UInt8(truncatingIfNeeded: index)
    }
  }

  /// From now on pages come from `frames`.
  mutating func attach(_ frames: FrameAllocator) { unsafe self.frames = Unmanaged.passRetained(frames) }

  // MARK: Blocks

  mutating func allocate(_ size: UInt, alignment: UInt) -> UInt {
    guard size <= Self.largestSmall, alignment <= 64 else { return allocateLarge(size, alignment) }
    var index = Int(classes[Int((size + 15) / 16)])
    if alignment > 16 {
      while UInt(Self.sizes[index]) & (alignment - 1) != 0 {
        index += 1
        if index == Self.sizes.count { return allocateLarge(size, alignment) }
      }
    }
    var page = partial[index]
    if page == 0 {
      page = makePage(index)
      if page == 0 { return 0 }
    }
    // SAFETY: pages in `partial` begin with a header, and have a free block, whose first word links to the next.
    let header = unsafe Self.header(page)
    let block = unsafe header.pointee.free
    let next = unsafe Self.word(block).pointee
    unsafe header.pointee.free = next
    unsafe header.pointee.count += 1
    if next == 0 { unlink(page, index) }
    return block
  }

  mutating func free(_ block: UInt) {
    let page = block & ~(Self.pageBytes - 1)
    // SAFETY: every block lies in the page of its header (`allocateLarge` keeps to the first page).
    let header = unsafe Self.header(page)
    let kind = unsafe header.pointee.kind
    if kind == Self.large {
      release(page, order: Int(unsafe header.pointee.count))
      return
    }
    let index = Int(kind)
    let free = unsafe header.pointee.free
    unsafe Self.word(block).pointee = free
    unsafe header.pointee.free = block
    unsafe header.pointee.count -= 1
    if free == 0 { link(page, index) }
    // The last page of a size is kept: the next allocation is never far.
    let isAlone = unsafe header.pointee.next == 0 && header.pointee.previous == 0
    if unsafe header.pointee.count == 0 && !isAlone {
      unlink(page, index)
      release(page, order: 0)
    }
  }

  private mutating func allocateLarge(_ size: UInt, _ alignment: UInt) -> UInt {
    let offset = max(Self.headerSize, alignment)
    guard offset < Self.pageBytes, size < 1 << 30 else { return 0 }
    var order = 0
    while Self.pageBytes << UInt(order) < size + offset { order += 1 }
    let page = acquire(order: order)
    guard page != 0 else { return 0 }
    // SAFETY: a fresh run of pages.
    unsafe Self.header(page).initialize(
      to: PageHeader(kind: Self.large, count: UInt32(truncatingIfNeeded: order), free: 0, next: 0, previous: 0))
    return page + offset
  }

  // MARK: Pages of one block size

  private mutating func makePage(_ index: Int) -> UInt {
    let page = acquire(order: 0)
    guard page != 0 else { return 0 }
    let size = UInt(Self.sizes[index])
    var block = page + Self.headerSize
    // SAFETY: a fresh page; every block that is linked lies inside it.
    unsafe Self.header(page).initialize(
      to: PageHeader(kind: UInt32(truncatingIfNeeded: index), count: 0, free: block, next: 0, previous: 0))
    while block + 2 * size <= page + Self.pageBytes {
      unsafe Self.word(block).initialize(to: block + size)
      block += size
    }
    unsafe Self.word(block).initialize(to: 0)
    link(page, index)
    return page
  }

  private mutating func link(_ page: UInt, _ index: Int) {
    let next = partial[index]
    // SAFETY: pages of the list have headers.
    unsafe Self.header(page).pointee.next = next
    unsafe Self.header(page).pointee.previous = 0
    if next != 0 { unsafe Self.header(next).pointee.previous = page }
    partial[index] = page
  }

  private mutating func unlink(_ page: UInt, _ index: Int) {
    // SAFETY: as in `link`.
    let next = unsafe Self.header(page).pointee.next
    let previous = unsafe Self.header(page).pointee.previous
    if previous == 0 { partial[index] = next } else { unsafe Self.header(previous).pointee.next = next }
    if next != 0 { unsafe Self.header(next).pointee.previous = previous }
    unsafe Self.header(page).pointee.next = 0
    unsafe Self.header(page).pointee.previous = 0
  }

  // MARK: Runs of pages

  private mutating func acquire(order: Int) -> UInt {
    bytesHeld += UInt64(Self.pageBytes) << UInt64(order)
    if order < Self.bootOrders, bootFree[order] != 0 {
      let page = bootFree[order]
      // SAFETY: free runs of the boot heap link to the next in their first word.
      bootFree[order] = unsafe Self.word(page).pointee
      return page
    }
    // SAFETY: the allocator was retained in `attach` and lives as long as the kernel.
    if let frames = unsafe frames {
      if let frame = unsafe frames._withUnsafeGuaranteedRef({ order == 0 ? $0.allocate() : $0.allocate(order: order) })
      {
        return UInt(apus_physical_window() + frame)
      }
    } else if bootEnd - bootNext >= Self.pageBytes << UInt(order) {
      let page = bootNext
      bootNext += Self.pageBytes << UInt(order)
      return page
    }
    bytesHeld -= UInt64(Self.pageBytes) << UInt64(order)
    return 0
  }

  private mutating func release(_ page: UInt, order: Int) {
    bytesHeld -= UInt64(Self.pageBytes) << UInt64(order)
    if page >= bootStart, page < bootEnd {
      guard order < Self.bootOrders else { return }
      // SAFETY: the run is free and the heap's own.
      unsafe Self.word(page).initialize(to: bootFree[order])
      bootFree[order] = page
      return
    }
    let frame = UInt64(page) - apus_physical_window()
    // SAFETY: as in `acquire`; runs from outside of the boot heap came from there.
    unsafe frames?._withUnsafeGuaranteedRef { order == 0 ? $0.free(frame) : $0.free(frame, order: order) }
  }

  // MARK: Addresses

  @inline(__always)
  private static func header(_ page: UInt) -> UnsafeMutablePointer<PageHeader> {
    // SAFETY: callers pass the address of a page of this heap, never 0.
    unsafe UnsafeMutablePointer(bitPattern: page).unsafelyUnwrapped
  }

  @inline(__always)
  private static func word(_ address: UInt) -> UnsafeMutablePointer<UInt> {
    // SAFETY: callers pass the address of a free block of this heap, never 0.
    unsafe UnsafeMutablePointer(bitPattern: address).unsafelyUnwrapped
  }
}

// SAFETY: one CPU, interrupts off whenever the kernel runs: there is no second one to race with.
nonisolated(unsafe) var kernelHeap = KernelHeap()

@c(apus_heap_allocate)
public func allocateForRuntime(_ size: UInt64, _ alignment: UInt64) -> UInt64 {
  UInt64(unsafe kernelHeap.allocate(UInt(size), alignment: UInt(alignment)))
}

@c(apus_heap_free)
public func freeForRuntime(_ block: UInt64) { unsafe kernelHeap.free(UInt(block)) }
