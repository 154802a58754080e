// Reads glyph outlines: the tables `loca` and `glyf`, simple and composite glyphs, varied by `gvar`.
//
// A malformed glyph is an empty glyph. Work is bounded: points, components and depth have limits far above those of
// real fonts, and are counted over the whole of a composite glyph.

struct GlyphLoader: Sendable {
  /// Real fonts stay below 3,000 points, 20 components and a depth of 4.
  static let pointLimit = 20_000
  static let componentLimit = 256
  static let depthLimit = 6

  /// What one glyph, with all its components, may still use up.
  private struct Budget {
    var components = GlyphLoader.componentLimit
    var points = GlyphLoader.pointLimit
  }

  let glyphCount: Int
  private let glyf: FontTable
  private let loca: FontTable
  private let longOffsets: Bool
  private let metrics: HorizontalMetrics
  private let variations: GlyphVariations?

  init(
    glyf: FontTable, loca: FontTable, longOffsets: Bool, glyphCount: Int, metrics: HorizontalMetrics,
    variations: GlyphVariations?
  ) {
    self.glyf = glyf
    self.loca = loca
    self.longOffsets = longOffsets
    self.glyphCount = glyphCount
    self.metrics = metrics
    self.variations = variations
  }

  /// The outline with its origin where the advance starts; empty if there is none, or if it is malformed.
  func outline(_ glyph: Int) -> GlyphOutline {
    var budget = Budget()
    guard case (var outline, let phantom)? = load(glyph, depth: 0, &budget) else { return GlyphOutline() }
    if phantom.left != 0 {
      for index in outline.points.indices { outline.points[index].x -= phantom.left }
    }
    return outline
  }

  /// The advance that the varied phantom points give, for fonts without an HVAR table.
  func phantomAdvance(_ glyph: Int) -> Double? {
    var budget = Budget()
    guard let (_, phantom) = load(glyph, depth: 0, &budget) else { return nil }
    return phantom.right - phantom.left
  }

  /// The points before and after a glyph that stand for its side bearings.
  private typealias Phantom = (left: Double, right: Double)

  private func load(_ glyph: Int, depth: Int, _ budget: inout Budget) -> (GlyphOutline, Phantom)? {
    guard let record = record(glyph) else { return nil }
    let left = Double((record.signed16(2) ?? 0) - metrics.leftBearing(glyph))
    let phantom = (left: record.isEmpty ? 0 : left, right: (record.isEmpty ? 0 : left) + metrics.advance(glyph))
    guard let contours = record.signed16(0) else {
      // An empty glyph, but its advance may vary.
      guard let deltas = variations?.deltas(glyph, original: [], ends: []) else { return (GlyphOutline(), phantom) }
      return (GlyphOutline(), GlyphLoader.vary(phantom, deltas))
    }
    if contours >= 0 { return simple(record, contours: contours, glyph: glyph, phantom, &budget) }
    return composite(record, glyph: glyph, phantom, depth: depth, &budget)
  }

  /// The bytes of a glyph; an empty table if it has no outline, nil if there is no such glyph.
  private func record(_ glyph: Int) -> FontTable? {
    guard glyph >= 0, glyph < glyphCount else { return nil }
    let start = longOffsets ? loca.unsigned32(4 * glyph) : loca.unsigned16(2 * glyph).map { $0 * 2 }
    let end = longOffsets ? loca.unsigned32(4 * glyph + 4) : loca.unsigned16(2 * glyph + 2).map { $0 * 2 }
    guard let start, let end, end >= start else { return nil }
    return FontTable(glyf, from: start, count: end - start)
  }

  private static func vary(_ phantom: Phantom, _ deltas: [Point]) -> Phantom {
    guard deltas.count >= 4 else { return phantom }
    return (left: phantom.left + deltas[deltas.count - 4].x, right: phantom.right + deltas[deltas.count - 3].x)
  }

  // MARK: Simple glyphs

  private func simple(
    _ record: FontTable, contours: Int, glyph: Int, _ phantom: Phantom, _ budget: inout Budget
  ) -> (GlyphOutline, Phantom)? {
    var outline = GlyphOutline()
    var last = -1
    for contour in 0..<contours {
      guard let end = record.unsigned16(10 + 2 * contour), end > last else { return nil }
      last = end
      outline.ends.append(end + 1)
    }
    let count = last + 1
    budget.points -= count
    guard budget.points >= 0, let instructions = record.unsigned16(10 + 2 * contours) else {
      return contours == 0 ? (outline, phantom) : nil
    }
    var offset = 12 + 2 * contours + instructions
    guard let flags = GlyphLoader.flags(record, &offset, count: count),
      let x = GlyphLoader.coordinates(record, &offset, flags, short: 0x02, same: 0x10),
      let y = GlyphLoader.coordinates(record, &offset, flags, short: 0x04, same: 0x20)
    else { return nil }
    outline.points.reserveCapacity(count)
    for index in 0..<count {
      outline.points.append(
        GlyphOutline.OutlinePoint(x: Double(x[index]), y: Double(y[index]), isOnCurve: flags[index] & 1 != 0))
    }
    guard let variations else { return (outline, phantom) }
    let original = outline.points.map { Point(x: $0.x, y: $0.y) }
    guard let deltas = variations.deltas(glyph, original: original, ends: outline.ends) else {
      return (outline, phantom)
    }
    for index in 0..<min(count, deltas.count) {
      outline.points[index].x += deltas[index].x
      outline.points[index].y += deltas[index].y
    }
    return (outline, GlyphLoader.vary(phantom, deltas))
  }

  /// One flag byte a point; bit 3 says that a repeat count follows.
  private static func flags(_ record: FontTable, _ offset: inout Int, count: Int) -> [Int]? {
    var flags: [Int] = []
    flags.reserveCapacity(count)
    while flags.count < count {
      guard let flag = record.byte(offset) else { return nil }
      offset += 1
      flags.append(flag)
      if flag & 0x08 != 0 {
        guard let times = record.byte(offset) else { return nil }
        offset += 1
        for _ in 0..<min(times, count - flags.count) { flags.append(flag) }
      }
    }
    return flags
  }

  /// Coordinates as differences: of one byte with a sign bit in the flags, of two bytes, or none.
  private static func coordinates(
    _ record: FontTable, _ offset: inout Int, _ flags: [Int], short: Int, same: Int
  ) -> [Int]? {
    var values: [Int] = []
    values.reserveCapacity(flags.count)
    var value = 0
    for flag in flags {
      if flag & short != 0 {
        guard let distance = record.byte(offset) else { return nil }
        value += flag & same != 0 ? distance : -distance
        offset += 1
      } else if flag & same == 0 {
        guard let distance = record.signed16(offset) else { return nil }
        value += distance
        offset += 2
      }
      values.append(value)
    }
    return values
  }

  // MARK: Composite glyphs

  private struct Component {
    var glyph: Int
    var flags: Int
    var first: Int
    var second: Int
    /// The matrix: x' = xx·x + yx·y, y' = xy·x + yy·y.
    var xx = 1.0
    var xy = 0.0
    var yx = 0.0
    var yy = 1.0
    var offsetsAreXY: Bool { flags & 0x0002 != 0 }
  }

  private func composite(
    _ record: FontTable, glyph: Int, _ phantom: Phantom, depth: Int, _ budget: inout Budget
  ) -> (GlyphOutline, Phantom)? {
    guard depth < GlyphLoader.depthLimit, let components = components(record, &budget) else { return nil }
    var offsets = components.map { Point(x: Double($0.first), y: Double($0.second)) }
    var phantom = phantom
    if let variations, let deltas = variations.deltas(glyph, original: offsets, ends: []) {
      for index in 0..<min(offsets.count, deltas.count) { offsets[index] = offsets[index] + deltas[index] }
      phantom = GlyphLoader.vary(phantom, deltas)
    }
    var outline = GlyphOutline()
    for (component, offset) in zip(components, offsets) {
      guard let (part, metrics) = load(component.glyph, depth: depth + 1, &budget) else { return nil }
      // USE_MY_METRICS: the composite is as wide as this component.
      if component.flags & 0x0200 != 0 { phantom = metrics }
      GlyphLoader.append(part, component, offset, to: &outline)
    }
    return (outline, phantom)
  }

  private func components(_ record: FontTable, _ budget: inout Budget) -> [Component]? {
    var components: [Component] = []
    var offset = 10
    var more = true
    while more {
      guard budget.components > 0, let flags = record.unsigned16(offset), let glyph = record.unsigned16(offset + 2)
      else {
        return nil
      }
      budget.components -= 1
      more = flags & 0x0020 != 0
      let wide = flags & 0x0001 != 0
      let isXY = flags & 0x0002 != 0
      offset += 4
      // Offsets are signed; point numbers are not.
      func argument(_ at: Int) -> Int? {
        if wide { return isXY ? record.signed16(at) : record.unsigned16(at) }
        return isXY ? record.signedByte(at) : record.byte(at)
      }
      guard let first = argument(offset), let second = argument(offset + (wide ? 2 : 1)) else { return nil }
      offset += wide ? 4 : 2
      var component = Component(glyph: glyph, flags: flags, first: first, second: second)
      guard GlyphLoader.readMatrix(record, &offset, &component) else { return nil }
      components.append(component)
    }
    return components
  }

  private static func readMatrix(_ record: FontTable, _ offset: inout Int, _ component: inout Component) -> Bool {
    if component.flags & 0x0008 != 0 {
      guard let scale = record.fraction14(offset) else { return false }
      (component.xx, component.yy) = (scale, scale)
      offset += 2
    } else if component.flags & 0x0040 != 0 {
      guard let x = record.fraction14(offset), let y = record.fraction14(offset + 2) else { return false }
      (component.xx, component.yy) = (x, y)
      offset += 4
    } else if component.flags & 0x0080 != 0 {
      guard let xx = record.fraction14(offset), let xy = record.fraction14(offset + 2),
        let yx = record.fraction14(offset + 4), let yy = record.fraction14(offset + 6)
      else { return false }
      (component.xx, component.xy, component.yx, component.yy) = (xx, xy, yx, yy)
      offset += 8
    }
    return true
  }

  private static func append(
    _ part: GlyphOutline, _ component: Component, _ offset: Point, to outline: inout GlyphOutline
  ) {
    var moved = part.points
    for index in moved.indices {
      let (x, y) = (moved[index].x, moved[index].y)
      moved[index].x = component.xx * x + component.yx * y
      moved[index].y = component.xy * x + component.yy * y
    }
    var shift = offset
    if !component.offsetsAreXY {
      // A point of what is there already, and a point of the component that has to land on it.
      guard component.first < outline.points.count, component.second < moved.count else { return }
      let (anchor, own) = (outline.points[component.first], moved[component.second])
      shift = Point(x: anchor.x - own.x, y: anchor.y - own.y)
    } else if component.flags & 0x0800 != 0 {
      // SCALED_COMPONENT_OFFSET: the offset is in the component's own units.
      shift.x *= Point(x: component.xx, y: component.xy).length
      shift.y *= Point(x: component.yx, y: component.yy).length
    }
    let base = outline.points.count
    for point in moved {
      outline.points.append(
        GlyphOutline.OutlinePoint(x: point.x + shift.x, y: point.y + shift.y, isOnCurve: point.isOnCurve))
    }
    for end in part.ends { outline.ends.append(base + end) }
  }
}
