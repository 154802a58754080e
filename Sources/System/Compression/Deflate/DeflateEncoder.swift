// The deflate encoder: turns bytes into literals and matches, and these into blocks.
//
// The input comes in pieces and is kept in a window, whose front is dropped 32 KiB at a time. Matching is lazy: a match
// waits until the next position has been tried, and gives way to a longer one there. The tokens of a block are kept
// until there are enough to make a code for them. Spec: RFC 1951.

/// An encoder of one deflate stream.
public struct DeflateEncoder: Sendable {
  /// Bytes of input that are kept: the 32 KiB that matches reach back to, and enough behind them to slide rarely.
  private static let capacity = 9 * DeflateFormat.windowSize
  /// What has to follow a position, unless the input ends there: the longest match and the hash behind it.
  private static let lookAhead = DeflateFormat.maximumMatch + DeflateFormat.minimumMatch + 1

  private let settings: MatchFinder.Settings
  private var finder: MatchFinder
  private var block = DeflateBlock()
  private var writer: BitWriter
  private var window: [UInt8]
  private var filled = 0
  private var position = 0
  /// Where the current block starts; nil once its start has left the window. It is too compressible to be stored then.
  private var blockStart: Int? = 0
  private var waiting = MatchFinder.Match()
  private var hasWaiting = false

  /// Starts a stream behind `header`.
  /// - Parameter expected: the exact size of the input, where it is known.
  public init(_ effort: CompressionEffort, behind header: [UInt8] = [], expected: Int = .max) {
    settings = effort.settings
    finder = MatchFinder(settings)
    writer = BitWriter(behind: header)
    window = [UInt8](repeating: 0, count: max(1, min(Self.capacity, expected)))
  }

  /// Takes in more bytes.
  public mutating func add(_ bytes: Span<UInt8>) {
    var taken = 0
    while taken < bytes.count {
      if filled == window.count { makeRoom() }
      let count = min(window.count - filled, bytes.count - taken)
      let start = filled
      var span = window.mutableSpan
      span.copy(bytes.extracting(taken..<(taken + count)), to: start)
      filled = start + count
      taken += count
      compress(upTo: filled - Self.lookAhead)
    }
  }

  /// Ends the stream.
  public mutating func finish() {
    compress(upTo: filled)
    if hasWaiting { block.add(literal: window[position - 1]) }
    hasWaiting = false
    writeBlock(upTo: filled, isLast: true)
    writer.alignToByte()
  }

  /// What has been made so far; each byte is handed out once.
  public mutating func takeOutput() -> [UInt8] { writer.takeBytes() }

  private mutating func compress(upTo limit: Int) {
    // A second reference, which lets the finder change while the bytes are read.
    let kept = window
    let bytes = kept.span.extracting(0..<filled)
    while position < limit {
      let match =
        waiting.length < settings.lazy ? finder.find(position, bytes, beating: waiting.length) : MatchFinder.Match()
      finder.insert(position, bytes)
      if waiting.length >= DeflateFormat.minimumMatch, match.length <= waiting.length {
        block.add(match: waiting)
        let end = position - 1 + waiting.length
        while position + 1 < end {
          position += 1
          finder.insert(position, bytes)
        }
        position = end
        waiting = MatchFinder.Match()
        hasWaiting = false
      } else {
        if hasWaiting { block.add(literal: bytes[position - 1]) }
        waiting = match
        hasWaiting = true
        position += 1
      }
      if block.isFull { writeBlock(upTo: hasWaiting ? position - 1 : position, isLast: false) }
    }
  }

  private mutating func writeBlock(upTo end: Int, isLast: Bool) {
    let kept = window
    if let blockStart {
      block.write(kept.span.extracting(blockStart..<end), isStorable: true, isLast: isLast, &writer)
    } else {
      block.write(kept.span.extracting(0..<0), isStorable: false, isLast: isLast, &writer)
    }
    blockStart = end
  }

  /// Drops what no match can reach any more: whole windows, so that places in the finder's chains stay.
  private mutating func makeRoom() {
    let count = (position - DeflateFormat.windowSize) / DeflateFormat.windowSize * DeflateFormat.windowSize
    guard count > 0 else {
      // The input is longer than was expected.
      window.append(contentsOf: repeatElement(0, count: Self.capacity))
      return
    }
    window.removeFirst(count)
    window.append(contentsOf: repeatElement(0, count: count))
    filled -= count
    position -= count
    if let start = blockStart { blockStart = start >= count ? start - count : nil }
    finder.forget(count)
  }
}

extension CompressionEffort {
  /// How hard to look: the levels are about as fast and as thorough as those of gzip.
  var settings: MatchFinder.Settings {
    switch self {
    case .fast: MatchFinder.Settings(chain: 6, nice: 24, lazy: 4)
    case .normal, .level(6): MatchFinder.Settings(chain: 128, nice: 128, lazy: 24)
    case .best: MatchFinder.Settings(chain: 2_048, nice: 258, lazy: 258)
    case .level(...1): MatchFinder.Settings(chain: 4, nice: 8, lazy: 1)
    case .level(2): MatchFinder.Settings(chain: 8, nice: 16, lazy: 1)
    case .level(3): MatchFinder.Settings(chain: 32, nice: 32, lazy: 1)
    case .level(4): MatchFinder.Settings(chain: 16, nice: 16, lazy: 4)
    case .level(5): MatchFinder.Settings(chain: 32, nice: 32, lazy: 16)
    case .level(7): MatchFinder.Settings(chain: 256, nice: 128, lazy: 32)
    case .level(8): MatchFinder.Settings(chain: 1_024, nice: 258, lazy: 128)
    case .level: MatchFinder.Settings(chain: 4_096, nice: 258, lazy: 258)
    }
  }
}
