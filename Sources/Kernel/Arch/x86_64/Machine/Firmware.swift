// The ACPI tables of this machine: where they are, and those that the kernel itself understands.

import KernelCore

/// What the firmware says about the machine; empty where there is no ACPI.
struct Firmware {
  let tables: [AcpiTable]
  let interrupts: InterruptControllers?
  let fixed: FixedDescription?
  /// Physical address of the high-precision event timer.
  let timer: UInt64?

  init(root: AcpiRootPointer?, memory: PhysicalMemory) {
    let tables = root.map { AcpiDirectory.tables($0) { Self.bytes(memory, $0, $1) } } ?? []
    self.tables = tables
    func content(_ signature: UInt32) -> [UInt8]? {
      guard let table = tables.first(where: { $0.signature == signature }) else { return nil }
      return Self.bytes(memory, table.address, Int(table.length))
    }
    interrupts = content(AcpiTable.interruptControllers).flatMap { InterruptControllers($0) }
    fixed = content(AcpiTable.fixedDescription).flatMap { FixedDescription($0) }
    timer = content(AcpiTable.precisionTimer).flatMap { AcpiTable.timerAddress($0) }
  }

  /// A copy of physical memory, or nil where the window does not reach.
  static func bytes(_ memory: PhysicalMemory, _ address: UInt64, _ count: Int) -> [UInt8]? {
    guard count >= 0, memory.contains(address, UInt64(count)) else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    for index in bytes.indices { bytes[index] = memory.load(UInt8.self, at: address + UInt64(index)) }
    return bytes
  }
}
