// The memory of one process: its regions in order, and the page tables that follow from them.
//
// The kernel never touches a program's address directly: `physical` walks the tables, makes pages present where a fault
// would, and names the byte in physical memory. The same resolution serves the page faults of the program itself.
// Laws: regions never overlap (guard pages included); no region is writable and executable, and `protect` never adds a
// right that `map` did not give; a frame marked private is freed exactly once, with its page.

import ABI

/// Why an address could not be used.
enum AccessFailure: Error {
  case notMapped, notAllowed, guardPage, outOfMemory
  /// `Attention.missing` has to be brought first. As an error of a system call, `.interrupted`, it never gets out of
  /// the kernel: the call starts again when the page is there.
  case missing

  var errno: Errno {
    switch self {
    case .outOfMemory: .outOfMemory
    case .missing: .interrupted
    case .notMapped, .notAllowed, .guardPage: .badAddress
    }
  }
}

/// What a program wants to do with an address.
enum Access {
  case read, write, execute

  var right: MapFlags {
    switch self {
    case .read: .read
    case .write: .write
    case .execute: .execute
    }
  }
}

/// The user part of an address space.
final class UserMemory {
  /// Where mappings go whose address the kernel chooses; the random offset above it is at most 2^43.
  static let mapStart: UInt64 = 0x1000_0000_0000
  static let mapEnd: UInt64 = 0x3000_0000_0000
  /// Mappings from this length on start at a multiple of it (promised by the ABI).
  static let largeAlignment: UInt64 = 0x1_0000
  /// Bytes that one fault on an object may make present; a part of what one leaf table covers.
  static let neighbourhood: UInt64 = 0x1_0000

  var tables: PageTables
  let memory: PhysicalMemory
  let frames: FrameAllocator
  var regions: [Region] = []
  /// Frames that belong to this process alone.
  var privatePages: UInt64 = 0
  /// Those, and what the process has put into memory objects.
  let account: MemoryAccount
  /// Bytes of all regions.
  var virtualBytes: UInt64 = 0
  /// A region shows, or showed, memory whose pages a server brings.
  private(set) var hasServedPages = false
  /// The CPUs that use its page tables, or did so last and may go on without loading them again.
  private(set) var loadedOn: CPUSet = 0
  /// Pages whose old translation the CPUs of `staleOn` may still hold.
  private var stale: Range<UInt64> = 0..<0
  private var staleOn: CPUSet = 0
  /// Everything is gone but the tables, which some CPU still uses.
  private(set) var isLeaving = false
  var lastFound: Region?
  private var mapHint: UInt64
  private let mapBase: UInt64
  let attention: Attention

  /// Empty; nil when memory is short. `random` moves the mappings (user ASLR).
  init?(frames: FrameAllocator, kernelRoot: UInt64, attention: Attention, account: MemoryAccount, random: UInt64) {
    guard let tables = PageTables(frames: frames, kernelRoot: kernelRoot) else { return nil }
    self.tables = tables
    self.frames = frames
    self.attention = attention
    self.account = account
    memory = frames.memory
    mapBase = Self.mapStart + (random & 0x3FF_FFFF) * 0x2_0000 & ~(PageTables.leafSpan - 1)
    mapHint = mapBase
    regions.reserveCapacity(16)
  }

  /// Frees everything, the tables as soon as no CPU uses them. No thread of the process runs any more.
  func destroy() {
    while let region = regions.popLast() { drop(region) }
    lastFound = nil
    isLeaving = true
    if loadedOn == 0 { tables.destroy() }
  }

  // MARK: CPUs

  /// A CPU uses the tables from now on, with no old translation in it.
  @inline(__always)
  func load(on cpu: CPUSet) {
    loadedOn |= cpu
    staleOn &= ~cpu
  }

  /// A CPU uses them no more.
  @inline(__always)
  func unload(from cpu: CPUSet) { loadedOn &= ~cpu }

  /// The last CPU has left the tables of a process that has ended.
  func destroyTables() { tables.destroy() }

  /// True when a CPU may hold translations that do not hold any more.
  @inline(__always)
  func isStale(on cpu: CPUSet) -> Bool { staleOn & cpu != 0 }

  /// The stale pages, which `cpu` is about to drop.
  func takeStale(for cpu: CPUSet) -> Range<UInt64> {
    defer {
      staleOn &= ~cpu
      if staleOn == 0 { stale = 0..<0 }
    }
    return stale
  }

  // MARK: Regions

  /// Index of the first region that ends (guards included) above `address`.
  func index(above address: UInt64) -> Int {
    var low = 0
    var high = regions.count
    while low < high {
      let middle = (low + high) / 2
      if regions[middle].highest <= address { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The region at `address`, guard pages included.
  func region(at address: UInt64) -> Region? {
    if let last = lastFound, address >= last.lowest && address < last.highest { return last }
    let place = index(above: address)
    guard place < regions.count, regions[place].lowest <= address else { return nil }
    lastFound = regions[place]
    return regions[place]
  }

  /// Enters a region whose range is free.
  func insert(_ region: Region) {
    regions.insert(region, at: index(above: region.lowest))
    virtualBytes += region.end - region.start
    if region.object?.source != nil { hasServedPages = true }
  }

  /// True when nothing lies in the range.
  func isFree(_ range: Range<UInt64>) -> Bool {
    let place = index(above: range.lowerBound)
    return place == regions.count || regions[place].lowest >= range.upperBound
  }

  /// A free range of `length` bytes for a mapping without an address of its own; `margin` bytes into it lies a multiple
  /// of `alignment`.
  func freeRange(_ length: UInt64, _ alignment: UInt64, _ margin: UInt64) -> UInt64? {
    freeRange(length, alignment, margin, from: mapHint) ?? freeRange(length, alignment, margin, from: mapBase)
  }

  private func freeRange(_ length: UInt64, _ alignment: UInt64, _ margin: UInt64, from first: UInt64) -> UInt64? {
    var address = first
    var place = index(above: first)
    while true {
      address = ((address + margin + alignment - 1) & ~(alignment - 1)) - margin
      guard address <= Self.mapEnd, length <= Self.mapEnd - address else { return nil }
      if place == regions.count || regions[place].lowest >= address && regions[place].lowest - address >= length {
        mapHint = address + length
        return address
      }
      address = max(address, regions[place].highest)
      place += 1
    }
  }

  /// Ends a region that is no longer in the list.
  func drop(_ region: Region) {
    releasePages(region.start..<region.end)
    virtualBytes -= region.end - region.start
    if region.countsAsWriter { region.object?.writableMappings -= 1 }
    if region.lowest < mapHint && region.lowest >= mapBase { mapHint = region.lowest }
  }

  private func releasePages(_ range: Range<UInt64>) {
    let frames = frames
    var released: UInt64 = 0
    markStale(range)
    tables.update(range) { _, entry in
      if entry.isPrivate {
        frames.free(entry.frame)
        released += 1
      }
      return PageTableEntry(rawValue: 0)
    }
    privatePages -= released
    account.release(released)
  }

  /// Called before translations are taken away, or rights from them: no CPU runs a program on them from here until the
  /// kernel is left, and each drops them before it goes on.
  func markStale(_ range: Range<UInt64>) {
    guard loadedOn != 0 else { return }
    attention.gather(loadedOn)
    stale = stale.isEmpty ? range : min(stale.lowerBound, range.lowerBound)..<max(stale.upperBound, range.upperBound)
    staleOn = loadedOn
  }
}
