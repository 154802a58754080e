// Words as a shell reads them back.

/// Quoting for `sh -c`.
public enum SudoWords {
  /// A word with everything that means something to a shell behind a backslash; a newline in quotes, since a backslash
  /// would swallow it.
  public static func quoted(_ word: [UInt8]) -> [UInt8] {
    if word.isEmpty { return Array("''".utf8) }
    var result: [UInt8] = []
    for byte in word {
      let letter = byte | 0x20
      let isPlain =
        (letter >= 0x61 && letter <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte >= 0x80
        || [0x5F, 0x2D, 0x24, 0x2E, 0x2F].contains(byte)
      if byte == 0x0A {
        result += Array("'\n'".utf8)
      } else {
        if !isPlain { result.append(UInt8(ascii: "\\")) }
        result.append(byte)
      }
    }
    return result
  }
}
