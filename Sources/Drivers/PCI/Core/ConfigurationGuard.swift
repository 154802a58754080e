// What a driver may write to the configuration space of its own function: nothing that moves it, makes it a bus master
// or aims its interrupts; pcid does that. What a vendor's own capability holds concerns the function alone.

/// The writes of one function's driver.
public struct ConfigurationGuard: Sendable {
  /// Cache line size and latency timer.
  private static let timing = 0x0C

  /// Bodies of vendor-specific capabilities.
  private let bodies: [Range<Int>]

  public init(_ space: some ConfigurationSpace, _ address: FunctionAddress) {
    bodies = Capability.all(space, address).compactMap { entry in
      guard entry.identity == Capability.vendorSpecific else { return nil }
      let length = Int(space.read(address, entry.offset) >> 16 & 0xFC)
      let end = min(entry.offset + length, 256)
      return entry.offset + 4 < end ? entry.offset + 4..<end : nil
    }
  }

  /// What is written for a driver that writes `value` at `offset`; nil where it may not.
  public func admitted(_ offset: Int, _ value: UInt32) -> UInt32? {
    guard offset & 3 == 0 else { return nil }
    if offset == Self.timing { return value & 0xFFFF }
    return bodies.contains { $0.contains(offset) && $0.contains(offset + 3) } ? value : nil
  }
}
