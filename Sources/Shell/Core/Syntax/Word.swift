// Words: what the parser hands to expansion.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.2 (quoting) and 2.6 (word expansions).

/// One word of a command, not yet expanded.
public struct Word: Equatable {
  /// Its pieces, in order. No pieces make an empty word, as in `a=`.
  public var parts: [WordPart]

  /// A word of pieces.
  public init(_ parts: [WordPart] = []) { self.parts = parts }

  /// The bytes of a word that holds nothing quoted and nothing to expand, else nil: only such words can be reserved
  /// words, aliases and function names.
  var plainText: Bytes? {
    guard parts.count == 1, case .literal(let bytes) = parts[0] else { return nil }
    return bytes
  }

  /// Whether any piece is quoted: a here-document's delimiter then turns expansion off.
  var isQuoted: Bool {
    parts.contains {
      switch $0 {
      case .quoted, .doubleQuoted: true
      default: false
      }
    }
  }
}

/// A piece of a word.
public indirect enum WordPart: Equatable {
  /// Unquoted text: may hold glob characters and a tilde.
  case literal(Bytes)
  /// Text in single quotes or behind a backslash.
  case quoted(Bytes)
  /// `"…"`: expanded, neither split nor globbed.
  case doubleQuoted([WordPart])
  /// `$name`, `${name…}`.
  case parameter(ParameterExpansion)
  /// `$(…)` or backquotes.
  case command(CommandList)
  /// `$((…))`: the expression's text, itself to be expanded first.
  case arithmetic([WordPart])
  /// An array, an element or a method's answer: not in POSIX.
  case selection(Selection)
}

/// `${name operator word}`.
public struct ParameterExpansion: Equatable {
  /// What to do with the parameter's value (POSIX 2.6.2).
  public enum Operation: Equatable {
    case value
    /// `${#name}`.
    case length
    /// `${name-word}`, with a colon also when the value is empty.
    case useDefault(whenEmpty: Bool)
    /// `${name=word}`.
    case assignDefault(whenEmpty: Bool)
    /// `${name?word}`.
    case failIfUnset(whenEmpty: Bool)
    /// `${name+word}`.
    case useAlternative(whenEmpty: Bool)
    /// `${name%word}` (shortest) and `${name%%word}` (longest).
    case removeSuffix(longest: Bool)
    /// `${name#word}` and `${name##word}`.
    case removePrefix(longest: Bool)
    /// Anything else in the braces, kept as the word: an error where it is expanded.
    case invalid
  }

  /// A variable's name, a positional parameter's number or a special parameter's byte.
  public var name: Bytes
  /// The operation.
  public var operation: Operation
  /// The operator's word; empty when it takes none.
  public var word: Word

  /// An expansion of the parameter `name`.
  public init(_ name: Bytes, _ operation: Operation = .value, word: Word = Word()) {
    self.name = name
    self.operation = operation
    self.word = word
  }
}
