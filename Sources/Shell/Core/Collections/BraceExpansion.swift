// `{a,b}` and `{1..10..2}`: one word becomes several, before anything in it is expanded.

/// Writes a word with braces out.
struct BraceExpansion {
  /// A byte of a word's own unquoted text, or a piece that braces cannot look into.
  private enum Unit {
    case byte(UInt8)
    case piece(WordPart)
  }

  /// The words; nil when there would be too many of them.
  static func words(of word: Word) -> [Word]? {
    var units: [Unit] = []
    for part in word.parts {
      if case .literal(let bytes) = part { units += bytes.map { .byte($0) } } else { units.append(.piece(part)) }
    }
    guard units.count <= Limits.braceText else { return [word] }
    return expand(units[...], depth: 0)?.map(Self.word)
  }

  private static func word(of units: [Unit]) -> Word {
    var parts: [WordPart] = []
    for unit in units {
      switch unit {
      case .piece(let part): parts.append(part)
      case .byte(let byte):
        if case .literal(let bytes)? = parts.last {
          parts[parts.count - 1] = .literal(bytes + [byte])
        } else {
          parts.append(.literal([byte]))
        }
      }
    }
    return Word(parts)
  }

  private static func expand(_ units: ArraySlice<Unit>, depth: Int) -> [[Unit]]? {
    guard depth < Limits.syntaxDepth, let brace = firstBrace(in: units) else { return [Array(units)] }
    guard let tails = expand(units[(brace.close + 1)...], depth: depth + 1) else { return nil }
    var middles: [[Unit]] = []
    if let range = brace.range {
      guard range.count <= Limits.braceWords else { return nil }
      middles = range
    } else {
      for alternative in brace.alternatives {
        guard let expanded = expand(units[alternative], depth: depth + 1) else { return nil }
        middles += expanded
      }
    }
    guard middles.count.multipliedReportingOverflow(by: tails.count).partialValue <= Limits.braceWords,
      middles.count <= Limits.braceWords
    else { return nil }
    let head = Array(units[..<brace.open])
    return middles.flatMap { middle in tails.map { head + middle + $0 } }
  }

  private struct Brace {
    var open: Int
    var close: Int
    var alternatives: [Range<Int>] = []
    var range: [[Unit]]?
  }

  /// The first `{` that has something to expand in it.
  private static func firstBrace(in units: ArraySlice<Unit>) -> Brace? {
    for open in units.indices where isByte(units[open], ASCII.leftBrace) {
      guard let brace = brace(at: open, in: units) else { continue }
      return brace
    }
    return nil
  }

  private static func isByte(_ unit: Unit, _ wanted: UInt8) -> Bool {
    if case .byte(wanted) = unit { true } else { false }
  }

  private static func brace(at open: Int, in units: ArraySlice<Unit>) -> Brace? {
    var depth = 0
    var start = open + 1
    var brace = Brace(open: open, close: open)
    for index in units[open...].indices {
      guard case .byte(let byte) = units[index] else { continue }
      switch byte {
      case ASCII.leftBrace: depth += 1
      case UInt8(ascii: ",") where depth == 1:
        brace.alternatives.append(start..<index)
        start = index + 1
      case ASCII.rightBrace:
        depth -= 1
        guard depth == 0 else { continue }
        brace.close = index
        if brace.alternatives.isEmpty {
          brace.range = range(units[(open + 1)..<index])
          return brace.range == nil ? nil : brace
        }
        brace.alternatives.append(start..<index)
        return brace
      default: break
      }
    }
    return nil
  }

  /// What `1..10`, `01..10`, `10..1..3` and `a..e` stand for.
  private static func range(_ units: ArraySlice<Unit>) -> [[Unit]]? {
    var text = Bytes()
    for unit in units {
      guard case .byte(let byte) = unit else { return nil }
      text.append(byte)
    }
    var fields: [Bytes] = []
    while let dots = text.indices.first(where: { text[$0...].starts(with: "..".utf8) }) {
      fields.append(Bytes(text[..<dots]))
      text = Bytes(text[(dots + 2)...])
    }
    fields.append(text)
    guard fields.count == 2 || fields.count == 3 else { return nil }
    let step = fields.count == 3 ? fields[2].decimalValue.map { max($0.magnitude, 1) } : 1
    guard let step else { return nil }
    if let first = fields[0].decimalValue, let last = fields[1].decimalValue {
      let isPadded = fields[0...1].contains { $0.drop { $0 == ASCII.minus }.first == ASCII.zero && $0.count > 1 }
      let width = isPadded ? max(fields[0].count, fields[1].count) : 0
      return numbers(first, last, step)?.map { padded($0, width).map { .byte($0) } }
    }
    guard fields[0].count == 1, fields[1].count == 1, ASCII.isLetter(fields[0][0]), ASCII.isLetter(fields[1][0]) else {
      return nil
    }
    return numbers(Int64(fields[0][0]), Int64(fields[1][0]), step)?.map { [.byte(UInt8(truncatingIfNeeded: $0))] }
  }

  private static func numbers(_ first: Int64, _ last: Int64, _ step: UInt64) -> [Int64]? {
    let (distance, overflow) = last.subtractingReportingOverflow(first)
    guard !overflow else { return nil }
    // One more than may be is enough to be refused.
    let count = Int(min(distance.magnitude / step, UInt64(Limits.braceWords))) + 1
    let stride = Int64(clamping: step)
    return (0..<count).map { distance < 0 ? first &- Int64($0) &* stride : first &+ Int64($0) &* stride }
  }

  private static func padded(_ number: Int64, _ width: Int) -> Bytes {
    var digits = Bytes(decimal: number).filter { $0 != ASCII.minus }
    let sign: Bytes = number < 0 ? [ASCII.minus] : []
    while digits.count + sign.count < width { digits.insert(ASCII.zero, at: 0) }
    return sign + digits
  }
}
