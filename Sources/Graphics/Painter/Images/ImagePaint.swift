// A picture as a paint: what is filled shows it through a transform.

/// Pixels to fill with. Where the picture becomes smaller than half it is better scaled first (`PixelBuffer.scaled`):
/// a pixel of the target looks at four of the picture at most.
public struct ImagePaint {
  public var source: PixelBuffer
  /// From the picture's pixels to logical coordinates.
  public var transform: Transform
  /// What lies outside of the picture; nil for nothing.
  public var spread: Spread?
  /// Between pixels: a mix of the nearest four, or the nearest one alone.
  public var isSmooth: Bool
  /// 0...1.
  public var opacity: Double

  public init(
    _ source: PixelBuffer, transform: Transform = .identity, spread: Spread? = nil, isSmooth: Bool = true,
    opacity: Double = 1
  ) {
    self.source = source
    self.transform = transform
    self.spread = spread
    self.isSmooth = isSmooth
    self.opacity = opacity
  }
}
