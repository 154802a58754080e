// Which functions there are: bus 0, and the buses behind the bridges that the firmware has numbered.
//
// Not: giving out bus numbers and addresses. The firmware of a PC has done that before the boot loader ran.

/// Walks the buses.
public enum BusEnumerator {
  /// Every function, in the order of their addresses. A bridge that leads back or upwards is not followed.
  public static func functions(_ space: some ConfigurationSpace) -> [PCIFunction] {
    var found: [PCIFunction] = []
    var seen = [Bool](repeating: false, count: 256)
    var waiting: [UInt8] = rootBuses(space)
    while let bus = waiting.popLast() {
      guard !seen[Int(bus)] else { continue }
      seen[Int(bus)] = true
      for function in functions(space, bus: bus) {
        found.append(function)
        guard function.header == .bridge else { continue }
        let numbers = space.read(function.address, ConfigurationRegister.busNumbers)
        let secondary = UInt8(truncatingIfNeeded: numbers >> 8)
        if secondary > bus { waiting.append(secondary) }
      }
    }
    return found.sorted { $0.address.requester < $1.address.requester }
  }

  /// A host bridge with several functions has a bus for each (PCI 3.0, section 3.2.2.3.4).
  private static func rootBuses(_ space: some ConfigurationSpace) -> [UInt8] {
    let bridges = functions(space, bus: 0).filter { $0.address.device == 0 && $0.classCode >> 8 == 0x0600 }
    return [0] + bridges.map { $0.address.function }
  }

  private static func functions(_ space: some ConfigurationSpace, bus: UInt8) -> [PCIFunction] {
    var found: [PCIFunction] = []
    for device: UInt8 in 0..<32 {
      let first = FunctionAddress(bus: bus, device: device, function: 0)
      guard let function = PCIFunction(space, first) else { continue }
      found.append(function)
      guard space.read(first, ConfigurationRegister.header) & 1 << 23 != 0 else { continue }
      for number: UInt8 in 1..<8 {
        if let other = PCIFunction(space, FunctionAddress(bus: bus, device: device, function: number)) {
          found.append(other)
        }
      }
    }
    return found
  }
}
