// From a firmware's memory map to pages that may be handed out.

import Testing

@testable import KernelCore

struct MemoryMapTests {
  func map(_ regions: [(UInt64, UInt64, MemoryMap.Kind)]) -> MemoryMap {
    var map = MemoryMap()
    for (start, end, kind) in regions { map.append(.init(PhysicalRange(start: start, end: end), kind)) }
    return map
  }

  func ranges(_ free: [MemoryRange]) -> [PhysicalRange] {
    free.map { PhysicalRange(start: $0.start, end: $0.start + $0.length) }
  }

  @Test func whatIsTakenIsLeftOut() {
    let free = map([(0, 0x9fc00, .usable), (0x10_0000, 0x40_0000, .usable)]).usable(
      without: [PhysicalRange(start: 0x10_0000, end: 0x18_0001), PhysicalRange(start: 0x20_0800, end: 0x20_0900)],
      limit: 1 << 39)
    #expect(
      ranges(free) == [
        PhysicalRange(start: 0x18_1000, end: 0x20_0000), PhysicalRange(start: 0x20_1000, end: 0x40_0000),
      ])
  }

  @Test func reservedWinsWhereRegionsOverlap() {
    let free = map([(0x10_0000, 0x40_0000, .usable), (0x20_0100, 0x20_0200, .reserved)]).usable(
      without: [], limit: 1 << 39)
    #expect(
      ranges(free) == [
        PhysicalRange(start: 0x10_0000, end: 0x20_0000), PhysicalRange(start: 0x20_1000, end: 0x40_0000),
      ])
  }

  @Test func noPageIsGivenTwice() {
    let free = map([(0x10_0000, 0x30_0000, .usable), (0x20_0000, 0x40_0000, .usable)]).usable(
      without: [], limit: 1 << 39)
    #expect(free.reduce(0) { $0 + $1.length } == 0x30_0000)
    #expect(zip(ranges(free), ranges(free).dropFirst()).allSatisfy { $0.end <= $1.start })
  }

  @Test func addressesBeyondTheLimitAreLeftOut() {
    let free = map([(0x10_0000, .max, .usable)]).usable(without: [], limit: 0x80_0000)
    #expect(ranges(free) == [PhysicalRange(start: 0x10_0000, end: 0x80_0000)])
  }

  @Test func partialPagesAreNotPages() {
    #expect(map([(0x10_0001, 0x10_1fff, .usable)]).usable(without: [], limit: 1 << 39).isEmpty)
    #expect(map([(.max - 5, .max, .usable)]).usable(without: [], limit: .max).isEmpty)
  }
}
