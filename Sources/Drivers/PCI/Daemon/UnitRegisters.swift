// The registers of one unit of the IOMMU, mapped.

import PCICore
import System

final class UnitRegisters: RemappingRegisters {
  private let memory: DeviceMemory

  init(_ memory: DeviceMemory) { self.memory = memory }

  func read32(_ offset: Int) -> UInt32 { memory.read32(offset) }
  func read64(_ offset: Int) -> UInt64 { memory.read64(offset) }
  func write32(_ offset: Int, _ value: UInt32) { memory.write32(offset, value) }
  func write64(_ offset: Int, _ value: UInt64) { memory.write64(offset, value) }
}
