// Reserved words of the grammar.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.4.

/// A word with a meaning of its own where a command starts.
enum ReservedWord: String, CaseIterable {
  case not = "!"
  case openBrace = "{"
  case closeBrace = "}"
  case ifWord = "if"
  case thenWord = "then"
  case elifWord = "elif"
  case elseWord = "else"
  case fiWord = "fi"
  case whileWord = "while"
  case untilWord = "until"
  case forWord = "for"
  case doWord = "do"
  case doneWord = "done"
  case caseWord = "case"
  case esacWord = "esac"
  /// Reserved only behind `for name` and `case word`.
  case inWord = "in"

  /// The reserved word with this spelling (`in` excepted: it is an ordinary command name).
  init?(_ text: Bytes) {
    guard text.count <= 5 else { return nil }
    for word in Self.allCases where word != .inWord && text.matches(word.rawValue) {
      self = word
      return
    }
    return nil
  }
}
