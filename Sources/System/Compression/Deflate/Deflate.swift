// Raw deflate streams as whole arrays: the two entry points without a wrapper. Spec: RFC 1951.
//
// Wrappers with checksums: Zlib.swift, Gzip.swift. In pieces: DeflateEncoder, InflateDecoder, GzipReader.

/// How much time compression may take.
public enum CompressionEffort: Equatable, Sendable {
  /// Takes the first decent match.
  case fast
  /// What suits most data: about as small as zlib's level 6.
  case normal
  /// Looks far for the longest match: for images that are built once and loaded often.
  case best
  /// As programs spell it: 1 (fast) to 9 (small).
  case level(Int)
}

/// Deflate streams without a wrapper (RFC 1951).
public enum Deflate {
  /// The bytes that a deflate stream stands for. Bytes behind its last block are ignored.
  ///
  /// At most `limit` bytes are produced: a stream that goes beyond is refused before it takes the memory. `expected` is
  /// a hint at the size; an exact one saves copies. Throws any `CompressionError` but `badHeader` and `badChecksum`.
  public static func decompress(
    _ input: Span<UInt8>, limit: Int, expected: Int = 0
  ) throws(CompressionError) -> [UInt8] {
    var end = 0
    return try decompress(input, from: 0, limit: limit, expected: expected, end: &end)
  }

  /// `bytes` as a deflate stream.
  public static func compress(_ bytes: Span<UInt8>, effort: CompressionEffort = .normal) -> [UInt8] {
    compress(bytes, effort, behind: [])
  }

  /// `bytes` as a deflate stream behind `header`.
  static func compress(_ bytes: Span<UInt8>, _ effort: CompressionEffort, behind header: [UInt8]) -> [UInt8] {
    var encoder = DeflateEncoder(effort, behind: header, expected: bytes.count)
    encoder.add(bytes)
    encoder.finish()
    return encoder.takeOutput()
  }

  /// Decodes the stream that starts at byte `start`; `end` becomes the index of the first byte behind it.
  static func decompress(
    _ input: Span<UInt8>, from start: Int, limit: Int, expected: Int, end: inout Int
  ) throws(CompressionError) -> [UInt8] {
    let limit = max(limit, 0)
    var inflater = Inflater(position: start)
    var output: [UInt8] = []
    var capacity = min(limit, expected > 0 ? expected : max(input.count &* 4, 1_024))
    while true {
      let outcome = extend(&output, to: capacity, &inflater, input)
      switch try outcome.get() {
      case .finished:
        end = inflater.position
        return output
      case .needsInput:
        throw .truncated
      case .outputFull:
        if capacity == limit { throw .outputLimit }
        capacity = min(limit, max(capacity &* 2, 1_024))
      }
    }
  }

  /// Goes on decoding behind what `output` holds, in an array of `capacity` bytes that takes its place.
  private static func extend(
    _ output: inout [UInt8], to capacity: Int, _ inflater: inout Inflater, _ input: Span<UInt8>
  ) -> Result<Inflater.Progress, CompressionError> {
    let old = output
    output = []
    var outcome = Result<Inflater.Progress, CompressionError>.success(.outputFull)
    // SAFETY: the buffer has `capacity` bytes of a trivial type; `filled` counts those that were written, from the
    // first on without a gap, and the decoder reads only those.
    output = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
      var span = unsafe MutableSpan(_unsafeElements: buffer)
      for index in old.indices { span[index] = old[index] }
      filled = old.count
      do throws(CompressionError) {
        outcome = .success(try inflater.run(input, &span, filled: &filled))
      } catch {
        outcome = .failure(error)
      }
    }
    return outcome
  }
}
