// Sets of CPUs.

/// A set of CPUs, a bit each.
typealias CPUSet = UInt64

extension CPUSet {
  /// One CPU.
  @inline(__always)
  static func cpu(_ number: Int) -> CPUSet { 1 &<< UInt64(truncatingIfNeeded: number) }

  func contains(_ number: Int) -> Bool { self & .cpu(number) != 0 }

  /// The numbers of the CPUs in the set, from the lowest on.
  var members: CPUNumbers { CPUNumbers(rest: self) }
}

/// The walk through a set of CPUs.
struct CPUNumbers: Sequence, IteratorProtocol {
  fileprivate var rest: CPUSet

  mutating func next() -> Int? {
    guard rest != 0 else { return nil }
    defer { rest &= rest &- 1 }
    return rest.trailingZeroBitCount
  }
}
