// A device tried to reach what it may not: what the IOMMU wrote down about it (Intel VT-d specification 4.1, section
// 11.4.14).

/// One refused access, or interrupt.
public struct RemappingFault: Equatable, Sendable {
  public let source: FunctionAddress
  /// Of the page that was wanted.
  public let address: UInt64
  public let isRead: Bool
  /// The IOMMU's number for why (section 7.1.3).
  public let reason: UInt8
  /// The entry of the interrupt table that was named; nil where it was about memory.
  public let interrupt: Int?

  /// Reasons that are about interrupts.
  private static let interruptReasons: ClosedRange<UInt8> = 0x20...0x26

  /// Nil where the record is empty.
  public init?(low: UInt64, high: UInt64) {
    guard high >> 63 != 0 else { return nil }
    source = FunctionAddress(requester: UInt16(truncatingIfNeeded: high))
    address = low & ~0xFFF
    isRead = high >> 62 & 1 != 0
    reason = UInt8(truncatingIfNeeded: high >> 32)
    interrupt = Self.interruptReasons.contains(reason) ? Int(low >> 48) : nil
  }

  public init(source: FunctionAddress, address: UInt64, isRead: Bool, reason: UInt8, interrupt: Int? = nil) {
    self.source = source
    self.address = address
    self.isRead = isRead
    self.reason = reason
    self.interrupt = interrupt
  }

  public var text: String {
    if let interrupt { return "\(source.text) was refused interrupt \(interrupt) (reason \(reason))" }
    let access = isRead ? "reading" : "writing"
    return "\(source.text) was refused \(access) at \(Hexadecimal.text(address, 1)) (reason \(reason))"
  }
}
