// The kernel's own page tables: rights of the image's parts, and the window on all of physical memory.
//
// boot.S and placement.c mapped the low 4 GiB and the image with every right. Programs' page tables are Core's.

import ABI
import KernelCore
import KernelEntry

/// Finishes the tables that boot.S began.
struct BootPageTables {
  private enum Entry {
    static let present: UInt64 = 1 << 0
    static let writable: UInt64 = 1 << 1
    static let uncached: UInt64 = 1 << 3 | 1 << 4
    static let large: UInt64 = 1 << 7
    static let global: UInt64 = 1 << 8
    static let noExecute: UInt64 = 1 << 63
  }
  private static let largePage: UInt64 = 2 << 20
  private static let hugePage: UInt64 = 1 << 30
  /// What boot.S maps: the low 4 GiB of the window, and 8 MiB for the image.
  static let bootWindow: UInt64 = 4 << 30
  private static let imagePages: UInt64 = 4 * 512

  private let memory: PhysicalMemory
  private let processor: Processor
  private let image: ImageSymbols

  init(memory: PhysicalMemory, processor: Processor) {
    self.memory = memory
    self.processor = processor
    image = apus_image_symbols()
  }

  /// Physical address of the top-level table.
  var root: UInt64 { physical(image.bootRoot) }

  /// Physical memory of the kernel image.
  var imageRange: PhysicalRange { PhysicalRange(start: physical(image.start), end: physical(image.end)) }

  private var noExecute: UInt64 { processor.hasNoExecute ? Entry.noExecute : 0 }

  /// Where physical address 0 appears.
  private var base: UInt64 { KernelLayout.image + image.slide }
  private func physical(_ address: UInt64) -> UInt64 { address - base }

  /// Code and constants of the image.
  private var constants: PhysicalRange { PhysicalRange(start: physical(image.start), end: physical(image.rodataEnd)) }

  /// Code is read-only, constants neither writable nor executable, data not executable; the rest of the image's slot,
  /// and a page below each stack, are not mapped.
  func protectImage() {
    // The image begins somewhere in the first of its leaf tables, which lie in a row.
    let table = physical(image.imagePages) + base / pageSize % 512 * 8
    for index in 0..<Self.imagePages {
      let address = base + index * pageSize
      let rights: UInt64? =
        switch address {
        case image.stackGuard..<image.faultStackTops where !KernelStacks.isStack(address - image.stackGuard): nil
        case image.start..<image.textEnd: 0
        case image.textEnd..<image.rodataEnd: noExecute
        case image.rodataEnd..<image.end: noExecute | Entry.writable
        default: nil
        }
      let entry = rights.map { physical(address) | Entry.present | Entry.global | $0 } ?? 0
      memory.store(entry, at: table + index * 8)
    }
  }

  /// How many frames `mapWindow` needs for memory up to `end`.
  func windowFrames(upTo end: UInt64) -> UInt64 {
    guard end > Self.bootWindow, !processor.hasGigabytePages else { return 0 }
    return (end - Self.bootWindow + Self.hugePage - 1) / Self.hugePage
  }

  /// Maps RAM up to `end` into the window and drops the identity map. Below 4 GiB, large pages without RAM are for
  /// devices and not cached. What is constant in the image is so here, too.
  /// - Parameters:
  ///   - end: one past the highest RAM.
  ///   - isRam: whether any RAM lies in a range.
  ///   - frames: `windowFrames` frames in a row.
  func mapWindow(upTo end: UInt64, isRam: (PhysicalRange) -> Bool, frames: UInt64) {
    let rights = Entry.present | Entry.writable | Entry.large | Entry.global | noExecute
    for index in 0..<(Self.bootWindow / Self.largePage) {
      let start = index * Self.largePage
      let cached = isRam(PhysicalRange(start: start, end: start + Self.largePage))
      let entry =
        start < constants.end && start + Self.largePage > constants.start
        ? smallPages(start, rights & ~Entry.large) : start | rights | (cached ? 0 : Entry.uncached)
      memory.store(entry, at: physical(image.windowTables) + index * 8)
    }
    // Two pages in a row: the window may begin anywhere in the first one's slot.
    let directory = physical(image.windowDirectories) + apus_physical_window() >> 30 % 512 * 8
    var start = Self.bootWindow
    var frame = frames
    while start < end {
      if processor.hasGigabytePages {
        memory.store(start | rights, at: directory + start / Self.hugePage * 8)
      } else {
        for index: UInt64 in 0..<512 { memory.store((start + index * Self.largePage) | rights, at: frame + index * 8) }
        memory.store(frame | Entry.present | Entry.writable, at: directory + start / Self.hugePage * 8)
        frame += pageSize
      }
      start += Self.hugePage
    }
    memory.store(UInt64(0), at: root)
    cpu_write_cr3(root)
  }

  /// The entry for a large page of the window that shows a part of the image.
  private func smallPages(_ start: UInt64, _ rights: UInt64) -> UInt64 {
    let table = physical(image.windowPages) + start / Self.largePage * pageSize
    for index: UInt64 in 0..<512 {
      let page = start + index * pageSize
      let isConstant = page >= constants.start && page < constants.end
      memory.store(page | (isConstant ? rights & ~Entry.writable : rights), at: table + index * 8)
    }
    return table | Entry.present | Entry.writable
  }
}
