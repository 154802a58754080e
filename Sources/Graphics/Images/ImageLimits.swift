// How large an image may be.

/// Bounds of what a decoder may take for one file.
public struct ImageLimits: Equatable, Sendable {
  /// Pixels of the image, and of each frame.
  public var pixels: Int
  /// Bytes that the decoder may hold at any time, the result included.
  public var memory: Int

  public init(pixels: Int = PNGLimits.pixels, memory: Int = 1 << 29) {
    self.pixels = min(pixels, Bitmap.limit)
    self.memory = memory
  }

  /// 32 million pixels, 512 MiB.
  public static let standard = ImageLimits()

  /// Refuses an image of this size that needs `working` bytes beside its pixels.
  func check(_ width: Int, _ height: Int, working: Int = 0) throws(ImageError) {
    guard width > 0, height > 0 else { throw .badData }
    guard width <= pixels / height, working <= memory - 4 * width * height else { throw .tooLarge }
  }
}
