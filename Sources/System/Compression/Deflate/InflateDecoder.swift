// A raw deflate stream in pieces, as zip archives hold it. Not: checksums, which are the archive's. Spec: RFC 1951.

/// A decoder of one deflate stream that is fed piece by piece.
public final class InflateDecoder: StreamDecoder {
  private var stream = InflateStream()
  private var hasFinished = false

  public init() {}

  /// What was fed and lies behind the stream's end.
  public var rest: [UInt8] { stream.input }

  public func feed(_ bytes: ArraySlice<UInt8>) { stream.input.append(contentsOf: bytes) }
  public func endInput() { stream.inputEnds = true }

  public func advance(into output: inout [UInt8]) throws(CompressionError) -> StreamProgress {
    if hasFinished { return .finished }
    let progress = try stream.advance(into: &output)
    hasFinished = progress == .finished
    return progress
  }
}
