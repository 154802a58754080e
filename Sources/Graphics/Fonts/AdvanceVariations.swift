// How advances vary: the `HVAR` table.

struct AdvanceVariations: Sendable {
  private let store: ItemVariations
  /// The table that maps glyphs to items; empty if glyph numbers are item numbers.
  private let map: FontTable

  init?(hvar: FontTable, space: VariationSpace) {
    guard let table = hvar.subtable32(4), let store = ItemVariations(table, space: space) else { return nil }
    self.store = store
    map = hvar.subtable32(8) ?? FontTable([])
  }

  /// What to add to the advance of a glyph, a whole number of font units.
  func delta(_ glyph: Int) -> Double {
    if map.isEmpty { return rounded(store.delta(outer: 0, inner: glyph)) }
    guard let format = map.byte(0), let entry = map.byte(1),
      let count = format == 0 ? map.unsigned16(2) : map.unsigned32(2), count > 0
    else { return 0 }
    let size = (entry >> 4 & 3) + 1
    let start = (format == 0 ? 4 : 6) + min(glyph, count - 1) * size
    var value = 0
    for index in 0..<size {
      guard let byte = map.byte(start + index) else { return 0 }
      value = value << 8 | byte
    }
    let innerBits = (entry & 15) + 1
    return rounded(store.delta(outer: value >> innerBits, inner: value & ((1 << innerBits) - 1)))
  }

  private func rounded(_ value: Double) -> Double { Double(roundInteger(value)) }
}
