// What is known of a function without touching it: read once, when the bus is enumerated.

/// One function of a device.
public struct PCIFunction: Equatable, Sendable {
  public enum Header: UInt8, Sendable { case device = 0, bridge = 1, cardBus = 2 }

  public let address: FunctionAddress
  public let vendor: UInt16
  public let device: UInt16
  /// Base class, subclass, programming interface: 0x010802 is an NVMe controller.
  public let classCode: UInt32
  public let revision: UInt8
  public let header: Header
  /// The interrupt line that the firmware wrote down; nil where the function has no pin or no line.
  public let line: UInt8?

  /// Nil where no function answers.
  public init?(_ space: some ConfigurationSpace, _ address: FunctionAddress) {
    let identity = space.read(address, ConfigurationRegister.identity)
    guard identity & 0xFFFF != 0xFFFF, identity != 0 else { return nil }
    let kind = space.read(address, ConfigurationRegister.classCode)
    let header = UInt8(truncatingIfNeeded: space.read(address, ConfigurationRegister.header) >> 16) & 0x7F
    guard let header = Header(rawValue: header) else { return nil }
    let interrupt = space.read(address, ConfigurationRegister.interrupt)
    self.address = address
    vendor = UInt16(truncatingIfNeeded: identity)
    device = UInt16(identity >> 16)
    classCode = kind >> 8
    revision = UInt8(truncatingIfNeeded: kind)
    self.header = header
    let number = UInt8(truncatingIfNeeded: interrupt)
    line = interrupt >> 8 & 0xFF != 0 && number != 0 && number < 0xFF ? number : nil
  }

  public var isBridge: Bool { classCode >> 8 == 0x0604 }
  /// Firmware may emulate the keyboard through it until a driver takes it over.
  public var isUSBController: Bool { classCode >> 8 == 0x0C03 }
}
