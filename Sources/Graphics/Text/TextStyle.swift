// What text looks like: family, size, weight. Colour is an argument of drawing.

/// The role of a font; the library knows which files serve it.
public enum FontFamily: UInt8, Equatable, Hashable, Sendable {
  /// Labels, menus, prose.
  case interface
  /// Terminal and code.
  case monospace
}

/// Family, size and weight of text.
public struct TextStyle: Equatable, Hashable, Sendable {
  public var family: FontFamily
  /// The em in logical pixels.
  public var size: Double
  /// 400 regular, 500 medium, 600 semibold, 700 bold.
  public var weight: Int
  /// Slanted (synthesised from the upright font).
  public var italic: Bool
  /// All digits as wide as each other, for columns of numbers.
  public var tabularNumbers: Bool

  public init(
    family: FontFamily = .interface, size: Double = 13, weight: Int = 400, italic: Bool = false,
    tabularNumbers: Bool = false
  ) {
    self.family = family
    self.size = size
    self.weight = weight
    self.italic = italic
    self.tabularNumbers = tabularNumbers
  }
}

/// The extent of a line of text, in logical pixels.
public struct TextMetrics: Equatable, Sendable {
  /// The sum of the advances.
  public var width: Double
  /// From the baseline up to the font's ascender.
  public var ascent: Double
  /// From the baseline down to the font's descender (positive).
  public var descent: Double

  public init(width: Double, ascent: Double, descent: Double) {
    self.width = width
    self.ascent = ascent
    self.descent = descent
  }

  /// Ascent and descent together.
  public var height: Double { ascent + descent }
}
