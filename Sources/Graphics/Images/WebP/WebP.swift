// WebP files: the container, and of the two formats inside the one without loss (VP8L).
//
// Lossy pictures are frames of the VP8 video format, which is refused by name, as are animations. Profiles and other
// metadata are passed over. Spec: RFC 9649.

/// Reader of lossless WebP files.
public enum WebP {
  private enum Chunk {
    static let riff = 0x4646_4952
    static let webP = 0x5042_4557
    static let extended = 0x5838_5056
    static let lossless = 0x4c38_5056
    static let lossy = 0x2038_5056
    static let animation = 0x4d49_4e41
    static let animationFlag = 0x02
  }

  /// The image in `file`.
  public static func decode(_ file: Span<UInt8>, limits: ImageLimits = .standard) throws(ImageError) -> Bitmap {
    var reader = ByteReader(file)
    guard try reader.little32() == Chunk.riff else { throw .badData }
    let length = try reader.little32()
    guard try reader.little32() == Chunk.webP else { throw .badData }
    guard length <= file.count - 8 else { throw .truncated }
    while true {
      let type = try reader.little32()
      let size = try reader.little32()
      let content = try reader.range(size)
      switch type {
      case Chunk.lossless:
        var decoder = try VP8LDecoder(file.extracting(content), limits)
        return try decoder.decode()
      case Chunk.lossy: throw .notSupported(.webPLossy)
      case Chunk.animation: throw .notSupported(.webPAnimation)
      case Chunk.extended:
        guard size >= 10 else { throw .badData }
        if Int(file[content.lowerBound]) & Chunk.animationFlag != 0 { throw .notSupported(.webPAnimation) }
      default: break
      }
      // Chunks start at even places.
      if size & 1 == 1 { try reader.skip(1) }
    }
  }
}
