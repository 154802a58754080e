// The frame allocator: every frame once, blocks that come together again, and a start that leaves memory alone.

import ABI
import Testing

@testable import KernelCore

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
}
