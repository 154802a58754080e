// The ACPI table DMAR (Intel VT-d specification 4.1, chapter 8): where the IOMMU's units are, and which memory the
// firmware has given to which device.

/// What the firmware says of the IOMMU.
public struct RemappingTable: Equatable, Sendable {
  /// Memory that a device uses on behalf of the firmware: a screen that it shows, a keyboard that it emulates.
  public struct Reserved: Equatable, Sendable {
    public let start: UInt64
    /// The last byte.
    public let last: UInt64
    public let devices: [DevicePath]
  }

  /// A device as the firmware names it: a bus, and the way from there through bridges.
  public struct DevicePath: Equatable, Sendable {
    public let bus: UInt8
    public let steps: [Step]
  }

  public struct Step: Equatable, Sendable {
    public let device: UInt8
    public let function: UInt8
  }

  /// No machine has more.
  private static let maximumEntries = 256

  /// Physical addresses of the units' registers.
  public private(set) var units: [UInt64] = []
  public private(set) var reserved: [Reserved] = []
  /// The firmware says that interrupts can be remapped.
  public let remapsInterrupts: Bool
  /// I/O APICs by their number in the MADT.
  public private(set) var interruptControllers: [UInt8: DevicePath] = [:]

  /// Nil where the table names no unit, or is damaged.
  public init?(dmar bytes: [UInt8]) {
    remapsInterrupts = bytes.count > 37 && bytes[37] & 1 != 0
    var place = 48
    while place + 4 <= bytes.count, units.count + reserved.count < Self.maximumEntries {
      let length = Int(Self.number(bytes, place + 2, 2))
      guard length >= 4, place + length <= bytes.count else { return nil }
      take(Self.number(bytes, place, 2), Array(bytes[place..<place + length]))
      place += length
    }
    if units.isEmpty { return nil }
  }

  private mutating func take(_ kind: UInt64, _ entry: [UInt8]) {
    // Segments but the first are for machines with hundreds of CPUs.
    guard entry.count >= 16, Self.number(entry, 6, 2) == 0 else { return }
    let start = Self.number(entry, 8, 8)
    guard start & 0xFFF == 0, start < 1 << 52 else { return }
    if kind == 0 {
      if start != 0, !units.contains(start) { units.append(start) }
      for scope in Self.scopes(entry, from: 16) where scope.kind == Self.interruptController {
        interruptControllers[scope.number] = scope.path
      }
    } else if kind == 1, entry.count >= 24 {
      let last = Self.number(entry, 16, 8)
      guard last > start, last - start < 1 << 32 else { return }
      // Not bridges with all that is behind them, which no firmware gives memory to.
      let devices = Self.scopes(entry, from: 24).filter { $0.kind == Self.function }.map { $0.path }
      reserved.append(Reserved(start: start, last: last, devices: devices))
    }
  }

  /// One thing that an entry is about.
  private struct Scope {
    let kind: UInt8
    let number: UInt8
    let path: DevicePath
  }
  private static let function: UInt8 = 1
  private static let interruptController: UInt8 = 3

  private static func scopes(_ entry: [UInt8], from start: Int) -> [Scope] {
    var found: [Scope] = []
    var place = start
    while place + 8 <= entry.count {
      let length = Int(entry[place + 1])
      guard length >= 8, place + length <= entry.count else { break }
      var steps: [Step] = []
      for step in stride(from: place + 6, to: place + length - 1, by: 2) {
        steps.append(Step(device: entry[step], function: entry[step + 1]))
      }
      let path = DevicePath(bus: entry[place + 5], steps: steps)
      found.append(Scope(kind: entry[place], number: entry[place + 4], path: path))
      place += length
    }
    return found
  }

  private static func number(_ bytes: [UInt8], _ start: Int, _ width: Int) -> UInt64 {
    var value: UInt64 = 0
    for place in (start..<start + width).reversed() { value = value << 8 | UInt64(bytes[place]) }
    return value
  }
}

extension RemappingTable.DevicePath {
  /// The function at the end of the way; nil where a bridge on it is missing.
  public func resolved(_ space: some ConfigurationSpace) -> FunctionAddress? {
    var bus = self.bus
    for (place, step) in steps.enumerated() {
      let address = FunctionAddress(bus: bus, device: step.device, function: step.function)
      if place == steps.count - 1 { return address }
      guard PCIFunction(space, address)?.header == .bridge else { return nil }
      bus = UInt8(truncatingIfNeeded: space.read(address, ConfigurationRegister.busNumbers) >> 8)
    }
    return nil
  }
}
