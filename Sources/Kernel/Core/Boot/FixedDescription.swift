// The fixed ACPI description table, FADT (ACPI 6.5, section 5.2.9): the DSDT's address and the ports of power
// management.

/// What the system uses of the FADT.
public struct FixedDescription: Sendable, Equatable {
  /// A run of I/O ports.
  public struct Ports: BitwiseCopyable, Sendable, Equatable {
    public var first: UInt16
    public var count: UInt16
  }

  /// Physical address.
  public var dsdt: UInt64
  /// PM1 event and control blocks, PM timer, SMI command and reset register, as far as they are I/O ports.
  public var ports: [Ports]
  /// Port of the power management timer, 0 if there is none.
  public var timerPort: UInt16
  /// It has 32 bits, not 24.
  public var timerIsLong: Bool
  /// Where in the CMOS clock the century stands, 0 if it does not.
  public var centuryRegister: UInt8

  /// Nil where the table is too short to be one.
  public init?(_ bytes: [UInt8]) {
    let view = ByteView(bytes)
    guard let narrow = view.number(UInt32.self, at: 40), let smi = view.number(UInt32.self, at: 48),
      let timer = view.number(UInt32.self, at: 76), let century = view.number(UInt8.self, at: 108)
    else { return nil }
    let wide = view.number(UInt64.self, at: 140) ?? 0
    dsdt = wide != 0 ? wide : UInt64(narrow)
    centuryRegister = century
    timerPort = UInt16(exactly: timer) ?? 0
    timerIsLong = (view.number(UInt32.self, at: 112) ?? 0) & 1 << 8 != 0
    ports = []
    add(port: smi, length: 1)
    for (block, length) in [(56, 88), (60, 88), (64, 89), (68, 89), (76, 91)] {
      add(port: view.number(UInt32.self, at: block) ?? 0, length: view.number(UInt8.self, at: length) ?? 0)
    }
    // The reset register is a generic address: space 1 is I/O.
    if view.number(UInt8.self, at: 116) == 1, let reset = view.number(UInt64.self, at: 120), reset <= 0xffff {
      add(port: UInt32(reset), length: 1)
    }
  }

  private mutating func add(port: UInt32, length: UInt8) {
    guard let first = UInt16(exactly: port), first != 0, length > 0, first <= UInt16.max - UInt16(length)
    else { return }
    ports.append(Ports(first: first, count: UInt16(length)))
  }
}
