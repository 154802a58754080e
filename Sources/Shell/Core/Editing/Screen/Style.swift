// How pieces of the picture look: the meaning of a piece, and the attributes that a terminal shows it with.

/// The looks of a piece of the picture.
enum Style: UInt8, CaseIterable {
  case plain
  case keyword
  case builtin
  /// A program that there is, or a function.
  case command
  /// A command that there is not.
  case missing
  case option
  case string
  /// A backslash and what it quotes; a control character.
  case escape
  case variable
  case symbol
  case comment
  /// What cannot stand here.
  case error
  /// The rest of an entry of the history.
  case suggestion
  /// What a search has found.
  case found
  /// Selected text, and the selected candidate of a menu.
  case selected
  /// The descriptions of a menu, and the marks of further lines.
  case faint
  /// What all candidates of a menu share.
  case shared

  /// The parameters of the terminal's sequence (SGR).
  var attributes: Bytes {
    switch self {
    case .plain: []
    case .keyword: "35".bytes
    case .builtin: "36".bytes
    case .command: "32".bytes
    case .missing: "31".bytes
    case .option: "96".bytes
    case .string: "33".bytes
    case .escape: "95".bytes
    case .variable: "94".bytes
    case .symbol: "1".bytes
    case .comment, .suggestion, .faint: "90".bytes
    case .error: "4;31".bytes
    case .found: "30;43".bytes
    case .selected: "7".bytes
    case .shared: "4".bytes
    }
  }
}
