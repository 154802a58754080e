// `acpi:`: tables of the firmware, for acpid.

import ABI

extension Kernel {
  func openFirmware(_ rest: Range<Int>, _ thread: Thread) throws(Errno) -> Handle {
    guard thread.process.isTrusted else { throw .notPermitted }
    throw .noSuchEntry
  }
}
