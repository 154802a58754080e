// The first serial port (16550): the kernel's console, on every machine that has one.
//
// Output waits for the transmitter; input comes by interrupt.

import KernelEntry

/// COM1 at 115200 baud, 8 data bits, no parity, one stop bit.
struct SerialPort {
  /// The ISA interrupt line.
  static let line: UInt32 = 4
  private static let base: UInt16 = 0x3f8
  /// How often the transmitter is asked before a byte is given up: a port that never gets ready must not stop the
  /// kernel.
  private static let patience = 100_000

  let isPresent: Bool

  init() {
    // Only a real port keeps what is written to its scratch register.
    cpu_out8(Self.base + 7, 0x5a)
    isPresent = cpu_in8(Self.base + 7) == 0x5a
    guard isPresent else { return }
    cpu_out8(Self.base + 1, 0)
    cpu_out8(Self.base + 3, 0x80)
    cpu_out8(Self.base + 0, 1)
    cpu_out8(Self.base + 1, 0)
    cpu_out8(Self.base + 3, 0x03)
    cpu_out8(Self.base + 2, 0xc7)
    cpu_out8(Self.base + 4, 0x0b)
  }

  /// Interrupts for bytes that come in, from now on.
  func enableInput() {
    guard isPresent else { return }
    _ = read()
    cpu_out8(Self.base + 1, 1)
  }

  func write(_ byte: UInt8) {
    guard isPresent else { return }
    for _ in 0..<Self.patience {
      if cpu_in8(Self.base + 5) & 0x20 != 0 { break }
      cpu_pause()
    }
    cpu_out8(Self.base, byte)
  }

  /// The next byte that came in, or nil.
  func read() -> UInt8? {
    guard isPresent, cpu_in8(Self.base + 5) & 1 != 0 else { return nil }
    return cpu_in8(Self.base)
  }
}
