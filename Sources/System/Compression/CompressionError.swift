// What can be wrong with a compressed stream. Every decoder of this module throws this one type.
//
// Compression itself cannot fail. Specs: RFC 1950 (zlib), RFC 1951 (deflate), RFC 1952 (gzip), RFC 8878 (Zstandard).

/// Why a compressed stream was refused.
public enum CompressionError: Error, Equatable, Sendable {
  /// The input ends before the stream does.
  case truncated
  /// The wrapper's header is not one that this module reads (wrong magic, method, flags or check bits).
  case badHeader
  /// A block has the reserved type, or a stored block's length does not match its complement.
  case badBlock
  /// The lengths of a Huffman code do not describe a code, or the input holds an unassigned code word.
  case badCode
  /// A match reaches back before the start of the data.
  case badDistance
  /// The data grows beyond the caller's limit.
  case outputLimit
  /// Adler-32, CRC-32, XXH64 or the length at the end of the stream differs from the data.
  case badChecksum
  /// The length behind a gzip member differs from the data's, whose checksum is right.
  case badLength
  /// The stream was made with a dictionary, which is not at hand.
  case needsDictionary
  /// The stream reaches back farther than the caller lends memory for.
  case windowLimit
}
