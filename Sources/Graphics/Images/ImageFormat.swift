// The image formats that the system reads, and how each is known by its first bytes.

/// A format of image files.
public enum ImageFormat: CaseIterable, Equatable, Sendable {
  case png, jpeg, gif, bmp, qoi, webP, icon

  /// Whether a file that starts so is of this format.
  func isFormat(of file: Span<UInt8>) -> Bool {
    switch self {
    case .png: Self.starts(file, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    case .jpeg: Self.starts(file, [0xff, 0xd8, 0xff])
    case .gif: Self.starts(file, "GIF87a") || Self.starts(file, "GIF89a")
    case .bmp: Self.starts(file, "BM")
    case .qoi: Self.starts(file, "qoif")
    case .webP: Self.starts(file, "RIFF") && file.count >= 12 && Self.starts(file.extracting(8..<12), "WEBP")
    case .icon: Self.starts(file, [0, 0, 1, 0]) || Self.starts(file, [0, 0, 2, 0])
    }
  }

  private static func starts(_ file: Span<UInt8>, _ text: String) -> Bool {
    starts(file, Array(text.utf8))
  }

  private static func starts(_ file: Span<UInt8>, _ bytes: [UInt8]) -> Bool {
    guard file.count >= bytes.count else { return false }
    for index in bytes.indices where file[index] != bytes[index] { return false }
    return true
  }
}
