// zlib streams: deflate between a two-byte header and an Adler-32. PNG images use them. Spec: RFC 1950.

/// Deflate streams in the zlib wrapper.
public enum Zlib {
  private static let deflateMethod: UInt8 = 8
  private static let presetDictionaryFlag: UInt8 = 0x20
  private static let headerSize = 2
  private static let trailerSize = 4

  /// The bytes that a zlib stream stands for. Bytes behind the stream are ignored.
  ///
  /// At most `limit` bytes are produced: a stream that goes beyond is refused before it takes the memory. `expected` is
  /// a hint at the size; an exact one saves copies.
  public static func decompress(
    _ input: Span<UInt8>, limit: Int, expected: Int = 0
  ) throws(CompressionError) -> [UInt8] {
    guard input.count >= headerSize else { throw .truncated }
    let header = UInt16(input[0]) << 8 | UInt16(input[1])
    guard input[0] & 0x0f == deflateMethod, input[0] >> 4 <= 7, header % 31 == 0, input[1] & presetDictionaryFlag == 0
    else { throw .badHeader }
    var end = 0
    let output = try Deflate.decompress(input, from: headerSize, limit: limit, expected: expected, end: &end)
    guard input.count - end >= trailerSize else { throw .truncated }
    var sum: UInt32 = 0
    for offset in 0..<trailerSize { sum = sum << 8 | UInt32(input[end + offset]) }
    guard sum == Adler32.checksum(output.span) else { throw .badChecksum }
    return output
  }

  /// `bytes` as a zlib stream.
  public static func compress(_ bytes: Span<UInt8>, effort: CompressionEffort = .normal) -> [UInt8] {
    let header: [UInt8] =
      switch effort {
      case .fast, .level(...3): [0x78, 0x01]
      case .best, .level(8...): [0x78, 0xda]
      case .normal, .level: [0x78, 0x9c]
      }
    let sum = Adler32.checksum(bytes)
    let trailer = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> UInt32($0)) }
    return Deflate.compress(bytes, effort, behind: header) + trailer
  }
}
