// A parsed font file at one place of its design space.
//
// Only what a font cannot do without can make parsing fail (head, hhea, maxp, hmtx, loca, glyf, cmap); everything else
// that is missing or malformed is left out. After parsing, no byte of the file can make any call fail or trap.

/// One font: a file with TrueType outlines, and (for a variable font) the values of its axes. Immutable.
public final class Font: Sendable {
  /// Font units to the em.
  public let unitsPerEm: Double
  /// From the baseline up to the highest letters, down to the lowest, and the gap to the next line, in font units (all
  /// positive).
  public let ascender: Double
  public let descender: Double
  public let lineGap: Double
  /// The heights of x and H, in font units; 0 if the file does not say.
  public let xHeight: Double
  public let capHeight: Double
  /// Where an underline goes (the middle of it, positive downwards) and how thick it is, in font units.
  public let underlinePosition: Double
  public let underlineThickness: Double
  /// All advances are the same, says the file.
  public let isMonospaced: Bool
  /// The usWeightClass of the file: 400 for regular.
  public let weightClass: Int
  public let familyName: String
  public let styleName: String
  /// How many glyphs there are.
  public var glyphCount: Int { loader.glyphCount }

  private let characters: CharacterMap
  private let metrics: HorizontalMetrics
  private let loader: GlyphLoader
  private let kerning: Kerning
  private let tabular: GlyphSubstitution
  private let space: VariationSpace
  private let advanceVariations: AdvanceVariations?

  /// Parses the bytes of a TrueType file (of a collection the first font). `axes` holds pairs of a four-letter tag
  /// and a value in user units ("wght", 500); axes that are not named keep their defaults, unknown tags are
  /// ignored, values are clamped to the axis.
  public init(parsing data: [UInt8], axes: [(tag: String, value: Double)] = []) throws(FontError) {
    let file = try FontFile(data)
    let head = try file.required("head")
    let hhea = try file.required("hhea")
    guard let units = head.unsigned16(18), units >= 16, units <= 16384, let locaFormat = head.signed16(50),
      let glyphs = try file.required("maxp").unsigned16(4), glyphs > 0
    else { throw .malformed }
    unitsPerEm = Double(units)
    metrics = try HorizontalMetrics(hhea: hhea, hmtx: file.required("hmtx"))
    characters = CharacterMap(try file.required("cmap"))
    space = VariationSpace(fvar: file.table("fvar"), avar: file.table("avar"), settings: axes)
    loader = GlyphLoader(
      glyf: try file.required("glyf"), loca: try file.required("loca"), longOffsets: locaFormat != 0,
      glyphCount: glyphs, metrics: metrics, variations: GlyphVariations(gvar: file.table("gvar"), space: space))
    advanceVariations = AdvanceVariations(hvar: file.table("HVAR"), space: space)
    kerning = Kerning(
      gpos: file.table("GPOS"), gdef: file.table("GDEF"), kern: file.table("kern"), space: space)
    tabular = GlyphSubstitution(gsub: file.table("GSUB"), feature: "tnum")

    let vertical = VerticalMetrics(hhea: hhea, os2: file.table("OS/2"))
    (ascender, descender, lineGap) = (vertical.ascender, vertical.descender, vertical.lineGap)
    (xHeight, capHeight, weightClass) = (vertical.xHeight, vertical.capHeight, vertical.weightClass)
    let post = file.table("post")
    underlinePosition = -Double(post.signed16(8) ?? -units / 10)
    underlineThickness = Double(max(1, post.signed16(10) ?? units / 20))
    isMonospaced = (post.unsigned32(12) ?? 0) != 0
    let names = file.table("name")
    familyName = FontNames.name(names, 1)
    styleName = FontNames.name(names, 2)
  }

  /// True if the file has an axis of that name.
  public func hasAxis(_ tag: String) -> Bool { space.axes.contains { $0.tag == fontTag(tag) } }

  /// The glyph of a character, 0 if there is none.
  public func glyph(_ scalar: Unicode.Scalar) -> Int { characters.glyph(scalar) }

  /// The advance of a glyph in font units.
  public func advance(_ glyph: Int) -> Double {
    let normal = metrics.advance(glyph)
    if let advanceVariations { return max(0, normal + advanceVariations.delta(glyph)) }
    if space.isDefault { return normal }
    return max(0, loader.phantomAdvance(glyph) ?? normal)
  }

  /// What to add to the advance of `left` when `right` follows, in font units.
  public func kerning(_ left: Int, _ right: Int) -> Double { kerning.adjustment(left, right) }

  /// False if no pair of glyphs is kerned.
  public var hasKerning: Bool { !kerning.isEmpty }

  /// The glyph with the width of all digits that stands for this one (feature tnum), or the same one.
  public func tabularGlyph(_ glyph: Int) -> Int { tabular.replacement(glyph) }

  /// The outline of a glyph in font units; empty for blank, missing and malformed ones.
  func outline(_ glyph: Int) -> GlyphOutline { loader.outline(glyph) }
}
