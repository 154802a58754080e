// A parsed font file at one place of its design space. Skeleton: parses nothing yet.

/// One font: a file, and (for a variable font) the values of its axes.
public final class Font: Sendable {
  let data: [UInt8]

  /// Parses the bytes of a TrueType file. `axes` holds pairs of a four-letter tag and a value in user units
  /// ("wght", 500); axes that are not named keep their defaults, unknown tags are ignored.
  public init(parsing data: [UInt8], axes: [(tag: String, value: Double)] = []) throws(FontError) {
    guard data.count >= 12 else { throw .unsupportedFormat }
    self.data = data
  }
}
