// The i8042 keyboard controller as software sees it: two ports, a status byte, a configuration byte and its commands.
//
// IBM PS/2 Hardware Interface Technical Reference, "Keyboard and Auxiliary Device Controller". Offsets count from port
// 60.

/// Ports of the controller.
enum ControllerPort {
  /// Read: a byte from a device or an answer. Write: a byte for the keyboard, or a command's argument.
  static let data = 0
  /// Read: status. Write: a command.
  static let status = 4
}

/// The status byte.
struct ControllerStatus: OptionSet {
  let rawValue: UInt8
  /// A byte waits to be read.
  static let outputFull = ControllerStatus(rawValue: 1 << 0)
  /// The controller has not taken the last byte yet: do not write.
  static let inputFull = ControllerStatus(rawValue: 1 << 1)
  /// The byte that waits came from the mouse.
  static let fromMouse = ControllerStatus(rawValue: 1 << 5)
  /// The byte that waits is damaged.
  static let parityError = ControllerStatus(rawValue: 1 << 7)
}

/// Commands, written to the status port.
enum ControllerCommand: UInt8 {
  case readConfiguration = 0x20
  case writeConfiguration = 0x60
  case disableMouse = 0xA7
  case enableMouse = 0xA8
  case selfTest = 0xAA
  case disableKeyboard = 0xAD
  case enableKeyboard = 0xAE
  /// The next byte goes to the mouse.
  case writeToMouse = 0xD4
}

/// The configuration byte.
struct ControllerConfiguration: OptionSet {
  let rawValue: UInt8
  static let keyboardInterrupt = ControllerConfiguration(rawValue: 1 << 0)
  static let mouseInterrupt = ControllerConfiguration(rawValue: 1 << 1)
  static let keyboardDisabled = ControllerConfiguration(rawValue: 1 << 4)
  static let mouseDisabled = ControllerConfiguration(rawValue: 1 << 5)
  /// Scan codes of set 2 are turned into set 1.
  static let translation = ControllerConfiguration(rawValue: 1 << 6)
}
