// The fonts that serve one kind of text, in the order in which they are asked, and what was found out about
// characters and pairs so far.

/// What a character became: a glyph of one of the fonts, with its advance as a fraction of the em.
struct ResolvedGlyph {
  var font: UInt8
  var glyph: UInt16
  var kind: CharacterClass
  var advance: Double
}

/// Fonts for one family, weight and set of features. Used under the library's lock.
final class FontSet {
  /// Latin text is looked up in an array, everything else in a dictionary of bounded size.
  private static let directLimit = 0x250
  private static let otherLimit = 4096
  private static let pairSlots = 1024

  let key: FontSetKey
  private(set) var faces: [FontFace]
  /// The next fallback, read if need be; nil when there are no more.
  private let nextFallback: () -> FontFace?
  private var direct: [ResolvedGlyph?]
  private var others: [UInt32: ResolvedGlyph] = [:]
  /// A direct-mapped cache: the newest pair of its slot.
  private var pairs: [(key: UInt64, value: Double)]

  /// - Parameter nextFallback: asked for fonts behind `faces`, one at a time, when no font has a character.
  init(key: FontSetKey, faces: [FontFace], nextFallback: @escaping () -> FontFace?) {
    self.key = key
    self.faces = []
    self.nextFallback = nextFallback
    direct = [ResolvedGlyph?](repeating: nil, count: FontSet.directLimit)
    pairs = []
    for face in faces { add(face) }
    // Heights are those of the first font.
    if faces.isEmpty { addFallback() }
  }

  private func add(_ face: FontFace) {
    faces.append(face)
    guard pairs.isEmpty, face.font.hasKerning else { return }
    pairs = [(key: UInt64, value: Double)](repeating: (0, 0), count: FontSet.pairSlots)
  }

  /// False if there are no more.
  @discardableResult
  private func addFallback() -> Bool {
    guard let face = nextFallback() else { return false }
    add(face)
    return true
  }

  /// The glyph for a character: of the first font that has one, otherwise the first font's mark for a missing glyph.
  func resolve(_ scalar: Unicode.Scalar) -> ResolvedGlyph {
    let code = Int(scalar.value)
    if code < FontSet.directLimit {
      if let known = direct[code] { return known }
      let found = search(scalar)
      direct[code] = found
      return found
    }
    if let known = others[scalar.value] { return known }
    let found = search(scalar)
    if others.count >= FontSet.otherLimit { others.removeAll(keepingCapacity: true) }
    others[scalar.value] = found
    return found
  }

  private func search(_ scalar: Unicode.Scalar) -> ResolvedGlyph {
    let kind = CharacterClass(scalar)
    if kind == .invisible { return ResolvedGlyph(font: 0, glyph: 0, kind: kind, advance: 0) }
    if kind == .tab {
      var space = resolve(" ")
      space.advance *= 4
      space.kind = .tab
      return space
    }
    var index = 0
    while index < faces.count || addFallback() {
      let font = faces[index].font
      let glyph = font.glyph(scalar)
      if glyph != 0 { return resolved(index, key.tabularNumbers ? font.tabularGlyph(glyph) : glyph, kind) }
      index += 1
    }
    return faces.isEmpty ? ResolvedGlyph(font: 0, glyph: 0, kind: kind, advance: 0.6) : resolved(0, 0, .ordinary)
  }

  private func resolved(_ index: Int, _ glyph: Int, _ kind: CharacterClass) -> ResolvedGlyph {
    let font = faces[index].font
    return ResolvedGlyph(
      font: UInt8(truncatingIfNeeded: index), glyph: UInt16(truncatingIfNeeded: glyph), kind: kind,
      advance: font.advance(glyph) / font.unitsPerEm)
  }

  /// Kerning between two neighbours as a fraction of the em.
  func kerning(_ left: ResolvedGlyph, _ right: ResolvedGlyph) -> Double {
    guard left.font == right.font, !pairs.isEmpty, Int(left.font) < faces.count else { return 0 }
    let key = 1 << 63 | UInt64(left.font) << 32 | UInt64(left.glyph) << 16 | UInt64(right.glyph)
    let slot = Int((key &* 0x9E37_79B9_7F4A_7C15) >> 54)
    if pairs[slot].key == key { return pairs[slot].value }
    let font = faces[Int(left.font)].font
    let value = font.kerning(Int(left.glyph), Int(right.glyph)) / font.unitsPerEm
    pairs[slot] = (key, value)
    return value
  }
}

/// One font with the number that the glyph cache knows it by.
struct FontFace {
  let number: Int
  let font: Font
}

/// What decides which fonts are asked.
struct FontSetKey: Equatable {
  var family: FontFamily
  var weight: Int
  var tabularNumbers: Bool
}
