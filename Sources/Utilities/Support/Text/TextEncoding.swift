// Whether text is UTF-8, as everywhere in Apus, or bytes, as the locale "C" of other systems wants it.

import System

/// The encoding of texts.
public enum TextEncoding {
  /// Whether the environment asks for single bytes.
  public static var usesBytes: Bool {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      guard let value = Environment[name], !value.utf8.isEmpty else { continue }
      return value.isSame(as: "C") || value.isSame(as: "POSIX")
    }
    return false
  }
}
