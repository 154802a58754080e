// A piece of memory that a device may read and write.

import ABI
import System

/// Memory in one piece. pcid's own handle keeps it until the device is stopped, whatever its driver does.
final class DMAMemory {
  let handle: Handle
  /// Physical.
  let address: UInt64
  /// Where the device finds it.
  var deviceAddress: UInt64
  let length: Int

  init(_ handle: consuming Handle, address: UInt64, length: Int) {
    self.handle = handle
    self.address = address
    deviceAddress = address
    self.length = length
  }
}
