// Capital and small letters: Latin, Greek, Cyrillic, Armenian. One other form a letter, as programs of this kind fold.

/// The two cases of letters.
public enum CaseFolding {
  /// No letter above it has another case here.
  static let highest: UInt32 = 0x586

  private struct Run {
    let range: ClosedRange<UInt32>
    /// What leads from a capital to the small letter; 1 for letters that stand in pairs.
    let distance: UInt32
  }

  /// Capitals; in runs of pairs, both.
  private static let runs: [Run] = [
    Run(range: 0x41...0x5a, distance: 32), Run(range: 0xc0...0xd6, distance: 32), Run(range: 0xd8...0xde, distance: 32),
    Run(range: 0x100...0x12f, distance: 1), Run(range: 0x132...0x137, distance: 1),
    Run(range: 0x139...0x148, distance: 1), Run(range: 0x14a...0x177, distance: 1),
    Run(range: 0x179...0x17e, distance: 1), Run(range: 0x391...0x3a1, distance: 32),
    Run(range: 0x3a3...0x3ab, distance: 32), Run(range: 0x400...0x40f, distance: 80),
    Run(range: 0x410...0x42f, distance: 32), Run(range: 0x460...0x481, distance: 1),
    Run(range: 0x48a...0x4bf, distance: 1), Run(range: 0x4d0...0x52f, distance: 1),
    Run(range: 0x531...0x556, distance: 48),
  ]

  /// The small letter of a capital; nil for everything else.
  public static func lowered(_ scalar: UInt32) -> UInt32? {
    for run in runs where run.range.contains(scalar) {
      if run.distance > 1 { return scalar + run.distance }
      return (scalar - run.range.lowerBound) % 2 == 0 ? scalar + 1 : nil
    }
    return nil
  }

  /// The capital of a small letter; nil for everything else.
  public static func raised(_ scalar: UInt32) -> UInt32? {
    for run in runs {
      if run.distance > 1 {
        if scalar >= run.distance, run.range.contains(scalar - run.distance) { return scalar - run.distance }
      } else if run.range.contains(scalar) {
        return (scalar - run.range.lowerBound) % 2 == 1 ? scalar - 1 : nil
      }
    }
    return nil
  }

  static func otherCase(_ scalar: UInt32) -> UInt32? { lowered(scalar) ?? raised(scalar) }

  /// The capitals, or the small letters, beyond ASCII.
  static func ranges(isUpper: Bool) -> [ClosedRange<UInt32>] {
    var found: [ClosedRange<UInt32>] = isUpper ? [] : [0xdf...0xdf]
    for scalar in UInt32(0x80)...highest where (isUpper ? lowered(scalar) : raised(scalar)) != nil {
      found.append(scalar...scalar)
    }
    return found
  }
}
