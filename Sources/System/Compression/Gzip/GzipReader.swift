// The content of a gzip file in pieces, for contents that should not lie in memory as a whole.
//
// The compressed file is passed to each call (it is mapped, not copied); what comes out lies behind a window of the
// last 32 KiB in one buffer of fixed size. Use: `while try reader.advance(file) { use(reader.piece) }`.

/// A pull decoder of one gzip file.
public struct GzipReader: ~Copyable {
  /// Large enough that sliding the window costs little, small enough for a second-level cache.
  private static let pieceSize = 128 * 1_024

  private var inflater = Inflater(position: 0)
  private var buffer = [UInt8](repeating: 0, count: DeflateFormat.windowSize + pieceSize)
  private var pieceStart = 0
  private var filled = 0
  private var checksum = CRC32()
  private var total = 0
  private var isStarted = false
  private var isFinished = false
  private let limit: Int

  /// - Parameter limit: the most bytes to produce over all pieces.
  public init(limit: Int) { self.limit = limit }

  /// What the last `advance` produced.
  public var piece: Span<UInt8> {
    @_lifetime(borrow self)
    get { buffer.span.extracting(pieceStart..<filled) }
  }

  /// Decodes the next piece of `file`. False: the end was reached before, and checksum and length are right.
  public mutating func advance(_ file: Span<UInt8>) throws(CompressionError) -> Bool {
    if !isStarted {
      inflater = Inflater(position: try GzipHeader(file).length)
      isStarted = true
    }
    pieceStart = filled
    if isFinished { return false }
    slide()
    var target: [UInt8] = []
    swap(&target, &buffer)
    defer { swap(&target, &buffer) }
    var span = target.mutableSpan
    let progress = try inflater.run(file, &span, filled: &filled)
    guard filled - pieceStart <= limit - total else { throw .outputLimit }
    total += filled - pieceStart
    checksum.update(target.span.extracting(pieceStart..<filled))
    if case .finished = progress {
      isFinished = true
      try Gzip.checkTrailer(file, inflater.position, checksum: checksum.value, count: total)
    }
    return filled > pieceStart
  }

  /// Moves the last 32 KiB to the front, to make room behind them.
  private mutating func slide() {
    let excess = filled - DeflateFormat.windowSize
    guard excess > 0 else { return }
    unsafe buffer.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      // SAFETY: both ranges lie in the first `filled` bytes; copyMemory allows them to overlap.
      unsafe base.copyMemory(from: base + excess, byteCount: DeflateFormat.windowSize)
    }
    filled -= excess
    pieceStart = filled
  }
}
