// The tries of edutest, one after the other.

import ABI
import PCIClient
import System

/// The device and the count.
final class EduTrial {
  /// The device's own memory, 4096 bytes of it; a transfer that includes the last one ends QEMU.
  private static let buffer: UInt64 = 0x40000
  private static let run: UInt64 = 1
  private static let toMemory: UInt64 = 2
  private static let interruptsAtEnd: UInt64 = 4

  private let device: PCIDevice
  private let registers: DeviceMemory
  private let interrupt: Handle
  private let wasMaster: Bool
  private var passed = 0
  private var failed = 0

  init(_ device: PCIDevice) throws(Errno) {
    self.device = device
    registers = try device.registers(bar: 0)
    wasMaster = try device.readConfiguration(4) & 4 != 0
    interrupt = try device.interrupt()
  }

  func run(isConfined: Bool, orphans: Bool) throws(Errno) {
    note("the device is there", registers.read32(EduRegister.identity) & 0xFF == 0xED)
    note("it was no bus master before it had a driver", !wasMaster)
    note("its configuration can be read", try device.readConfiguration(0) == 0x11E8_1234)
    try tryFactorial()
    try tryMessage()
    try tryMemory()
    tryWhatIsNotGranted()
    if isConfined { try tryElsewhere() }
    if orphans { tryWithoutBus() }
    Streams.print("edutest: \(passed) passed, \(failed) failed")
  }

  private func note(_ name: String, _ isRight: Bool) {
    if isRight { passed += 1 } else { failed += 1 }
    if !isRight { Streams.print("edutest: FAILED  \(name)") }
  }

  // MARK: Interrupts

  /// Waits for the interrupt, acknowledges it, and returns what the device says it was for.
  private func waitForInterrupt() throws(Errno) -> UInt32 {
    var count = [UInt8](repeating: 0, count: 8)
    _ = try interrupt.read(into: &count)
    let reason = registers.read32(EduRegister.interruptStatus)
    registers.write32(EduRegister.acknowledge, reason)
    try interrupt.write(count.span)
    return reason
  }

  private func tryFactorial() throws(Errno) {
    registers.write32(EduRegister.status, 0x80)
    registers.write32(EduRegister.factorial, 10)
    note("an interrupt says that the factorial is there", try waitForInterrupt() == 1)
    note("the factorial is right", registers.read32(EduRegister.factorial) == 3_628_800)
    registers.write32(EduRegister.status, 0)
  }

  private func tryMessage() throws(Errno) {
    for value: UInt32 in 1...100 {
      registers.write32(EduRegister.raise, value << 8)
      guard try waitForInterrupt() == value << 8 else { return note("every interrupt arrives", false) }
    }
    note("every interrupt arrives", true)
  }

  // MARK: Direct memory access

  private func transfer(_ source: UInt64, _ target: UInt64, _ count: Int, _ direction: UInt64) throws(Errno) {
    registers.write64(EduRegister.source, source)
    registers.write64(EduRegister.target, target)
    registers.write64(EduRegister.count, UInt64(count))
    registers.write64(EduRegister.command, Self.run | direction | Self.interruptsAtEnd)
    _ = try waitForInterrupt()
  }

  private func tryMemory() throws(Errno) {
    let first = try device.memory(length: 8192)
    let second = try device.memory(length: 100)
    for place in 0..<1024 { first.memory.write32(4096 + place * 4, UInt32(place) &* 0x9E37_79B9) }
    try transfer(first.deviceAddress + 4096, Self.buffer, 4064, 0)
    try transfer(Self.buffer, first.deviceAddress, 2048, Self.toMemory)
    try transfer(Self.buffer + 8, second.deviceAddress, 96, Self.toMemory)
    var isRight = true
    for place in 0..<512 where first.memory.read32(place * 4) != UInt32(place) &* 0x9E37_79B9 { isRight = false }
    for place in 512..<1024 where first.memory.read32(place * 4) != 0 { isRight = false }
    note("the device copies from memory and to memory", isRight)
    note("two pieces of memory are two", second.memory.read32(0) == 2 &* 0x9E37_79B9)
  }

  /// The device writes where its driver has no memory, and reads there: nothing arrives either way.
  private func tryElsewhere() throws(Errno) {
    let own = try device.memory(length: 4096)
    own.memory.write32(0, 0x1234_5678)
    try transfer(own.deviceAddress, Self.buffer, 2048, 0)
    // The kernel's image lies at 1 MiB: the machine would not survive this.
    for address: UInt64 in [0x10_0000, 0x10_1000, 0x20_0000, own.deviceAddress + 4096] {
      try transfer(Self.buffer, address, 2048, Self.toMemory)
    }
    try transfer(0x10_0000, Self.buffer, 4, 0)
    own.memory.write32(0, 0)
    try transfer(Self.buffer, own.deviceAddress, 2048, Self.toMemory)
    note("what lies elsewhere cannot be read", own.memory.read32(0) == 0x1234_5678 || own.memory.read32(0) == 0)
  }

  // MARK: The end of pcid

  /// Kills pcid. What its successor makes of the device is for the next driver to see.
  private func tryWithoutBus() {
    for process: UInt32 in 2..<32 {
      guard let status = try? Handle.open("proc:\(process)/status").readAll(), status.count == 128,
        status[72..<77].elementsEqual("pcid\0".utf8)
      else { continue }
      try? Processes.kill(Int64(process), .kill)
    }
    do throws(Errno) {
      _ = try device.readConfiguration(0)
      note("nobody answers for the device", false)
    } catch { note("nobody answers for the device", error == .serverDied) }
  }

  // MARK: What is not granted

  private func tryWhatIsNotGranted() {
    note("the device cannot be moved", fails { () throws(Errno) in try device.writeConfiguration(0x10, 0) })
    note("nor made a bus master", fails { () throws(Errno) in try device.writeConfiguration(4, 7) })
    note("nor its messages aimed", fails { () throws(Errno) in try device.writeConfiguration(0x44, 0xFEE0_0000) })
    for name in ["bar/1", "bar/x", "irq/1", "dma/0", "dma/99999999999", "physical/0/1000"] {
      note("\"\(name)\" is not to be had", fails { () throws(Errno) in _ = try device.handle.derive(name) })
    }
    for path in ["memory:physical/fee00000/1000", "memory:authority", "irq:message", "pci:claim/1234:11e8"] {
      note("\(path) is not to be had", fails { () throws(Errno) in _ = try Handle.open(path) })
    }
  }

  private func fails(_ body: () throws(Errno) -> Void) -> Bool {
    do throws(Errno) { try body() } catch { return true }
    return false
  }
}
