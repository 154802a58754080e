// A driver's side of `pci:`: its device, as init's claim gave it (docs/schemes/pci.md).

public import ABI
public import System

/// One function of a device, which belongs to this process.
public final class PCIDevice {
  /// Hangs up when pcid has ended: the device is off then, and the driver starts anew.
  public let handle: Handle
  private let configuration: Handle

  /// - Parameter handle: inherited by the name that the manifest gives it.
  public init(_ handle: consuming Handle) throws(Errno) {
    configuration = try handle.derive("config")
    self.handle = handle
  }

  /// A register of the configuration space.
  public func readConfiguration(_ offset: Int) throws(Errno) -> UInt32 {
    var bytes: [UInt8] = [0, 0, 0, 0]
    guard try configuration.read(into: &bytes, at: UInt64(offset)) == 4 else { throw .inputOutput }
    return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Writes one, where that concerns the device alone.
  public func writeConfiguration(_ offset: Int, _ value: UInt32) throws(Errno) {
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    try configuration.write(bytes.span, at: UInt64(offset))
  }

  /// The registers of a memory bar, or a part of them in whole pages. The pages that hold the device's table of
  /// messages are not to be had.
  public func registers(bar: Int, offset: Int = 0, length: Int? = nil) throws(Errno) -> DeviceMemory {
    let memory = try handle.derive("bar/\(bar)")
    let whole = Int(clamping: try memory.status().size)
    return try DeviceMemory(memory.raw, offset: UInt64(offset), length: length ?? whole - offset)
  }

  /// The ports of a port bar: reads and writes at offsets.
  public func ports(bar: Int) throws(Errno) -> Handle { try handle.derive("bar/\(bar)") }

  /// Interrupt `number`: read it to wait, write the count back.
  public func interrupt(_ number: Int = 0) throws(Errno) -> Handle { try handle.derive("irq/\(number)") }

  /// Zeroed memory that the device reaches. It stays until the driver ends.
  public func memory(length: Int) throws(Errno) -> DMABuffer { try DMABuffer(handle.derive("dma/\(length)"), length) }
}
