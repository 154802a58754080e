// Pair kerning: the `kern` feature of `GPOS` (pair adjustment, both formats), or where there is none the `kern`
// table (format 0). OpenType 1.9, GPOS lookup type 2 and kern.

struct Kerning: Sendable {
  private let pairs: [FontTable]
  private let variations: ItemVariations?
  private let legacy: [FontTable]

  init(gpos: FontTable, gdef: FontTable, kern: FontTable, space: VariationSpace) {
    pairs = LayoutTables.subtables(gpos, feature: "kern", extensionType: 9).filter { $0.0 == 2 }.map { $0.1 }
    // GDEF 1.3 has the variation store that variable values refer to.
    variations =
      gdef.unsigned32(0) == 0x0001_0003
      ? gdef.subtable32(14).flatMap { ItemVariations($0, space: space) } : nil
    legacy = pairs.isEmpty ? Kerning.horizontal(kern) : []
  }

  var isEmpty: Bool { pairs.isEmpty && legacy.isEmpty }

  /// What to add to the advance of `left` when `right` follows, in font units.
  func adjustment(_ left: Int, _ right: Int) -> Double {
    for table in pairs {
      if let value = adjustment(table, left, right) { return value }
    }
    var sum = 0
    for table in legacy { sum += Kerning.search(table, left << 16 | right) }
    return Double(sum)
  }

  /// nil if the subtable does not apply, so that the next one is asked.
  private func adjustment(_ table: FontTable, _ left: Int, _ right: Int) -> Double? {
    guard let format = table.unsigned16(0), let coverage = table.subtable16(2),
      let place = LayoutTables.coverage(coverage, left), let first = table.unsigned16(4),
      let second = table.unsigned16(6)
    else { return nil }
    let size = 2 * (first.nonzeroBitCount + second.nonzeroBitCount)
    if format == 1 {
      guard let set = table.subtable16(10 + 2 * place), let count = set.unsigned16(0) else { return nil }
      var low = 0
      var high = count
      while low < high {
        let middle = (low + high) / 2
        let record = 2 + (2 + size) * middle
        guard let glyph = set.unsigned16(record) else { return nil }
        if glyph == right { return value(set, record + 2, format: first) }
        if glyph < right { low = middle + 1 } else { high = middle }
      }
      return nil
    }
    guard format == 2, let classes1 = table.subtable16(8), let classes2 = table.subtable16(10),
      let count1 = table.unsigned16(12), let count2 = table.unsigned16(14)
    else { return nil }
    let class1 = LayoutTables.glyphClass(classes1, left)
    let class2 = LayoutTables.glyphClass(classes2, right)
    guard class1 < count1, class2 < count2 else { return nil }
    return value(table, 16 + (class1 * count2 + class2) * size, format: first)
  }

  /// The advance of a value record at `offset` in `table`, with its variation.
  private func value(_ table: FontTable, _ offset: Int, format: Int) -> Double {
    guard format & 0x0004 != 0 else { return 0 }
    let before = (format & 0x0003).nonzeroBitCount
    var result = Double(table.signed16(offset + 2 * before) ?? 0)
    if format & 0x0040 != 0, let variations {
      let place = offset + 2 * (format & 0x003F).nonzeroBitCount
      // A table of format 0x8000 holds the number of an item; others hold corrections for pixel sizes.
      if let index = table.subtable16(place), index.unsigned16(4) == 0x8000 {
        result += variations.delta(outer: index.unsigned16(0) ?? 0, inner: index.unsigned16(2) ?? 0)
      }
    }
    return result
  }

  // MARK: The older table

  private static func horizontal(_ kern: FontTable) -> [FontTable] {
    guard kern.unsigned16(0) == 0, let count = kern.unsigned16(2) else { return [] }
    var found: [FontTable] = []
    var offset = 4
    for _ in 0..<min(count, 32) {
      guard let size = kern.unsigned16(offset + 2), let coverage = kern.unsigned16(offset + 4), size >= 6 else { break }
      // Format 0, horizontal, neither minimum values nor across the line.
      if coverage & 0xFF07 == 0x0001 { found.append(FontTable(kern, from: offset + 6)) }
      offset += size
    }
    return found
  }

  private static func search(_ table: FontTable, _ key: Int) -> Int {
    var low = 0
    var high = min(table.unsigned16(0) ?? 0, table.count / 6)
    while low < high {
      let middle = (low + high) / 2
      guard let pair = table.unsigned32(8 + 6 * middle) else { return 0 }
      if pair == key { return table.signed16(12 + 6 * middle) ?? 0 }
      if pair < key { low = middle + 1 } else { high = middle }
    }
    return 0
  }
}
