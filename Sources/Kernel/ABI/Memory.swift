// Address space: where a program's memory may lie, and the flags of `map` and `protect`.
//
// Everything of Swift's must lie below 2^47 (its String and enum layouts use the top bits), so the kernel takes the
// upper part of the lower canonical half and programs the rest.

/// The bounds of a program's addresses, and the page size.
public enum AddressSpace {
  /// Bytes of a page.
  public static let pageSize: UInt64 = 4096
  /// The lowest address that can be mapped: a null pointer with an offset below this faults.
  public static let userStart: UInt64 = 0x1_0000
  /// One past the highest: top-level page-table slots 0 to 127.
  public static let userEnd: UInt64 = 0x4000_0000_0000
}

/// Flags of `map` and `protect`.
public struct MapFlags: OptionSet, BitwiseCopyable, Sendable {
  public let rawValue: UInt64
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  public static let read = MapFlags(rawValue: 1 << 0)
  public static let write = MapFlags(rawValue: 1 << 1)
  public static let execute = MapFlags(rawValue: 1 << 2)
  /// Writes reach the object and everyone else who maps it; without it they stay private (copied on the first write).
  public static let shared = MapFlags(rawValue: 1 << 3)
  /// At exactly `address`; what is mapped there is an error.
  public static let fixed = MapFlags(rawValue: 1 << 4)
  /// All pages now, rather than on the first touch.
  public static let populate = MapFlags(rawValue: 1 << 5)
  /// One unmapped page below and above: for stacks.
  public static let guarded = MapFlags(rawValue: 1 << 6)
}
