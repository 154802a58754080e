// The address space of one device: what its DMA can reach.

/// Names a space among those of TranslationTables.
public struct DeviceSpace: Equatable, Sendable {
  /// A null pointer of a device, and the firmware's places of old, are nowhere.
  public static let firstAddress: UInt64 = 0x100_0000

  public let requester: UInt16
  /// By which the IOMMU's caches tell spaces apart.
  public let domain: UInt16
  let root: UInt64
  /// Where the next piece of memory appears.
  var next = DeviceSpace.firstAddress

  init(requester: UInt16, domain: UInt16, root: UInt64) {
    self.requester = requester
    self.domain = domain
    self.root = root
  }
}
