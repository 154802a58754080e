// Random bits for hash seeds and for whoever asks `SystemRandomNumberGenerator`.
//
// Not for secrets: those come from `rand:`. A counter-based mix (SplitMix64) of the seed that the parent passed.

import ABI
import SystemEntry

// SAFETY: a race costs nothing but a repeated number.
nonisolated(unsafe) private var state: UInt64 = 0

/// Cheap pseudo-random numbers, different in every process.
enum RandomSource {
  static func next() -> UInt64 {
    if unsafe state == 0 {
      unsafe state = processStart.seed ^ Platform.clock(.monotonic) ^ UInt64(Platform.identify(.process)) << 48 | 1
    }
    unsafe state = state &+ 0x9E37_79B9_7F4A_7C15
    var mixed = unsafe state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@c
public func arc4random_buf(_ buffer: UnsafeMutableRawPointer?, _ count: Int) {
  guard let buffer = unsafe buffer else { return }
  for offset in 0..<count {
    unsafe buffer.storeBytes(of: UInt8(truncatingIfNeeded: RandomSource.next()), toByteOffset: offset, as: UInt8.self)
  }
}

/// Where Swift's own `print` goes, one character a call: for debugging only.
@c
public func putchar(_ character: Int32) -> Int32 {
  try? Streams.writeAll(Streams.output, [UInt8(truncatingIfNeeded: character)])
  return character
}
