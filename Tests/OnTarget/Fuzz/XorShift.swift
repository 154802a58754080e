// Random numbers that a seed brings back.

/// xorshift64* (Vigna, "An experimental exploration of Marsaglia's xorshift generators, scrambled").
struct XorShift {
  private var state: UInt64

  init(seed: UInt64) {
    // Seeds that differ in a bit have to begin differently, and 0 is the one state that stays.
    state = (seed &+ 1) &* 0x9e37_79b9_7f4a_7c15 | 1
    for _ in 0..<4 { _ = next() }
  }

  @inline(__always)
  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_f491_4f6c_dd1d
  }

  @inline(__always)
  mutating func below(_ limit: UInt64) -> UInt64 { (next() >> 16) % limit }

  /// True once in so many times.
  @inline(__always)
  mutating func once(in times: UInt64) -> Bool { below(times) == 0 }
}
