// The stacks of a CPU in the kernel: one for all its work, and one for each exception that may come on a broken stack.
//
// Below each of the two parts lies a page that is not mapped. Those of the CPU that boots are part of the image.

import ABI
import KernelCore
import KernelEntry

/// Where the stacks of one CPU are.
struct KernelStacks {
  static let faultStacks = 3
  static let faultStackSize: UInt64 = 8192
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
    let start = KernelLayout.stacks + UInt64(number) * Self.stride
    top = start + pageSize + Self.size
    faultTops = top + pageSize + UInt64(Self.faultStacks) * Self.faultStackSize
    guard tables.map(start + pageSize..<top), tables.map(top + pageSize..<faultTops) else { return nil }
  }

  /// True for an address in the stacks of any CPU (a backtrace may follow it), the guard pages apart.
  static func contain(_ address: UInt64) -> Bool {
    let image = apus_image_symbols()
    if address > image.stackGuard && address < image.faultStackTops { return true }
    let end = KernelLayout.stacks + UInt64(KernelLimits.processors) * stride
    guard address >= KernelLayout.stacks, address < end else { return false }
    let offset = (address - KernelLayout.stacks) % stride
    return offset >= pageSize && offset < pageSize + size
  }
}
