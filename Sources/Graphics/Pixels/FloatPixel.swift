// A premultiplied pixel as four numbers, for arithmetic that eight bits cannot carry.

enum FloatPixel {
  /// Alpha, red, green and blue, 0...255.
  @inline(__always) static func unpacked(_ pixel: UInt32) -> SIMD4<Float> {
    SIMD4<Float>(
      Float(pixel &>> 24), Float(pixel &>> 16 & 255), Float(pixel &>> 8 & 255), Float(pixel & 255))
  }

  /// The nearest pixel; no channel goes above alpha.
  @inline(__always) static func packed(_ value: SIMD4<Float>) -> UInt32 {
    let alpha = min(max(value[0] + 0.5, 0), 255.5)
    var pixel = UInt32(alpha)
    for channel in 1..<4 { pixel = pixel &<< 8 | UInt32(min(max(value[channel] + 0.5, 0), alpha)) }
    return pixel
  }
}
