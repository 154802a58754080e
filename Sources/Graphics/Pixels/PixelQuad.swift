// Four pixels at a time: the arithmetic of PixelRow in vector registers.
//
// A pixel word is split into two words of two channels (0x00RR00BB and 0x00AA00GG). Seen as lanes of 16 bits, a
// channel times a factor fits a lane, and so does what rounding adds; so a product takes one vector multiplication.
// Every CPU of this architecture has these instructions, and they come out the same at every optimisation level.

/// Four premultiplied pixels.
struct PixelQuad {
  private typealias Words = SIMD4<UInt32>
  private typealias Lanes = SIMD8<UInt16>

  private var words: SIMD4<UInt32>

  @inline(__always) init(repeating pixel: UInt32) { words = SIMD4(repeating: pixel) }

  @inline(__always) private init(_ words: SIMD4<UInt32>) { self.words = words }

  /// The four pixels at an address of any alignment.
  @inline(__always) @unsafe init(_ address: UnsafeMutablePointer<UInt32>) {
    // SAFETY: the caller promises four pixels.
    unsafe words = UnsafeRawPointer(address).loadUnaligned(as: SIMD4<UInt32>.self)
  }

  /// Stores the four pixels.
  @inline(__always) @unsafe func store(_ address: UnsafeMutablePointer<UInt32>) {
    // SAFETY: the caller promises room for four pixels.
    unsafe UnsafeMutableRawPointer(address).storeBytes(of: words, as: SIMD4<UInt32>.self)
  }

  /// What a pixel under these lets through, per pixel: 255 minus alpha, in both halves of each word.
  @inline(__always) private var rest: SIMD4<UInt32> {
    let rest = ~words &>> 24
    return rest | rest &<< 16
  }

  /// Every pixel times the factor (0...255 in both halves of its word) over 255, rounded to nearest.
  @inline(__always) private func scaled(by factor: SIMD4<UInt32>) -> PixelQuad {
    // SAFETY: both types are 16 bytes without any invalid pattern.
    let factors = unsafe unsafeBitCast(factor, to: Lanes.self)
    let channels = unsafe unsafeBitCast(words, to: Lanes.self)
    let redBlue = PixelQuad.product(channels & Lanes(repeating: 0xFF), factors) &>> 8
    // Alpha and green end in the upper bytes of their lanes, which is where they belong.
    let alphaGreen = PixelQuad.product(channels &>> 8, factors) & Lanes(repeating: 0xFF00)
    return unsafe PixelQuad(unsafeBitCast(redBlue | alphaGreen, to: Words.self))
  }

  /// Lane by lane 256 · a · b / 255; its upper byte is a · b / 255 rounded to nearest.
  @inline(__always) private static func product(_ first: Lanes, _ second: Lanes) -> Lanes {
    let biased = first &* second &+ Lanes(repeating: 128)
    return biased &+ biased &>> 8
  }

  /// Every pixel times one factor of 0...255.
  @inline(__always) func scaled(by factor: UInt32) -> PixelQuad { scaled(by: SIMD4(repeating: factor | factor << 16)) }

  /// These over others (Porter-Duff).
  @inline(__always) func over(_ target: PixelQuad) -> PixelQuad {
    PixelQuad(words &+ target.scaled(by: rest).words)
  }
}
