// GIF files (87a and 89a) as still images: the first frame. Animations: GIFAnimation.
//
// Spec: GIF89a, CompuServe 1990.

/// Reader of GIF files.
public enum GIF {
  /// The first frame of `file`, on a clear canvas.
  public static func decode(_ file: Span<UInt8>, limits: ImageLimits = .standard) throws(ImageError) -> Bitmap {
    var animation = try GIFAnimation(file, limits: limits)
    guard let frame = try animation.next(file) else { throw .truncated }
    return frame.bitmap
  }
}
