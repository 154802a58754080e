// Glyphs from outline to coverage beside FreeType, and drawing from the cache.

import CFreeType
import Glibc
import Graphics

func load(_ path: String) -> [UInt8] {
  guard let file = unsafe fopen(path, "rb") else { return [] }
  defer { unsafe fclose(file) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  // SAFETY: the block is as long as fread is told.
  while case let count = unsafe fread(&block, 1, block.count, file), count > 0 { bytes += block.prefix(count) }
  return bytes
}

/// DejaVu Sans, printable ASCII at 16 pixels: outlines in memory, nothing cached.
func benchmarkGlyphs() {
  let bytes = load("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
  guard let font = try? Font(parsing: bytes) else { return print("no font") }
  let glyphs = (0x21...0x7E).compactMap { Unicode.Scalar($0 as UInt32) }.map { font.glyph($0) }
  let bench = GlyphBench(font)
  let ours = best(20) { for glyph in glyphs { bench.rasterize(glyph, size: 16) } }
  let full = best(20) { for glyph in glyphs { bench.load(glyph, size: 16) } }
  var library: FT_Library?
  var face: FT_Face?
  // SAFETY: `bytes` outlives the face, which is used in this function only.
  unsafe FT_Init_FreeType(&library)
  let peer = unsafe bytes.withUnsafeBufferPointer { buffer -> (Double, Double) in
    unsafe FT_New_Memory_Face(library, buffer.baseAddress, buffer.count, 0, &face)
    unsafe FT_Set_Char_Size(face, 0, 16 * 64, 72, 72)
    let whole = best(20) {
      for glyph in glyphs { unsafe FT_Load_Glyph(face, FT_UInt(glyph), FT_Int32(FT_LOAD_NO_HINTING | FT_LOAD_RENDER)) }
    }
    let outline = best(20) {
      for glyph in glyphs { unsafe FT_Load_Glyph(face, FT_UInt(glyph), FT_Int32(FT_LOAD_NO_HINTING)) }
    }
    return (whole, whole - outline)
  }
  let count = Double(glyphs.count) / 1e3
  report("glyph_load_and_render_k", count / full, count / peer.0)
  report("glyph_render_k", count / ours, count / peer.1)
}

/// A terminal's screen: 100 columns, 40 rows, from the cache.
func benchmarkDrawing() {
  let fonts = FontLibrary()
  try? fonts.register(load("/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf"), family: .monospace)
  try? fonts.register(load("/usr/share/fonts/truetype/inter-vf/Inter-roman.var.ttf"), family: .interface)
  let bitmap = Bitmap(width: 1280, height: 800)
  let painter = Painter(bitmap.buffer, fonts: fonts)
  let line = (0..<100).compactMap { Unicode.Scalar(UInt32(0x21 + $0 % 94)) }
  let mono = TextStyle(family: .monospace, size: 13)
  let cells = best(5) {
    for row in 0..<40 {
      painter.drawCells(line, at: Point(x: 0, y: Double(row) * 19 + 15), cellWidth: 8, style: mono, color: .white)
    }
  }
  report("terminal_cells_k", 4000 / 1e3 / cells, nil)
  let text = "The quick brown fox jumps over the lazy dog, 0123456789"
  let body = TextStyle(size: 13)
  let prose = best(50) { painter.drawText(text, at: Point(x: 5, y: 50), style: body, color: .white) }
  report("text_glyphs_k", Double(text.utf8.count) / 1e3 / prose, nil)
  let measured = best(50) { _ = fonts.measure(text, body) }
  report("measure_glyphs_k", Double(text.utf8.count) / 1e3 / measured, nil)
  let window = Rect(x: 100, y: 100, width: 600, height: 400)
  let rounded = best(20) { painter.fillRounded(window, radius: 10, .white) }
  report("rounded_window_mpx", 0.24 / rounded, nil)
  let shadow = best(20) { painter.shadow(window, radius: 10, offset: Point(x: 0, y: 12), blur: 32, .black) }
  report("window_shadow_mpx", 0.24 / shadow, nil)
}
