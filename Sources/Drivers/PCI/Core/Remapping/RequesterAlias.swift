// Under which number the IOMMU knows a function: behind a bridge from PCI Express to PCI the bridge speaks for all
// (PCI Express to PCI/PCI-X Bridge Specification 1.0, section 2.3; Intel VT-d specification 4.1, section 3.4.1).
//
// Functions behind one such bridge cannot be told apart, so only one of them can have an address space.

/// The numbers of functions as the IOMMU sees them.
public enum RequesterAlias {
  private static let toConventional: UInt32 = 7

  /// - Parameter functions: all of the machine, bridges among them.
  public static func requester(
    of address: FunctionAddress, _ space: some ConfigurationSpace, _ functions: [PCIFunction]
  ) -> UInt16 {
    var requester = address.requester
    var bus = address.bus
    // A bridge's bus has a lower number than what is behind it, so this ends.
    while bus > 0, let bridge = bridge(to: bus, space, functions), bridge.address.bus < bus {
      let express = Capability.all(space, bridge.address).first { $0.identity == Capability.express }
      if let express {
        let kind = space.read(bridge.address, express.offset) >> 20 & 15
        if kind == toConventional { requester = UInt16(bus) << 8 }
      } else {
        requester = bridge.address.requester
      }
      bus = bridge.address.bus
    }
    return requester
  }

  private static func bridge(
    to bus: UInt8, _ space: some ConfigurationSpace, _ functions: [PCIFunction]
  ) -> PCIFunction? {
    functions.first { function in
      guard function.header == .bridge else { return false }
      let numbers = space.read(function.address, ConfigurationRegister.busNumbers)
      return UInt8(truncatingIfNeeded: numbers >> 8) == bus
    }
  }
}
