// The frame allocator: every frame once, blocks that come together again, and a start that leaves memory alone.

import ABI
import Testing

@testable import KernelCore

extension Array {
  /// Takes out an element; the last one takes its place.
  fileprivate mutating func swapRemove(at index: Int) -> Element {
    swapAt(index, count - 1)
    return removeLast()
  }
}

/// Two usable ranges of odd sizes, and one frame at the end of memory.
private final class Room {
  static let length: UInt64 = 24 << 20
  private let block = FakeMemory(length: Room.length)
  let frames: FrameAllocator

  init() {
    frames = FrameAllocator(
      memory: block.memory,
      usable: [
        MemoryRange(start: 0x800, length: 0x9F000 - 0x800), MemoryRange(start: 0x10_3000, length: 0x120_0000),
        MemoryRange(start: Self.length - 0x1800, length: 1 << 40),
      ])
  }

  /// Whole frames of the three ranges, without frame 0 and what the allocator keeps: the byte map of 6144 frames in the
  /// first range that is large enough for it (two pages), and the scratch frame.
  static var usable: [UInt64] {
    let ranges: [Range<UInt64>] = [0x4..<0x9F, 0x103..<0x1303, length / pageSize - 1..<length / pageSize]
    return ranges.flatMap { $0 }.map { $0 * pageSize }
  }

  /// Pages that are not as they were.
  var touched: Int {
    stride(from: 0, to: Self.length, by: Int(pageSize)).count { page in
      stride(from: page, to: page + pageSize, by: 8).contains { word in
        block.memory.load(UInt64.self, at: word) != 0xA5A5_A5A5_A5A5_A5A5
      }
    }
  }
}

@Suite struct FrameAllocatorTests {
  /// Whole frames of the ranges, without frame 0, the two pages of the byte map and the scratch frame.
  private static let total = 0x9E + 0x1200 + 1 - 3

  @Test func aStartTouchesTheByteMapAlone() {
    let room = Room()
    #expect(room.touched == 2)
    #expect(room.frames.totalCount == Self.total && room.frames.freeCount == Self.total)
    #expect(room.frames.allocate() != nil)
    // The parts of one block: each half that is left over is linked.
    #expect(room.touched <= 2 + 2 + FrameAllocator.maximumOrder)
  }

  @Test func everyFrameIsGivenOnce() {
    let room = Room()
    var seen: Set<UInt64> = []
    while let frame = room.frames.allocate() {
      #expect(frame & (pageSize - 1) == 0 && room.frames.manages(frame, pageSize))
      seen.insert(frame)
    }
    #expect(seen.count == Self.total && room.frames.freeCount == 0)
    for frame in seen { room.frames.free(frame) }
    #expect(room.frames.freeCount == Self.total)
    // They have come together again: the range of 18 MiB holds three aligned blocks of 4 MiB.
    var blocks = 0
    while room.frames.allocate(order: FrameAllocator.maximumOrder) != nil { blocks += 1 }
    #expect(blocks == 3)
  }

  /// Random requests of all orders against a set of free frames: what is given was free, is aligned and is given once;
  /// what is refused is not there.
  @Test(arguments: 0..<12) func theAllocatorFollowsASimpleModel(seed: Int) {
    let room = Room()
    var random = SeededRandom(state: UInt64(seed))
    var free = Set(Room.usable)
    var held: [(start: UInt64, order: Int)] = []
    // Seeds differ in how full they keep the memory, and in how large their requests are.
    let fullness = UInt64(40 + seed * 5)
    let orders = UInt64(seed % 4 * 3 + 2)
    for step in 0..<6000 {
      // From time to time everything comes back, in another order than it went.
      if step % 2000 == 1999 { held.shuffle(using: &random) }
      if step % 2000 < 1900 && random.next() % 100 < fullness {
        let order = random.next() % 3 == 0 ? Int(random.next() % orders) % (FrameAllocator.maximumOrder + 1) : 0
        let size = pageSize << UInt64(order)
        guard let start = order == 0 ? room.frames.allocate() : room.frames.allocate(order: order) else {
          let isThere = free.contains { frame in
            frame % size == 0 && stride(from: frame, to: frame + size, by: Int(pageSize)).allSatisfy(free.contains)
          }
          #expect(!isThere, "order \(order) was refused")
          continue
        }
        #expect(start % size == 0)
        for frame in stride(from: start, to: start + size, by: Int(pageSize)) {
          #expect(free.remove(frame) != nil, "given twice, or not ours: \(frame)")
        }
        held.append((start, order))
      } else if !held.isEmpty {
        let (start, order) = held.swapRemove(at: Int(random.next() % UInt64(held.count)))
        if order == 0 { room.frames.free(start) } else { room.frames.free(start, order: order) }
        for frame in stride(from: start, to: start + pageSize << UInt64(order), by: Int(pageSize)) {
          free.insert(frame)
        }
      }
      #expect(room.frames.freeCount == UInt64(free.count))
    }
    for (start, order) in held { room.frames.free(start, order: order) }
    #expect(room.frames.freeCount == Self.total)
    var blocks = 0
    while room.frames.allocate(order: FrameAllocator.maximumOrder) != nil { blocks += 1 }
    #expect(blocks == 3)
  }

  @Test func largeBlocksComeFromMemoryThatWasNeverUsed() {
    let room = Room()
    var blocks: [UInt64] = []
    while let block = room.frames.allocate(order: FrameAllocator.maximumOrder) { blocks.append(block) }
    #expect(blocks.count == 3 && blocks.allSatisfy { $0 & (1 << 22 - 1) == 0 })
    #expect(room.frames.freeCount == UInt64(Self.total - 3 * 1024))
    for block in blocks { room.frames.free(block, order: FrameAllocator.maximumOrder) }
    #expect(room.frames.freeCount == Self.total)
    #expect(room.frames.allocate(order: FrameAllocator.maximumOrder + 1) == nil)
  }

  @Test func lowMemoryIsLow() {
    let room = Room()
    var blocks: [UInt64] = []
    let limit: UInt64 = 9 << 20
    while let block = room.frames.allocate(order: 4, below: limit) {
      #expect(block + 16 * pageSize <= limit && block & (16 * pageSize - 1) == 0)
      blocks.append(block)
    }
    #expect(Set(blocks).count == blocks.count && blocks.count > 64)
    #expect(room.frames.freeCount == UInt64(Self.total - blocks.count * 16))
    // There is more, but not there.
    #expect(room.frames.allocate(order: 4) != nil)
    for block in blocks { room.frames.free(block, order: 4) }
    // Blocks that were cut for others serve as well.
    #expect(room.frames.allocate(order: 0, below: limit) != nil)
    #expect(room.frames.allocate(order: 0, below: pageSize) == nil)
    #expect(room.frames.allocate(order: 11, below: limit) == nil)
  }
}
