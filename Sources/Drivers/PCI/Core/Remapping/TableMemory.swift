// Memory for the tables that the IOMMU walks: the daemon's is DMA memory, a test's is an array.

/// Pages of 512 words.
public protocol TableMemory: AnyObject {
  /// Physical address of a page of zeros; nil when memory is short.
  func allocate() -> UInt64?
  func free(_ page: UInt64)
  func read(_ page: UInt64, _ word: Int) -> UInt64
  /// Writes so that the IOMMU sees it.
  func write(_ page: UInt64, _ word: Int, _ value: UInt64)
}
