// Walks along a line of text, from character to character.

struct TextCursor {
  private let set: FontSet
  private var previous: ResolvedGlyph?
  /// Where the next glyph goes, as a fraction of the em.
  private(set) var x = 0.0

  init(_ set: FontSet) { self.set = set }

  /// The glyph of the next character and where it goes; the cursor moves on by its advance.
  @discardableResult
  mutating func advance(_ scalar: Unicode.Scalar) -> (glyph: ResolvedGlyph, x: Double) {
    let glyph = set.resolve(scalar)
    switch glyph.kind {
    case .invisible: return (glyph, x)
    case .mark:
      // A mark that has an advance is drawn over the end of what it follows; others reach back on their own.
      return (glyph, x - glyph.advance)
    case .ordinary, .tab:
      if let previous { x += set.kerning(previous, glyph) }
      previous = glyph
      let place = x
      x += glyph.advance
      return (glyph, place)
    }
  }
}
