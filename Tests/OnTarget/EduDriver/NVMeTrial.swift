// One command to an NVMe controller (NVM Express Base Specification 1.4, sections 3.1 and 5.15): memory for its queues,
// and a message of its table when it has answered.

import ABI
import PCIClient
import System

/// The device and the count.
final class NVMeTrial {
  private enum Register {
    static let configuration = 0x14
    static let status = 0x1C
    static let queueSizes = 0x24
    static let submissions = 0x28
    static let completions = 0x30
    static let submissionBell = 0x1000
    static let completionBell = 0x1004
  }

  private let device: PCIDevice
  private var passed = 0
  private var failed = 0

  init(_ device: PCIDevice) { self.device = device }

  func run() throws(Errno) {
    // The table lies at 2000 in QEMU's controller.
    for (offset, length) in [(0, 16384), (0x2000, 4096), (0x1000, 8192)] {
      note("the table cannot be mapped", fails(offset, length))
    }
    let registers = try device.registers(bar: 0, length: 0x2000)
    note("it is off, whatever the last driver did", registers.read32(Register.configuration) & 1 == 0)
    let other = try device.interrupt(64)
    note("there are 65 messages", other.raw != noHandle && isRefused("irq/65"))
    let first = try device.interrupt(0)
    let memory = try device.memory(length: 3 * 4096)
    start(registers, memory)
    note("it starts", registers.read32(Register.status) & 3 == 1)

    // Identify, number 7: what the controller is, into the third page.
    memory.memory.write32(0, 7 << 16 | 0x06)
    memory.memory.write64(24, memory.deviceAddress + 8192)
    memory.memory.write32(40, 1)
    registers.write32(Register.submissionBell, 1)
    var count = [UInt8](repeating: 0, count: 8)
    _ = try first.read(into: &count)
    note("the message comes once", count.elementsEqual([1, 0, 0, 0, 0, 0, 0, 0]))
    note("the command was carried out", memory.memory.read32(4096 + 12) == 1 << 16 | 7)
    note("the controller says who made it", memory.memory.read16(8192) == 0x1B36)
    registers.write32(Register.completionBell, 1)
    Streams.print("disktest: \(passed) passed, \(failed) failed")
  }

  /// On, with admin queues of two entries in the first two pages.
  private func start(_ registers: DeviceMemory, _ memory: DMABuffer) {
    registers.write32(Register.queueSizes, 1 << 16 | 1)
    registers.write64(Register.submissions, memory.deviceAddress)
    registers.write64(Register.completions, memory.deviceAddress + 4096)
    registers.write32(Register.configuration, 4 << 20 | 6 << 16 | 1)
    for _ in 0..<1000 where registers.read32(Register.status) & 3 == 0 { SystemClock.sleep(milliseconds: 1) }
  }

  private func note(_ name: String, _ isRight: Bool) {
    if isRight { passed += 1 } else { failed += 1 }
    if !isRight { Streams.print("disktest: FAILED  \(name)") }
  }

  private func isRefused(_ name: String) -> Bool {
    do throws(Errno) { _ = try device.handle.derive(name) } catch { return error == .noSuchEntry }
    return false
  }

  private func fails(_ offset: Int, _ length: Int) -> Bool {
    do throws(Errno) { _ = try device.registers(bar: 0, offset: offset, length: length) } catch {
      return error == .accessDenied
    }
    return false
  }
}
