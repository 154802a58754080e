// Measuring and drawing of text through the library.

import Graphics
import Testing

@Suite struct FontLibraryTests {
  private let body = TextStyle(size: 13)

  @Test func widthIsTheSumOfAdvancesAndKerning() throws {
    let library = try TestFonts.library()
    let font = try Font(parsing: TestFonts.load(TestFonts.inter))
    let (a, v) = (font.glyph("A"), font.glyph("V"))
    let units = font.advance(a) + font.advance(v) + font.kerning(a, v)
    #expect(abs(library.measure("AV", body).width - units * 13 / font.unitsPerEm) < 1e-9)
    #expect(library.measure("", body).width == 0)
    #expect(library.measure("x", body).ascent == library.metrics(body).ascent)
  }

  @Test func caretPositionsRiseFromNothingToTheWidth() throws {
    let library = try TestFonts.library()
    for text in ["", "Hello, world", "Añe\u{301}z", "👩‍👩‍👧 family", "AVATAR"] {
      let positions = library.caretPositions(text, body)
      #expect(positions.count == text.count + 1)
      #expect(positions.first == 0)
      #expect(abs((positions.last ?? -1) - library.measure(text, body).width) < 1e-9)
      for (left, right) in zip(positions, positions.dropFirst()) { #expect(left <= right) }
    }
  }

  @Test func marksAndJoinersTakeNoRoom() throws {
    let library = try TestFonts.library()
    #expect(library.measure("e\u{301}", body).width == library.measure("e", body).width)
    #expect(library.measure("a\u{200D}\u{FE0F}b", body).width == library.measure("ab", body).width)
  }

  @Test func weightsDifferAndStaticFilesServeTheNearestOne() throws {
    let library = try TestFonts.library()
    let widths = [400, 500, 600].map { library.measure("Hamburg", TextStyle(size: 13, weight: $0)).width }
    #expect(widths[0] < widths[1] && widths[1] < widths[2])
    func ink(_ weight: Int) -> Int {
      let bitmap = Bitmap(width: 40, height: 30)
      let style = TextStyle(family: .monospace, size: 20, weight: weight)
      Painter(bitmap.buffer, fonts: library).drawText("Mo", at: Point(x: 4, y: 22), style: style, color: .black)
      return (0..<40).reduce(0) { sum, x in sum + (0..<30).reduce(0) { $0 + Int(bitmap.buffer[x, $1] >> 24) } }
    }
    #expect(ink(450) == ink(400))
    #expect(ink(600) == ink(700))
    #expect(ink(700) > ink(400) * 11 / 10)
  }

  @Test func missingCharactersComeFromFallbacks() throws {
    let library = try TestFonts.library()
    let alone = FontLibrary()
    try alone.register(TestFonts.load(TestFonts.inter), family: .interface)
    // A chess king: DejaVu has it, Inter has not and shows its box.
    #expect(library.measure("♔", body).width != alone.measure("♔", body).width)
  }

  @Test func fallbacksAreReadWhenTheyAreNeeded() throws {
    let library = FontLibrary()
    try library.register(TestFonts.load(TestFonts.inter), family: .interface)
    var read: [String] = []
    library.registerFallback {
      read.append("damaged")
      return [1, 2, 3]
    }
    library.registerFallback {
      read.append("missing")
      return nil
    }
    library.registerFallback {
      read.append("DejaVu")
      return try? TestFonts.load(TestFonts.dejaVuSans)
    }
    library.registerFallback {
      read.append("last")
      return nil
    }
    _ = library.measure("Notes – 2 files…", body)
    #expect(read.isEmpty)
    let eager = try TestFonts.library()
    #expect(library.measure("♔ and é", body).width == eager.measure("♔ and é", body).width)
    #expect(read == ["damaged", "missing", "DejaVu"])
    // Another style finds them read, and what nobody has is looked for in the last one, once.
    let bold = TextStyle(size: 13, weight: 600)
    #expect(library.measure("♔", bold).width == eager.measure("♔", bold).width)
    for _ in 0..<2 { _ = library.measure("\u{10FF00}\u{10FF01}", body) }
    #expect(read == ["damaged", "missing", "DejaVu", "last"])
  }

  @Test func aLibraryOfFallbacksHasHeights() throws {
    let library = FontLibrary()
    library.registerFallback { try? TestFonts.load(TestFonts.dejaVuSans) }
    let font = try Font(parsing: TestFonts.load(TestFonts.dejaVuSans))
    #expect(library.metrics(body).ascent == font.ascender * 13 / font.unitsPerEm)
  }

  @Test func textWithoutAnyFontIsStillVisible() {
    let bitmap = Bitmap(width: 40, height: 20)
    Painter(bitmap.buffer, fonts: FontLibrary()).drawText("hi", at: Point(x: 2, y: 15), style: body, color: .black)
    #expect((0..<20).contains { y in (0..<40).contains { bitmap.buffer[$0, y] != 0 } })
  }

  @Test func truncationFitsAndKeepsTheEnds() throws {
    let library = try TestFonts.library()
    let name = "A rather long file name of last summer.jpeg"
    for width in stride(from: 30.0, through: 300, by: 15) {
      let end = library.truncated(name, body, width: width)
      let middle = library.truncatedInMiddle(name, body, width: width)
      for text in [end, middle] where text != name { #expect(text.contains("…")) }
      #expect(library.measure(end, body).width <= width)
      // Kerning with the ellipsis may add a fraction of a pixel.
      #expect(library.measure(middle, body).width <= width + 1)
    }
    #expect(library.truncatedInMiddle(name, body, width: 150).hasSuffix("jpeg"))
    #expect(library.truncated(name, body, width: 1000) == name)
    #expect(library.truncatedInMiddle(name, body, width: 1000) == name)
  }

  @Test func drawnAdvanceIsTheMeasuredWidthAtEveryScale() throws {
    let library = try TestFonts.library()
    let bitmap = Bitmap(width: 300, height: 60)
    for scale in [1.0, 1.5, 2] {
      let painter = Painter(bitmap.buffer, scale: scale, fonts: library)
      let drawn = painter.drawText("Wavy Type", at: Point(x: 2, y: 20), style: body, color: .black)
      #expect(abs(drawn - library.measure("Wavy Type", body).width) < 1e-9)
    }
  }

  @Test func textInsideTheClipIsTheSameAsWithoutClip() throws {
    let library = try TestFonts.library()
    let whole = Bitmap(width: 120, height: 40)
    let clipped = Bitmap(width: 120, height: 40)
    let text = "Quick brown fox"
    Painter(whole.buffer, fonts: library).drawText(text, at: Point(x: 3, y: 25), style: body, color: .white)
    for x in stride(from: 0, to: 120, by: 7) {
      var painter = Painter(clipped.buffer, fonts: library)
      painter.clip(toPixels: PixelRect(x: x, y: 0, width: 7, height: 40))
      painter.drawText(text, at: Point(x: 3, y: 25), style: body, color: .white)
    }
    for y in 0..<40 { for x in 0..<120 { #expect(whole.buffer[x, y] == clipped.buffer[x, y]) } }
  }

  /// More glyphs than the cache holds: it forgets, but what is drawn stays right.
  @Test func textStaysRightWhenTheCacheOverflows() throws {
    let library = try TestFonts.library()
    func draw() -> [UInt32] {
      let bitmap = Bitmap(width: 200, height: 40)
      Painter(bitmap.buffer, fonts: library).drawText("Mgy", at: Point(x: 3, y: 25), style: body, color: .black)
      return (0..<8000).map { bitmap.buffer[$0 % 200, $0 / 200] }
    }
    let before = draw()
    let scratch = Bitmap(width: 300, height: 300)
    let painter = Painter(scratch.buffer, fonts: library)
    for size in stride(from: 8.0, to: 220, by: 1) {
      painter.drawText(
        "AbcdefghijklmnopqrSTUVWXYZ", at: Point(x: 0, y: 200), style: TextStyle(size: size), color: .black)
    }
    #expect(draw() == before)
  }

  @Test func absurdSizesAndPositionsAreHarmless() throws {
    let library = try TestFonts.library()
    let bitmap = Bitmap(width: 20, height: 20)
    let painter = Painter(bitmap.buffer, fonts: library)
    for size in [0, -5, 1e-9, 300, 1e6, 1e300, Double.nan, .infinity] {
      for place in [0, -1e9, 1e300, Double.nan] {
        painter.drawText("Ag", at: Point(x: place, y: place), style: TextStyle(size: size), color: .black)
      }
    }
    #expect(library.measure("Ag", TextStyle(size: 13, weight: -7)).width > 0)
  }
}
