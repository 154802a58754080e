// Fonts: what parsing gives, kerning values (from HarfBuzz, rounded), and bytes that are no font.

import Testing

@testable import Graphics

@Suite struct FontTests {
  /// A small generator, so that a failure repeats (SplitMix64).
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  @Test func namesAndHeightsOfInter() throws {
    let font = try Font(parsing: TestFonts.load(TestFonts.inter))
    #expect(font.familyName.utf8.elementsEqual("Inter V".utf8) || font.familyName.contains("Inter"))
    #expect(font.hasAxis("wght"))
    #expect(!font.hasAxis("wdth"))
    #expect(font.xHeight > font.unitsPerEm * 0.5 && font.capHeight > font.xHeight)
    #expect(font.ascender > font.capHeight && font.descender > 0)
    #expect(font.weightClass == 400)
    let mono = try Font(parsing: TestFonts.load(TestFonts.jetBrainsMono))
    #expect(mono.isMonospaced)
    #expect(mono.advance(mono.glyph("i")) == mono.advance(mono.glyph("W")))
  }

  @Test(arguments: [
    (400.0, [-192.0, -224, -176, -144, -272, -96, 0, -176, -64, -216, -224]),
    (600.0, [-234.0, -224, -176, -158, -261, -96, 0, -176, -58, -285, -224]),
    (900.0, [-296.0, -224, -176, -180, -244, -96, 0, -176, -48, -388, -224]),
  ])
  func pairKerningVariesWithTheWeight(_ weight: Double, _ expected: [Double]) throws {
    let font = try Font(parsing: TestFonts.load(TestFonts.inter), axes: [("wght", weight)])
    let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
      ("A", "V"), ("T", "o"), ("T", "y"), ("W", "e"), ("L", "T"), ("P", "."), ("A", "A"), ("r", ","), ("f", "o"),
      ("Y", "o"), ("\"", "A"),
    ]
    for ((left, right), value) in zip(pairs, expected) {
      #expect(abs(font.kerning(font.glyph(left), font.glyph(right)) - value) <= 1, "\(left)\(right)")
    }
  }

  @Test func tabularDigitsAreEquallyWide() throws {
    let font = try Font(parsing: TestFonts.load(TestFonts.inter))
    let digits = "0123456789".unicodeScalars.map { font.glyph($0) }
    #expect(Set(digits.map { font.advance($0) }).count > 1)
    #expect(Set(digits.map { font.advance(font.tabularGlyph($0)) }).count == 1)
  }

  @Test func weightMakesStemsWiderAndIsClamped() throws {
    let bytes = try TestFonts.load(TestFonts.inter)
    func widths(_ weight: Double) throws -> Double {
      let font = try Font(parsing: bytes, axes: [("wght", weight)])
      let xs = font.outline(font.glyph("l")).points.map(\.x)
      return (xs.max() ?? 0) - (xs.min() ?? 0)
    }
    let (light, regular, bold) = try (widths(300), widths(400), widths(700))
    #expect(light < regular && regular < bold)
    #expect(try widths(5000) == widths(900))
    #expect(try widths(.nan) > 0)
  }

  @Test func bytesThatAreNoFontAreRefused() throws {
    #expect(throws: FontError.unsupportedFormat) { try Font(parsing: []) }
    #expect(throws: FontError.unsupportedFormat) { try Font(parsing: Array("OTTO, and then nothing".utf8)) }
    #expect(throws: FontError.missingTable) { try Font(parsing: [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]) }
    let bytes = try TestFonts.load(TestFonts.jetBrainsMono)
    for table in ["head", "hhea", "hmtx", "maxp", "loca", "glyf", "cmap"] {
      #expect(throws: FontError.missingTable) { try Font(parsing: TestFonts.without(table, bytes)) }
    }
    #expect(throws: Never.self) { try Font(parsing: TestFonts.without("GPOS", bytes)) }
  }

  @Test func everyTruncationEitherParsesOrThrows() throws {
    let bytes = try TestFonts.load(TestFonts.jetBrainsMono)
    var generator = Generator(state: 7)
    for _ in 0..<200 {
      Self.exercise(Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &generator))), &generator)
    }
  }

  /// Damaged fonts must neither trap nor take long; most damage is aimed at the directory and at table headers.
  @Test(arguments: [TestFonts.inter, TestFonts.jetBrainsMono])
  func damagedFontsNeverTrapAndStayFast(_ path: String) throws {
    let bytes = try TestFonts.load(path)
    var generator = Generator(state: 42)
    let starts = (0..<20).compactMap { index -> Int? in
      let record = 12 + 16 * index + 8
      return bytes[record..<(record + 4)].reduce(0) { $0 << 8 | Int($1) }
    }.filter { $0 < bytes.count - 600 }
    let clock = ContinuousClock()
    let began = clock.now
    let rounds = 1500
    for round in 0..<rounds {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        let start = round % 8 == 0 ? 0 : starts.randomElement(using: &generator) ?? 0
        let place = start + Int.random(in: 0..<(round % 3 == 0 ? 64 : 512), using: &generator)
        let extremes: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &generator)]
        damaged[place] = extremes.randomElement(using: &generator) ?? 0
      }
      Self.exercise(damaged, &generator)
    }
    // About 4 ms a font in a debug build here; a loop that depends on a damaged count would take seconds.
    #expect(clock.now - began < .seconds(120))
  }

  /// Everything that a program can ask of a font.
  private static func exercise(_ bytes: [UInt8], _ generator: inout Generator) {
    let axes = [(tag: "wght", value: Double.random(in: 0...1000, using: &generator))]
    guard let font = try? Font(parsing: bytes, axes: axes) else { return }
    var rasterizer = Rasterizer()
    var glyphs = "AÄgé%ﬁ→".unicodeScalars.map { font.glyph($0) }
    glyphs.append(Int.random(in: 0...65535, using: &generator))
    for glyph in glyphs {
      let outline = font.outline(glyph)
      #expect(outline.points.count <= GlyphLoader.pointLimit)
      rasterizer.begin()
      outline.draw(into: &rasterizer, .glyph(scaleX: 16 / font.unitsPerEm, scaleY: 16 / font.unitsPerEm))
      let box = rasterizer.bounds.intersection(PixelRect(x: -64, y: -64, width: 128, height: 128))
      // SAFETY: a row is looked at inside of the closure only.
      unsafe rasterizer.sweep(clip: box) { _, y, row in #expect(y >= box.minY && y < box.maxY && row.count <= 128) }
      #expect(font.advance(glyph) >= 0)
      _ = font.tabularGlyph(glyph)
      for other in glyphs { #expect(font.kerning(glyph, other).isFinite) }
    }
  }

  @Test func compositeThatContainsItselfIsEmpty() throws {
    var bytes = try TestFonts.load(TestFonts.dejaVuSans)
    let font = try Font(parsing: bytes)
    let glyph = font.glyph("Ä")
    #expect(!font.outline(glyph).points.isEmpty)
    let offset = try #require(Self.glyphOffset(bytes, glyph))
    #expect(bytes[offset] & 0x80 != 0, "a composite glyph")
    bytes[offset + 12] = UInt8(glyph >> 8)
    bytes[offset + 13] = UInt8(glyph & 255)
    #expect(try Font(parsing: bytes).outline(glyph).points.isEmpty)
  }

  /// The offset of a glyph in a file with long offsets in `loca`.
  private static func glyphOffset(_ bytes: [UInt8], _ glyph: Int) -> Int? {
    func number(_ place: Int) -> Int { bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) } }
    func table(_ name: String) -> Int? {
      stride(from: 12, to: 12 + 16 * 32, by: 16).first { Array(bytes[$0..<($0 + 4)]) == Array(name.utf8) }.map {
        number($0 + 8)
      }
    }
    guard let glyf = table("glyf"), let loca = table("loca") else { return nil }
    return glyf + number(loca + 4 * glyph)
  }
}
