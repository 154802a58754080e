// One block of a deflate stream in the making: its tokens, their frequencies, and the cheapest way to write them.
//
// Spec: RFC 1951 sections 3.2.3 to 3.2.7.

/// The literals and matches of a block that has not been written yet.
struct DeflateBlock: Sendable {
  /// A code pays for its description after some thousand tokens, and should follow the data's changes.
  private static let maximumTokens = 20_000

  /// A literal, or `length << 16 | distance`.
  private var tokens: [UInt32] = []
  private var literalCounts = [UInt32](repeating: 0, count: 286)
  private var distanceCounts = [UInt32](repeating: 0, count: 30)

  var isFull: Bool { tokens.count >= Self.maximumTokens }

  mutating func add(literal: UInt8) {
    tokens.append(UInt32(literal))
    literalCounts[Int(literal)] += 1
  }

  mutating func add(match: MatchFinder.Match) {
    tokens.append(UInt32(match.length) << 16 | UInt32(match.distance & 0xffff))
    literalCounts[Self.lengthSymbol(match.length)] += 1
    distanceCounts[Self.distanceSymbol(match.distance)] += 1
  }

  /// Writes the block, whose tokens stand for `bytes`, in the cheapest of the three forms, and starts a new one.
  /// - Parameter isStorable: whether `bytes` are at hand.
  mutating func write(_ bytes: Span<UInt8>, isStorable: Bool, isLast: Bool, _ writer: inout BitWriter) {
    literalCounts[DeflateFormat.endOfBlock] += 1
    let literals = HuffmanCode(frequencies: literalCounts, limit: DeflateFormat.maximumCodeLength)
    let distances = HuffmanCode(frequencies: distanceCounts, limit: DeflateFormat.maximumCodeLength)
    let header = CodeHeader(literals, distances)
    let fixedLiterals = HuffmanCode(lengths: DeflateFormat.fixedLiteralLengths)
    let fixedDistances = HuffmanCode(lengths: DeflateFormat.fixedDistanceLengths)

    let dynamicCost = header.cost + literals.cost(padded(literalCounts)) + distances.cost(padded(distanceCounts))
    let fixedCost = fixedLiterals.cost(padded(literalCounts)) + fixedDistances.cost(padded(distanceCounts))
    let storedCost = 8 * (bytes.count + 5 * (bytes.count / DeflateFormat.maximumStored + 1))
    let extraBits = extraBits()

    if isStorable, storedCost < min(dynamicCost, fixedCost) + extraBits {
      writeStored(bytes, isLast: isLast, &writer)
    } else if fixedCost <= dynamicCost {
      writer.write(isLast ? 0b011 : 0b010, 3)
      writeTokens(fixedLiterals, fixedDistances, &writer)
    } else {
      writer.write(isLast ? 0b101 : 0b100, 3)
      header.write(&writer)
      writeTokens(literals, distances, &writer)
    }
    self = DeflateBlock()
  }

  /// `counts` made as long as the largest code's alphabet.
  private func padded(_ counts: [UInt32]) -> [UInt32] {
    counts + [UInt32](repeating: 0, count: DeflateFormat.literalSymbols - counts.count)
  }

  private func extraBits() -> Int {
    var bits = 0
    for index in DeflateFormat.lengthExtra.indices {
      bits += Int(literalCounts[DeflateFormat.endOfBlock + 1 + index]) * Int(DeflateFormat.lengthExtra[index])
    }
    for index in DeflateFormat.distanceExtra.indices {
      bits += Int(distanceCounts[index]) * Int(DeflateFormat.distanceExtra[index])
    }
    return bits
  }

  private func writeStored(_ bytes: Span<UInt8>, isLast: Bool, _ writer: inout BitWriter) {
    var start = 0
    repeat {
      let end = min(start + DeflateFormat.maximumStored, bytes.count)
      let length = UInt32(end - start)
      writer.write(isLast && end == bytes.count ? 1 : 0, 3)
      writer.alignToByte()
      writer.write(length | (length ^ 0xffff) << 16, 32)
      writer.append(bytes.extracting(start..<end))
      start = end
    } while start < bytes.count
  }

  private func writeTokens(_ literals: HuffmanCode, _ distances: HuffmanCode, _ writer: inout BitWriter) {
    for token in tokens {
      let length = Int(token >> 16)
      if length == 0 {
        writer.write(UInt32(literals.words[Int(token)]), Int(literals.lengths[Int(token)]))
        continue
      }
      let symbol = Self.lengthSymbol(length)
      let index = symbol - DeflateFormat.endOfBlock - 1
      writer.write(UInt32(literals.words[symbol]), Int(literals.lengths[symbol]))
      writer.write(UInt32(length - Int(DeflateFormat.lengthBase[index])), Int(DeflateFormat.lengthExtra[index]))

      let distance = Int(token & 0xffff)
      let slot = Self.distanceSymbol(distance)
      writer.write(UInt32(distances.words[slot]), Int(distances.lengths[slot]))
      writer.write(UInt32(distance - Int(DeflateFormat.distanceBase[slot])), Int(DeflateFormat.distanceExtra[slot]))
    }
    writer.write(UInt32(literals.words[DeflateFormat.endOfBlock]), Int(literals.lengths[DeflateFormat.endOfBlock]))
  }

  /// The symbol of a match length from 3 to 258: from 11 on, the two bits below the highest choose among four symbols.
  static func lengthSymbol(_ length: Int) -> Int {
    if length == DeflateFormat.maximumMatch { return 285 }
    let offset = length - DeflateFormat.minimumMatch
    if offset < 8 { return 257 + offset }
    let highest = Int.bitWidth - 1 - offset.leadingZeroBitCount
    return 257 + (highest - 1) * 4 + (offset >> (highest - 2) & 3)
  }

  /// The symbol of a distance from 1 to 32,768.
  static func distanceSymbol(_ distance: Int) -> Int {
    let offset = distance - 1
    if offset < 4 { return offset }
    let highest = Int.bitWidth - 1 - offset.leadingZeroBitCount
    return highest * 2 + (offset >> (highest - 1) & 1)
  }
}
