// The fonts of a program by role, and measuring. Skeleton: every glyph is a box.

/// The fonts that text is set in, by role, with fallbacks. The caller loads the files.
public final class FontLibrary: @unchecked Sendable {
  nonisolated(unsafe) private static var sharedLibrary = FontLibrary()

  /// The library that painters use unless told otherwise. Set it up once, before the first text is measured.
  public static var shared: FontLibrary {
    // SAFETY: set at start-up, before other threads exist (the contract above).
    get { unsafe sharedLibrary }
    set { unsafe sharedLibrary = newValue }
  }

  public init() {}

  /// Adds a font file to a family. Fonts of one family are tried in the order in which they were added; one file with a
  /// weight axis serves all weights, otherwise `weight` says which one it is.
  public func register(_ data: [UInt8], family: FontFamily, weight: Int = 400) throws(FontError) {
    _ = try Font(parsing: data)
  }

  /// Adds a font that is asked for characters which no font of the family has.
  public func registerFallback(_ data: [UInt8]) throws(FontError) {
    _ = try Font(parsing: data)
  }

  /// Width of a line of text, and the ascent and descent of its style's first font.
  public func measure(_ text: String, _ style: TextStyle) -> TextMetrics {
    TextMetrics(
      width: Double(text.unicodeScalars.count) * style.size * 0.6, ascent: style.size * 0.97,
      descent: style.size * 0.25)
  }

  /// The x positions of the edges between the characters (grapheme clusters) of a line: one more than there are
  /// characters, from 0 to the width.
  public func caretPositions(_ text: String, _ style: TextStyle) -> [Double] {
    (0...text.count).map { Double($0) * style.size * 0.6 }
  }
}
