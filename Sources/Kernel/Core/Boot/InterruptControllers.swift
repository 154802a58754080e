// The multiple APIC description table, MADT (ACPI 6.5, section 5.2.12): which interrupt controllers a machine has, and
// how the sixteen ISA lines are wired to them.

/// The interrupt controllers of a machine.
public struct InterruptControllers: Sendable, Equatable {
  /// One I/O APIC.
  public struct IOApic: BitwiseCopyable, Sendable, Equatable {
    public var address: UInt64
    /// The first global interrupt that it serves.
    public var firstInterrupt: UInt32
  }

  /// How a line signals.
  public struct Wiring: BitwiseCopyable, Sendable, Equatable {
    /// The global interrupt.
    public var interrupt: UInt32
    public var isLevelTriggered: Bool
    public var isActiveLow: Bool

    public init(interrupt: UInt32, isLevelTriggered: Bool, isActiveLow: Bool) {
      self.interrupt = interrupt
      self.isLevelTriggered = isLevelTriggered
      self.isActiveLow = isActiveLow
    }
  }

  /// More are not in any machine that this kernel drives.
  static let maximumIOApics = 16
  /// Nor more CPUs.
  static let maximumProcessors = 1024

  /// Physical address of the CPU's own controller.
  public private(set) var localApic: UInt64
  public private(set) var ioApics: [IOApic] = []
  /// The local APICs of the CPUs that can be started, in the table's order.
  public private(set) var processors: [UInt32] = []
  /// ISA line to wiring, sixteen of them: identity, edge-triggered and active high, unless the table says otherwise.
  public private(set) var isaLines: [Wiring]

  /// Nil where the table is too short to be one.
  public init?(_ bytes: [UInt8]) {
    let view = ByteView(bytes)
    guard let address = view.number(UInt32.self, at: 36) else { return nil }
    localApic = UInt64(address)
    isaLines = (0..<16).map { Wiring(interrupt: UInt32($0), isLevelTriggered: false, isActiveLow: false) }
    var offset = 44
    while let type = view.number(UInt8.self, at: offset), let length = view.number(UInt8.self, at: offset + 1),
      length >= 2, let entry = view.slice(offset, Int(length))
    {
      take(type, ByteView(entry))
      offset += Int(length)
    }
  }

  private mutating func take(_ type: UInt8, _ entry: ByteView) {
    switch type {
    case 0: take(entry.number(UInt8.self, at: 3).map { UInt32($0) }, flags: entry.number(UInt32.self, at: 4))
    case 9: take(entry.number(UInt32.self, at: 4), flags: entry.number(UInt32.self, at: 8))
    case 1:
      guard let address = entry.number(UInt32.self, at: 4), let first = entry.number(UInt32.self, at: 8),
        ioApics.count < Self.maximumIOApics, address != 0
      else { return }
      ioApics.append(IOApic(address: UInt64(address), firstInterrupt: first))
    case 2:
      guard let source = entry.number(UInt8.self, at: 3), source < 16, let interrupt = entry.number(UInt32.self, at: 4),
        let flags = entry.number(UInt16.self, at: 8)
      else { return }
      // Both fields: 0 as the bus has it (ISA: edge, high), 1 high or edge, 3 low or level.
      isaLines[Int(source)] = Wiring(
        interrupt: interrupt, isLevelTriggered: flags >> 2 & 3 == 3, isActiveLow: flags & 3 == 3)
    case 5:
      if let address = entry.number(UInt64.self, at: 4), address != 0 { localApic = address }
    default: break
    }
  }

  /// A CPU; the lowest flag says that it is there. A CPU may stand in the table in both ways.
  private mutating func take(_ identity: UInt32?, flags: UInt32?) {
    guard let identity, let flags, flags & 1 != 0, processors.count < Self.maximumProcessors,
      !processors.contains(identity)
    else { return }
    processors.append(identity)
  }
}
