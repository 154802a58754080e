// Tokens: what the lexer cuts a script into.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.3 and 2.10.2.

/// One token. Reserved words are ordinary words here: only the grammar knows where they count.
enum Token: Equatable {
  case word(Word)
  case symbol(Symbol)
  /// Digits directly before a redirection.
  case handleNumber(Int)
  case newline
  case end

  /// How messages name the token.
  var spelling: Bytes {
    switch self {
    case .word(let word): word.plainText.map { "'".bytes + $0 + "'".bytes } ?? "a quoted word".bytes
    case .symbol(let symbol): "'".bytes + symbol.rawValue.bytes + "'".bytes
    case .handleNumber(let number): Bytes(decimal: number)
    case .newline: "the end of the line".bytes
    case .end: "the end of the input".bytes
    }
  }
}

/// Operators and redirections.
enum Symbol: String {
  case andIf = "&&"
  case orIf = "||"
  case pipe = "|"
  /// Output and errors into the next command.
  case pipeBoth = "|&"
  case ampersand = "&"
  case semicolon = ";"
  case doubleSemicolon = ";;"
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case less = "<"
  case greater = ">"
  case doubleGreater = ">>"
  case lessGreater = "<>"
  case lessAmpersand = "<&"
  case greaterAmpersand = ">&"
  case clobber = ">|"
  case hereDocument = "<<"
  case hereDocumentStripping = "<<-"
  case hereString = "<<<"
  case ampersandGreater = "&>"
  case ampersandDoubleGreater = "&>>"

  /// Longest spellings first, so that the first match is the token.
  static let longestFirst: [Symbol] = [
    .hereDocumentStripping, .hereString, .ampersandDoubleGreater, .andIf, .orIf, .doubleSemicolon, .doubleGreater,
    .lessGreater, .lessAmpersand, .greaterAmpersand, .clobber, .hereDocument, .ampersandGreater, .pipeBoth, .pipe,
    .ampersand,
    .semicolon, .leftParenthesis, .rightParenthesis, .less, .greater,
  ]

  /// Whether POSIX knows no such operator: its letters are then two operators.
  var isExtension: Bool {
    switch self {
    case .hereString, .ampersandGreater, .ampersandDoubleGreater, .pipeBoth: true
    default: false
    }
  }

  var isRedirection: Bool {
    switch self {
    case .less, .greater, .doubleGreater, .lessGreater, .lessAmpersand, .greaterAmpersand, .clobber, .hereDocument,
      .hereDocumentStripping, .hereString, .ampersandGreater, .ampersandDoubleGreater:
      true
    default: false
    }
  }
}
