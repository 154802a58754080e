// The cursor with everything that DECSC saves: place, style, pending wrap, character sets.

/// Where the next character goes, and what DECSC saves along with it.
struct Cursor: Equatable, Sendable {
  var row = 0
  var column = 0
  var style = CellStyle()
  /// The last column was written: the next character wraps first.
  var isWrapPending = false
  var origin = false
  /// G0 to G3.
  var sets: InlineSets = InlineSets()
  /// Which of them is in use.
  var active = 0

  var set: CharacterSet { sets[active] }
}

/// The four designated character sets.
struct InlineSets: Equatable, Sendable {
  private var g0 = CharacterSet.ascii
  private var g1 = CharacterSet.ascii
  private var g2 = CharacterSet.ascii
  private var g3 = CharacterSet.ascii

  subscript(_ index: Int) -> CharacterSet {
    get {
      switch index {
      case 0: g0
      case 1: g1
      case 2: g2
      default: g3
      }
    }
    set {
      switch index {
      case 0: g0 = newValue
      case 1: g1 = newValue
      case 2: g2 = newValue
      default: g3 = newValue
      }
    }
  }
}
