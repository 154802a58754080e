// The pair of 8259 interrupt controllers: in use on machines without ACPI tables, moved out of the way on all others.

import KernelEntry

/// The 8259 pair, which serves lines 0 to 15 at vectors 32 to 47.
struct LegacyInterrupts {
  static let firstVector: UInt8 = 32
  private static let primary: UInt16 = 0x20
  private static let secondary: UInt16 = 0xa0
  private static let cascade: UInt16 = 1 << 2

  /// A bit for each line that is masked.
  private var mask: UInt16 = 0xffff

  init() {
    for (port, vector, wiring) in [
      (Self.primary, Self.firstVector, UInt8(4)), (Self.secondary, Self.firstVector + 8, UInt8(2)),
    ] {
      cpu_out8(port, 0x11)
      cpu_out8(port + 1, vector)
      cpu_out8(port + 1, wiring)
      cpu_out8(port + 1, 1)
    }
    writeMask()
  }

  private func writeMask() {
    cpu_out8(Self.primary + 1, UInt8(truncatingIfNeeded: mask))
    cpu_out8(Self.secondary + 1, UInt8(truncatingIfNeeded: mask >> 8))
  }

  mutating func setMasked(_ line: UInt32, _ isMasked: Bool) {
    guard line < 16 else { return }
    if isMasked { mask |= 1 << line } else { mask &= ~(1 << line | (line >= 8 ? Self.cascade : 0)) }
    writeMask()
  }

  /// Line 7 and 15 also report interrupts that were gone before they were taken.
  func isSpurious(_ line: UInt32) -> Bool {
    guard line == 7 || line == 15 else { return false }
    let port = line == 7 ? Self.primary : Self.secondary
    cpu_out8(port, 0x0b)
    let isReal = cpu_in8(port) & 0x80 != 0
    if !isReal, line == 15 { cpu_out8(Self.primary, 0x20) }
    return !isReal
  }

  func endInterrupt(_ line: UInt32) {
    if line >= 8 { cpu_out8(Self.secondary, 0x20) }
    cpu_out8(Self.primary, 0x20)
  }
}
