// A compressed block: literals, and sequences that say how they and earlier output make up the data.
//
// The codes and the last three offsets stay for the blocks that follow. Spec: RFC 8878 sections 3.1.1.3 to 3.1.1.5.

/// The decoder of the compressed blocks of one frame.
struct ZstandardBlock {
  private var literalCode: LiteralCode?
  private var literalLengths: EntropyTable?
  private var offsets: EntropyTable?
  private var matchLengths: EntropyTable?
  private var recent = (1, 4, 8)
  private var literals = [UInt8](repeating: 0, count: ZstandardFrame.maximumBlock)
  private var literalCount = 0

  /// Forgets everything: for a new frame.
  mutating func reset() {
    literalCode = nil
    (literalLengths, offsets, matchLengths) = (nil, nil, nil)
    recent = (1, 4, 8)
  }

  /// Decodes the block in `range` of `input` behind the first `filled` bytes of `output`, at most up to `limit`.
  mutating func decode(
    _ input: Span<UInt8>, _ range: Range<Int>, _ output: inout MutableSpan<UInt8>, _ filled: inout Int, limit: Int
  ) throws(CompressionError) {
    var position = range.lowerBound
    try readLiterals(input, &position, range.upperBound, limit: limit - filled)
    try readSequences(input, position..<range.upperBound, &output, &filled, limit: limit)
  }

  // MARK: - Literals

  private mutating func readLiterals(
    _ input: Span<UInt8>, _ position: inout Int, _ end: Int, limit: Int
  ) throws(CompressionError) {
    guard position < end else { throw .badBlock }
    let kind = input[position] & 3
    let format = Int(input[position] >> 2 & 3)
    if kind < 2 {
      let (headSize, shift) = format & 1 == 0 ? (1, 3) : format == 1 ? (2, 4) : (3, 4)
      let count = try Self.number(input, position, headSize, end) >> shift
      literalCount = count
      position += headSize
      let size = kind == 0 ? count : 1
      guard count <= limit, size <= end - position else { throw .badBlock }
      var span = literals.mutableSpan
      if kind == 0 {
        span.copy(input.extracting(position..<(position + size)), to: 0)
      } else {
        for index in 0..<count { span[index] = input[position] }
      }
      position += size
      return
    }
    let (headSize, width) = format < 2 ? (3, 10) : format == 2 ? (4, 14) : (5, 18)
    let head = try Self.number(input, position, headSize, end) >> 4
    position += headSize
    let count = head & (1 << width - 1)
    literalCount = count
    let size = head >> width
    guard count <= limit, size <= end - position else { throw .badBlock }
    let sectionEnd = position + size
    if kind == 2 { literalCode = try LiteralCode(input, &position, end: sectionEnd) }
    guard let code = literalCode else { throw .badCode }
    var span = literals.mutableSpan
    if format == 0 {
      try code.decode(input, position..<sectionEnd, &span, 0..<count)
    } else {
      try Self.decodeFour(code, input, position..<sectionEnd, &span, count)
    }
    position = sectionEnd
  }

  /// Four streams behind a table of the first three's sizes.
  private static func decodeFour(
    _ code: LiteralCode, _ input: Span<UInt8>, _ range: Range<Int>, _ literals: inout MutableSpan<UInt8>, _ count: Int
  ) throws(CompressionError) {
    var start = range.lowerBound + 6
    guard start <= range.upperBound, count >= 4 else { throw .badBlock }
    let share = (count + 3) / 4
    guard share * 3 <= count else { throw .badBlock }
    for index in 0..<4 {
      let size =
        index < 3
        ? try number(input, range.lowerBound + index * 2, 2, range.upperBound) : range.upperBound - start
      guard size <= range.upperBound - start else { throw .badBlock }
      let target = (index * share)..<(index < 3 ? (index + 1) * share : count)
      try code.decode(input, start..<(start + size), &literals, target)
      start += size
    }
  }

  private static func number(
    _ input: Span<UInt8>, _ position: Int, _ count: Int, _ end: Int
  ) throws(CompressionError) -> Int {
    guard count <= end - position else { throw .badBlock }
    var value = 0
    for index in (position..<(position + count)).reversed() { value = value << 8 | Int(input[index]) }
    return value
  }

  // MARK: - Sequences

  private mutating func readSequences(
    _ input: Span<UInt8>, _ range: Range<Int>, _ output: inout MutableSpan<UInt8>, _ filled: inout Int, limit: Int
  ) throws(CompressionError) {
    var position = range.lowerBound
    let end = range.upperBound
    var count = try Self.number(input, position, 1, end)
    position += 1
    if count == 255 {
      count = try Self.number(input, position, 2, end) + 0x7f00
      position += 2
    } else if count >= 128 {
      count = try (count - 128) << 8 + Self.number(input, position, 1, end)
      position += 1
    }
    var used = 0
    if count > 0 {
      let modes = try Self.number(input, position, 1, end)
      position += 1
      guard modes & 3 == 0 else { throw .badBlock }
      try readCodes(modes, input, &position, end)
      used = try execute(count, input, position..<end, &output, &filled, limit: limit)
    } else if position != end {
      throw .badBlock
    }
    guard literalCount - used <= limit - filled else { throw .badBlock }
    output.copy(literals.span.extracting(used..<literalCount), to: filled)
    filled += literalCount - used
  }

  private mutating func readCodes(
    _ modes: Int, _ input: Span<UInt8>, _ position: inout Int, _ end: Int
  ) throws(CompressionError) {
    typealias Format = SequenceFormat
    literalLengths = try Self.table(
      modes >> 6, literalLengths, input, &position, end, Format.literalLog, Format.literalSymbols,
      (Format.literalDefault, Format.literalDefaultLog))
    offsets = try Self.table(
      modes >> 4 & 3, offsets, input, &position, end, Format.offsetLog, Format.offsetSymbols,
      (Format.offsetDefault, Format.offsetDefaultLog))
    matchLengths = try Self.table(
      modes >> 2 & 3, matchLengths, input, &position, end, Format.matchLog, Format.matchSymbols,
      (Format.matchDefault, Format.matchDefaultLog))
  }

  /// The table that a mode asks for: the predefined one, one symbol, a described one, or the last block's.
  private static func table(
    _ mode: Int, _ last: EntropyTable?, _ input: Span<UInt8>, _ position: inout Int, _ end: Int, _ maximumLog: Int,
    _ symbols: Int, _ predefined: ([Int], log: Int)
  ) throws(CompressionError) -> EntropyTable {
    switch mode {
    case 0: return try EntropyTable(predefined.0, log: predefined.log)
    case 1:
      let symbol = try number(input, position, 1, end)
      guard symbol < symbols else { throw .badCode }
      position += 1
      return EntropyTable(only: UInt8(truncatingIfNeeded: symbol))
    case 2: return try EntropyTable(input, &position, end: end, maximumLog: maximumLog, symbols: symbols)
    default:
      guard let last else { throw .badCode }
      return last
    }
  }

  /// Copies literals and matches as `count` sequences say; returns how many literals were used.
  private mutating func execute(
    _ count: Int, _ input: Span<UInt8>, _ range: Range<Int>, _ output: inout MutableSpan<UInt8>, _ filled: inout Int,
    limit: Int
  ) throws(CompressionError) -> Int {
    guard let literalLengths, let offsets, let matchLengths else { throw .badCode }
    var reader = try BackwardBitReader(input, range)
    var literalState = reader.take(literalLengths.log, input)
    var offsetState = reader.take(offsets.log, input)
    var matchState = reader.take(matchLengths.log, input)
    var used = 0
    for index in 0..<count {
      let literalEntry = literalLengths.entries[literalState]
      let offsetEntry = offsets.entries[offsetState]
      let matchEntry = matchLengths.entries[matchState]
      let offsetCode = Int(offsetEntry.symbol)
      let offsetValue = 1 << offsetCode + reader.take(offsetCode, input)
      let matchCode = Int(matchEntry.symbol)
      let match = SequenceFormat.matchBase[matchCode] + reader.take(SequenceFormat.matchExtra[matchCode], input)
      let literalCode = Int(literalEntry.symbol)
      let run = SequenceFormat.literalBase[literalCode] + reader.take(SequenceFormat.literalExtra[literalCode], input)
      if index + 1 < count {
        literalState = Int(literalEntry.base) + reader.take(Int(literalEntry.bits), input)
        matchState = Int(matchEntry.base) + reader.take(Int(matchEntry.bits), input)
        offsetState = Int(offsetEntry.base) + reader.take(Int(offsetEntry.bits), input)
      }
      guard reader.left >= 0, run <= literalCount - used, run + match <= limit - filled else { throw .badBlock }
      output.copy(literals.span.extracting(used..<(used + run)), to: filled)
      used += run
      filled += run
      let distance = try distance(offsetValue, afterLiterals: run > 0)
      guard distance <= filled else { throw .badDistance }
      output.repeatBytes(at: filled, distance: distance, length: match)
      filled += match
    }
    guard reader.left == 0 else { throw .badBlock }
    return used
  }

  /// What an offset value means: one of the last three offsets, or a new one.
  private mutating func distance(_ value: Int, afterLiterals: Bool) throws(CompressionError) -> Int {
    if value > 3 {
      recent = (value - 3, recent.0, recent.1)
      return value - 3
    }
    switch afterLiterals ? value - 1 : value {
    case 0: break
    case 1: recent = (recent.1, recent.0, recent.2)
    case 2: recent = (recent.2, recent.0, recent.1)
    default: recent = (recent.0 - 1, recent.0, recent.1)
    }
    guard recent.0 > 0 else { throw .badDistance }
    return recent.0
  }
}
