// What pcid may take from the kernel for drivers: memory of devices, ports, interrupts, DMA memory. The two handles of
// authority come from init; no driver sees them.

import ABI
import SchemeServer
import System

/// The kernel's part in handing out a device.
final class Hardware {
  private let memory: Handle
  private let interrupts: Handle

  init(memory: consuming Handle, interrupts: consuming Handle) {
    self.memory = memory
    self.interrupts = interrupts
  }

  /// Registers of a device, in whole pages.
  func registers(_ address: UInt64, _ length: UInt64) throws(Errno) -> Handle {
    try memory.derive("physical/\(String(address, radix: 16))/\(String(length, radix: 16))@uc")
  }

  func ports(_ first: UInt64, _ count: UInt64) throws(Errno) -> Handle {
    try memory.derive("ports/\(String(first, radix: 16))/\(String(count, radix: 16))")
  }

  /// Memory in one piece, and its physical address.
  func contiguousMemory(_ length: Int) throws(Errno) -> DMAMemory {
    let handle = try memory.derive("dma/\(length)")
    let told = try handle.call(KernelOperation.deviceAddress.rawValue, capacity: 8)
    return DMAMemory(handle, address: try told.output.span.record(UInt64.self), length: length)
  }

  /// A message that raises an interrupt of its own.
  func message() throws(Errno) -> InterruptSource {
    let handle = try interrupts.derive("message")
    let told = try handle.call(KernelOperation.interruptMessage.rawValue, capacity: 16)
    return InterruptSource(handle, try told.output.span.record(InterruptMessage.self))
  }

  /// What the pins of the interrupt controllers send, by their numbers.
  func lineMessages() -> [InterruptMessage] {
    let length = MemoryLayout<InterruptMessage>.size
    guard let told = try? interrupts.call(KernelOperation.lineMessages.rawValue, capacity: 256 * length) else {
      return []
    }
    return stride(from: 0, to: told.output.count, by: length).compactMap { start in
      try? Array(told.output[start..<start + length]).span.record(InterruptMessage.self)
    }
  }

  /// The pins' messages go through the table from now on.
  func remapLines() -> Bool { (try? interrupts.call(KernelOperation.remapLines.rawValue)) != nil }

  func line(_ number: UInt8) throws(Errno) -> InterruptSource {
    InterruptSource(try interrupts.derive("\(number)"), nil)
  }

  /// No device reaches memory any more that nobody has.
  func reclaim() { _ = try? memory.call(KernelOperation.reclaim.rawValue) }
}
