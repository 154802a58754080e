// Power-off registers out of ACPI tables, whole and damaged.

import ACPICore
import Testing

struct FixedHardwareTests {
  static let fadt: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 244)
    table[48] = 0xB2
    table[52] = 0xF1
    table[64...65] = [0x04, 0x06]
    table[113] = 0x04
    table[116] = 1
    table[120...121] = [0xF9, 0x0C]
    table[128] = 0x0F
    return table
  }()

  static func dsdt(_ package: [UInt8], prefix: [UInt8] = [0x08]) -> [UInt8] {
    [UInt8](repeating: 0, count: 40) + prefix + Array("_S5_".utf8) + package + [UInt8](repeating: 0, count: 8)
  }

  @Test func findsSleepTypeAndRegisters() throws {
    let hardware = try #require(
      FixedHardware(fadt: Self.fadt, dsdt: Self.dsdt([0x12, 0x07, 0x04, 0x0A, 0x05, 0x01, 0x00, 0x00])))
    #expect(hardware.controlA == 0x604)
    #expect(hardware.controlB == nil)
    #expect(hardware.offValues.a == 5 << 10 | 1 << 13)
    #expect(hardware.sleepTypeB == 1)
    #expect(hardware.commandPort == 0xB2)
    #expect(hardware.reset == FixedHardware.Reset(port: 0xCF9, value: 0x0F))
  }

  @Test func acceptsRootPrefixAndLongPackageLength() {
    let table = Self.dsdt([0x12, 0x48, 0x00, 0x04, 0x00, 0x00, 0x00, 0x00], prefix: [0x08, 0x5C])
    #expect(FixedHardware(fadt: Self.fadt, dsdt: table)?.sleepTypeA == 0)
  }

  @Test func aNameThatIsOnlyMentionedDoesNotCount() {
    #expect(FixedHardware(fadt: Self.fadt, dsdt: Self.dsdt([0x12, 7, 4, 0, 0, 0, 0, 0], prefix: [0x70])) == nil)
  }

  @Test func truncatedTablesGiveNothing() {
    let dsdt = Self.dsdt([0x12, 0x07, 0x04, 0x0A, 0x05, 0x0A, 0x05, 0x00])
    for length in 0..<dsdt.count - 9 {
      #expect(FixedHardware(fadt: Self.fadt, dsdt: Array(dsdt[0..<length])) == nil)
    }
    for length in 0..<68 { #expect(FixedHardware(fadt: Array(Self.fadt[0..<length]), dsdt: dsdt) == nil) }
  }
}
