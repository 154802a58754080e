// gzip files: deflate behind a header with optional fields, and before a CRC-32 and the length. Spec: RFC 1952.
//
// Not: files of several members, of which the first is read; GzipDecoder reads them all.

/// Deflate streams in the gzip wrapper.
public enum Gzip {
  /// Bytes behind the deflate stream.
  public static let trailerSize = 8

  /// The content of a gzip file.
  ///
  /// At most `limit` bytes are produced: a stream that goes beyond is refused before it takes the memory. `expected` is
  /// a hint at the size; an exact one saves copies.
  public static func decompress(
    _ input: Span<UInt8>, limit: Int, expected: Int = 0
  ) throws(CompressionError) -> [UInt8] {
    let start = try GzipHeader(input).length
    var end = 0
    let output = try Deflate.decompress(input, from: start, limit: limit, expected: expected, end: &end)
    try checkTrailer(input, end, checksum: CRC32.checksum(output.span), count: output.count)
    return output
  }

  /// A gzip file with this content, without a name or time, so that the same bytes give the same file.
  public static func compress(_ bytes: Span<UInt8>, effort: CompressionEffort = .normal) -> [UInt8] {
    let unknownSystem: UInt8 = 255
    let header = GzipHeader().bytes(speed: effort == .best ? 2 : 0, system: unknownSystem)
    var file = Deflate.compress(bytes, effort, behind: header)
    for word in [CRC32.checksum(bytes), UInt32(truncatingIfNeeded: bytes.count)] {
      for shift: UInt32 in [0, 8, 16, 24] { file.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
    return file
  }

  /// Compares checksum and length behind the stream with those of the data.
  static func checkTrailer(
    _ input: Span<UInt8>, _ position: Int, checksum: UInt32, count: Int
  ) throws(CompressionError) {
    guard input.count - position >= trailerSize else { throw .truncated }
    var trailer: UInt64 = 0
    for offset in (0..<trailerSize).reversed() { trailer = trailer << 8 | UInt64(input[position + offset]) }
    guard UInt32(truncatingIfNeeded: trailer) == checksum,
      UInt32(truncatingIfNeeded: trailer >> 32) == UInt32(truncatingIfNeeded: count)
    else { throw .badChecksum }
  }
}
