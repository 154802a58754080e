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

  public init(width: Double = 1, cap: Cap = .butt, join: Join = .miter, miterLimit: Double = 4) {
    self.width = width
    self.cap = cap
    self.join = join
    self.miterLimit = miterLimit
  }
}
