// gzip files: deflate behind a header with optional fields, and before a CRC-32 and the length. Spec: RFC 1952.
//
// Not: files of several members, which nothing here writes; what follows the first member is ignored.

/// Deflate streams in the gzip wrapper.
public enum Gzip {
  static let trailerSize = 8
  private static let fixedHeaderSize = 10
  /// The longest file name or comment that is skipped: longer ones than a path are no honest header.
  private static let maximumHeaderField = 65_536

  private enum Flag {
    static let headerChecksum: UInt8 = 2
    static let extraField: UInt8 = 4
    static let name: UInt8 = 8
    static let comment: UInt8 = 16
    static let reserved: UInt8 = 0xe0
  }

  /// The content of a gzip file.
  ///
  /// At most `limit` bytes are produced: a stream that goes beyond is refused before it takes the memory. `expected` is
  /// a hint at the size; an exact one saves copies.
  public static func decompress(
    _ input: Span<UInt8>, limit: Int, expected: Int = 0
  ) throws(CompressionError) -> [UInt8] {
    let start = try headerEnd(input)
    var end = 0
    let output = try Deflate.decompress(input, from: start, limit: limit, expected: expected, end: &end)
    try checkTrailer(input, end, checksum: CRC32.checksum(output.span), count: output.count)
    return output
  }

  /// A gzip file with this content, without a name or time, so that the same bytes give the same file.
  public static func compress(_ bytes: Span<UInt8>, effort: CompressionEffort = .normal) -> [UInt8] {
    let unknownSystem: UInt8 = 255
    var writer = BitWriter(behind: [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, effort == .best ? 2 : 0, unknownSystem])
    var deflater = Deflater(effort)
    deflater.compress(bytes, into: &writer)
    var file = writer.finish()
    for word in [CRC32.checksum(bytes), UInt32(truncatingIfNeeded: bytes.count)] {
      for shift: UInt32 in [0, 8, 16, 24] { file.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
    return file
  }

  /// Where the deflate stream starts.
  static func headerEnd(_ input: Span<UInt8>) throws(CompressionError) -> Int {
    guard input.count >= fixedHeaderSize else { throw .truncated }
    guard input[0] == 0x1f, input[1] == 0x8b, input[2] == 8, input[3] & Flag.reserved == 0 else { throw .badHeader }
    let flags = input[3]
    var position = fixedHeaderSize
    if flags & Flag.extraField != 0 {
      guard input.count - position >= 2 else { throw .truncated }
      position += 2 + Int(input[position]) + Int(input[position + 1]) << 8
    }
    if flags & Flag.name != 0 { position = try fieldEnd(input, position) }
    if flags & Flag.comment != 0 { position = try fieldEnd(input, position) }
    if flags & Flag.headerChecksum != 0 {
      guard position <= input.count, input.count - position >= 2 else { throw .truncated }
      let sum = UInt16(input[position]) | UInt16(input[position + 1]) << 8
      let actual = CRC32.checksum(input.extracting(0..<position))
      guard sum == UInt16(truncatingIfNeeded: actual) else { throw .badChecksum }
      position += 2
    }
    guard position <= input.count else { throw .truncated }
    return position
  }

  /// Where a zero-terminated field that starts at `position` ends.
  private static func fieldEnd(_ input: Span<UInt8>, _ position: Int) throws(CompressionError) -> Int {
    var end = position
    while end < input.count {
      if input[end] == 0 { return end + 1 }
      if end - position >= maximumHeaderField { throw .badHeader }
      end += 1
    }
    throw .truncated
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
