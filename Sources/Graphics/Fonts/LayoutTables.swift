// What the tables GPOS and GSUB have in common: features that name lookups, coverage, classes (OpenType 1.9,
// "OpenType Layout common table formats").

enum LayoutTables {
  /// Lookups of one feature, and subtables of one lookup, at most.
  private static let limit = 256

  /// The subtables (type and table, extensions resolved) of all lookups that `feature` names for Latin text.
  static func subtables(_ table: FontTable, feature tag: StaticString, extensionType: Int) -> [(Int, FontTable)] {
    guard let scripts = table.subtable16(4), let features = table.subtable16(6), let lookups = table.subtable16(8),
      let language = language(scripts)
    else { return [] }
    var found: [(Int, FontTable)] = []
    let wanted = fontTag(tag)
    for index in 0..<min(language.unsigned16(4) ?? 0, limit) {
      guard let number = language.unsigned16(6 + 2 * index), number < features.unsigned16(0) ?? 0,
        features.unsigned32(2 + 6 * number) == wanted, let feature = features.subtable16(6 + 6 * number)
      else { continue }
      for place in 0..<min(feature.unsigned16(2) ?? 0, limit) {
        guard let lookup = feature.unsigned16(4 + 2 * place), lookup < lookups.unsigned16(0) ?? 0,
          let table = lookups.subtable16(2 + 2 * lookup)
        else { continue }
        append(table, extensionType: extensionType, to: &found)
      }
    }
    return found
  }

  private static func append(_ lookup: FontTable, extensionType: Int, to found: inout [(Int, FontTable)]) {
    guard let type = lookup.unsigned16(0), let count = lookup.unsigned16(4) else { return }
    for index in 0..<min(count, limit) where found.count < limit {
      guard let table = lookup.subtable16(6 + 2 * index) else { continue }
      if type == extensionType {
        if let inner = table.unsigned16(2), let target = table.subtable32(4) { found.append((inner, target)) }
      } else {
        found.append((type, table))
      }
    }
  }

  /// The default language of the script "latn", else of "DFLT", else of the first one.
  private static func language(_ scripts: FontTable) -> FontTable? {
    let count = min(scripts.unsigned16(0) ?? 0, limit)
    var best: (score: Int, script: FontTable)?
    for index in 0..<count {
      guard let tag = scripts.unsigned32(2 + 6 * index), let script = scripts.subtable16(6 + 6 * index)
      else { continue }
      let score = tag == fontTag("latn") ? 3 : tag == fontTag("DFLT") ? 2 : 1
      if score > best?.score ?? 0 { best = (score, script) }
    }
    guard let script = best?.script else { return nil }
    return script.subtable16(0) ?? script.subtable16(8)
  }

  /// The place of a glyph in a coverage table.
  static func coverage(_ table: FontTable, _ glyph: Int) -> Int? {
    guard let format = table.unsigned16(0), let count = table.unsigned16(2) else { return nil }
    var low = 0
    var high = count
    let size = format == 1 ? 2 : 6
    while low < high {
      let middle = (low + high) / 2
      let record = 4 + size * middle
      guard let first = table.unsigned16(record) else { return nil }
      let last = format == 1 ? first : table.unsigned16(record + 2) ?? first
      if glyph < first {
        high = middle
      } else if glyph > last {
        low = middle + 1
      } else if format == 1 {
        return middle
      } else {
        return table.unsigned16(record + 4).map { $0 + glyph - first }
      }
    }
    return nil
  }

  /// The class of a glyph; 0 for those that a class table does not name.
  static func glyphClass(_ table: FontTable, _ glyph: Int) -> Int {
    if table.unsigned16(0) == 1 {
      guard let start = table.unsigned16(2), let count = table.unsigned16(4), glyph >= start, glyph < start + count
      else { return 0 }
      return table.unsigned16(6 + 2 * (glyph - start)) ?? 0
    }
    var low = 0
    var high = table.unsigned16(2) ?? 0
    while low < high {
      let middle = (low + high) / 2
      let record = 4 + 6 * middle
      guard let first = table.unsigned16(record), let last = table.unsigned16(record + 2) else { return 0 }
      if glyph < first {
        high = middle
      } else if glyph > last {
        low = middle + 1
      } else {
        return table.unsigned16(record + 4) ?? 0
      }
    }
    return 0
  }
}
