// Where a function is on the bus (PCI Local Bus Specification 3.0, section 3.2.2.3.2), and how that is written.

/// Bus, device and function: "00:1f.2".
public struct FunctionAddress: Equatable, Hashable, Sendable {
  public let bus: UInt8
  /// 0 to 31.
  public let device: UInt8
  /// 0 to 7.
  public let function: UInt8

  public init(bus: UInt8, device: UInt8, function: UInt8) {
    self.bus = bus
    self.device = device & 31
    self.function = function & 7
  }

  /// As the bus and the IOMMU number it.
  public init(requester: UInt16) {
    self.init(
      bus: UInt8(requester >> 8), device: UInt8(truncatingIfNeeded: requester >> 3),
      function: UInt8(truncatingIfNeeded: requester))
  }

  /// Reads "BUS:DEV.FN" in hexadecimal; nil where it is none.
  public init?(_ text: some Sequence<UInt8>) {
    let text = Array(text)
    guard text.count == 7, text[2] == 0x3A, text[5] == 0x2E,
      let bus = Hexadecimal.parse(text[0..<2]), let device = Hexadecimal.parse(text[3..<5]), device < 32,
      let function = Hexadecimal.parse(text[6..<7]), function < 8
    else { return nil }
    self.init(bus: UInt8(bus), device: UInt8(device), function: UInt8(function))
  }

  /// As the bus and the IOMMU number it.
  public var requester: UInt16 { UInt16(bus) << 8 | UInt16(device) << 3 | UInt16(function) }

  public var text: String {
    "\(Hexadecimal.text(UInt64(bus), 2)):\(Hexadecimal.text(UInt64(device), 2)).\(function)"
  }
}
