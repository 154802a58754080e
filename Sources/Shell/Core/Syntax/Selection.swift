// Arrays, maps and methods in words: this shell's own expansions.

/// `@name`, `@name[index]`, `${name[index]}`, `$method(…)`, `@method(…)`, `@(…)`.
public struct Selection: Equatable {
  /// What is looked at.
  public indirect enum Source: Equatable {
    case variable(Bytes)
    case method(ValueMethod, [Word])
    /// The output of commands, cut at blanks and line ends.
    case command(CommandList)
  }

  /// What is looked at.
  public var source: Source
  /// The part of it that is wanted: a number, a range or a key.
  public var index: Word?
  /// Whether each element becomes a field (`@`), or all one text (`$`).
  public var makesFields: Bool
}

extension Word {
  /// Whether the word starts with an expansion that makes fields.
  var startsWithFields: Bool {
    guard case .selection(let selection)? = parts.first else { return false }
    return selection.makesFields
  }

  /// The variable's name when the word is `@name` and nothing else.
  var wholeCollection: Bytes? {
    guard parts.count == 1, case .selection(let selection) = parts[0], selection.makesFields, selection.index == nil,
      case .variable(let name) = selection.source
    else { return nil }
    return name
  }
}
