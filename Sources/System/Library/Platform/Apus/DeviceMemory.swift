// Registers of a device, and memory that a device reads and writes: every access is one access, in the program's order.
//
// Not: which memory that is (a handle of `pci:` says so). An access outside of the mapping is like one that no device
// answers: reads give ones, writes go nowhere. An x86 CPU keeps stores in order, so no barriers are needed.

public import ABI
import SystemEntry

/// A mapping that a device shares.
public final class DeviceMemory {
  private let memory: MappedMemory
  /// Where it lies in this process.
  public let start: UInt64
  /// Bytes.
  public let length: Int

  /// Maps `length` bytes of what `raw` offers (`bar/N` and `dma/LENGTH` of a device handle).
  public init(_ raw: RawHandle, offset: UInt64 = 0, length: Int) throws(Errno) {
    memory = try MappedMemory(raw, offset: offset, length: length, writable: true)
    start = memory.address
    self.length = length
  }

  @inline(__always)
  private func contains(_ offset: Int, _ width: Int) -> Bool {
    offset >= 0 && length >= width && offset <= length - width && offset & (width - 1) == 0
  }

  public func read8(_ offset: Int) -> UInt8 { contains(offset, 1) ? apus_load8(start + UInt64(offset)) : .max }
  public func read16(_ offset: Int) -> UInt16 { contains(offset, 2) ? apus_load16(start + UInt64(offset)) : .max }
  public func read32(_ offset: Int) -> UInt32 { contains(offset, 4) ? apus_load32(start + UInt64(offset)) : .max }
  public func read64(_ offset: Int) -> UInt64 { contains(offset, 8) ? apus_load64(start + UInt64(offset)) : .max }

  public func write8(_ offset: Int, _ value: UInt8) {
    if contains(offset, 1) { apus_store8(start + UInt64(offset), value) }
  }
  public func write16(_ offset: Int, _ value: UInt16) {
    if contains(offset, 2) { apus_store16(start + UInt64(offset), value) }
  }
  public func write32(_ offset: Int, _ value: UInt32) {
    if contains(offset, 4) { apus_store32(start + UInt64(offset), value) }
  }
  public func write64(_ offset: Int, _ value: UInt64) {
    if contains(offset, 8) { apus_store64(start + UInt64(offset), value) }
  }
}
