// A range of I/O ports: what a driver core talks to. The daemon's is a `memory:ports` handle, a test's is a fake
// device.

/// A few consecutive I/O ports, by offset from the first.
public protocol PortBus: AnyObject {
  /// Reads one byte from a port.
  func read8(_ offset: Int) -> UInt8
  /// Writes one byte to a port.
  func write8(_ offset: Int, _ value: UInt8)
}
