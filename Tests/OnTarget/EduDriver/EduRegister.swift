// The registers of QEMU's teaching device. Source: QEMU's docs/specs/edu.

/// Offsets in its first bar.
enum EduRegister {
  static let identity = 0x00
  static let factorial = 0x08
  static let status = 0x20
  static let interruptStatus = 0x24
  static let raise = 0x60
  static let acknowledge = 0x64
  static let source = 0x80
  static let target = 0x88
  static let count = 0x90
  static let command = 0x98
}
