// Who owns which page of physical memory: a buddy allocator with a short list of single frames in front of it.
//
// It needs no heap of its own: free blocks are linked through their own first bytes, and one byte a frame tells where a
// free block starts and how large it is. Address 0 is never given out, so it can stand for "no frame".
// Single frames, by far the most frequent request, come from and go to a list without merging; above its limit, or when
// a large block is wanted, the list is merged back. Blocks are cut from memory that was never used only as they are
// needed: a start writes to as little of a large memory as of a small one.
//
// Frames carry no count of references. A frame has one owner: a page that is marked private, a memory object, a table
// of pages. What is shared is the object, which counts who maps it; a page that is copied on write gets a frame of its
// own while the object keeps the first. A count a frame would cost every fault and every unmapping, for nothing.

/// A run of physical memory.
public struct MemoryRange: BitwiseCopyable, Sendable {
  /// Physical address of the first byte.
  public var start: UInt64
  /// Bytes.
  public var length: UInt64
  public init(start: UInt64, length: UInt64) {
    self.start = start
    self.length = length
  }
}

/// Gives out frames (pages of physical memory) and takes them back.
public final class FrameAllocator {
  /// Largest block: 2^10 frames, 4 MiB.
  public static let maximumOrder = 10
  /// Single frames that are kept unmerged: enough for a program's life, small beside the smallest machine.
  private static let spareLimit = 512
  private static let notAHead: UInt8 = 0xFF

  /// The window that the frames are seen through.
  public let memory: PhysicalMemory
  /// A frame for the kernel itself: records that lie in two pages of a program pass through it.
  private(set) var scratch: UInt64 = 0
  /// Frames that were ever usable.
  public private(set) var totalCount: UInt64 = 0
  /// Frames that programs of users leave to the others.
  public private(set) var serviceReserve: UInt64 = 0
  /// Frames that are free now.
  public private(set) var freeCount: UInt64 = 0
  /// Frames that are not, but can be had back at any time: pages that servers brought (ServedPages).
  private(set) var reclaimableCount: UInt64 = 0

  private var stateStart: UInt64 = 0
  private var stateCount: UInt64 = 0
  private var ranges: InlineArray<64, MemoryRange> = .init(repeating: MemoryRange(start: 0, length: 0))
  private var rangeCount = 0
  /// Where in each range the memory begins that was never used.
  private var unused: InlineArray<64, UInt64> = .init(repeating: 0)
  private var heads: InlineArray<11, UInt64> = .init(repeating: 0)
  private var spare: UInt64 = 0
  private var spareCount = 0

  /// All of `usable` is free, apart from what the allocator's own byte map and the scratch frame take. Parts outside of
  /// the window and frames that are only partly usable are left out.
  public init(memory: PhysicalMemory, usable: [MemoryRange]) {
    self.memory = memory
    var highest: UInt64 = 0
    for range in usable { if let (_, end) = frames(of: range) { highest = max(highest, end) } }
    stateCount = highest / pageSize
    let stateBytes = (stateCount + pageSize - 1) & ~(pageSize - 1)
    let ownBytes = stateBytes + pageSize
    for range in usable {
      guard stateStart == 0, let (start, end) = frames(of: range), end - start > ownBytes else { continue }
      stateStart = start
    }
    guard stateStart != 0 else { return }
    scratch = stateStart + stateBytes
    memory.fill(stateStart, stateCount, with: Self.notAHead)
    for range in usable {
      guard rangeCount < ranges.count, let (first, end) = frames(of: range) else { continue }
      ranges[rangeCount] = MemoryRange(start: first, length: end - first)
      let start = first == stateStart ? first + ownBytes : first
      unused[rangeCount] = start
      totalCount += (end - start) / pageSize
      rangeCount += 1
    }
    freeCount = totalCount
    let bounds = KernelLimits.serviceReserve
    serviceReserve = min(max(totalCount / 32, bounds.lowerBound), bounds.upperBound)
  }

  /// So many frames more, or fewer, can be had back.
  func countReclaimable(_ change: Int64) { reclaimableCount &+= UInt64(bitPattern: change) }

  /// True when a part of the range is memory that this allocator gives out. (Its byte map tells: what was never usable
  /// lies outside of every range that was added.)
  public func manages(_ start: UInt64, _ length: UInt64) -> Bool {
    let (end, overflow) = start.addingReportingOverflow(length)
    for index in 0..<rangeCount where start < ranges[index].start + ranges[index].length {
      if overflow || end > ranges[index].start { return true }
    }
    return false
  }

  /// Whole frames of `range` inside the window, frame 0 left out.
  private func frames(of range: MemoryRange) -> (start: UInt64, end: UInt64)? {
    let (sum, overflow) = range.start.addingReportingOverflow(range.length)
    let end = min(overflow ? .max : sum, memory.length) & ~(pageSize - 1)
    let (rounded, tooHigh) = range.start.addingReportingOverflow(pageSize - 1)
    let start = max(rounded & ~(pageSize - 1), pageSize)
    return tooHigh || start >= end ? nil : (start, end)
  }

  /// One frame with undefined contents; nil when none is left.
  @inline(__always)
  public func allocate() -> UInt64? {
    guard spare != 0 else { return allocate(order: 0) }
    let frame = spare
    spare = memory.word(at: frame)
    spareCount -= 1
    freeCount -= 1
    return frame
  }

  /// One frame of zeros; nil when none is left.
  public func allocateZeroed() -> UInt64? {
    guard let frame = allocate() else { return nil }
    memory.zero(frame, pageSize)
    return frame
  }

  /// Takes back a frame that `allocate` gave.
  public func free(_ frame: UInt64) {
    precondition(frame != 0 && frame & (pageSize - 1) == 0, "not a frame")
    if spareCount >= Self.spareLimit { mergeSpare(keeping: Self.spareLimit / 2) }
    memory.setWord(spare, at: frame)
    spare = frame
    spareCount += 1
    freeCount += 1
  }

  /// 2^order frames in a row, aligned to their size; nil when there is no such run.
  public func allocate(order: Int) -> UInt64? {
    guard order >= 0 && order <= Self.maximumOrder else { return nil }
    if let block = takeBlock(order) { return block }
    guard spareCount > 0 else { return nil }
    mergeSpare(keeping: 0)
    return takeBlock(order)
  }

  /// The same, all of it below an address that a device with few address lines reaches.
  public func allocate(order: Int, below limit: UInt64) -> UInt64? {
    guard order >= 0 && order <= Self.maximumOrder else { return nil }
    mergeSpare(keeping: 0)
    repeat {
      for found in order...Self.maximumOrder {
        var block = heads[found]
        while block != 0 {
          if block < limit && limit - block >= size(order) { return take(block, found, order) }
          block = memory.word(at: block)
        }
      }
    } while cutBlock(below: limit)
    return nil
  }

  /// Takes back a run that `allocate(order:)` gave.
  public func free(_ block: UInt64, order: Int) {
    precondition(block != 0 && block & (size(order) - 1) == 0, "not a block of this order")
    freeCount += size(order) / pageSize
    merge(block, order)
  }

  private func size(_ order: Int) -> UInt64 { pageSize << UInt64(truncatingIfNeeded: order) }

  private func takeBlock(_ order: Int) -> UInt64? {
    var found = order
    while heads[found] == 0 {
      found += 1
      if found <= Self.maximumOrder { continue }
      guard cutBlock() else { return nil }
      found = order
    }
    return take(heads[found], found, order)
  }

  /// Takes the lower end of a free block, and frees the rest.
  private func take(_ block: UInt64, _ whole: Int, _ order: Int) -> UInt64 {
    var found = whole
    remove(block, found)
    while found > order {
      found -= 1
      insert(block + size(found), found)
    }
    freeCount -= size(order) / pageSize
    return block
  }

  /// Makes a free block of memory that was never used, as large as it can begin there, of the highest range that has
  /// some: devices with few address lines want the low ones. False when there is none.
  private func cutBlock(below limit: UInt64 = .max) -> Bool {
    for index in (0..<rangeCount).reversed() where unused[index] < limit {
      let start = unused[index]
      let end = ranges[index].start + ranges[index].length
      guard start < end else { continue }
      var order = Self.maximumOrder
      while start & (size(order) - 1) != 0 || size(order) > end - start { order -= 1 }
      unused[index] = start + size(order)
      insert(start, order)
      return true
    }
    return false
  }

  private func merge(_ start: UInt64, _ startOrder: Int) {
    var block = start
    var order = startOrder
    while order < Self.maximumOrder {
      let buddy = block ^ size(order)
      guard buddy / pageSize < stateCount, state(buddy) == UInt8(truncatingIfNeeded: order) else { break }
      remove(buddy, order)
      block = min(block, buddy)
      order += 1
    }
    insert(block, order)
  }

  private func mergeSpare(keeping count: Int) {
    while spareCount > count {
      let frame = spare
      spare = memory.word(at: frame)
      spareCount -= 1
      merge(frame, 0)
    }
  }

  private func state(_ block: UInt64) -> UInt8 { memory.load(UInt8.self, at: stateStart + block / pageSize) }

  private func setState(_ block: UInt64, _ value: UInt8) { memory.store(value, at: stateStart + block / pageSize) }

  // A free block's first word links to the next block of its order, the second to the one before (0: none).

  private func insert(_ block: UInt64, _ order: Int) {
    let next = heads[order]
    memory.setWord(next, at: block)
    memory.setWord(0, at: block + 8)
    if next != 0 { memory.setWord(block, at: next + 8) }
    heads[order] = block
    setState(block, UInt8(truncatingIfNeeded: order))
  }

  private func remove(_ block: UInt64, _ order: Int) {
    let next = memory.word(at: block)
    let previous = memory.word(at: block + 8)
    if previous == 0 { heads[order] = next } else { memory.setWord(next, at: previous) }
    if next != 0 { memory.setWord(previous, at: next + 8) }
    setState(block, Self.notAHead)
  }
}
