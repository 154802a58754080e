// What the scanner of the line knows at a place: which brackets, quotes and compound commands are open.

/// The scanner's state between two bytes.
struct SyntaxState: Equatable {
  /// What is open.
  enum Context: Equatable {
    case singleQuotes
    case dollarQuotes
    case doubleQuotes
    case backquotes
    /// `${`.
    case braces
    /// `$((`, with the parentheses that are open in it.
    case arithmetic(Int)
    /// `$(`.
    case substitution
    /// `(`.
    case subshell
    /// `{`.
    case group
    /// A compound command that the reserved word ends.
    case block(end: ReservedWord)
    /// A branch of `case`, behind its pattern.
    case branch
    /// `match`, up to `end`.
    case match
    /// A branch of `match`, behind `is`.
    case matchBranch
    /// `fn`, up to `end`.
    case definition
  }

  /// Something open, and the word around it.
  struct Level: Equatable {
    var context: Context
    var word: WordState?
    var expectsCommand: Bool
  }

  /// The word that is being read.
  struct WordState: Equatable {
    var start: Int
    /// Whether nothing in it is quoted or expanded.
    var isPlain = true
  }

  /// A here-document whose text has not come yet.
  struct Document: Equatable {
    var delimiter: Bytes
    var stripsTabs: Bool
  }

  var levels: [Level] = []
  var word: WordState?
  var expectsCommand = true
  /// The next word is the file of a redirection.
  var expectsTarget = false
  /// The next word ends a here-document; whether its tabs are stripped.
  var expectsDelimiter: Bool?
  /// Behind `for` and `case`: `in` is reserved.
  var expectsIn = false
  /// The next word is the name of `for`, or the word of `case`.
  var expectsSubject = false
  /// The next words are a pattern of `case` or `match`.
  var expectsPattern = false
  /// Behind `--` nothing is an option.
  var hasOptions = true
  /// The line goes on behind `|`, `&&` and `||`.
  var goesOn = false
  /// Announced, not yet begun.
  var documents: [Document] = []
  /// The first of `documents` is being read.
  var isInDocument = false

  /// What is open inside everything else.
  var context: Context? { levels.last?.context }

  /// Whether a new line here is part of a quoted text.
  var isQuoting: Bool {
    switch context {
    case .singleQuotes, .dollarQuotes, .doubleQuotes, .braces, .arithmetic: true
    default: isInDocument || !documents.isEmpty
    }
  }

  /// How far a new line is indented, in steps.
  var depth: Int {
    var depth = 0
    for level in levels {
      switch level.context {
      case .substitution, .subshell, .group, .block, .branch, .matchBranch, .definition: depth += 1
      default: break
      }
    }
    return depth + (goesOn ? 1 : 0)
  }
}
