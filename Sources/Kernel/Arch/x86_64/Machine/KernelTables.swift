// Pages of the kernel's own beside image and window: stacks of CPUs. Made while the machine starts, never taken away.
//
// Every address space shares the top-level slots that are filled in here, so this is over before the first is made.

import ABI
import KernelCore

/// The kernel's page tables, as far as they grow.
struct KernelTables {
  private static let present: UInt64 = 1 << 0
  private static let writable: UInt64 = 1 << 1
  private static let global: UInt64 = 1 << 8
  private static let noExecute: UInt64 = 1 << 63
  private static let frameMask: UInt64 = 0x000F_FFFF_FFFF_F000

  /// Physical address of the top-level table.
  let root: UInt64
  let memory: PhysicalMemory
  let frames: FrameAllocator

  /// Maps fresh writable memory; false when memory is short.
  func map(_ range: Range<UInt64>) -> Bool {
    var address = range.lowerBound
    while address < range.upperBound {
      guard let frame = frames.allocateZeroed(), let slot = leafSlot(of: address) else { return false }
      memory.store(frame | Self.present | Self.writable | Self.global | Self.noExecute, at: slot)
      address += pageSize
    }
    return true
  }

  /// Where the last entry for `address` lies, with the tables on the way made.
  private func leafSlot(of address: UInt64) -> UInt64? {
    var table = root
    for shift: UInt64 in [39, 30, 21] {
      let slot = table + (address >> shift & 511) * 8
      let entry = memory.load(UInt64.self, at: slot)
      if entry & Self.present != 0 {
        table = entry & Self.frameMask
        continue
      }
      guard let fresh = frames.allocateZeroed() else { return nil }
      memory.store(fresh | Self.present | Self.writable, at: slot)
      table = fresh
    }
    return table + (address >> 12 & 511) * 8
  }
}
