// The deflate encoder: turns bytes into literals and matches, and these into blocks.
//
// Matching is lazy: a match waits until the next position has been tried, and gives way to a longer one there. The
// tokens of a block are kept until there are enough to make a code for them. Spec: RFC 1951.

/// An encoder of one deflate stream.
struct Deflater {
  private let settings: MatchFinder.Settings
  private var block = DeflateBlock()

  init(_ effort: CompressionEffort) {
    settings =
      switch effort {
      case .fast: MatchFinder.Settings(chain: 6, nice: 24, lazy: 4)
      case .normal: MatchFinder.Settings(chain: 128, nice: 128, lazy: 24)
      case .best: MatchFinder.Settings(chain: 2_048, nice: 258, lazy: 258)
      }
  }

  /// Writes all of `bytes` as a stream with its last block.
  mutating func compress(_ bytes: Span<UInt8>, into writer: inout BitWriter) {
    var start = 0
    repeat {
      let end = min(start + MatchFinder.maximumSegment, bytes.count)
      compressSegment(bytes.extracting(start..<end), isLast: end == bytes.count, &writer)
      start = end
    } while start < bytes.count
  }

  private mutating func compressSegment(_ bytes: Span<UInt8>, isLast: Bool, _ writer: inout BitWriter) {
    var finder = MatchFinder(settings)
    var blockStart = 0
    var position = 0
    var waiting = MatchFinder.Match()
    var hasWaiting = false
    while position < bytes.count {
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
      if block.isFull {
        let end = hasWaiting ? position - 1 : position
        block.write(bytes.extracting(blockStart..<end), isLast: false, &writer)
        blockStart = end
      }
    }
    if hasWaiting { block.add(literal: bytes[position - 1]) }
    block.write(bytes.extracting(blockStart..<bytes.count), isLast: isLast, &writer)
  }
}
