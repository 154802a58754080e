// The deflate decoder: a state machine that stops when the output is full and goes on with the next piece.
//
// The input is whole (a mapped file, a PNG's collected IDAT) or comes in pieces: then what was not used up is put in
// front of the next piece. The output may come in pieces, as long as the last 32 KiB of what was decoded stay in front
// of the next one. `run` alternates between a loop without checks (InflaterFastLoop.swift), which runs while both ends
// are far away, and the checked one here, which does the last bytes and every error; it goes back to the start of a
// symbol or header that is not whole. Users: Deflate, Zlib, Gzip, GzipReader, InflateStream. Spec: RFC 1951.

/// A resumable decoder of one deflate stream.
struct Inflater: ~Copyable {
  /// Why `run` came back.
  enum Progress {
    /// The output is full, and more is to come.
    case outputFull
    /// The input is used up, but for a few bytes that say nothing alone.
    case needsInput
    /// The last block has ended; `position` is the first byte behind the stream.
    case finished
  }

  private enum Phase { case blockHeader, stored(remaining: Int), compressed, finished }

  private var reader = BitReader()
  private var phase = Phase.blockHeader
  private var isFinalBlock = false
  /// A match that did not fit into the output: its rest is copied first when the next piece comes.
  private var pendingLength = 0
  private var pendingDistance = 0
  private var literals = HuffmanTable(.literals)
  private var distances = HuffmanTable(.distances)
  private var tablesAreFixed = false

  /// Starts at byte `position` of the input.
  init(position: Int) { reader.position = position }

  /// Where the input continues once the stream has finished.
  var position: Int { reader.position }

  /// Says that the caller drops the used part of the input, and puts the rest in front of the next piece.
  /// - Returns: the length of the used part.
  mutating func rebase() -> Int { reader.rebase() }

  /// Decodes from `input` (the same in each call up to a `rebase`) behind the first `filled` bytes of `output`.
  ///
  /// Matches reach back into the filled part, which must hold the last 32 KiB of output or all there was.
  /// - Parameter inputEnds: whether nothing follows `input`; a stream that wants more is then truncated.
  mutating func run(
    _ input: Span<UInt8>, inputEnds: Bool = true, _ output: inout MutableSpan<UInt8>, filled: inout Int
  ) throws(CompressionError) -> Progress {
    copyPending(&output, &filled)
    if pendingLength > 0 { return .outputFull }
    do throws(CompressionError) {
      return try decode(input, &output, &filled)
    } catch {
      guard error == .truncated, !inputEnds else { throw error }
      return .needsInput
    }
  }

  private mutating func decode(
    _ input: Span<UInt8>, _ output: inout MutableSpan<UInt8>, _ filled: inout Int
  ) throws(CompressionError) -> Progress {
    while true {
      switch phase {
      case .blockHeader:
        let start = reader
        do throws(CompressionError) {
          try readBlockHeader(input)
        } catch {
          reader = start
          throw error
        }
      case .stored(let remaining):
        let rest = copyStored(remaining, input, &output, &filled)
        phase = .stored(remaining: rest)
        if rest > 0 {
          guard filled == output.count else { throw .truncated }
          return .outputFull
        }
        endBlock()
      case .compressed:
        if try !decodeBlock(input, &output, &filled) { return .outputFull }
        endBlock()
      case .finished:
        return .finished
      }
    }
  }

  private mutating func endBlock() {
    phase = isFinalBlock ? .finished : .blockHeader
    if isFinalBlock { reader.alignToByte() }
  }

  // MARK: - Blocks

  private mutating func readBlockHeader(_ input: Span<UInt8>) throws(CompressionError) {
    isFinalBlock = try reader.take(1, input) == 1
    switch try reader.take(2, input) {
    case 0:
      reader.alignToByte()
      let length = try reader.take(16, input)
      guard try reader.take(16, input) == length ^ 0xffff else { throw .badBlock }
      reader.alignToByte()
      phase = .stored(remaining: length)
    case 1:
      if !tablesAreFixed {
        try literals.build(DeflateFormat.fixedLiteralLengths.span)
        try distances.build(DeflateFormat.fixedDistanceLengths.span)
        tablesAreFixed = true
      }
      phase = .compressed
    case 2:
      try readCodes(input)
      phase = .compressed
    default:
      throw .badBlock
    }
  }

  /// Copies a stored block; returns how much of it is not there or did not fit.
  private mutating func copyStored(
    _ remaining: Int, _ input: Span<UInt8>, _ output: inout MutableSpan<UInt8>, _ filled: inout Int
  ) -> Int {
    let count = max(0, min(remaining, output.count - filled, input.count - reader.position))
    if count > 0 { output.copy(input.extracting(reader.position..<(reader.position + count)), to: filled) }
    filled += count
    reader.position += count
    return remaining - count
  }

  /// Reads the two codes at the start of a dynamic block (section 3.2.7).
  private mutating func readCodes(_ input: Span<UInt8>) throws(CompressionError) {
    tablesAreFixed = false
    let literalCount = try reader.take(5, input) + 257
    let distanceCount = try reader.take(5, input) + 1
    let orderCount = try reader.take(4, input) + 4
    guard literalCount <= 286, distanceCount <= 30 else { throw .badCode }

    var orderLengths = [UInt8](repeating: 0, count: DeflateFormat.lengthOrder.count)
    for index in 0..<orderCount {
      orderLengths[DeflateFormat.lengthOrder[index]] = UInt8(truncatingIfNeeded: try reader.take(3, input))
    }
    var lengthTable = HuffmanTable(.codeLengths)
    try lengthTable.build(orderLengths.span)

    let lengths = try readCodeLengths(literalCount + distanceCount, lengthTable, input)
    guard lengths[DeflateFormat.endOfBlock] > 0 else { throw .badCode }
    try literals.build(lengths.span.extracting(0..<literalCount))
    try distances.build(lengths.span.extracting(literalCount..<lengths.count))
  }

  /// Reads `total` code lengths in their run-length form.
  private mutating func readCodeLengths(
    _ total: Int, _ table: HuffmanTable, _ input: Span<UInt8>
  ) throws(CompressionError) -> [UInt8] {
    var lengths: [UInt8] = []
    lengths.reserveCapacity(total)
    while lengths.count < total {
      let symbol = try nextEntry(table, input).value
      var value: UInt8 = 0
      var repeats = 1
      switch symbol {
      case 16:
        guard let last = lengths.last else { throw .badCode }
        value = last
        repeats = 3 + (try reader.take(2, input))
      case 17: repeats = 3 + (try reader.take(3, input))
      case 18: repeats = 11 + (try reader.take(7, input))
      default: value = UInt8(truncatingIfNeeded: symbol)
      }
      guard lengths.count + repeats <= total else { throw .badCode }
      for _ in 0..<repeats { lengths.append(value) }
    }
    return lengths
  }

  // MARK: - Symbols

  /// Decodes symbols until the block ends (true) or the output is full (false).
  private mutating func decodeBlock(
    _ input: Span<UInt8>, _ output: inout MutableSpan<UInt8>, _ filled: inout Int
  ) throws(CompressionError) -> Bool {
    let (literalEntries, distanceEntries) = (literals.entries, distances.entries)
    while true {
      let ended = try Self.decodeFast(
        literalEntries.span, distanceEntries.span, input, &reader, &output, &filled)
      if ended { return true }

      let full = filled == output.count
      let (entry, prefixBits) = try peekEntry(literals, input)
      if full && !entry.isEnd { return false }
      let start = reader
      reader.consume(prefixBits)
      if entry.isLiteral {
        output[filled] = UInt8(truncatingIfNeeded: entry.value)
        filled += 1
        reader.consume(entry.totalBits)
        continue
      }
      if entry.isEnd {
        reader.consume(entry.totalBits)
        return true
      }
      let length = entry.decoded(reader.bits)
      reader.consume(entry.totalBits)
      let (distance, distancePrefix) = try peekDistance(input, orGoBackTo: start)
      pendingLength = length
      reader.consume(distancePrefix)
      pendingDistance = distance.decoded(reader.bits)
      reader.consume(distance.totalBits)
      guard pendingDistance <= filled else { throw .badDistance }
      copyPending(&output, &filled)
      if pendingLength > 0 { return false }
    }
  }

  /// The entry of a match's distance; where it is not whole, the match begins anew.
  private mutating func peekDistance(
    _ input: Span<UInt8>, orGoBackTo start: BitReader
  ) throws(CompressionError) -> (HuffmanEntry, prefixBits: UInt64) {
    do throws(CompressionError) {
      return try peekEntry(distances, input)
    } catch {
      reader = start
      throw error
    }
  }

  /// The entry of the next word, and how many bits lead to it; all bits it stands for are ready.
  private mutating func peekEntry(
    _ table: borrowing HuffmanTable, _ input: Span<UInt8>
  ) throws(CompressionError) -> (HuffmanEntry, prefixBits: UInt64) {
    reader.refill(input)
    var prefixBits: UInt64 = 0
    var entry = table.entries[Int(reader.bits & (1 &<< UInt64(table.rootBits) &- 1))]
    if entry.isLink {
      prefixBits = UInt64(table.rootBits)
      entry = table.entries[entry.value + Int(reader.bits &>> prefixBits & (1 &<< entry.wordBits &- 1))]
    }
    if entry.isException && !entry.isEnd {
      throw reader.count < UInt64(DeflateFormat.maximumCodeLength) ? .truncated : .badCode
    }
    guard prefixBits + entry.totalBits <= reader.count else { throw .truncated }
    return (entry, prefixBits)
  }

  private mutating func nextEntry(
    _ table: borrowing HuffmanTable, _ input: Span<UInt8>
  ) throws(CompressionError) -> HuffmanEntry {
    let (entry, prefixBits) = try peekEntry(table, input)
    reader.consume(prefixBits + entry.totalBits)
    return entry
  }

  /// Copies as much of the pending match as fits.
  private mutating func copyPending(_ output: inout MutableSpan<UInt8>, _ filled: inout Int) {
    let count = min(pendingLength, output.count - filled)
    for _ in 0..<count {
      output[filled] = output[filled - pendingDistance]
      filled += 1
    }
    pendingLength -= count
  }
}
