// Why bytes are not a font that this module can use.

/// What is wrong with a font file.
public enum FontError: Error, Equatable, Sendable {
  /// The file is not of a kind that is supported (TrueType outlines in an sfnt container).
  case unsupportedFormat
  /// A table that no font can do without is missing, or lies outside the file.
  case missingTable
  /// A number in a required table makes no sense.
  case malformed
}
