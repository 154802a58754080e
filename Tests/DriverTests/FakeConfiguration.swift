// A configuration space of made-up functions. Registers behave as hardware's do: bases keep only the bits of their
// size, identities cannot be written.

import PCICore

/// One made-up function: 256 bytes, with a mask of what sticks.
struct FakeFunction {
  var registers = [UInt32](repeating: 0, count: 64)
  var writable = [UInt32](repeating: 0, count: 64)

  init(_ vendor: UInt16, _ device: UInt16, classCode: UInt32, header: UInt8 = 0, isMulti: Bool = false) {
    registers[0] = UInt32(device) << 16 | UInt32(vendor)
    registers[2] = classCode << 8 | 3
    registers[3] = UInt32(header) << 16 | (isMulti ? 1 << 23 : 0)
    writable[1] = 0x0407
    writable[15] = 0xFF
  }

  /// A bar of `length` bytes with the type bits `kind`.
  mutating func addBar(_ number: Int, _ kind: UInt32, at address: UInt64, length: UInt64) {
    let mask = ~(length - 1)
    registers[4 + number] = UInt32(truncatingIfNeeded: address) | kind
    writable[4 + number] = UInt32(truncatingIfNeeded: mask) & (kind & 1 != 0 ? ~3 : ~15)
    if kind & 7 == 4 {
      registers[5 + number] = UInt32(truncatingIfNeeded: address >> 32)
      writable[5 + number] = UInt32(truncatingIfNeeded: mask >> 32)
    }
  }

  /// A capability at `offset` that leads to `next`.
  mutating func addCapability(_ identity: UInt8, at offset: Int, next: Int, _ body: [UInt32]) {
    registers[1] |= 1 << 20
    if registers[13] == 0 { registers[13] = UInt32(offset) }
    for (place, value) in body.enumerated() { registers[offset / 4 + place] = value }
    registers[offset / 4] |= UInt32(identity) | UInt32(next) << 8
  }
}

final class FakeConfiguration: ConfigurationSpace {
  var functions: [FunctionAddress: FakeFunction] = [:]
  var length: Int { 256 }
  private(set) var writes: [(address: FunctionAddress, offset: Int, value: UInt32)] = []
  /// Whether a base was written while its function answered.
  private(set) var movedWhileDecoding = false

  subscript(_ bus: UInt8, _ device: UInt8, _ function: UInt8) -> FakeFunction? {
    get { functions[FunctionAddress(bus: bus, device: device, function: function)] }
    set { functions[FunctionAddress(bus: bus, device: device, function: function)] = newValue }
  }

  func read(_ address: FunctionAddress, _ offset: Int) -> UInt32 {
    functions[address]?.registers[offset / 4] ?? .max
  }

  func write(_ address: FunctionAddress, _ offset: Int, _ value: UInt32) {
    guard var function = functions[address] else { return }
    writes.append((address, offset, value))
    if (0x10..<0x28).contains(offset) && function.registers[1] & 3 != 0 { movedWhileDecoding = true }
    let mask = function.writable[offset / 4]
    function.registers[offset / 4] = function.registers[offset / 4] & ~mask | value & mask
    functions[address] = function
  }
}
