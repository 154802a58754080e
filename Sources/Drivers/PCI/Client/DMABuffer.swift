// Memory that a driver shares with its device.

public import ABI
public import System

/// Memory in one piece, with the address by which the device knows it.
public struct DMABuffer {
  public let memory: DeviceMemory
  public let deviceAddress: UInt64

  init(_ handle: consuming Handle, _ length: Int) throws(Errno) {
    var bytes = [UInt8](repeating: 0, count: 8)
    guard try handle.read(into: &bytes, at: 0) == 8 else { throw .inputOutput }
    deviceAddress = bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    memory = try DeviceMemory(handle.raw, length: length)
  }
}
