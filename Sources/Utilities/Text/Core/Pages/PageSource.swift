// What a pager shows: bytes that come as they are asked for.

/// A text, from its start on.
public protocol PageSource: AnyObject {
  /// The bytes from an offset on, at most `count` of them; none at the end of what there is. A pipe waits for them.
  func read(at offset: Int, count: Int) -> [UInt8]
}

/// A text in memory.
public final class MemorySource: PageSource {
  private let text: [UInt8]
  public init(_ text: [UInt8]) { self.text = text }
  public func read(at offset: Int, count: Int) -> [UInt8] {
    offset < text.count ? Array(text[offset..<min(text.count, offset + count)]) : []
  }
}
