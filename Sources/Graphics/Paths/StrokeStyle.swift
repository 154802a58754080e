// How a line along a path is drawn.

/// The width, ends and corners of a stroke.
public struct StrokeStyle: Equatable, Sendable {
  public enum Cap: Equatable, Sendable { case butt, round, square }
  public enum Join: Equatable, Sendable { case miter, round, bevel }

  /// In logical pixels.
  public var width: Double
  public var cap: Cap
  public var join: Join
  /// A mitre longer than this many half widths becomes a bevel (as in SVG, by default 4).
  public var miterLimit: Double
  /// Lengths of dashes and gaps in turn, in logical pixels; an odd number of them goes round twice. Empty (or with a
  /// negative length, or all zero): an unbroken line.
  public var dashes: [Double]
  /// How far into the pattern the line begins.
  public var dashOffset: Double

  public init(
    width: Double = 1, cap: Cap = .butt, join: Join = .miter, miterLimit: Double = 4, dashes: [Double] = [],
    dashOffset: Double = 0
  ) {
    self.width = width
    self.cap = cap
    self.join = join
    self.miterLimit = miterLimit
    self.dashes = dashes
    self.dashOffset = dashOffset
  }
}
