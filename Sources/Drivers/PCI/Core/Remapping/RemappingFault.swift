// A device tried to reach what it may not: what the IOMMU wrote down about it (Intel VT-d specification 4.1, section
// 11.4.14).

/// One refused access.
public struct RemappingFault: Equatable, Sendable {
  public let source: FunctionAddress
  /// Of the page that was wanted.
  public let address: UInt64
  public let isRead: Bool
  /// The IOMMU's number for why (section 7.1.3).
  public let reason: UInt8

  /// Nil where the record is empty.
  public init?(low: UInt64, high: UInt64) {
    guard high >> 63 != 0 else { return nil }
    source = FunctionAddress(requester: UInt16(truncatingIfNeeded: high))
    address = low & ~0xFFF
    isRead = high >> 62 & 1 != 0
    reason = UInt8(truncatingIfNeeded: high >> 32)
  }

  public init(source: FunctionAddress, address: UInt64, isRead: Bool, reason: UInt8) {
    self.source = source
    self.address = address
    self.isRead = isRead
    self.reason = reason
  }

  public var text: String {
    "\(source.text) was refused \(isRead ? "reading" : "writing") at \(Hexadecimal.text(address, 1)) (reason \(reason))"
  }
}
