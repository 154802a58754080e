// Configuration access by memory (PCI Express 3.0, section 7.2.2; PCI Firmware Specification 3.2, section 4.1.2): the
// ACPI table MCFG says where each bus's functions lie, 4 KiB apart.

/// One entry of the MCFG: the window of a run of buses.
public struct ConfigurationWindow: Equatable, Sendable {
  /// Physical address of the first bus's part.
  public let start: UInt64
  public let buses: ClosedRange<UInt8>

  public init(start: UInt64, buses: ClosedRange<UInt8>) {
    self.start = start
    self.buses = buses
  }

  /// Bytes of the whole window.
  public var length: Int { buses.count << 20 }

  /// Where a register lies from the start of the window; nil where the window does not show it.
  public func offset(of address: FunctionAddress, _ register: Int) -> Int? {
    guard buses.contains(address.bus), register >= 0, register < 4096, register & 3 == 0 else { return nil }
    let place = Int(address.requester) - Int(buses.lowerBound) << 8
    return place << 12 | register
  }

  /// The window of segment 0 that shows bus 0, in the bytes of an MCFG; nil where the table is damaged or has none.
  /// (Machines with more segments have hundreds of CPUs.)
  public init?(mcfg: [UInt8]) {
    var place = 44
    while place + 16 <= mcfg.count {
      let entry = mcfg[place..<place + 16]
      place += 16
      guard let start = Self.number(entry, 0, 8), let segment = Self.number(entry, 8, 2),
        let first = Self.number(entry, 10, 1), let last = Self.number(entry, 11, 1)
      else { return nil }
      // The address is bus 0's, wherever the run begins.
      guard segment == 0, first == 0, last >= first, start & 0xF_FFFF == 0, start != 0, start < 1 << 52 else {
        continue
      }
      self.init(start: start, buses: 0...UInt8(last))
      return
    }
    return nil
  }

  private static func number(_ bytes: ArraySlice<UInt8>, _ offset: Int, _ width: Int) -> UInt64? {
    let first = bytes.startIndex + offset
    guard first + width <= bytes.endIndex else { return nil }
    var value: UInt64 = 0
    for place in (first..<first + width).reversed() { value = value << 8 | UInt64(bytes[place]) }
    return value
  }
}
