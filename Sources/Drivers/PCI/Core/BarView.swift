// Which parts of a memory bar its driver may map.

/// A memory bar without the pages that are not for its driver.
public struct BarView: Equatable, Sendable {
  /// Bytes.
  public let length: UInt64
  private let hidden: Range<UInt64>

  public init(_ base: BaseAddress, _ messages: MessageInterrupts?) {
    length = base.length
    hidden = messages?.tablePages(ofBar: base.number) ?? 0..<0
  }

  /// Whether a mapping of these bytes, in whole pages, shows the bar alone and nothing hidden of it.
  public func admits(_ offset: UInt64, _ count: UInt64) -> Bool {
    let whole = max(length, 4096)
    guard offset & 4095 == 0, count > 0, offset < whole, count <= whole - offset else { return false }
    let end = (offset + count + 4095) & ~4095
    return hidden.isEmpty || end <= hidden.lowerBound || offset >= hidden.upperBound
  }
}
