// I/O ports behind a `memory:ports` handle.

import ABI
import DriverSupport
import System

final class HandlePorts: PortBus {
  private let handle: Handle
  private var byte: [UInt8] = [0]

  init(_ handle: consuming Handle) { self.handle = handle }

  func read8(_ offset: Int) -> UInt8 {
    // A read that fails looks like a port where nothing answers.
    guard let count = try? handle.read(into: &byte, at: UInt64(offset)), count == 1 else { return 0xFF }
    return byte[0]
  }

  func write8(_ offset: Int, _ value: UInt8) {
    let bytes = [value]
    _ = try? handle.write(bytes.span, at: UInt64(offset))
  }
}
