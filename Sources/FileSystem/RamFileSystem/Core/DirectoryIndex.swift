// The names of all directories in one hash table, and the order in which each directory lists them.
//
// A name is found by (directory, name) with one hash, however many names a directory has. A directory's entries are
// also linked in the order of their making; a cookie names an entry by its slot and its number in that order, so that a
// listing goes on behind it even after it was removed. The hash is seeded: nobody outside can choose names that
// collide.

/// An index into the table of entries.
typealias EntryIndex = Int32

/// The ends of a directory's list of entries.
struct DirectoryList {
  var first: EntryIndex = -1
  var last: EntryIndex = -1
  var count = 0
}

/// The entries of all directories.
struct DirectoryIndex {
  /// A name in a directory.
  struct Entry {
    var name: [UInt8] = []
    var hash: UInt32 = 0
    var directory: NodeIndex = -1
    var node: NodeIndex = -1
    var nextInBucket: EntryIndex = -1
    var previous: EntryIndex = -1
    var next: EntryIndex = -1
    /// Grows from entry to entry over the life of the file system.
    var sequence: UInt64 = 0
  }

  /// Bits of a cookie that hold the slot, plus one.
  private static let slotBits: UInt64 = 24

  private(set) var entries: [Entry] = []
  private var firstFree: EntryIndex = -1
  private var buckets = [EntryIndex](repeating: -1, count: 64)
  private(set) var count = 0
  private var nextSequence: UInt64 = 1
  private let seed: UInt64

  init(seed: UInt64) { self.seed = seed }

  // MARK: - Names

  /// The entry of `name` in `directory`.
  func find(_ name: Span<UInt8>, in directory: NodeIndex) -> EntryIndex? {
    let hash = hash(name, directory)
    var index = buckets[Int(hash) & (buckets.count - 1)]
    while index >= 0 {
      let slot = Int(index)
      if entries[slot].hash == hash, entries[slot].directory == directory, equal(entries[slot].name, name) {
        return index
      }
      index = entries[slot].nextInBucket
    }
    return nil
  }

  /// Adds a name that is not in the directory yet, at the end of its list.
  mutating func insert(
    _ name: [UInt8], _ node: NodeIndex, in directory: NodeIndex, _ list: inout DirectoryList
  ) -> EntryIndex {
    if count >= buckets.count { grow() }
    let slot = takeSlot()
    let hash = hash(name.span, directory)
    let bucket = Int(hash) & (buckets.count - 1)
    entries[Int(slot)] = Entry(
      name: name, hash: hash, directory: directory, node: node, nextInBucket: buckets[bucket], previous: list.last,
      sequence: nextSequence)
    nextSequence += 1
    buckets[bucket] = slot
    if list.last >= 0 { entries[Int(list.last)].next = slot } else { list.first = slot }
    list.last = slot
    list.count += 1
    count += 1
    return slot
  }

  /// Removes an entry from its directory.
  mutating func remove(_ slot: EntryIndex, _ list: inout DirectoryList) {
    unlinkFromBucket(slot)
    let (previous, next) = (entries[Int(slot)].previous, entries[Int(slot)].next)
    if previous >= 0 { entries[Int(previous)].next = next } else { list.first = next }
    if next >= 0 { entries[Int(next)].previous = previous } else { list.last = previous }
    list.count -= 1
    count -= 1
    entries[Int(slot)] = Entry(next: firstFree)
    firstFree = slot
  }

  /// Lets an entry name another node: the atomic part of a rename.
  mutating func replace(_ slot: EntryIndex, with node: NodeIndex) { entries[Int(slot)].node = node }

  private func hash(_ name: Span<UInt8>, _ directory: NodeIndex) -> UInt32 {
    var state = (seed ^ UInt64(truncatingIfNeeded: directory)) &* 0x9e37_79b9_7f4a_7c15
    for index in name.indices { state = (state ^ UInt64(name[index])) &* 0x0000_0100_0000_01b3 }
    state ^= state >> 29
    state = state &* 0xbf58_476d_1ce4_e5b9
    return UInt32(truncatingIfNeeded: state >> 32)
  }

  private func equal(_ first: [UInt8], _ second: Span<UInt8>) -> Bool {
    guard first.count == second.count else { return false }
    for index in second.indices where first[index] != second[index] { return false }
    return true
  }

  private mutating func takeSlot() -> EntryIndex {
    guard firstFree >= 0 else {
      entries.append(Entry())
      return EntryIndex(truncatingIfNeeded: entries.count - 1)
    }
    let slot = firstFree
    firstFree = entries[Int(slot)].next
    return slot
  }

  private mutating func unlinkFromBucket(_ slot: EntryIndex) {
    let bucket = Int(entries[Int(slot)].hash) & (buckets.count - 1)
    if buckets[bucket] == slot {
      buckets[bucket] = entries[Int(slot)].nextInBucket
      return
    }
    var index = buckets[bucket]
    while index >= 0 {
      let next = entries[Int(index)].nextInBucket
      if next == slot {
        entries[Int(index)].nextInBucket = entries[Int(slot)].nextInBucket
        return
      }
      index = next
    }
  }

  private mutating func grow() {
    buckets = [EntryIndex](repeating: -1, count: buckets.count * 2)
    for slot in entries.indices where entries[slot].node >= 0 {
      let bucket = Int(entries[slot].hash) & (buckets.count - 1)
      entries[slot].nextInBucket = buckets[bucket]
      buckets[bucket] = EntryIndex(truncatingIfNeeded: slot)
    }
  }

  // MARK: - Listing

  /// Names the place behind an entry in its directory's list.
  func cookie(_ slot: EntryIndex) -> UInt64 {
    entries[Int(slot)].sequence << Self.slotBits | UInt64(slot + 1)
  }

  /// The first entry behind a cookie (0: the first of all), or -1. A made-up cookie gives some place in the list.
  func entry(behind cookie: UInt64, in directory: NodeIndex, _ list: DirectoryList) -> EntryIndex {
    if cookie == 0 { return list.first }
    let slot = Int(cookie & (1 << Self.slotBits - 1)) - 1
    let sequence = cookie >> Self.slotBits
    if slot >= 0, slot < entries.count, entries[slot].directory == directory, entries[slot].sequence == sequence {
      return entries[slot].next
    }
    var index = list.first
    while index >= 0, entries[Int(index)].sequence <= sequence { index = entries[Int(index)].next }
    return index
  }
}
