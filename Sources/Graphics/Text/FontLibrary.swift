// The fonts of a program by role, with fallbacks, and measuring of text.
//
// Text is placed glyph by glyph from left to right: advances and pair kerning in fractions of the em, so that widths
// do not depend on the scale of the screen. No bidirectional order, no ligatures, marks sit where the font puts them.

/// The fonts that text is set in. The caller loads the files. May be used from several threads.
public final class FontLibrary: @unchecked Sendable {
  /// A registered file; a variable one makes an instance for each weight that is asked for.
  private struct Entry {
    /// nil for a fallback, which serves all families.
    let family: FontFamily?
    let weight: Int
    var source: Source

    var isVariable: Bool { if case .loaded(_, let font) = source { font.hasAxis("wght") } else { false } }
  }

  private enum Source {
    case loaded([UInt8], Font)
    /// To be read when it is needed.
    case waiting(() -> [UInt8]?)
    /// Not there, or damaged.
    case missing
  }

  /// More sets than styles of a program; past it the oldest is made anew when it is needed.
  private static let setLimit = 32
  /// Fonts of a set are counted in a byte.
  private static let fontLimit = 64

  nonisolated(unsafe) private static var sharedLibrary = FontLibrary()

  /// The library that painters use unless told otherwise. Set it up once, before the first text is measured.
  public static var shared: FontLibrary {
    // SAFETY: set at start-up, before other threads exist (the contract above).
    get { unsafe sharedLibrary }
    set { unsafe sharedLibrary = newValue }
  }

  private let lock = SpinLock()
  private var entries: [Entry] = []
  private var instances: [(entry: Int, weight: Int, face: FontFace)] = []
  private var sets: [FontSet] = []
  private let cache = GlyphCache()

  public init() {}

  /// Adds a font file to a family. Fonts of one family are tried in the order in which they were added; one file with a
  /// weight axis serves all weights, otherwise `weight` says which one it is.
  public func register(_ data: [UInt8], family: FontFamily, weight: Int = 400) throws(FontError) {
    try add(data, family: family, weight: weight)
  }

  /// Adds a font that is asked for characters which no font of the family has.
  public func registerFallback(_ data: [UInt8]) throws(FontError) {
    try add(data, family: nil, weight: 400)
  }

  /// Adds a fallback that is read when a character is wanted that no font before it has. `load` gives nil if there is
  /// no such file.
  public func registerFallback(loading load: @escaping () -> [UInt8]?) {
    add(Entry(family: nil, weight: 400, source: .waiting(load)))
  }

  private func add(_ data: [UInt8], family: FontFamily?, weight: Int) throws(FontError) {
    add(Entry(family: family, weight: weight, source: .loaded(data, try Font(parsing: data))))
  }

  private func add(_ entry: Entry) {
    lock.withLock {
      guard entries.count < FontLibrary.fontLimit else { return }
      entries.append(entry)
      sets.removeAll()
    }
  }

  // MARK: Measuring

  /// Width of a line of text, and the ascent and descent of its style's first font.
  public func measure(_ text: String, _ style: TextStyle) -> TextMetrics {
    withSet(style) { set, _ in
      var cursor = TextCursor(set)
      for scalar in text.unicodeScalars { cursor.advance(scalar) }
      var metrics = FontLibrary.heights(set, style)
      metrics.width = cursor.x * style.size
      return metrics
    }
  }

  /// The advance of one character.
  public func advance(_ scalar: Unicode.Scalar, _ style: TextStyle) -> Double {
    withSet(style) { set, _ in set.resolve(scalar).advance * style.size }
  }

  /// The heights of a style's first font, without any text.
  public func metrics(_ style: TextStyle) -> TextMetrics {
    withSet(style) { set, _ in FontLibrary.heights(set, style) }
  }

  /// The x positions of the edges between the characters (grapheme clusters) of a line: one more than there are
  /// characters, from 0 to the width.
  public func caretPositions(_ text: String, _ style: TextStyle) -> [Double] {
    withSet(style) { set, _ in
      var cursor = TextCursor(set)
      var positions = [0.0]
      for character in text {
        for scalar in character.unicodeScalars { cursor.advance(scalar) }
        positions.append(cursor.x * style.size)
      }
      return positions
    }
  }

  /// The text, or as much of its beginning as fits into `width` together with an ellipsis.
  public func truncated(_ text: String, _ style: TextStyle, width: Double) -> String {
    let positions = caretPositions(text, style)
    guard let whole = positions.last, whole > width else { return text }
    let room = width - advance("…", style)
    let count = max(0, (positions.firstIndex { $0 > room } ?? positions.count) - 1)
    return text.prefix(count) + "…"
  }

  /// The same with the ellipsis in the middle, so that the end of a file name stays to be seen.
  public func truncatedInMiddle(_ text: String, _ style: TextStyle, width: Double) -> String {
    let positions = caretPositions(text, style)
    guard let whole = positions.last, whole > width else { return text }
    let room = max(0, width - advance("…", style))
    let head = max(0, (positions.firstIndex { $0 > room / 2 } ?? positions.count) - 1)
    let rest = room - positions[head]
    let start = positions.firstIndex { whole - $0 <= rest } ?? positions.count - 1
    return text.prefix(head) + "…" + text.suffix(positions.count - 1 - start)
  }

  private static func heights(_ set: FontSet, _ style: TextStyle) -> TextMetrics {
    guard let font = set.faces.first?.font else {
      return TextMetrics(width: 0, ascent: style.size * 0.97, descent: style.size * 0.25)
    }
    let unit = style.size / font.unitsPerEm
    return TextMetrics(width: 0, ascent: font.ascender * unit, descent: font.descender * unit)
  }

  // MARK: Sets

  /// Lends the fonts of a style and the glyph cache, under the lock. `body` must not come back here.
  func withSet<Value>(_ style: TextStyle, _ body: (FontSet, GlyphCache) -> Value) -> Value {
    lock.withLock { body(set(style), cache) }
  }

  private func set(_ style: TextStyle) -> FontSet {
    let key = FontSetKey(
      family: style.family, weight: min(max(style.weight, 1), 1000), tabularNumbers: style.tabularNumbers)
    if let known = sets.first(where: { $0.key == key }) { return known }
    if sets.count >= FontLibrary.setLimit { sets.removeFirst() }
    // So many weights: start over. Glyphs are known by the numbers of instances, so they go, too.
    if instances.count + 2 * entries.count > GlyphCache.fontLimit {
      instances.removeAll()
      cache.removeAll()
      sets.removeAll()
    }
    let own = entries.indices.filter { entries[$0].family == key.family }
    // The file whose weight is nearest goes first; of equally near ones the first that was added.
    func distance(_ index: Int) -> Int {
      entries[index].isVariable ? 0 : abs(entries[index].weight - key.weight)
    }
    let best = own.min { distance($0) < distance($1) }
    let order = (best.map { [$0] } ?? []) + own.filter { $0 != best }
    var fallbacks = entries.indices.filter { entries[$0].family == nil }[...]
    let made = FontSet(key: key, faces: order.compactMap { face($0, weight: key.weight) }) {
      [unowned(unsafe) self] in
      while let next = fallbacks.popFirst() {
        // SAFETY: sets belong to the library and are used under its lock only.
        if let face = unsafe face(next, weight: key.weight) { return face }
      }
      return nil
    }
    sets.append(made)
    return made
  }

  /// A file at a weight; nil if it cannot be had.
  private func face(_ entry: Int, weight: Int) -> FontFace? {
    if case .waiting(let load) = entries[entry].source {
      let data = load()
      let font = data.flatMap { try? Font(parsing: $0) }
      if let data, let font { entries[entry].source = .loaded(data, font) } else { entries[entry].source = .missing }
    }
    guard case .loaded(let data, var font) = entries[entry].source else { return nil }
    let weight = entries[entry].isVariable ? weight : 0
    if let known = instances.first(where: { $0.entry == entry && $0.weight == weight }) { return known.face }
    guard instances.count < GlyphCache.fontLimit else { return nil }
    if weight != 0, let varied = try? Font(parsing: data, axes: [("wght", Double(weight))]) { font = varied }
    let face = FontFace(number: instances.count, font: font)
    instances.append((entry, weight, face))
    return face
  }
}
