// The table that interrupts go through on their way to a CPU (Intel VT-d specification 4.1, sections 5.1 and 9.10): who
// may send one, and what becomes of it.
//
// The first entries are the pins of the I/O APICs, by their numbers; behind them each message of a device has one. Who
// names an entry that is another's, or none, is refused. Not: telling the IOMMU that something has changed
// (RemappingUnit).

public import ABI

/// The entries, all in one page.
public final class InterruptTable<Memory: TableMemory> {
  /// As what the IOMMU has to know a sender.
  public enum Sender: Equatable, Sendable {
    case function(UInt16)
    /// Behind a bridge that speaks for all, or lets them speak for themselves, as it likes.
    case anyone(onBus: UInt8)

    fileprivate var bits: UInt64 {
      switch self {
      case .function(let requester): UInt64(requester) | 1 << 18
      case .anyone(let bus): UInt64(bus) << 8 | UInt64(bus) | 2 << 18
      }
    }
  }

  /// How many entries there are.
  public static var count: Int { 256 }
  private static var present: UInt64 { 1 }
  private static var levelTriggered: UInt64 { 1 << 4 }
  private static var noOwner: Int32 { -1 }
  private static var pin: Int32 { -2 }

  private let memory: Memory
  /// The CPUs' controllers are in their extended mode: a target's name has 32 bits.
  public let isExtended: Bool
  /// Physical address of the table.
  public let root: UInt64
  /// By entry: a requester, or one of the two above.
  private var owners: [Int32]

  /// A table without entries; nil when memory is short.
  public init?(_ memory: Memory, isExtended: Bool) {
    guard let root = memory.allocate() else { return nil }
    self.memory = memory
    self.isExtended = isExtended
    self.root = root
    owners = Array(repeating: Self.noOwner, count: Self.count)
  }

  /// What pin `number` sends; its entry is the one of that number.
  /// - Parameter source: as which the IOMMU knows the I/O APIC.
  public func setPin(_ number: Int, _ message: InterruptMessage, source: UInt16) {
    guard number >= 0, number < Self.count else { return }
    owners[number] = Self.pin
    write(number, message, .function(source))
  }

  /// Lets a device send a message. It is taken back with the others of `owner`.
  /// - Returns: what the device has to write instead; nil when the table is full.
  public func add(_ message: InterruptMessage, from sender: Sender, owner: UInt16) -> InterruptMessage? {
    guard let entry = owners.firstIndex(of: Self.noOwner) else { return nil }
    owners[entry] = Int32(owner)
    write(entry, message, sender)
    // The format that names an entry.
    return InterruptMessage(address: 0xFEE0_0010 | UInt64(entry) << 5, data: 0, isExtended: message.isExtended)
  }

  /// Takes back what a device may send.
  /// - Returns: whether there was anything.
  public func removeAll(of owner: UInt16) -> Bool {
    var found = false
    for entry in owners.indices where owners[entry] == Int32(owner) {
      // The half with the bit that makes it count goes first.
      memory.write(root, entry * 2, 0)
      memory.write(root, entry * 2 + 1, 0)
      owners[entry] = Self.noOwner
      found = true
    }
    return found
  }

  private func write(_ entry: Int, _ message: InterruptMessage, _ sender: Sender) {
    let target = message.address >> 12 & 0xFF
    var low = Self.present | UInt64(message.data & 0xFF) << 16
    low |= isExtended ? target << 32 : target << 40
    if message.data >> 15 & 1 != 0 { low |= Self.levelTriggered }
    memory.write(root, entry * 2 + 1, sender.bits)
    memory.write(root, entry * 2, low)
  }
}
