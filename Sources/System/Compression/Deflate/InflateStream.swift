// Deflate streams that come in pieces and are handed out in pieces: the window and the input that a decoder keeps.
//
// Memory: the window of 32 KiB, a piece of output, and what was fed and not used. Users: InflateDecoder, GzipDecoder.

/// One deflate stream after the other, with whatever lies between them.
struct InflateStream: ~Copyable {
  /// Large enough that sliding the window costs little, small enough for a second-level cache.
  static let pieceSize = 128 * 1_024

  private var inflater = Inflater(position: 0)
  private var window = [UInt8](repeating: 0, count: DeflateFormat.windowSize + pieceSize)
  private var filled = 0
  /// What was fed and is not used up. Between two streams its owner may take bytes off the front.
  var input: [UInt8] = []
  /// Whether nothing will follow `input`.
  var inputEnds = false

  /// Starts with a new stream at the front of `input`.
  mutating func restart() {
    inflater = Inflater(position: 0)
    filled = 0
  }

  /// Decodes the next piece and appends it to `output`. Behind the stream's end `input` starts with what follows it.
  mutating func advance(into output: inout [UInt8]) throws(CompressionError) -> StreamProgress {
    let excess = filled - DeflateFormat.windowSize
    if excess > 0 {
      window.removeFirst(excess)
      window.append(contentsOf: repeatElement(0, count: excess))
      filled = DeflateFormat.windowSize
    }
    let start = filled
    var end = start
    var target: [UInt8] = []
    swap(&target, &window)
    defer {
      output.append(contentsOf: target[start..<end])
      filled = end
      swap(&target, &window)
    }
    let kept = input
    var span = target.mutableSpan
    let progress = try inflater.run(kept.span, inputEnds: inputEnds, &span, filled: &end)
    switch progress {
    case .outputFull:
      return .advanced
    case .needsInput:
      input.removeFirst(inflater.rebase())
      return .needsInput
    case .finished:
      input.removeFirst(inflater.rebase())
      return .finished
    }
  }
}
