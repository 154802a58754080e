// An image in memory that owns its pixels.

/// Premultiplied 0xAARRGGBB pixels, all clear at first. A size beyond `Bitmap.limit` pixels becomes 0 × 0.
@safe public final class Bitmap {
  /// 256 MiB of pixels: larger than any screen, small enough that width × height × 4 cannot overflow.
  public static let limit = 1 << 26

  public let width: Int
  public let height: Int
  let pixels: UnsafeMutablePointer<UInt32>

  public init(width: Int, height: Int) {
    let fits = width > 0 && height > 0 && width <= Bitmap.limit && height <= Bitmap.limit / width
    self.width = fits ? width : 0
    self.height = fits ? height : 0
    let count = max(1, self.width * self.height)
    // SAFETY: one allocation of `count` words, set to zero at once, freed in deinit and nowhere else.
    unsafe pixels = UnsafeMutablePointer<UInt32>.allocate(capacity: count)
    unsafe pixels.initialize(repeating: 0, count: count)
  }

  public convenience init(_ size: PixelSize) { self.init(width: size.width, height: size.height) }

  deinit {
    // SAFETY: allocated in init; every PixelBuffer of it holds a reference to this object.
    unsafe pixels.deallocate()
  }

  public var size: PixelSize { PixelSize(width: width, height: height) }
  public var bounds: PixelRect { PixelRect(x: 0, y: 0, width: width, height: height) }

  /// A view of the pixels. It keeps the bitmap alive.
  public var buffer: PixelBuffer { PixelBuffer(self) }

  /// Lets `body` write all pixels, row by row without a gap. Nobody else may touch them meanwhile.
  @inline(__always) func withPixels<Failure: Error>(
    _ body: (inout MutableSpan<UInt32>) throws(Failure) -> Void
  ) throws(Failure) {
    // SAFETY: the allocation has exactly so many words, set to zero in init; it lives as long as this object.
    var span = unsafe MutableSpan(_unsafeStart: pixels, count: width * height)
    try body(&span)
  }

  /// The same for the row `y`.
  @inline(__always) func withRow<Failure: Error>(
    _ y: Int, _ body: (inout MutableSpan<UInt32>) throws(Failure) -> Void
  ) throws(Failure) {
    precondition(y >= 0 && y < height)
    // SAFETY: as above; the precondition keeps the row inside.
    var span = unsafe MutableSpan(_unsafeStart: pixels + y * width, count: width)
    try body(&span)
  }
}
