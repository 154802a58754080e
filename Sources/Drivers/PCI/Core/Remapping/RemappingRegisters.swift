// The registers of one unit of the IOMMU: the daemon's are a device's memory, a test's are a fake.

/// 32 and 64 bits at an offset.
public protocol RemappingRegisters: AnyObject {
  func read32(_ offset: Int) -> UInt32
  func read64(_ offset: Int) -> UInt64
  func write32(_ offset: Int, _ value: UInt32)
  func write64(_ offset: Int, _ value: UInt64)
}
