// One-to-one replacement of glyphs by a feature of `GSUB` (lookup type 1): tabular digits, for instance.

struct GlyphSubstitution: Sendable {
  private let tables: [FontTable]

  init(gsub: FontTable, feature: StaticString) {
    tables = LayoutTables.subtables(gsub, feature: feature, extensionType: 7).filter { $0.0 == 1 }.map { $0.1 }
  }

  /// The glyph to use instead, or the same one.
  func replacement(_ glyph: Int) -> Int {
    for table in tables {
      guard let format = table.unsigned16(0), let coverage = table.subtable16(2),
        let place = LayoutTables.coverage(coverage, glyph)
      else { continue }
      if format == 1 { return (glyph + (table.signed16(4) ?? 0)) & 0xFFFF }
      if format == 2, place < table.unsigned16(4) ?? 0 { return table.unsigned16(6 + 2 * place) ?? glyph }
    }
    return glyph
  }
}
