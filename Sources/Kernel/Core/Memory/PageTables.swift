// The algebra of x86_64 page tables: entries as values, and the walk from a virtual address to its leaf entry.
//
// Only 4 KiB pages of programs are made here (top-level slots 0 to 127); the kernel's slots are copied from the boot
// table and never touched. Spec: Intel SDM volume 3, section 4.5. An entry that is not present but not zero keeps a
// frame whose page has no rights at the moment.

import ABI

/// One entry of a table of any level.
struct PageTableEntry: BitwiseCopyable, Equatable {
  var rawValue: UInt64

  static let present: UInt64 = 1 << 0
  static let writable: UInt64 = 1 << 1
  static let user: UInt64 = 1 << 2
  static let writeThrough: UInt64 = 1 << 3
  static let cacheDisable: UInt64 = 1 << 4
  /// Free for the system: the frame belongs to this address space alone and is freed with the mapping.
  static let privateFrame: UInt64 = 1 << 9
  /// Free for the system: the kernel sees the frame in its window, so it can copy from it and to it.
  static let visibleFrame: UInt64 = 1 << 10
  static let noExecute: UInt64 = 1 << 63
  static let frameMask: UInt64 = 0x000F_FFFF_FFFF_F000

  /// A page of a program.
  init(frame: UInt64, rights: MapFlags, caching: Caching, isPrivate: Bool, isVisible: Bool) {
    var bits = frame & Self.frameMask | Self.user | caching.entryBits
    if !rights.isDisjoint(with: [.read, .write, .execute]) { bits |= Self.present }
    if rights.contains(.write) { bits |= Self.writable }
    if !rights.contains(.execute) { bits |= Self.noExecute }
    if isPrivate { bits |= Self.privateFrame }
    if isVisible { bits |= Self.visibleFrame }
    rawValue = bits
  }

  init(rawValue: UInt64) { self.rawValue = rawValue }

  /// A link to a table of the next level: rights are decided at the leaf.
  init(table: UInt64) { rawValue = table | Self.present | Self.writable | Self.user }

  var frame: UInt64 { rawValue & Self.frameMask }
  var isPresent: Bool { rawValue & Self.present != 0 }
  var isWritable: Bool { rawValue & Self.writable != 0 }
  var isExecutable: Bool { rawValue & Self.noExecute == 0 }
  var isPrivate: Bool { rawValue & Self.privateFrame != 0 }
  var isVisible: Bool { rawValue & Self.visibleFrame != 0 }
}

/// How the processor caches a piece of memory.
enum Caching: UInt8 {
  case writeBack = 0
  /// Page attribute entry 1 (write-through bit alone), which Arch programs as write-combining.
  case writeCombining = 1
  case uncached = 2

  var entryBits: UInt64 {
    switch self {
    case .writeBack: 0
    case .writeCombining: PageTableEntry.writeThrough
    case .uncached: PageTableEntry.writeThrough | PageTableEntry.cacheDisable
    }
  }
}

/// The tables of one address space. Tables are made on demand and live until `destroy`.
struct PageTables {
  static let entriesPerTable = TableInWindow.count
  /// Bytes that one leaf table covers.
  static let leafSpan: UInt64 = entriesPerTable * pageSize

  let root: UInt64
  private let frames: FrameAllocator
  private let memory: PhysicalMemory
  /// All tables but the root, in the order they were made.
  private var lower: [UInt64] = []
  // The leaf tables of the 2 MiB pieces that were walked to last. They are never freed before `destroy`, so a hit needs
  // no more than a look at its tag. A program's stack, heap and buffers lie at random distances: with few places two of
  // them would often share one, and drive each other out on every call.
  private var recentTags: InlineArray<64, UInt64> = .init(repeating: .max)
  private var recentTables: InlineArray<64, TableInWindow>

  var tableCount: UInt64 { UInt64(lower.count) + 1 }

  /// Fresh tables that share the kernel's slots with `kernelRoot`; nil when memory is short.
  init?(frames: FrameAllocator, kernelRoot: UInt64) {
    guard let root = frames.allocateZeroed() else { return nil }
    self.root = root
    self.frames = frames
    memory = frames.memory
    recentTables = .init(repeating: frames.memory.table(at: root))
    lower.reserveCapacity(12)
    let first = UInt64(KernelLayout.sharedSlots.lowerBound) * 8
    memory.copy(from: kernelRoot + first, to: root + first, UInt64(KernelLayout.sharedSlots.count) * 8)
  }

  /// The entry of `address`, which has to be a program's; zero where nothing was ever mapped.
  @inline(__always)
  mutating func entry(of address: UInt64) -> PageTableEntry {
    guard let leaf = leafTable(of: address) else { return PageTableEntry(rawValue: 0) }
    return PageTableEntry(rawValue: leaf[Self.index(address, level: 0)])
  }

  /// The entry of `address` where its leaf table is at hand, without a walk: zero says nothing. (Mutating only because
  /// the arrays of an immutable `self` would be copied.)
  @inline(__always)
  mutating func entryAtHand(of address: UInt64) -> PageTableEntry {
    let tag = address / Self.leafSpan
    let place = Int(truncatingIfNeeded: tag & 63)
    guard recentTags[place] == tag else { return PageTableEntry(rawValue: 0) }
    return PageTableEntry(rawValue: recentTables[place][Self.index(address, level: 0)])
  }

  /// Sets the entry of `address`; false when memory for a table is short.
  mutating func set(_ entry: PageTableEntry, at address: UInt64) -> Bool {
    precondition(address < AddressSpace.userEnd)
    guard let leaf = leafTable(of: address) ?? makeLeafTable(of: address) else { return false }
    leaf[Self.index(address, level: 0)] = entry.rawValue
    return true
  }

  /// Sets the entries that are zero in a range of pages whose leaf table exists, and is one.
  @inline(__always)
  mutating func fill(_ range: Range<UInt64>, _ make: (UInt64) -> PageTableEntry) {
    guard let leaf = leafTable(of: range.lowerBound) else { return }
    var address = range.lowerBound
    while address < range.upperBound {
      let index = Self.index(address, level: 0)
      if leaf[index] == 0 { leaf[index] = make(address).rawValue }
      address += pageSize
    }
  }

  /// Visits the entries that are not zero in a range of pages; what `change` returns is stored.
  @inline(__always)
  mutating func update(_ range: Range<UInt64>, _ change: (UInt64, PageTableEntry) -> PageTableEntry) {
    var address = range.lowerBound
    while address < range.upperBound {
      let end = min((address | (Self.leafSpan - 1)) + 1, range.upperBound)
      guard let leaf = leafTable(of: address) else {
        address = end
        continue
      }
      let first = Self.index(address, level: 0)
      let last = first + (end - address) / pageSize
      var index = first
      while let found = leaf.firstWord(from: index, to: last) {
        let old = PageTableEntry(rawValue: leaf[found])
        let new = change(address + (found - first) * pageSize, old)
        if new != old { leaf[found] = new.rawValue }
        index = found + 1
      }
      address = end
    }
  }

  /// Frees every table; the private frames must be gone. The space must not be the processor's current one.
  mutating func destroy() {
    for table in lower { frames.free(table) }
    lower = []
    // Whoever looks for address spaces in memory (Tests/System/page_tables.py) must not take this for one.
    memory.setWord(0, at: root + UInt64(KernelLayout.sharedSlots.upperBound - 1) * 8)
    frames.free(root)
    recentTags = .init(repeating: .max)
  }

  @inline(__always)
  private static func index(_ address: UInt64, level: UInt64) -> UInt64 {
    (address >> (12 &+ 9 &* level)) % TableInWindow.count
  }

  @inline(__always)
  private mutating func leafTable(of address: UInt64) -> TableInWindow? {
    let tag = address / Self.leafSpan
    let place = Int(truncatingIfNeeded: tag & 63)
    return recentTags[place] == tag ? recentTables[place] : walk(to: address)
  }

  private mutating func walk(to address: UInt64) -> TableInWindow? {
    var table = memory.table(at: root)
    for level in stride(from: UInt64(3), to: 0, by: -1) {
      let entry = PageTableEntry(rawValue: table[Self.index(address, level: level)])
      guard entry.isPresent else { return nil }
      table = memory.table(at: entry.frame)
    }
    remember(table, address)
    return table
  }

  private mutating func makeLeafTable(of address: UInt64) -> TableInWindow? {
    var table = memory.table(at: root)
    for level in stride(from: UInt64(3), to: 0, by: -1) {
      let index = Self.index(address, level: level)
      let entry = PageTableEntry(rawValue: table[index])
      if entry.isPresent {
        table = memory.table(at: entry.frame)
        continue
      }
      guard let fresh = frames.allocateZeroed() else { return nil }
      lower.append(fresh)
      table[index] = PageTableEntry(table: fresh).rawValue
      table = memory.table(at: fresh)
    }
    remember(table, address)
    return table
  }

  private mutating func remember(_ table: TableInWindow, _ address: UInt64) {
    let tag = address / Self.leafSpan
    let place = Int(truncatingIfNeeded: tag & 63)
    recentTags[place] = tag
    recentTables[place] = table
  }
}
