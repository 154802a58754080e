// Our glyphs beside FreeType's: the same coverage, advances and kerning, also at other weights.

import Testing

@testable import Graphics

@Suite struct FreeTypeComparisonTests {
  private static let printable = (0x21...0x7E).compactMap { Unicode.Scalar($0 as UInt32) }

  @Test(arguments: [TestFonts.inter, TestFonts.jetBrainsMono, TestFonts.dejaVuSans])
  func coverageIsFreeTypes(_ path: String) throws {
    let bytes = try TestFonts.load(path)
    try compare(Font(parsing: bytes), FreeTypeFace(bytes))
  }

  @Test(arguments: [100.0, 500, 600, 750, 900])
  func variableWeightsAreFreeTypes(_ weight: Double) throws {
    let bytes = try TestFonts.load(TestFonts.inter)
    let reference = try FreeTypeFace(bytes)
    reference.setAxes([weight])
    try compare(Font(parsing: bytes, axes: [("wght", weight)]), reference)
  }

  /// FreeType rounds outlines to 1/64 pixel before it fills them, we do not: an edge may lie four levels off, a corner
  /// or a thin stem has two edges, and each of us flattens curves to within a sixteenth of a pixel (16 levels) at
  /// worst.
  private func compare(_ font: Font, _ reference: FreeTypeFace) throws {
    for size in [9.0, 11, 13, 16, 20, 24, 32] {
      var sum = 0
      var count = 0
      for scalar in Self.printable {
        let glyph = font.glyph(scalar)
        #expect(glyph == reference.glyph(scalar))
        let ours = Self.picture(font, glyph, size: size)
        let theirs = try #require(reference.picture(glyph, size: size))
        let left = min(ours.left, theirs.left)
        let right = max(ours.left + ours.width, theirs.left + theirs.width)
        for y in min(ours.top, theirs.top)..<max(ours.top + ours.height, theirs.top + theirs.height) {
          for x in left..<right {
            let difference = abs(ours.at(x, y) - theirs.at(x, y))
            #expect(difference <= 24, "\(scalar) at \(size) pixels, column \(x), row \(y)")
            sum += difference
            count += 1
          }
        }
      }
      #expect(Double(sum) / Double(count) < 1.6, "mean at \(size) pixels")
    }
  }

  private static func picture(_ font: Font, _ glyph: Int, size: Double) -> FreeTypeFace.Picture {
    var rasterizer = Rasterizer()
    let unit = size / font.unitsPerEm
    rasterizer.begin()
    font.outline(glyph).draw(into: &rasterizer, .glyph(scaleX: unit, scaleY: unit))
    let box = rasterizer.bounds
    var coverage = [UInt8](repeating: 0, count: box.area)
    // SAFETY: read within the row's bounds.
    unsafe rasterizer.sweep(clip: box) { x, y, row in
      for index in row.indices { unsafe coverage[(y - box.minY) * box.width + x - box.minX + index] = row[index] }
    }
    return FreeTypeFace.Picture(left: box.minX, top: box.minY, width: box.width, height: box.height, coverage: coverage)
  }

  @Test(arguments: [TestFonts.inter, TestFonts.jetBrainsMono, TestFonts.dejaVuSans, TestFonts.symbols])
  func glyphNumbersAndAdvancesOfAllCharactersAreFreeTypes(_ path: String) throws {
    let bytes = try TestFonts.load(path)
    let font = try Font(parsing: bytes)
    let reference = try FreeTypeFace(bytes)
    for code in UInt32(0x20)...0x1FFFF {
      guard let scalar = Unicode.Scalar(code) else { continue }
      let glyph = font.glyph(scalar)
      #expect(glyph == reference.glyph(scalar))
      if glyph != 0 && code < 0x3000 { #expect(font.advance(glyph) == Double(reference.advance(glyph))) }
    }
  }

  @Test(arguments: [300.0, 500, 600, 800])
  func advancesOfWeightsAreFreeTypes(_ weight: Double) throws {
    let bytes = try TestFonts.load(TestFonts.inter)
    let font = try Font(parsing: bytes, axes: [("wght", weight)])
    let reference = try FreeTypeFace(bytes)
    reference.setAxes([weight])
    for glyph in 0..<font.glyphCount { #expect(font.advance(glyph) == Double(reference.advance(glyph))) }
  }

  @Test func olderKerningTableIsFreeTypes() throws {
    let bytes = try TestFonts.load(TestFonts.dejaVuSans)
    let font = try Font(parsing: TestFonts.without("GPOS", bytes))
    let reference = try FreeTypeFace(bytes)
    var pairs = 0
    for left in Self.printable {
      for right in Self.printable {
        let (first, second) = (font.glyph(left), font.glyph(right))
        let value = font.kerning(first, second)
        #expect(value == Double(reference.kerning(first, second)))
        if value != 0 { pairs += 1 }
      }
    }
    #expect(pairs > 50)
  }
}
