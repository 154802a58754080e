// The two configuration ports behind a `memory:ports` handle.

import ABI
import PCICore
import SchemeServer
import System

/// Ports CF8 and CFC behind a handle.
final class HandlePorts: ConfigurationPorts {
  private let handle: Handle

  init(_ handle: consuming Handle) { self.handle = handle }

  func writeAddress(_ value: UInt32) { write(0, value) }
  func writeData(_ value: UInt32) { write(4, value) }

  func readData() -> UInt32 {
    var buffer: [UInt8] = [0, 0, 0, 0]
    guard let count = try? handle.read(into: &buffer, at: 4), count == 4 else { return .max }
    return buffer.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  private func write(_ offset: UInt64, _ value: UInt32) {
    let bytes = recordBytes(value)
    _ = try? handle.write(bytes.span, at: offset)
  }
}
