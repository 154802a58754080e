// Text in the course of expansion: bytes, and which of them were quoted.

/// Bytes of which some stand for themselves even where a pattern is meant.
struct ExpandedField: Equatable {
  private(set) var bytes: Bytes = []
  /// One flag a byte.
  private(set) var isQuoted: [Bool] = []

  init() {}

  /// Text that is quoted, or open to patterns, as a whole.
  init(_ bytes: Bytes, isQuoted: Bool) { append(bytes, isQuoted: isQuoted) }

  mutating func append(_ more: Bytes, isQuoted quoted: Bool) {
    bytes += more
    isQuoted += [Bool](repeating: quoted, count: more.count)
  }

  mutating func append(_ byte: UInt8, isQuoted quoted: Bool) {
    bytes.append(byte)
    isQuoted.append(quoted)
  }

  mutating func append(_ other: ExpandedField) {
    bytes += other.bytes
    isQuoted += other.isQuoted
  }

  /// Whether a pattern character stands unquoted in it; a bracket that nothing closes (the command `[`) is none.
  var isPattern: Bool {
    var isOpen = false
    for (byte, quoted) in zip(bytes, isQuoted) where !quoted {
      if byte == ASCII.asterisk || byte == ASCII.question || (isOpen && byte == ASCII.rightBracket) { return true }
      if byte == ASCII.leftBracket { isOpen = true }
    }
    return false
  }

  /// The parts between slashes.
  var components: [ExpandedField] {
    var components = [ExpandedField()]
    for (byte, quoted) in zip(bytes, isQuoted) {
      if byte == ASCII.slash {
        components.append(ExpandedField())
      } else {
        components[components.count - 1].append(byte, isQuoted: quoted)
      }
    }
    return components
  }
}
