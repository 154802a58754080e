// What can be wrong with a PNG file, and how large an image may be.

/// Why a PNG file was refused.
public enum PNGError: Error, Equatable, Sendable {
  /// The file ends before the image does.
  case truncated
  /// It is no PNG file, or its header, or the order of its chunks, is wrong.
  case badFormat
  /// A chunk that is needed has a wrong CRC.
  case badChecksum
  /// The compressed pixels are damaged, or more or fewer than the size says.
  case badData
  /// It uses something that the specification does not define.
  case notSupported
  /// More pixels than the caller allows.
  case tooLarge
}

/// Bounds of images.
public enum PNGLimits {
  /// 32 million pixels (128 MiB): more than any camera's picture that a desktop shows, less than a machine's memory.
  public static let pixels = 1 << 25
  /// Deflate cannot shrink data further: a match of 258 bytes takes two bits at least.
  static let largestRatio = 1_032
}
