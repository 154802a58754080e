// One pixel at a time in a 64-bit register: four channels in lanes of 16 bits, so that one multiplication does for
// all. What PixelRow uses where vectors are slow.

enum PixelWord {
  private static let lanes: UInt64 = 0x00FF_00FF_00FF_00FF

  /// `pixel` times `factor` (0...255) over 255, every channel rounded to nearest.
  @inline(__always) static func scale(_ pixel: UInt32, by factor: UInt64) -> UInt32 {
    let word = UInt64(pixel)
    // Alpha and green go up by 24 bits: the lanes then hold, from the top, alpha, green, red, blue.
    var product = ((word & 0x00FF_00FF) | (word & 0xFF00_FF00) &<< 24) &* factor &+ 0x0080_0080_0080_0080
    product = ((product &+ (product &>> 8 & lanes)) &>> 8) & lanes
    return UInt32(truncatingIfNeeded: product | product &>> 24)
  }

  @inline(__always) static func over(_ source: UInt32, _ target: UInt32) -> UInt32 {
    source &+ scale(target, by: UInt64(255 &- source &>> 24))
  }

  /// Blends `count` pixels of `input` over `output`, two at a time.
  @unsafe static func over(
    _ input: UnsafeMutablePointer<UInt32>, _ output: UnsafeMutablePointer<UInt32>, count: Int
  ) {
    let opaque: UInt64 = 0xFF00_0000_FF00_0000
    var index = 0
    // SAFETY (of the whole file): callers promise `count` pixels behind every pointer.
    while index &+ 2 <= count {
      let pair = unsafe UnsafeRawPointer(input + index).loadUnaligned(as: UInt64.self)
      if pair & opaque == opaque {
        unsafe UnsafeMutableRawPointer(output + index).storeBytes(of: pair, as: UInt64.self)
      } else if pair != 0 {
        unsafe output[index] = over(UInt32(truncatingIfNeeded: pair), output[index])
        unsafe output[index &+ 1] = over(UInt32(truncatingIfNeeded: pair &>> 32), output[index &+ 1])
      }
      index &+= 2
    }
    if index < count { unsafe output[index] = over(input[index], output[index]) }
  }

  /// The same with every source pixel times `opacity` (0...255) first.
  @unsafe static func over(
    _ input: UnsafeMutablePointer<UInt32>, _ output: UnsafeMutablePointer<UInt32>, count: Int, opacity: UInt32
  ) {
    for index in 0..<count {
      let source = unsafe input[index]
      if source != 0 { unsafe output[index] = over(scale(source, by: UInt64(opacity)), output[index]) }
    }
  }

  /// Blends one colour over `count` pixels. Backgrounds are often even, so the last result is kept.
  @unsafe static func over(color: UInt32, _ output: UnsafeMutablePointer<UInt32>, count: Int) {
    let rest = UInt64(255 &- color &>> 24)
    var before: UInt32 = 0
    var after = color
    for index in 0..<count {
      let target = unsafe output[index]
      if target != before {
        before = target
        after = color &+ scale(target, by: rest)
      }
      unsafe output[index] = after
    }
  }
}
