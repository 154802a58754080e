// Single accesses to the controller: nothing here waits.

import DriverSupport

/// A byte and where it came from.
struct ReceivedByte: Equatable {
  var value: UInt8
  var isMouse: Bool
}

/// The controller behind its ports.
struct Controller<Bus: PortBus> {
  let bus: Bus

  private var status: ControllerStatus { ControllerStatus(rawValue: bus.read8(ControllerPort.status)) }

  /// False where nothing answers at these ports.
  var isPresent: Bool { bus.read8(ControllerPort.status) != 0xFF }

  /// True if a byte may be written now.
  var canSend: Bool { !status.contains(.inputFull) }

  /// The byte that waits; nil if there is none. Damaged bytes read as 0, which no device sends.
  func receive() -> ReceivedByte? {
    let status = status
    guard status.contains(.outputFull) else { return nil }
    let value = bus.read8(ControllerPort.data)
    return ReceivedByte(value: status.contains(.parityError) ? 0 : value, isMouse: status.contains(.fromMouse))
  }

  /// Call these two only while `canSend`.
  func send(_ command: ControllerCommand) { bus.write8(ControllerPort.status, command.rawValue) }
  func send(data: UInt8) { bus.write8(ControllerPort.data, data) }
}
