// The `d` attribute of an SVG path. Skeleton.

/// Parser of SVG path data (SVG 2, section 9.3).
public enum SVGPath {
  /// The path; where the text has an error, what came before it (as the specification asks).
  public static func parse(_ text: String) -> Path { Path() }
}
