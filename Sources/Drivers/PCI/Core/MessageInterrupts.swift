// Interrupts that a function raises by writing to memory: MSI and MSI-X (PCI 3.0, sections 6.8.1 and 6.8.2).
//
// MSI has its one message in the configuration space (of more only the first is used); MSI-X has a table of them in one
// of the function's memory bars. The pin is off while messages are on.

/// How a function can raise messages, and the registers for it.
public enum MessageInterrupts: Equatable, Sendable {
  /// `offset` of the capability; `isWide`: the address has 64 bits.
  case single(offset: Int, isWide: Bool, hasMask: Bool)
  /// A table of `count` entries at `tableOffset` of bar `bar`.
  case table(offset: Int, count: Int, bar: Int, tableOffset: Int)

  /// Bytes of an entry of the table: address, data, control.
  public static let entryLength = 16
  private static let singleEnabled: UInt32 = 1 << 16
  private static let tableEnabled: UInt32 = 1 << 31
  private static let tableMasked: UInt32 = 1 << 30
  /// Of an entry's control word.
  public static let entryMasked: UInt32 = 1

  /// The best that a function has; nil where it only has its pin.
  public init?(_ space: some ConfigurationSpace, _ address: FunctionAddress, bases: [BaseAddress]) {
    let list = Capability.all(space, address)
    if let entry = list.first(where: { $0.identity == Capability.extendedMessage }) {
      let count = Int(space.read(address, entry.offset) >> 16 & 0x7FF) + 1
      let place = space.read(address, entry.offset + 4)
      let (bar, offset) = (Int(place & 7), Int(place & ~7))
      // A table that is not in the function's memory is believed of no device.
      if let base = bases.first(where: { $0.number == bar && $0.isMemory }),
        UInt64(offset) + UInt64(count * Self.entryLength) <= base.length
      {
        self = .table(offset: entry.offset, count: count, bar: bar, tableOffset: offset)
        return
      }
    }
    guard let entry = list.first(where: { $0.identity == Capability.message }) else { return nil }
    let control = space.read(address, entry.offset) >> 16
    self = .single(offset: entry.offset, isWide: control & 0x80 != 0, hasMask: control & 0x100 != 0)
  }

  /// How many different messages can be had.
  public var count: Int {
    switch self {
    case .single: 1
    case .table(_, let count, _, _): count
    }
  }

  /// The part of memory bar `bar` that holds the table, in whole pages. It is not for drivers: an entry can aim at any
  /// CPU, and be a reset.
  public func tablePages(ofBar bar: Int) -> Range<UInt64> {
    guard case .table(_, let count, bar, let offset) = self else { return 0..<0 }
    let end = UInt64(offset) + UInt64(count * Self.entryLength)
    return UInt64(offset) & ~4095..<(end + 4095) & ~4095
  }

  /// Messages on, with what MSI writes; the entries of a table are the caller's to fill in, and masked until then.
  public func enable(
    _ space: some ConfigurationSpace, _ address: FunctionAddress, messageAddress: UInt64, data: UInt32
  ) {
    space.changeCommand(address, set: ConfigurationRegister.lineDisabled)
    switch self {
    case .single(let offset, let isWide, let hasMask):
      let control = space.read(address, offset)
      space.write(address, offset + 4, UInt32(truncatingIfNeeded: messageAddress))
      if isWide { space.write(address, offset + 8, UInt32(truncatingIfNeeded: messageAddress >> 32)) }
      space.write(address, offset + (isWide ? 12 : 8), data & 0xFFFF)
      if hasMask { space.write(address, offset + (isWide ? 16 : 12), 0) }
      // One message only: bits 20 to 22 are how many.
      space.write(address, offset, control & ~(7 << 20) | Self.singleEnabled)
    case .table(let offset, _, _, _):
      let control = space.read(address, offset)
      space.write(address, offset, control & ~Self.tableMasked | Self.tableEnabled)
    }
  }

  /// Messages off.
  public static func disable(_ space: some ConfigurationSpace, _ address: FunctionAddress) {
    for entry in Capability.all(space, address) {
      let on = entry.identity == Capability.message ? singleEnabled : tableEnabled
      guard entry.identity == Capability.message || entry.identity == Capability.extendedMessage else { continue }
      let control = space.read(address, entry.offset)
      if control & on != 0 { space.write(address, entry.offset, control & ~on) }
    }
  }
}
