// `acpi:`: the firmware's tables, copied, and the ports that they name.
//
// Tables are data, open to the system's own user; the ports turn the machine off, so they go through init.

import ABI

extension Kernel {
  func openFirmware(_ rest: Range<Int>, _ thread: Thread) throws(Errno) -> Grant {
    guard thread.process.user == 0 else { throw .notPermitted }
    let parts = PathParts(path, rest)
    if parts.count == 1 && parts.matches(path, 0, "registers") {
      guard thread.process.isTrusted else { throw .notPermitted }
      guard !boot.acpiPorts.isEmpty else { throw .noSuchDevice }
      let range = PortRange(first: 0, count: 0x1_0000, allowed: boot.acpiPorts)
      return Grant(Object.ports, range, [.read, .write, .duplicate, .transfer])
    }
    guard parts.count <= 2, parts[0].count == 4 else { throw .noSuchEntry }
    var skipped: UInt64 = 0
    if parts.count == 2 {
      guard let number = NumberParser.parse(path, parts[1], radix: 10) else { throw .noSuchEntry }
      skipped = number
    }
    var signature: UInt32 = 0
    for place in 0..<4 { signature |= UInt32(path[parts[0].lowerBound + place]) << UInt32(8 * place) }
    for table in boot.acpiTables where table.signature == signature {
      if skipped == 0 { return try copy(table) }
      skipped -= 1
    }
    throw .noSuchEntry
  }

  private func copy(_ table: AcpiTable) throws(Errno) -> Grant {
    guard memory.contains(table.address, UInt64(table.length)) else { throw .noSuchEntry }
    guard frames.freeCount > KernelLimits.objectReserve + UInt64(table.length) / pageSize else { throw .outOfMemory }
    var bytes = [UInt8](repeating: 0, count: Int(table.length))
    var span = bytes.mutableSpan
    memory.read(table.address, into: &span, at: 0, Int(table.length))
    return Grant(Object.record, Record(bytes), [.read, .duplicate, .transfer, .call])
  }
}
