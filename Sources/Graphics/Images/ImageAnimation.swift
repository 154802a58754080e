// Animated images, frame by frame, with memory for one canvas only. Still images have one frame.

/// A walk through the frames of an image file.
public struct ImageAnimation {
  private enum Source {
    case gif(GIFAnimation)
    case still
  }

  public let size: PixelSize
  private let file: [UInt8]
  private let limits: ImageLimits
  private var source: Source
  /// The image that was decoded for its size, and has not been handed out.
  private var still: Bitmap?

  /// The animation in `file`, before its first frame. Throws as `ImageFile.decode` does.
  public init(_ file: [UInt8], limits: ImageLimits = .standard) throws(ImageError) {
    self.file = file
    self.limits = limits
    if ImageFile.format(file.span) == .gif {
      let animation = try GIFAnimation(file.span, limits: limits)
      source = .gif(animation)
      size = animation.size
    } else {
      let bitmap = try ImageFile.decode(file.span, limits: limits)
      source = .still
      still = bitmap
      size = bitmap.size
    }
  }

  /// How often the frames are played; nil: for ever.
  public var plays: Int? {
    switch source {
    case .gif(let animation): animation.plays
    case .still: 1
    }
  }

  /// The next frame; nil behind the last one. A file that is damaged further on gives the frames before the damage.
  public mutating func next() throws(ImageError) -> AnimationFrame? {
    switch source {
    case .gif(var animation):
      let frame = try animation.next(file.span)
      source = .gif(animation)
      return frame
    case .still:
      defer { still = nil }
      return still.map { AnimationFrame(bitmap: $0, milliseconds: 0) }
    }
  }

  /// Goes back before the first frame, to play it once more.
  public mutating func rewind() throws(ImageError) { self = try ImageAnimation(file, limits: limits) }
}
