// Coverage of glyphs that were drawn before, in one block of memory.
//
// A glyph is known by its font, number, size, quarter-pixel position and slant. The table is open-addressed and the
// block is filled from front to back; when either is full everything is forgotten (a generation): text on
// screen is a few hundred glyphs, so that is rare, and no bookkeeping happens on a hit.

@safe final class GlyphCache {
  /// What identifies a picture of a glyph.
  struct Key {
    var face: Int
    var glyph: Int
    /// The em in 1/64 device pixel.
    var size: Int
    /// The quarter of a pixel right of the whole one, 0...3.
    var quarter: Int
    var isSlanted: Bool

    /// Never 0. Face below 2^10, glyph below 2^16, size below 2^17, then 2 bits and 1.
    var word: UInt64 {
      let high = UInt64(truncatingIfNeeded: face & 0x3FF) << 36 | UInt64(truncatingIfNeeded: glyph & 0xFFFF) << 20
      let low = UInt64(truncatingIfNeeded: size & 0x1FFFF) << 3 | UInt64(truncatingIfNeeded: quarter & 3) << 1
      return 1 << 63 | high | low | (isSlanted ? 1 : 0)
    }
  }

  /// Where the picture of a glyph lies: its box relative to the baseline's origin, and its bytes.
  struct Entry {
    var left: Int32 = 0
    var top: Int32 = 0
    var width: Int32 = 0
    var height: Int32 = 0
    var start: Int32 = 0
  }

  static let fontLimit = 1 << 10
  /// Glyphs with an em above this are drawn without the cache.
  static let sizeLimit = 256 * 64
  /// A megabyte holds about 4,000 glyphs of a terminal.
  private static let byteLimit = 1 << 20
  private static let slotLimit = 1 << 13
  /// The tangent of the slant of synthesised italics, about 12 degrees.
  static let slant = 0.2126
  /// Blending reads up to seven bytes past the end of a row.
  private static let slack = 8

  private var slots: [(word: UInt64, entry: Entry)] = []
  private var used = 0
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var filled = 0
  private var rasterizer = Rasterizer()

  init() {
    capacity = 1 << 14
    // SAFETY (of init, deinit and reserve): one allocation of capacity + slack bytes, replaced by a larger copy.
    unsafe bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + GlyphCache.slack)
    unsafe bytes.initialize(repeating: 0, count: capacity + GlyphCache.slack)
  }

  deinit { unsafe bytes.deallocate() }

  func removeAll() {
    slots.removeAll(keepingCapacity: true)
    used = 0
    filled = 0
  }

  /// The picture of a glyph, drawn now if it is not known. It stays valid until the next call.
  func entry(_ key: Key, _ font: Font) -> Entry {
    if slots.isEmpty { slots = [(word: UInt64, entry: Entry)](repeating: (0, Entry()), count: 512) }
    let word = key.word
    var slot = place(word)
    while slots[slot].word != 0 {
      if slots[slot].word == word { return slots[slot].entry }
      slot = (slot + 1) & (slots.count - 1)
    }
    let entry = draw(key, font)
    if used * 2 >= slots.count { grow() }
    slot = place(word)
    while slots[slot].word != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = (word, entry)
    used += 1
    return entry
  }

  /// The coverage of a row of an entry, from a column on.
  @inline(__always) @unsafe func row(_ entry: Entry, _ row: Int, from column: Int) -> UnsafeMutablePointer<UInt8> {
    unsafe bytes + (Int(entry.start) &+ row &* Int(entry.width) &+ column)
  }

  private func place(_ word: UInt64) -> Int {
    Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 32) & (slots.count - 1)
  }

  private func grow() {
    if slots.count >= GlyphCache.slotLimit {
      // Full: the entry that is about to be added stays, because its bytes are not given out again before the next one.
      for index in slots.indices { slots[index].word = 0 }
      used = 0
      return
    }
    let old = slots
    slots = [(word: UInt64, entry: Entry)](repeating: (0, Entry()), count: old.count * 2)
    for item in old where item.word != 0 {
      var slot = place(item.word)
      while slots[slot].word != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = item
    }
  }

  private func draw(_ key: Key, _ font: Font) -> Entry {
    let size = Double(key.size) / 64
    rasterizer.begin()
    font.outline(key.glyph).draw(
      into: &rasterizer,
      GlyphCache.place(font, size: size, isSlanted: key.isSlanted, Point(x: Double(key.quarter) / 4, y: 0)))
    let box = rasterizer.bounds
    let count = box.area
    guard count > 0, count <= GlyphCache.byteLimit / 4 else { return Entry() }
    reserve(count)
    let start = filled
    filled += count
    // SAFETY: reserve made room for `count` bytes from `start`; sweep stays inside `box`.
    unsafe (bytes + start).update(repeating: 0, count: count)
    unsafe rasterizer.sweep(clip: box) { x, y, coverage in
      let target = unsafe bytes + (start + (y - box.minY) * box.width + x - box.minX)
      if let source = coverage.baseAddress { unsafe target.update(from: source, count: coverage.count) }
    }
    return Entry(
      left: Int32(truncatingIfNeeded: box.minX), top: Int32(truncatingIfNeeded: box.minY),
      width: Int32(truncatingIfNeeded: box.width), height: Int32(truncatingIfNeeded: box.height),
      start: Int32(truncatingIfNeeded: start))
  }

  /// From the units of a font to device pixels, a glyph's origin at `origin`.
  static func place(_ font: Font, size: Double, isSlanted: Bool, _ origin: Point) -> Transform {
    let unit = size / font.unitsPerEm
    return Transform.glyph(
      scaleX: unit, scaleY: unit * verticalFit(font, size: size), slant: isSlanted ? slant : 0, origin: origin)
  }

  /// Small text is stretched a little in height, so that the tops of its lower-case letters meet a pixel's edge and are
  /// not a grey line. Widths are left alone: they decide where glyphs go.
  static func verticalFit(_ font: Font, size: Double) -> Double {
    let height = font.xHeight * size / font.unitsPerEm
    guard height >= 4, height <= 20 else { return 1 }
    let fit = Double(roundInteger(height)) / height
    return min(max(fit, 0.93), 1.08)
  }

  private func reserve(_ count: Int) {
    if filled + count <= capacity { return }
    if filled + count > GlyphCache.byteLimit {
      for index in slots.indices { slots[index].word = 0 }
      used = 0
      filled = 0
      if count <= capacity { return }
    }
    let larger = min(max(capacity * 2, filled + count), GlyphCache.byteLimit)
    let block = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + GlyphCache.slack)
    unsafe block.initialize(repeating: 0, count: larger + GlyphCache.slack)
    unsafe block.update(from: bytes, count: filled)
    unsafe bytes.deallocate()
    unsafe bytes = block
    capacity = larger
  }
}
