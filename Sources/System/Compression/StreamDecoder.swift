// What the decoders have in common that take their input in pieces and give their output in pieces.
//
// Not: files that lie in memory as a whole (Deflate, Zlib, Gzip, GzipReader).

/// How far a decoder came.
public enum StreamProgress: Equatable, Sendable {
  /// There may be more output: ask again.
  case advanced
  /// The input that was fed is used up.
  case needsInput
  /// The stream has ended.
  case finished
}

/// A decoder that is fed pieces of any size. Its memory is bounded by the window of its format, whatever comes.
public protocol StreamDecoder: AnyObject {
  /// Hands over more of the compressed stream.
  func feed(_ bytes: ArraySlice<UInt8>)

  /// Says that nothing more will be fed.
  func endInput()

  /// Decodes a piece and appends it to `output`: at most some hundred kilobytes.
  ///
  /// Throws what is wrong with the stream; what was decoded before has been appended.
  func advance(into output: inout [UInt8]) throws(CompressionError) -> StreamProgress
}
