// A device with an owner: what its driver gets of it, and how all of it is taken back.
//
// The function may master the bus from the first interrupt or DMA memory on that its driver asks for (a message is a
// write to memory), and until the claim ends.

import ABI
import PCICore
import System

/// One claim on one function.
final class ClaimedDevice {
  /// Bytes of DMA memory that one device can have.
  private static let memoryLimit = 64 << 20

  let place: Int
  let function: PCIFunction
  private let hardware: Hardware
  private let space: MachineConfiguration
  /// Nil where the machine has no IOMMU.
  private let remapper: Remapper?
  /// The IOMMU's number for the device.
  private let requester: UInt16
  private let bases: [BaseAddress]
  private let messages: MessageInterrupts?
  private let writes: ConfigurationGuard
  private let command: UInt32
  /// By number; filled as they are asked for.
  private var interrupts: [(number: Int, source: InterruptSource)] = []
  private var table: DeviceMemory?
  private var memory: [DMAMemory] = []

  /// - Parameter isUnknown: somebody used the function before, and may have left it in any state.
  init(
    _ place: Int, _ function: PCIFunction, _ space: MachineConfiguration, _ hardware: Hardware, _ remapper: Remapper?,
    requester: UInt16, isUnknown: Bool
  ) throws(Errno) {
    self.place = place
    self.function = function
    self.space = space
    self.hardware = hardware
    self.remapper = remapper
    self.requester = requester
    try remapper?.attach(requester)
    if isUnknown { Self.reset(function, space) }
    command = space.command(function.address)
    bases = BaseAddress.all(space, function)
    messages = MessageInterrupts(space, function.address, bases: bases)
    writes = ConfigurationGuard(space, function.address)
    var decoding: UInt32 = 0
    for base in bases {
      decoding |= base.isMemory ? ConfigurationRegister.memoryDecoding : ConfigurationRegister.portDecoding
    }
    space.changeCommand(function.address, set: decoding)
  }

  // MARK: Registers

  /// The ports of a bar; nil where it is memory.
  func openPorts(_ number: Int) throws(Errno) -> Handle? {
    let base = try base(number)
    return base.isMemory ? nil : try hardware.ports(base.address, base.length)
  }

  func openMemory(_ number: Int, _ neighbours: BarNeighbours) throws(Errno) -> RegisterBar {
    let base = try base(number)
    guard base.isMemory, neighbours.isAlone(base) else { throw .notSupported }
    let memory = try hardware.registers(base.address, max(base.length, AddressSpace.pageSize))
    return RegisterBar(memory, BarView(base, messages))
  }

  private func base(_ number: Int) throws(Errno) -> BaseAddress {
    guard let base = bases.first(where: { $0.number == number }) else { throw .noSuchEntry }
    return base
  }

  func readConfiguration(_ offset: Int) throws(Errno) -> UInt32 {
    guard offset >= 0, offset & 3 == 0, offset < space.length else { throw .invalidArgument }
    return space.read(function.address, offset)
  }

  func writeConfiguration(_ offset: Int, _ value: UInt32) throws(Errno) {
    guard let admitted = writes.admitted(offset, value) else { throw .notPermitted }
    space.write(function.address, offset, admitted)
  }

  // MARK: Interrupts

  /// Interrupt `number`: a message where function and machine have them, else (0 only) the line.
  func interrupt(_ number: Int) throws(Errno) -> Handle {
    if let known = interrupts.first(where: { $0.number == number }) { return try known.source.handle.duplicate() }
    guard number >= 0, number < max(messages?.count ?? 1, 1) else { throw .noSuchEntry }
    let source = try makeInterrupt(number)
    interrupts.append((number, source))
    return try source.handle.duplicate()
  }

  private func makeInterrupt(_ number: Int) throws(Errno) -> InterruptSource {
    if let messages, let source = try? hardware.message(), let raising = source.message {
      // What the device writes, which is not what arrives where interrupts are remapped.
      let message = try remapper?.admit(raising, of: requester, function.address) ?? raising
      if case .table(_, _, let bar, let offset) = messages {
        try write(message, number, bar, offset)
      }
      messages.enable(space, function.address, messageAddress: message.address, data: message.data)
      space.changeCommand(function.address, set: ConfigurationRegister.busMaster)
      return source
    }
    guard number == 0, let line = function.line else { throw .notSupported }
    space.changeCommand(function.address, clear: ConfigurationRegister.lineDisabled)
    return try hardware.line(line)
  }

  /// Fills in an entry of the function's table.
  private func write(_ message: InterruptMessage, _ number: Int, _ bar: Int, _ offset: Int) throws(Errno) {
    let table = try mappedTable(bar, offset)
    let entry = offset & 4095 + number * MessageInterrupts.entryLength
    table.write32(entry + 12, MessageInterrupts.entryMasked)
    table.write32(entry, UInt32(truncatingIfNeeded: message.address))
    table.write32(entry + 4, UInt32(truncatingIfNeeded: message.address >> 32))
    table.write32(entry + 8, message.data)
    table.write32(entry + 12, 0)
  }

  private func mappedTable(_ bar: Int, _ offset: Int) throws(Errno) -> DeviceMemory {
    if let table { return table }
    guard let base = bases.first(where: { $0.number == bar }), let messages else { throw .notSupported }
    let start = base.address + UInt64(offset)
    let length = (offset & 4095 + messages.count * MessageInterrupts.entryLength + 4095) & ~4095
    let handle = try hardware.registers(start & ~4095, UInt64(length))
    let mapped = try DeviceMemory(handle.raw, length: length)
    // Of the firmware's entries none is to fire.
    for number in 0..<messages.count {
      mapped.write32(offset & 4095 + number * MessageInterrupts.entryLength + 12, MessageInterrupts.entryMasked)
    }
    table = mapped
    return mapped
  }

  // MARK: Direct memory access

  /// Memory that the device reaches.
  func makeMemory(_ length: Int) throws(Errno) -> DMAMemory {
    let used = memory.reduce(0) { $0 + $1.length }
    guard length > 0, length <= Self.memoryLimit - used else { throw .outOfMemory }
    let piece = try hardware.contiguousMemory(length)
    // Kept even if it cannot be shown whole: what is shown must not become another's.
    memory.append(piece)
    if let remapper { piece.deviceAddress = try remapper.show(piece, to: requester) }
    space.changeCommand(function.address, set: ConfigurationRegister.busMaster)
    return piece
  }

  // MARK: The end

  /// Stops the device and takes everything back.
  func release() {
    space.changeCommand(
      function.address, set: ConfigurationRegister.lineDisabled, clear: ConfigurationRegister.busMaster)
    MessageInterrupts.disable(space, function.address)
    let decoding = ConfigurationRegister.portDecoding | ConfigurationRegister.memoryDecoding
    // Read back, so that the device has seen the writes before its memory goes to somebody else.
    space.changeCommand(function.address, clear: decoding & ~command)
    _ = space.command(function.address)
    remapper?.detach(requester)
    Self.reset(function, space)
    interrupts = []
    table = nil
    memory = []
    hardware.reclaim()
  }

  private static func reset(_ function: PCIFunction, _ space: MachineConfiguration) {
    guard let reset = FunctionReset(space, function) else { return }
    reset.begin(space)
    SystemClock.sleep(milliseconds: UInt64(FunctionReset.patience))
    reset.end(space)
  }
}
