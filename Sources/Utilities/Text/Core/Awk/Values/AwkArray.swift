// The arrays of awk: tables from strings to values that keep the order in which their elements came.

/// An array. Programs hand it on by reference.
final class AwkArray {
  private var keys: [[UInt8]?] = []
  private var hashes: [Int] = []
  private var values: [AwkValue] = []
  /// Places of elements, by their hashes; -1: free, -2: was taken.
  private var slots: [Int32] = []
  private var freeSlots = 0
  private(set) var count = 0

  private static func hash(_ key: [UInt8]) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash ^= hash >> 29
    return Int(truncatingIfNeeded: hash & 0x7fff_ffff_ffff_ffff)
  }

  private func find(_ key: [UInt8], _ hash: Int) -> Int? {
    guard !slots.isEmpty else { return nil }
    let mask = slots.count - 1
    var slot = hash & mask
    while slots[slot] != -1 {
      let place = Int(slots[slot])
      if place >= 0, hashes[place] == hash, let known = keys[place], known == key { return place }
      slot = (slot + 1) & mask
    }
    return nil
  }

  func contains(_ key: [UInt8]) -> Bool { find(key, Self.hash(key)) != nil }

  /// The value of an element, which is there from now on.
  subscript(key: [UInt8]) -> AwkValue {
    get {
      let hash = Self.hash(key)
      if let place = find(key, hash) { return values[place] }
      insert(key, hash, .none)
      return .none
    }
    set {
      let hash = Self.hash(key)
      if let place = find(key, hash) { values[place] = newValue } else { insert(key, hash, newValue) }
    }
  }

  private func insert(_ key: [UInt8], _ hash: Int, _ value: AwkValue) {
    if freeSlots * 4 <= slots.count { rebuild() }
    keys.append(key)
    hashes.append(hash)
    values.append(value)
    place(keys.count - 1)
    count += 1
  }

  private func place(_ element: Int) {
    let mask = slots.count - 1
    var slot = hashes[element] & mask
    while slots[slot] != -1 { slot = (slot + 1) & mask }
    slots[slot] = Int32(truncatingIfNeeded: element)
    freeSlots -= 1
  }

  /// Makes room, and forgets what was deleted.
  private func rebuild() {
    if count < keys.count {
      var kept = 0
      for index in keys.indices where keys[index] != nil {
        keys.swapAt(kept, index)
        hashes.swapAt(kept, index)
        values.swapAt(kept, index)
        kept += 1
      }
      keys.removeSubrange(kept...)
      hashes.removeSubrange(kept...)
      values.removeSubrange(kept...)
    }
    var size = 16
    while size < count * 2 + 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    freeSlots = size
    for element in keys.indices { place(element) }
  }

  func remove(_ key: [UInt8]) {
    let hash = Self.hash(key)
    guard let element = find(key, hash) else { return }
    let mask = slots.count - 1
    var slot = hash & mask
    while slots[slot] != Int32(truncatingIfNeeded: element) { slot = (slot + 1) & mask }
    slots[slot] = -2
    keys[element] = nil
    values[element] = .none
    count -= 1
    if count == 0 { removeAll() }
  }

  func removeAll() {
    keys = []
    hashes = []
    values = []
    slots = []
    freeSlots = 0
    count = 0
  }

  /// The keys, the oldest first.
  var allKeys: [[UInt8]] { keys.compactMap { $0 } }
}
