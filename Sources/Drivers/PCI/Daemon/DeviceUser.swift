// The process that uses a device: while it runs, it may still have the registers mapped, whoever has the claim.

import ABI
import System

/// A driver's process.
final class DeviceUser {
  private let handle: Handle

  init(_ process: UInt32) throws(Errno) { handle = try Handle.open("proc:\(process)", [.read, .nonBlocking]) }

  var hasEnded: Bool {
    var status = [UInt8](repeating: 0, count: MemoryLayout<ExitStatus>.size)
    return (try? handle.read(into: &status)) != nil
  }
}
