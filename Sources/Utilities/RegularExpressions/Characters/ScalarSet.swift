// Sets of characters, as ranges of scalar values (of bytes, where characters are bytes).

/// A set of characters.
struct ScalarSet {
  /// Sorted and apart, once `normalise` has been called.
  private(set) var ranges: [ClosedRange<UInt32>] = []

  init(_ ranges: [ClosedRange<UInt32>] = []) { self.ranges = ranges }

  mutating func insert(_ range: ClosedRange<UInt32>) { ranges.append(range) }
  mutating func insert(_ more: [ClosedRange<UInt32>]) { ranges += more }

  /// Sorts the ranges and joins those that touch.
  mutating func normalise() {
    ranges.sort { $0.lowerBound < $1.lowerBound }
    var joined: [ClosedRange<UInt32>] = []
    for range in ranges {
      if let last = joined.last, range.lowerBound <= last.upperBound &+ 1 {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    ranges = joined
  }

  /// Everything up to `highest` that is not in the set.
  mutating func invert(highest: UInt32) {
    normalise()
    var inverted: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges where range.lowerBound <= highest {
      if range.lowerBound > next { inverted.append(next...range.lowerBound - 1) }
      next = range.upperBound &+ 1
    }
    if next <= highest { inverted.append(next...highest) }
    ranges = inverted
  }

  /// Takes one character out.
  mutating func remove(_ scalar: UInt32) {
    ranges = ranges.flatMap { range -> [ClosedRange<UInt32>] in
      guard range.contains(scalar) else { return [range] }
      var rest: [ClosedRange<UInt32>] = []
      if range.lowerBound < scalar { rest.append(range.lowerBound...scalar - 1) }
      if range.upperBound > scalar { rest.append(scalar + 1...range.upperBound) }
      return rest
    }
  }

  /// Adds the other case of every letter.
  mutating func foldCase(usesBytes: Bool) {
    for range in ranges {
      let end = min(range.upperBound, usesBytes ? 0x7f : CaseFolding.highest)
      guard range.lowerBound <= end else { continue }
      for scalar in range.lowerBound...end {
        if let other = CaseFolding.otherCase(scalar) { ranges.append(other...other) }
      }
    }
    normalise()
  }
}
