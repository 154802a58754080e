// Deltas of single numbers over the design space: the item variation store, used by `HVAR` (advances) and by `GDEF`
// (kerning values). OpenType 1.9, "Item variation store".

struct ItemVariations: Sendable {
  private static let regionLimit = 4096

  private let table: FontTable
  /// The weight of each region at the present place.
  private var weights: [Double] = []

  init?(_ store: FontTable, space: VariationSpace) {
    guard !space.isDefault, store.unsigned16(0) == 1, let regions = store.subtable32(2),
      let axes = regions.unsigned16(0), axes == space.axes.count, let count = regions.unsigned16(2)
    else { return nil }
    table = store
    for region in 0..<min(count, ItemVariations.regionLimit) {
      var weight = 1.0
      for axis in 0..<axes {
        let record = 4 + 6 * (region * axes + axis)
        guard let start = regions.fraction14(record), let peak = regions.fraction14(record + 2),
          let end = regions.fraction14(record + 4)
        else { return nil }
        weight *= VariationSpace.weight(space.coordinates[axis], start: start, peak: peak, end: end)
      }
      weights.append(weight)
    }
  }

  /// The delta of one item, in font units; 0 for one that does not exist.
  func delta(outer: Int, inner: Int) -> Double {
    guard outer >= 0, inner >= 0, outer < table.unsigned16(6) ?? 0, let data = table.subtable32(8 + 4 * outer),
      let items = data.unsigned16(0), inner < items, let word = data.unsigned16(2), let regions = data.unsigned16(4)
    else { return 0 }
    // The first columns are of the wide type, the others of the narrow one.
    let wide = word & 0x7FFF
    let isLong = word & 0x8000 != 0
    let (wideSize, narrowSize) = isLong ? (4, 2) : (2, 1)
    guard wide <= regions else { return 0 }
    let rowSize = wide * wideSize + (regions - wide) * narrowSize
    var offset = 6 + 2 * regions + inner * rowSize
    var sum = 0.0
    for column in 0..<regions {
      let size = column < wide ? wideSize : narrowSize
      let value = size == 4 ? data.signed32(offset) : size == 2 ? data.signed16(offset) : data.signedByte(offset)
      guard let value, let region = data.unsigned16(6 + 2 * column) else { return 0 }
      if region < weights.count { sum += Double(value) * weights[region] }
      offset += size
    }
    return sum
  }
}
