// Configuration access of every PC (PCI 3.0, section 3.2.2.3.2): the address to port CF8, the data from port CFC.
//
// It reaches the first 256 bytes of a function. Machines since 2004 have a window of memory besides.

/// The two ports, 32 bits each.
public protocol ConfigurationPorts: AnyObject {
  func writeAddress(_ value: UInt32)
  func readData() -> UInt32
  func writeData(_ value: UInt32)
}

/// Configuration space behind the two ports.
public final class PortConfiguration<Ports: ConfigurationPorts>: ConfigurationSpace {
  private let ports: Ports
  public let length = 256

  public init(_ ports: Ports) { self.ports = ports }

  private func select(_ address: FunctionAddress, _ offset: Int) -> Bool {
    guard offset >= 0, offset <= 252, offset & 3 == 0 else { return false }
    ports.writeAddress(1 << 31 | UInt32(address.requester) << 8 | UInt32(offset))
    return true
  }

  public func read(_ address: FunctionAddress, _ offset: Int) -> UInt32 {
    select(address, offset) ? ports.readData() : .max
  }

  public func write(_ address: FunctionAddress, _ offset: Int, _ value: UInt32) {
    if select(address, offset) { ports.writeData(value) }
  }
}
