// The one entrance to image files: knows the format by the first bytes, and hands the work to its decoder.
//
// Nothing in a file is trusted: sizes are compared with the limits before memory is taken, and what is damaged is
// refused. Files are written elsewhere: PNG.encode, QOI.encode.

/// Reader of image files of every format that the system knows.
public enum ImageFile {
  /// The format of `file`, or nil. Only its first bytes are looked at: the rest may be damaged.
  public static func format(_ file: Span<UInt8>) -> ImageFormat? {
    ImageFormat.allCases.first { $0.isFormat(of: file) }
  }

  /// The image in `file`, upright, premultiplied. Of an animation it is the first frame; of an icon the largest image.
  public static func decode(_ file: Span<UInt8>, limits: ImageLimits = .standard) throws(ImageError) -> Bitmap {
    switch format(file) {
    case .png: try png(file, limits)
    case .jpeg: try JPEG.decode(file, limits: limits)
    case .gif: try GIF.decode(file, limits: limits)
    case .bmp: try BMP.decode(file, limits: limits)
    case .qoi: try QOI.decode(file, limits: limits)
    case .webP: try WebP.decode(file, limits: limits)
    case .icon: try IconFile.decode(file, limits: limits).bitmap
    case nil: throw .unknownFormat
    }
  }

  /// The PNG decoder's image, its errors in the words of this layer.
  static func png(_ file: Span<UInt8>, _ limits: ImageLimits) throws(ImageError) -> Bitmap {
    let size: PixelSize
    do throws(PNGError) { size = try PNG.size(file) } catch { throw ImageError(error) }
    // The rows wait unfiltered: up to eight bytes a pixel, and a byte for each row of each pass.
    try limits.check(size.width, size.height, working: size.width * size.height * 8 + size.height * 14)
    do throws(PNGError) { return try PNG.decode(file, limit: limits.pixels) } catch { throw ImageError(error) }
  }
}

extension ImageError {
  /// What the PNG decoder says, in the words of this layer.
  init(_ error: PNGError) {
    self =
      switch error {
      case .truncated: .truncated
      case .badFormat, .badChecksum, .badData: .badData
      case .notSupported: .notSupported(.pngExtension)
      case .tooLarge: .tooLarge
      }
  }
}
