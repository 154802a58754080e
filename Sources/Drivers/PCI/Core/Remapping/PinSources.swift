// As which the IOMMU knows the senders of pins' interrupts: the I/O APICs, which the ACPI tables name twice (ACPI 6.5,
// section 5.2.12.3: the pins that each one has; Intel VT-d specification 4.1, section 8.3.1: who it is on the bus).

/// The I/O APICs of the machine.
public struct PinSources: Equatable, Sendable {
  private struct Controller: Equatable, Sendable {
    let firstPin: Int
    let source: UInt16
  }

  private var controllers: [Controller] = []

  /// - Parameter madt: the table with the interrupt controllers. Nil where it is damaged or names one that the other
  ///   table does not.
  public init?(madt: [UInt8], _ table: RemappingTable, _ space: some ConfigurationSpace) {
    var place = 44
    while place + 2 <= madt.count {
      let length = Int(madt[place + 1])
      guard length >= 2, place + length <= madt.count else { return nil }
      if madt[place] == 1 {
        guard length >= 12, let path = table.interruptControllers[madt[place + 2]],
          let address = path.resolved(space)
        else { return nil }
        let first = (8..<12).reversed().reduce(0) { $0 << 8 | Int(madt[place + $1]) }
        controllers.append(Controller(firstPin: first, source: address.requester))
      }
      place += length
    }
    if controllers.isEmpty { return nil }
  }

  /// Who sends the interrupts of a pin: the controller with the nearest first pin below.
  public func source(ofPin pin: Int) -> UInt16? {
    controllers.filter { $0.firstPin <= pin }.max { $0.firstPin < $1.firstPin }?.source
  }
}
