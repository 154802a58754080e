// A view of pixels that lie somewhere: in a Bitmap, in shared memory, in a framebuffer.
//
// This file and Compositing.swift are where the module touches pixel memory. Everybody else asks for rows that are
// clipped to the buffer first.

/// Premultiplied 0xAARRGGBB pixels, row by row. A copy of the view shows the same pixels.
@safe public struct PixelBuffer {
  public let width: Int
  public let height: Int
  /// From one row to the next, in pixels.
  public let stride: Int
  let base: UnsafeMutablePointer<UInt32>
  /// Keeps a Bitmap's pixels alive; nil for memory that the caller looks after.
  private let owner: Bitmap?

  /// A view of memory that the caller owns and keeps valid for as long as the view or a Painter on it is used: at
  /// least `stride * (height - 1) + width` pixels from `base`. A size that makes no sense becomes 0 × 0.
  @unsafe public init(base: UnsafeMutablePointer<UInt32>, width: Int, height: Int, stride: Int) {
    let sane = width > 0 && height > 0 && stride >= width && stride <= Bitmap.limit && height <= Bitmap.limit / stride
    self.width = sane ? width : 0
    self.height = sane ? height : 0
    self.stride = sane ? stride : 0
    unsafe self.base = base
    owner = nil
  }

  init(_ bitmap: Bitmap) {
    width = bitmap.width
    height = bitmap.height
    stride = bitmap.width
    // SAFETY: `owner` keeps the allocation alive for as long as this view exists.
    unsafe base = bitmap.pixels
    owner = bitmap
  }

  public var size: PixelSize { PixelSize(width: width, height: height) }
  public var bounds: PixelRect { PixelRect(x: 0, y: 0, width: width, height: height) }

  /// One pixel. Outside the buffer: reads give 0, writes are ignored.
  public subscript(x: Int, y: Int) -> UInt32 {
    get {
      guard x >= 0, x < width, y >= 0, y < height else { return 0 }
      // SAFETY: x and y were just checked against the size that the initialiser was promised.
      return unsafe base[y * stride + x]
    }
    nonmutating set {
      guard x >= 0, x < width, y >= 0, y < height else { return }
      // SAFETY: as above.
      unsafe base[y * stride + x] = newValue
    }
  }

  /// The first pixel of a row; the caller has clipped x and y to the bounds.
  @inline(__always) @unsafe func row(_ y: Int, from x: Int) -> UnsafeMutablePointer<UInt32> {
    assert(x >= 0 && x <= width && y >= 0 && y < height)
    return unsafe base + (y * stride + x)
  }
}
