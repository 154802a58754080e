// The list of what a function can do beyond the header (PCI 3.0, section 6.7): each entry has a number and the offset
// of the next one.

/// One entry of the list.
public struct Capability: Equatable, Sendable {
  public static let message: UInt8 = 0x05
  public static let vendorSpecific: UInt8 = 0x09
  public static let express: UInt8 = 0x10
  public static let extendedMessage: UInt8 = 0x11

  public let identity: UInt8
  /// In the configuration space, a multiple of 4.
  public let offset: Int

  /// The list of a function. It ends where it leaves the space behind the header, or comes to where it has been.
  public static func all(_ space: some ConfigurationSpace, _ address: FunctionAddress) -> [Capability] {
    guard space.read(address, ConfigurationRegister.command) & ConfigurationRegister.hasCapabilities != 0 else {
      return []
    }
    var found: [Capability] = []
    var next = Int(space.read(address, ConfigurationRegister.capabilities) & 0xFC)
    while next >= 0x40, !found.contains(where: { $0.offset == next }) {
      let head = space.read(address, next)
      guard head != .max else { break }
      found.append(Capability(identity: UInt8(truncatingIfNeeded: head), offset: next))
      next = Int(head >> 8 & 0xFC)
    }
    return found
  }
}
