// The random numbers of awk: the same ones in each run, until `srand` says otherwise.

struct AwkRandom {
  private(set) var seed = 0.0
  private var state: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// Starts a new sequence; returns the former seed.
  mutating func start(_ newSeed: Double) -> Double {
    defer { seed = newSeed }
    state = newSeed.bitPattern &+ 0x9e37_79b9_7f4a_7c15
    return seed
  }

  /// At least 0 and below 1.
  mutating func next() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    mixed ^= mixed >> 31
    return Double(mixed >> 11) / 9_007_199_254_740_992
  }
}
