// A run of physical addresses by its ends, and the subtraction that turns a firmware memory map into usable memory.
//
// Start and length (`MemoryRange`) is what the kernel hands around; this is the form that the algebra is short in.

/// Physical addresses from `start` up to `end`, which is not part of it.
public struct PhysicalRange: BitwiseCopyable, Sendable, Equatable {
  public var start: UInt64
  public var end: UInt64

  /// An empty range where `end` lies below `start`.
  public init(start: UInt64, end: UInt64) {
    self.start = start
    self.end = end > start ? end : start
  }

  /// Bytes.
  public var length: UInt64 { end - start }
  public var isEmpty: Bool { end == start }

  /// The largest range of whole pages inside this one.
  func wholePages(_ pageSize: UInt64) -> PhysicalRange {
    let (rounded, overflow) = start.addingReportingOverflow(pageSize - 1)
    guard !overflow else { return PhysicalRange(start: start, end: start) }
    return PhysicalRange(start: rounded / pageSize * pageSize, end: end / pageSize * pageSize)
  }

  /// The smallest range of whole pages around this one.
  func coveringPages(_ pageSize: UInt64) -> PhysicalRange {
    let (rounded, overflow) = end.addingReportingOverflow(pageSize - 1)
    let last = UInt64.max / pageSize * pageSize
    return PhysicalRange(start: start / pageSize * pageSize, end: overflow ? last : rounded / pageSize * pageSize)
  }

  /// What is left of this range without `other`: nothing, one or two ranges, in order.
  func subtracting(_ other: PhysicalRange) -> [PhysicalRange] {
    guard other.start < end, other.end > start, !other.isEmpty else { return isEmpty ? [] : [self] }
    var rest: [PhysicalRange] = []
    if other.start > start { rest.append(PhysicalRange(start: start, end: other.start)) }
    if other.end < end { rest.append(PhysicalRange(start: other.end, end: end)) }
    return rest
  }
}
