// Advances and left side bearings: the tables `hhea` and `hmtx`, in font units.

struct HorizontalMetrics: Sendable {
  private let table: FontTable
  /// Glyphs from this one on share the last advance.
  private let longCount: Int

  init(hhea: FontTable, hmtx: FontTable) throws(FontError) {
    guard let count = hhea.unsigned16(34), count > 0, hmtx.count >= 4 else { throw .malformed }
    table = hmtx
    longCount = min(count, hmtx.count / 4)
  }

  func advance(_ glyph: Int) -> Double {
    Double(table.unsigned16(4 * min(max(glyph, 0), longCount - 1)) ?? 0)
  }

  func leftBearing(_ glyph: Int) -> Int {
    if glyph < longCount { return table.signed16(4 * glyph + 2) ?? 0 }
    return table.signed16(4 * longCount + 2 * (glyph - longCount)) ?? 0
  }
}
