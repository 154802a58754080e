// A way in for benchmarks: glyphs from outline to coverage, past the cache.

/// Rasterises glyphs of one font, and throws the result away.
public final class GlyphBench {
  private let font: Font
  private var rasterizer = Rasterizer()
  private var outlines: [Int: GlyphOutline] = [:]
  private var bytes = [UInt8](repeating: 0, count: 1 << 14)

  public init(_ font: Font) { self.font = font }

  /// From an outline that was loaded before.
  public func rasterize(_ glyph: Int, size: Double) {
    if outlines[glyph] == nil { outlines[glyph] = font.outline(glyph) }
    if let outline = outlines[glyph] { draw(outline, size: size) }
  }

  /// From the bytes of the file.
  public func load(_ glyph: Int, size: Double) { draw(font.outline(glyph), size: size) }

  private func draw(_ outline: GlyphOutline, size: Double) {
    let unit = size / font.unitsPerEm
    rasterizer.begin()
    outline.draw(into: &rasterizer, .glyph(scaleX: unit, scaleY: unit))
    // SAFETY: rows are cut to the room that is left.
    unsafe bytes.withUnsafeMutableBufferPointer { output in
      guard let start = output.baseAddress else { return }
      var place = 0
      unsafe rasterizer.sweep(clip: rasterizer.bounds) { _, _, row in
        guard let input = row.baseAddress, place + row.count <= output.count else { return }
        unsafe (start + place).update(from: input, count: row.count)
        place += row.count
      }
    }
  }
}
