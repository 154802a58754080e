// From Unicode to glyph numbers: the `cmap` table, formats 4 and 12 (OpenType 1.9, cmap).

struct CharacterMap: Sendable {
  private enum Format: Sendable { case segments, groups, none }

  /// Characters below this are looked up once: Latin text is most text.
  private static let directLimit = 0x250

  private let table: FontTable
  private let format: Format
  private var direct: [UInt16] = []

  /// Takes the best subtable that it can read: all of Unicode before the basic plane.
  init(_ cmap: FontTable) {
    var best = (score: 0, table: FontTable([]), format: Format.none)
    for index in 0..<min(cmap.unsigned16(2) ?? 0, 64) {
      let record = 4 + 8 * index
      guard let platform = cmap.unsigned16(record), let encoding = cmap.unsigned16(record + 2),
        let table = cmap.subtable32(record + 4), let number = table.unsigned16(0)
      else { continue }
      let isUnicode = platform == 0 || (platform == 3 && (encoding == 1 || encoding == 10))
      let isSymbol = platform == 3 && encoding == 0
      if number == 12, isUnicode, best.score < 3 { best = (3, table, .groups) }
      if number == 4, isUnicode, best.score < 2 { best = (2, table, .segments) }
      if number == 4, isSymbol, best.score < 1 { best = (1, table, .segments) }
    }
    table = best.table
    format = best.format
    direct = (0..<CharacterMap.directLimit).map { UInt16(truncatingIfNeeded: search($0)) }
  }

  /// The glyph of a character; 0 if the font has none.
  func glyph(_ scalar: Unicode.Scalar) -> Int {
    let code = Int(scalar.value)
    return code < direct.count ? Int(direct[code]) : search(code)
  }

  private func search(_ code: Int) -> Int {
    switch format {
    case .segments: searchSegments(code)
    case .groups: searchGroups(code)
    case .none: 0
    }
  }

  /// Format 4: segments in order of their ends, with a difference or an array of glyphs each.
  private func searchSegments(_ code: Int) -> Int {
    guard code <= 0xFFFF, let doubled = table.unsigned16(6) else { return 0 }
    let count = doubled / 2
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      guard let end = table.unsigned16(14 + 2 * middle) else { return 0 }
      if end < code { low = middle + 1 } else { high = middle }
    }
    let starts = 16 + 2 * count
    guard low < count, let start = table.unsigned16(starts + 2 * low), start <= code,
      let delta = table.unsigned16(starts + 2 * (count + low)),
      let range = table.unsigned16(starts + 2 * (2 * count + low))
    else { return 0 }
    if range == 0 { return (code + delta) & 0xFFFF }
    let place = starts + 2 * (2 * count + low) + range + 2 * (code - start)
    guard let glyph = table.unsigned16(place), glyph != 0 else { return 0 }
    return (glyph + delta) & 0xFFFF
  }

  /// Format 12: groups of consecutive characters and glyphs.
  private func searchGroups(_ code: Int) -> Int {
    var low = 0
    var high = min(table.unsigned32(12) ?? 0, table.count / 12)
    while low < high {
      let middle = (low + high) / 2
      let record = 16 + 12 * middle
      guard let start = table.unsigned32(record), let end = table.unsigned32(record + 4),
        let glyph = table.unsigned32(record + 8)
      else { return 0 }
      if code < start {
        high = middle
      } else if code > end {
        low = middle + 1
      } else {
        let found = glyph + code - start
        return found <= 0xFFFF ? found : 0
      }
    }
    return 0
  }
}
