// Text at a baseline: the hot path of a terminal. Nothing is allocated for a glyph that the cache holds.
//
// The baseline is snapped to whole device pixels, so that all letters of a line stand alike; along the line glyphs go
// to quarters of a pixel.

extension Painter {
  /// Draws one line of text from `baseline` to the right, and returns its advance in logical pixels.
  @discardableResult
  public func drawText(_ text: String, at baseline: Point, style: TextStyle, color: Color) -> Double {
    let origin = penOrigin(baseline)
    return fonts.withSet(style) { set, cache in
      let pen = GlyphPen(self, set, cache, style, color, baseline)
      let size = style.size * scale
      var cursor = TextCursor(set)
      for scalar in text.unicodeScalars {
        let (glyph, x) = cursor.advance(scalar)
        pen.draw(glyph, x: origin + x * size)
      }
      return cursor.x * style.size
    }
  }

  /// Draws one character without kerning, and returns its advance.
  @discardableResult
  public func drawScalar(_ scalar: Unicode.Scalar, at baseline: Point, style: TextStyle, color: Color) -> Double {
    let origin = penOrigin(baseline)
    return fonts.withSet(style) { set, cache in
      let glyph = set.resolve(scalar)
      GlyphPen(self, set, cache, style, color, baseline).draw(glyph, x: origin)
      return glyph.advance * style.size
    }
  }

  /// Draws characters into cells of equal width, one each (the runs of a terminal). Without kerning.
  public func drawCells(
    _ scalars: [Unicode.Scalar], at baseline: Point, cellWidth: Double, style: TextStyle, color: Color
  ) {
    let origin = penOrigin(baseline)
    fonts.withSet(style) { set, cache in
      let pen = GlyphPen(self, set, cache, style, color, baseline)
      var x = origin
      for scalar in scalars {
        if scalar != " " { pen.draw(set.resolve(scalar), x: x) }
        x += cellWidth * scale
      }
    }
  }

  /// Where a pen starts along its line. That of a turned painter counts from the start of the text.
  private func penOrigin(_ baseline: Point) -> Double { state.turn == nil ? device(baseline).x : 0 }
}

/// Draws glyphs of one style and colour along one baseline.
private struct GlyphPen {
  private let painter: Painter
  private let set: FontSet
  private let cache: GlyphCache
  private let pixel: UInt32
  private let contrast: [UInt8]
  /// The em in device pixels.
  private let size: Double
  private let sizeKey: Int
  private let isSlanted: Bool
  private let baseline: Int
  /// Where a turned painter draws: from scaled pixels along the line to device pixels.
  private let frame: Transform?

  init(
    _ painter: Painter, _ set: FontSet, _ cache: GlyphCache, _ style: TextStyle, _ color: Color, _ start: Point
  ) {
    self.painter = painter
    self.set = set
    self.cache = cache
    pixel = color.premultiplied
    contrast = painter.tools.contrast.table(color)
    size = style.size * painter.scale
    sizeKey = roundInteger(size * 64)
    isSlanted = style.italic
    if painter.state.turn == nil {
      baseline = roundInteger(painter.device(start).y)
      frame = nil
    } else {
      baseline = 0
      frame = painter.place(Transform(scale: 1 / painter.scale, offset: start))
    }
  }

  /// Draws a glyph with its origin at a device position on the baseline.
  func draw(_ glyph: ResolvedGlyph, x: Double) {
    if glyph.kind == .invisible || glyph.kind == .tab || pixel == 0 || sizeKey <= 0 { return }
    if let frame {
      guard Int(glyph.font) < set.faces.count else { return }
      return drawLarge(glyph, set.faces[Int(glyph.font)].font, x: x, frame)
    }
    let quarters = roundInteger(x * 4)
    let column = quarters >> 2
    guard Int(glyph.font) < set.faces.count else { return drawBox(column) }
    // A glyph reaches at most a few ems from its origin: skip what is far outside.
    let clip = painter.state.clip
    let reach = ceilingInteger(size * 4)
    if column + reach < clip.minX || column - reach > clip.maxX { return }
    let face = set.faces[Int(glyph.font)]
    if sizeKey > GlyphCache.sizeLimit { return drawLarge(glyph, face.font, x: x) }
    let key = GlyphCache.Key(
      face: face.number, glyph: Int(glyph.glyph), size: sizeKey, quarter: quarters & 3, isSlanted: isSlanted)
    blend(cache.entry(key, face.font), column)
  }

  private func blend(_ entry: GlyphCache.Entry, _ column: Int) {
    let box = PixelRect(
      x: column + Int(entry.left), y: baseline + Int(entry.top), width: Int(entry.width), height: Int(entry.height))
    let area = box.intersection(painter.state.clip)
    if area.isEmpty { return }
    if painter.state.mask != nil { return blendMasked(entry, box, area) }
    unsafe contrast.withUnsafeBufferPointer { shares in
      guard let shares = shares.baseAddress else { return }
      for y in area.minY..<area.maxY {
        // SAFETY: `area` lies inside the glyph's box and inside the clip; the table has 256 entries.
        let coverage = unsafe cache.row(entry, y - box.minY, from: area.minX - box.minX)
        let output = unsafe painter.buffer.row(y, from: area.minX)
        unsafe PixelRow.text(color: pixel, shares: shares, coverage: coverage, output, count: area.width)
      }
    }
  }

  /// The same through a clip that is not a rectangle.
  private func blendMasked(_ entry: GlyphCache.Entry, _ box: PixelRect, _ area: PixelRect) {
    painter.forEachRow(area) { colors, y in
      // SAFETY: as above.
      let coverage = unsafe cache.row(entry, y - box.minY, from: area.minX - box.minX)
      for index in 0..<area.width {
        let share = unsafe contrast[Int(coverage[index])]
        colors[index] = PixelRow.scale(pixel, by: UInt32(share))
      }
    }
  }

  /// Very large and turned glyphs are shapes like any other.
  private func drawLarge(_ glyph: ResolvedGlyph, _ font: Font, x: Double, _ frame: Transform = .identity) {
    guard size.isFinite, size < 16384 else { return }
    let place = GlyphCache.place(font, size: size, isSlanted: isSlanted, Point(x: x, y: Double(baseline)))
    painter.tools.rasterizer.begin()
    font.outline(Int(glyph.glyph)).draw(into: &painter.tools.rasterizer, frame(place))
    painter.fillOutline(.color(Color(premultiplied: pixel)), in: painter.state.clip)
  }

  /// Without any font, text is boxes: at least it can be seen that there is some.
  private func drawBox(_ column: Int) {
    let height = roundInteger(size * 0.5)
    painter.fillPixels(
      PixelRect(x: column, y: baseline - height, width: height, height: height), Color(premultiplied: pixel))
  }
}
