// What it takes to turn the machine off: registers of the FADT, and the sleep type of S5 from the DSDT.
//
// Not an AML interpreter: `\_S5_` is a constant package on every machine that we know of, and is found by its encoding.
// ACPI 6.5, sections 5.2.9 (FADT), 7.4.2 (\_Sx), 20.2 (AML grammar). Tables are untrusted bytes.

/// The registers that power management needs. Addresses are I/O ports.
public struct FixedHardware: Equatable, Sendable {
  public var controlA: UInt16
  public var controlB: UInt16?
  public var sleepTypeA: UInt8
  public var sleepTypeB: UInt8
  /// Port to which `acpiEnable` is written when the machine is still in legacy mode.
  public var commandPort: UInt16?
  public var acpiEnable: UInt8
  public var reset: Reset?

  /// How the machine is restarted.
  public struct Reset: Equatable, Sendable {
    public var port: UInt16
    public var value: UInt8

    public init(port: UInt16, value: UInt8) {
      self.port = port
      self.value = value
    }
  }

  /// SLP_EN, and where SLP_TYP stands, in PM1 control (ACPI 6.5, table 4.13).
  private static let sleepEnable: UInt16 = 1 << 13
  private static let sleepTypeShift: UInt16 = 10
  /// SCI_EN: set while the machine is in ACPI mode.
  public static let interruptEnable: UInt16 = 1 << 0

  /// The values that turn the machine off, for PM1a and PM1b control.
  public var offValues: (a: UInt16, b: UInt16) {
    (
      UInt16(sleepTypeA) << Self.sleepTypeShift | Self.sleepEnable,
      UInt16(sleepTypeB) << Self.sleepTypeShift | Self.sleepEnable
    )
  }

  /// nil when the tables do not tell.
  public init?(fadt: [UInt8], dsdt: [UInt8]) {
    guard let sleep = SleepType.find(in: dsdt), let control = Self.port(fadt, at: 64) else { return nil }
    controlA = control
    controlB = Self.port(fadt, at: 68)
    sleepTypeA = sleep.a
    sleepTypeB = sleep.b
    commandPort = Self.port(fadt, at: 48)
    acpiEnable = fadt.count > 52 ? fadt[52] : 0
    reset = Self.reset(fadt)
  }

  /// A 32-bit register address that is a port; 0 means that there is none.
  private static func port(_ table: [UInt8], at offset: Int) -> UInt16? {
    guard table.count >= offset + 4 else { return nil }
    let address =
      UInt32(table[offset]) | UInt32(table[offset + 1]) << 8 | UInt32(table[offset + 2]) << 16
      | UInt32(table[offset + 3]) << 24
    return address == 0 ? nil : UInt16(exactly: address)
  }

  /// RESET_REG (a generic address at 116) when the flag RESET_REG_SUP (bit 10 at 112) is set and it is a port.
  private static func reset(_ fadt: [UInt8]) -> Reset? {
    guard fadt.count > 128, fadt[113] & 0x04 != 0, fadt[116] == 1 else { return nil }
    guard let port = port(fadt, at: 120), fadt[124...127].allSatisfy({ $0 == 0 }) else { return nil }
    return Reset(port: port, value: fadt[128])
  }
}

/// The two sleep types of a `\_Sx` package.
enum SleepType {
  /// Looks for `Name (\_S5_, Package () { a, b, … })`: NameOp 08, an optional root or parent prefix, the name,
  /// PackageOp 12, PkgLength, NumElements, then the elements.
  static func find(in table: [UInt8]) -> (a: UInt8, b: UInt8)? {
    let name = Array("_S5_".utf8)
    // The header is 36 bytes; a match needs one byte before the name and eight from it on.
    guard table.count >= 37 + 8 else { return nil }
    for start in 37..<table.count - 8 where table[start..<start + 4].elementsEqual(name) {
      let named = table[start - 1] == 0x08 || (table[start - 1] == 0x5C && table[start - 2] == 0x08)
      guard named, table[start + 4] == 0x12 else { continue }
      // The top two bits of PkgLength's first byte count the bytes that follow it.
      var position = start + 6 + Int(table[start + 5] >> 6) + 1
      guard let a = constant(table, &position), let b = constant(table, &position) else { continue }
      return (a, b)
    }
    return nil
  }

  /// ZeroOp, OneOp, or BytePrefix with a byte.
  private static func constant(_ table: [UInt8], _ position: inout Int) -> UInt8? {
    guard position < table.count else { return nil }
    let code = table[position]
    position += 1
    switch code {
    case 0x00, 0x01: return code
    case 0x0A:
      guard position < table.count else { return nil }
      defer { position += 1 }
      return table[position]
    default: return nil
    }
  }
}
