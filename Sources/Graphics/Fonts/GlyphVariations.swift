// How points of glyphs move over the design space: the `gvar` table (OpenType 1.9, gvar and "Tuple variation store").

struct GlyphVariations: Sendable {
  /// More tuples than masters of any font; with the limit of points it bounds the work for a glyph.
  private static let tupleLimit = 128

  private let table: FontTable
  private let space: VariationSpace
  private let glyphCount: Int
  private let sharedTuples: Int
  private let sharedCount: Int

  /// nil if the font does not vary, or stands at its default.
  init?(gvar: FontTable, space: VariationSpace) {
    guard !space.isDefault, gvar.unsigned16(4) == space.axes.count, let sharedCount = gvar.unsigned16(6),
      let sharedTuples = gvar.unsigned32(8), let glyphCount = gvar.unsigned16(12)
    else { return nil }
    table = gvar
    self.space = space
    self.glyphCount = glyphCount
    self.sharedTuples = sharedTuples
    self.sharedCount = sharedCount
  }

  private func record(_ glyph: Int) -> FontTable? {
    guard glyph >= 0, glyph < glyphCount, let flags = table.unsigned16(14), let base = table.unsigned32(16) else {
      return nil
    }
    let isLong = flags & 1 != 0
    let start = isLong ? table.unsigned32(20 + 4 * glyph) : table.unsigned16(20 + 2 * glyph).map { $0 * 2 }
    let end = isLong ? table.unsigned32(24 + 4 * glyph) : table.unsigned16(22 + 2 * glyph).map { $0 * 2 }
    guard let start, let end, end > start else { return nil }
    return FontTable(table, from: base + start, count: end - start)
  }

  /// How far each of the original points moves, and after them the four phantom points; nil if nothing does. For
  /// a composite glyph the points are its components' offsets, and there are no contours.
  func deltas(_ glyph: Int, original: [Point], ends: [Int]) -> [Point]? {
    guard let record = record(glyph), let word = record.unsigned16(0), let dataOffset = record.unsigned16(2) else {
      return nil
    }
    let count = original.count + 4
    var result = [Point](repeating: .zero, count: count)
    var header = 4
    var data = dataOffset
    var sharedPoints: [Int]?
    if word & 0x8000 != 0 {
      guard let points = PackedDeltas.points(record, &data) else { return nil }
      sharedPoints = points
    }
    for _ in 0..<min(word & 0x0FFF, GlyphVariations.tupleLimit) {
      guard let size = record.unsigned16(header), let index = record.unsigned16(header + 2) else { return nil }
      let weight = weight(record, index, &header)
      if weight != 0 {
        let source = FontTable(record, from: data, count: size)
        let points = index & 0x2000 == 0 ? sharedPoints : nil
        if let moves = tuple(source, hasOwnPoints: index & 0x2000 != 0, points, original, ends) {
          for place in 0..<count { result[place] = result[place] + moves[place] * weight }
        }
      }
      data += size
    }
    return result
  }

  /// The weight of a tuple at the present place; moves `header` past its header.
  private func weight(_ record: FontTable, _ index: Int, _ header: inout Int) -> Double {
    let axes = space.axes.count
    var offset = header + 4
    let peak: FontTable
    if index & 0x8000 != 0 {
      peak = FontTable(record, from: offset, count: 2 * axes)
      offset += 2 * axes
    } else {
      let shared = index & 0x0FFF
      peak = shared < sharedCount ? FontTable(table, from: sharedTuples + 2 * axes * shared) : FontTable([])
    }
    let hasRegion = index & 0x4000 != 0
    let region = FontTable(record, from: offset, count: hasRegion ? 4 * axes : 0)
    header = offset + (hasRegion ? 4 * axes : 0)
    var weight = 1.0
    for axis in 0..<axes {
      guard let top = peak.fraction14(2 * axis) else { return 0 }
      let start = hasRegion ? region.fraction14(2 * axis) ?? 0 : min(top, 0)
      let end = hasRegion ? region.fraction14(2 * (axes + axis)) ?? 0 : max(top, 0)
      weight *= VariationSpace.weight(space.coordinates[axis], start: start, peak: top, end: end)
    }
    return weight
  }

  /// The moves of all points (phantom ones last) under one tuple.
  private func tuple(
    _ source: FontTable, hasOwnPoints: Bool, _ shared: [Int]?, _ original: [Point], _ ends: [Int]
  ) -> [Point]? {
    let count = original.count + 4
    var offset = 0
    var points = shared ?? []
    if hasOwnPoints {
      guard let own = PackedDeltas.points(source, &offset) else { return nil }
      points = own
    }
    let isAll = points.isEmpty
    let amount = isAll ? count : points.count
    guard let x = PackedDeltas.values(source, &offset, count: amount),
      let y = PackedDeltas.values(source, &offset, count: amount)
    else { return nil }
    var moves = [Point](repeating: .zero, count: count)
    if isAll {
      for index in 0..<count { moves[index] = Point(x: Double(x[index]), y: Double(y[index])) }
      return moves
    }
    var touched = [Bool](repeating: false, count: count)
    for (index, point) in points.enumerated() where point < count {
      moves[point] = Point(x: Double(x[index]), y: Double(y[index]))
      touched[point] = true
    }
    UntouchedPoints.infer(&moves, touched, original, ends)
    return moves
  }
}
