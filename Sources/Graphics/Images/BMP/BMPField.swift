// A channel's bits within a pixel of 16 or 32 bits.

/// Takes a channel out of a pixel, as 0...255.
struct BMPField {
  private let mask: UInt32
  private let shift: UInt32
  private let largest: UInt64

  /// Nil when the bits do not lie together. No bits at all: a channel that is not there.
  init?(mask: UInt32) {
    self.mask = mask
    shift = mask == 0 ? 0 : UInt32(mask.trailingZeroBitCount)
    let bits = mask >> shift
    guard bits & (bits &+ 1) == 0 else { return nil }
    largest = UInt64(bits)
  }

  var isPresent: Bool { largest > 0 }

  /// The channel of `pixel`, rounded to nearest.
  @inline(__always) func value(_ pixel: UInt32) -> UInt32 {
    let part = UInt64((pixel & mask) &>> shift)
    if largest == 255 { return UInt32(part) }
    return largest == 0 ? 0 : UInt32((part &* 255 &+ largest / 2) / largest)
  }
}
