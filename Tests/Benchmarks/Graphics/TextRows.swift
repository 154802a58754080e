// Glyphs from outline to coverage beside FreeType, and drawing from the cache: thousands a second.

import CFreeType
import Graphics

extension Meter {
  /// DejaVu Sans, printable ASCII at 16 pixels: outlines in memory, nothing cached, no hinting.
  func glyphRows() {
    guard wants("glyphs_k", "glyph_coverage_k") else { return }
    let bytes = File.read("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    guard let font = try? Font(parsing: bytes) else { return Swift.print("no font") }
    let glyphs = (0x21...0x7E).compactMap { Unicode.Scalar($0 as UInt32) }.map { font.glyph($0) }
    let bench = GlyphBench(font)
    var library: FT_Library?
    var face: FT_Face?
    // SAFETY: `bytes` outlives the face, which is used in this function only.
    unsafe FT_Init_FreeType(&library)
    unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe FT_New_Memory_Face(library, buffer.baseAddress, buffer.count, 0, &face)
      unsafe FT_Set_Char_Size(face, 0, 16 * 64, 72, 72)
      func load(_ flags: Int) -> Double {
        best(20) { for glyph in glyphs { unsafe FT_Load_Glyph(face, FT_UInt(glyph), FT_Int32(flags)) } }
      }
      let count = Double(glyphs.count) / 1e3
      rate("glyphs_k", count, { best(20) { for glyph in glyphs { bench.load(glyph, size: 16) } } }, "freetype") {
        load(Int(FT_LOAD_NO_HINTING | FT_LOAD_RENDER))
      }
      rate(
        "glyph_coverage_k", count, { best(20) { for glyph in glyphs { bench.rasterize(glyph, size: 16) } } }, "freetype"
      ) { load(Int(FT_LOAD_NO_HINTING | FT_LOAD_RENDER)) - load(Int(FT_LOAD_NO_HINTING)) }
    }
  }

  /// A terminal's screen (100 columns, 40 rows), prose, and the frames of a window, from the caches.
  func drawingRows() {
    let fonts = File.fonts()
    let bitmap = Bitmap(width: 1280, height: 800)
    let painter = Painter(bitmap.buffer, fonts: fonts)
    let line = (0..<100).compactMap { Unicode.Scalar(UInt32(0x21 + $0 % 94)) }
    let mono = TextStyle(family: .monospace, size: 13)
    func drawCells(_ row: Int) {
      painter.drawCells(line, at: Point(x: 0, y: Double(row) * 19 + 15), cellWidth: 8, style: mono, color: .white)
    }
    rate("terminal_cells_k", 4, { best(5) { for row in 0..<40 { drawCells(row) } } })
    let text = "The quick brown fox jumps over the lazy dog, 0123456789"
    let body = TextStyle(size: 13)
    let count = Double(text.utf8.count) / 1e3
    rate(
      "text_glyphs_k", count,
      { best(50) { painter.drawText(text, at: Point(x: 5, y: 50), style: body, color: .white) } })
    rate("measure_glyphs_k", count, { best(50) { _ = fonts.measure(text, body) } })
    let window = Rect(x: 100, y: 100, width: 600, height: 400)
    rate("rounded_window_mpx", 0.24, { best(20) { painter.fillRounded(window, radius: 10, .white) } })
    rate(
      "window_shadow_mpx", 0.24,
      { best(20) { painter.shadow(window, radius: 10, offset: Point(x: 0, y: 12), blur: 32, .black) } })
  }
}
