// An IOMMU that does what its tables say: registers that answer as a unit's do, and a walk from a requester's address
// to memory.

import PCICore

/// Pages of words, by made-up addresses.
final class FakeTables: TableMemory {
  private(set) var pages: [UInt64: [UInt64]] = [:]
  private var next: UInt64 = 0x1000_0000
  var limit = Int.max

  func allocate() -> UInt64? {
    guard pages.count < limit else { return nil }
    next += 4096
    pages[next] = Array(repeating: 0, count: 512)
    return next
  }
  func free(_ page: UInt64) { pages[page] = nil }
  func read(_ page: UInt64, _ word: Int) -> UInt64 { pages[page]?[word] ?? 0 }
  func write(_ page: UInt64, _ word: Int, _ value: UInt64) { pages[page]?[word] = value }

  /// Where an access ends up, as the specification has the hardware walk; nil: refused.
  func walk(root: UInt64, _ requester: UInt16, _ address: UInt64) -> UInt64? {
    let bus = read(root, Int(requester >> 8) * 2)
    guard bus & 1 != 0 else { return nil }
    let context = bus & ~0xFFF
    let low = read(context, Int(requester & 0xFF) * 2)
    let high = read(context, Int(requester & 0xFF) * 2 + 1)
    guard low & 1 != 0, low >> 2 & 3 == 0, high >> 8 & 0xFFFF != 0 else { return nil }
    let levels = Int(high & 7) + 2
    guard address < 1 << UInt64(12 + 9 * levels) else { return nil }
    var table = low & ~0xFFF
    for level in (1...levels).reversed() {
      let entry = read(table, Int(address >> UInt64(3 + 9 * level) & 511))
      guard entry & 3 == 3, entry & 1 << 7 == 0 else { return nil }
      table = entry & ~0xFFF
    }
    return table | address & 0xFFF
  }

  /// What arrives at a CPU of a device's message, as the specification has the hardware look it up; nil: refused.
  /// - Parameter requester: who sends it.
  func interrupt(table: UInt64, _ requester: UInt16, _ address: UInt64, extended: Bool = false) -> Arrival? {
    // The old format, which names a CPU itself.
    guard address >> 20 == 0xFEE, address & 1 << 4 != 0 else { return nil }
    let entry = Int(address >> 5 & 0x7FFF | (address >> 2 & 1) << 15)
    guard entry < 256 else { return nil }
    let (low, high) = (read(table, entry * 2), read(table, entry * 2 + 1))
    guard low & 1 != 0, low & 0xFF00_FFEE == 0 else { return nil }
    switch high >> 18 & 3 {
    case 1: guard high & 0xFFFF == UInt64(requester), high >> 16 & 3 == 0 else { return nil }
    case 2: guard (high >> 8 & 0xFF...high & 0xFF).contains(UInt64(requester >> 8)) else { return nil }
    default: return nil
    }
    let target = extended ? low >> 32 : low >> 40 & 0xFF
    return Arrival(target: target, vector: low >> 16 & 0xFF, isLevelTriggered: low >> 4 & 1 != 0)
  }

  struct Arrival: Equatable {
    let target: UInt64
    let vector: UInt64
    let isLevelTriggered: Bool
  }
}

/// A unit's registers.
final class FakeUnit: RemappingRegisters {
  var words: [Int: UInt32] = [:]
  /// What was done, in order.
  private(set) var steps: [String] = []
  var isBroken = false

  /// Where its queue lies.
  var memory: FakeTables?
  private var head = 0

  /// Does what the queue says up to the new tail.
  private func obey(_ tail: UInt64) {
    guard let memory, !isBroken else { return }
    let queue = read64(0x90)
    while head != Int(tail / 16) {
      let (low, high) = (memory.read(queue, head * 2), memory.read(queue, head * 2 + 1))
      head = (head + 1) % 256
      switch low & 15 {
      case 1: steps.append("contexts \(low >> 4 & 3)")
      case 2: steps.append("translations \(low >> 4 & 3)")
      case 4: steps.append("entries \(low >> 4 & 1)")
      case 5: memory.write(high, 0, low >> 32)
      default: steps.append("nonsense")
      }
    }
  }

  init(capabilities: UInt64, more: UInt64) {
    set(0x08, capabilities)
    set(0x10, more)
  }

  func set(_ offset: Int, _ value: UInt64) {
    words[offset] = UInt32(truncatingIfNeeded: value)
    words[offset + 4] = UInt32(value >> 32)
  }

  func read32(_ offset: Int) -> UInt32 { words[offset] ?? 0 }
  func read64(_ offset: Int) -> UInt64 { UInt64(read32(offset)) | UInt64(read32(offset + 4)) << 32 }

  func write32(_ offset: Int, _ value: UInt32) {
    switch offset {
    case 0x18:
      steps.append("command \(String(value, radix: 16))")
      if !isBroken { words[0x1C] = value & ~(1 << 27) }
    case 0x34: words[0x34] = read32(0x34) & ~value
    case 0x22C: words[offset] = read32(offset) & ~value
    default: words[offset] = value
    }
  }

  func write64(_ offset: Int, _ value: UInt64) {
    switch offset {
    case 0x28: steps.append("contexts \(value >> 61 & 3)")
    case 0x108: steps.append("translations \(value >> 60 & 3)")
    case 0x88: obey(value)
    case 0x90: steps.append("queue \(String(value, radix: 16))")
    case 0xB8: steps.append("interrupts \(String(value, radix: 16))")
    default: steps.append("root \(String(value, radix: 16))")
    }
    set(offset, isBroken || offset == 0x20 || offset == 0x90 ? value : value & ~(1 << 63))
  }
}
