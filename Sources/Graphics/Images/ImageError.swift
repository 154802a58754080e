// What can be wrong with an image file, whatever its format.

/// Why an image file was refused.
public enum ImageError: Error, Equatable, Sendable {
  /// The file ends before the image does.
  case truncated
  /// Its first bytes are those of no format that the system knows.
  case unknownFormat
  /// It breaks the rules of its format.
  case badData
  /// It is sound as far as one can see, but uses something that the system does not read.
  case notSupported(ImageFeature)
  /// More pixels, or more memory to decode it, than the caller allows.
  case tooLarge
}

/// What some sound image files use and the system does not read.
public enum ImageFeature: Equatable, Sendable {
  /// JPEG with samples of more than 8 bits (medicine, raw photos).
  case jpegPrecision
  /// JPEG with arithmetic codes in the place of Huffman's.
  case jpegArithmetic
  /// JPEG without loss.
  case jpegLossless
  /// JPEG in several sizes, each the difference to the one before.
  case jpegHierarchical
  /// JPEG whose height follows its first scan, or with a number of components that stands for no colours.
  case jpegLayout
  /// WebP with loss: frames of the VP8 video format.
  case webPLossy
  /// WebP with several frames.
  case webPAnimation
  /// A version of WebP's lossless format that is not defined yet.
  case webPVersion
  /// BMP that wraps a JPEG or PNG file, or uses OS/2's compression.
  case bmpCompression
  /// PNG with a critical chunk or a format that the specification does not define.
  case pngExtension
}
