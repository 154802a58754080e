// The stacks of a CPU in the kernel: one for all its work, and one for each exception that may come on a broken stack.
//
// Below each of the four lies a page that is not mapped. Those of the CPU that boots are part of the image; the others'
// lie at a random place.

import ABI
import KernelCore
import KernelEntry

/// Where the stacks of one CPU are.
struct KernelStacks {
  static let faultStacks = 3
  /// From one fault stack's end to the next one's: the stack, and the page below it.
  static let faultStackStride: UInt64 = 8192 + pageSize
  private static let size: UInt64 = 65536
  /// From one CPU's stacks to the next one's.
  private static let stride: UInt64 = 128 << 10

  /// The end of the main stack.
  let top: UInt64
  /// The end of the highest fault stack; the others lie below it.
  let faultTops: UInt64

  /// Of the CPU that boots.
  init() {
    let image = apus_image_symbols()
    top = image.stackTop
    faultTops = image.faultStackTops
  }

  /// Fresh ones for CPU `number`; nil when memory is short.
  init?(number: Int, tables: KernelTables) {
    let start = apus_stack_area() + UInt64(number) * Self.stride
    top = start + pageSize + Self.size
    faultTops = top + UInt64(Self.faultStacks) * Self.faultStackStride
    guard tables.map(start + pageSize..<top) else { return nil }
    var guardPage = top
    while guardPage < faultTops {
      guard tables.map(guardPage + pageSize..<guardPage + Self.faultStackStride) else { return nil }
      guardPage += Self.faultStackStride
    }
  }

  /// True for an address in the stacks of any CPU (a backtrace may follow it), the guard pages apart.
  static func contain(_ address: UInt64) -> Bool {
    let image = apus_image_symbols()
    if address >= image.stackGuard && address < image.faultStackTops { return isStack(address - image.stackGuard) }
    let area = apus_stack_area()
    guard address >= area, address < area + UInt64(KernelLimits.processors) * stride else { return false }
    return isStack((address - area) % stride)
  }

  /// The same for a distance from the lowest guard page of a CPU.
  static func isStack(_ offset: UInt64) -> Bool {
    guard offset >= pageSize + size else { return offset >= pageSize }
    let place = offset - pageSize - size
    return place < UInt64(faultStacks) * faultStackStride && place % faultStackStride >= pageSize
  }
}
