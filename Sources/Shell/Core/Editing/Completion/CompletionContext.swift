// What kind of word stands before the cursor: found by reading the line as a shell would, quotes and operators
// included.

/// The word to complete.
struct CompletionContext: Equatable {
  enum Kind: Equatable {
    case command
    /// An argument of the command.
    case argument
    /// A path whatever the command is: the file of a redirection, the value of an assignment.
    case path
    /// The name of a user behind `~`.
    case user
    /// The name of a variable behind `$` or `${`.
    case variable
  }

  enum Quoting: Equatable {
    case none
    case single
    case double
  }

  private(set) var kind = Kind.command
  /// Where the replaced text starts in the line.
  private(set) var start = 0
  /// The text without its quotes.
  private(set) var text = Bytes()
  /// The quotes that are open at the cursor.
  private(set) var quoting = Quoting.none
  /// Whether the text starts with a tilde that is not quoted.
  private(set) var hasTilde = false
  /// Whether `${` is open.
  private(set) var isBraced = false
  /// The command whose argument the word is, and the arguments before it.
  private(set) var command = Bytes()
  private(set) var arguments: [Bytes] = []

  private var isInWord = false
  private var expectsCommand = true
  /// Whether the word is the value of an assignment.
  private var isValue = false
  /// Whether the word is the file of a redirection.
  private var isTarget = false

  /// Reads `line` up to the cursor.
  init(_ line: Bytes, cursor: Int) {
    var index = 0
    let end = min(cursor, line.count)
    while index < end { index = step(line, index, end) }
    if !isInWord { start = end }
    findVariable(line, end)
    guard kind != .variable else { return }
    if hasTilde, !text.contains(ASCII.slash) {
      kind = .user
    } else if isValue || isTarget {
      kind = .path
    } else if expectsCommand {
      kind = text.contains(ASCII.slash) ? .path : .command
    } else {
      kind = .argument
      findValue(line, end)
    }
  }

  /// Looks for the value in `--option=value`.
  private mutating func findValue(_ line: Bytes, _ end: Int) {
    guard text.starts(with: "--".utf8), let equals = text.firstIndex(of: ASCII.equals),
      start + equals < end, line[start..<start + equals + 1].elementsEqual(text[...equals])
    else { return }
    kind = .path
    start += equals + 1
    text = Bytes(text[(equals + 1)...])
  }

  private mutating func startWord(_ index: Int) {
    guard !isInWord else { return }
    isInWord = true
    start = index
    text = []
    hasTilde = false
  }

  private mutating func endWord() {
    guard isInWord else { return }
    isInWord = false
    if isTarget {
      isTarget = false
    } else if !isValue {
      if expectsCommand { (command, arguments) = (text, []) } else { arguments.append(text) }
      expectsCommand = Self.precedesCommand(text) && expectsCommand
    }
    isValue = false
    text = []
  }

  private mutating func endCommand() {
    endWord()
    expectsCommand = true
    isTarget = false
    (command, arguments) = ([], [])
  }

  /// Whether a command follows this word.
  static func precedesCommand(_ word: Bytes) -> Bool {
    switch word {
    case "if", "then", "elif", "else", "while", "until", "do", "!", "{": true
    case "command", "exec", "type", "sudo", "time", "xargs": true
    default: false
    }
  }

  /// Takes one piece of the line and returns the index behind it.
  private mutating func step(_ line: Bytes, _ index: Int, _ end: Int) -> Int {
    let byte = line[index]
    switch quoting {
    case .single:
      if byte == ASCII.quote { quoting = .none } else { text.append(byte) }
      return index + 1
    case .double:
      if byte == ASCII.doubleQuote {
        quoting = .none
      } else if byte == ASCII.backslash, index + 1 < end {
        text.append(line[index + 1])
        return index + 2
      } else {
        text.append(byte)
      }
      return index + 1
    case .none: return stepUnquoted(line, index, end)
    }
  }

  private mutating func stepUnquoted(_ line: Bytes, _ index: Int, _ end: Int) -> Int {
    let byte = line[index]
    switch byte {
    case ASCII.quote, ASCII.doubleQuote:
      startWord(index)
      quoting = byte == ASCII.quote ? .single : .double
    case ASCII.backslash where index + 1 < end:
      startWord(index)
      text.append(line[index + 1])
      return index + 2
    case ASCII.less, ASCII.greater:
      endWord()
      isTarget = true
    case ASCII.ampersand where index > 0 && line[index - 1] == ASCII.greater: endWord()
    case ASCII.pipe, ASCII.ampersand, ASCII.semicolon, ASCII.leftParenthesis, ASCII.newline, ASCII.backquote:
      endCommand()
    case _ where ASCII.endsWord(byte): endWord()
    default:
      if !isInWord, byte == ASCII.tilde {
        startWord(index)
        hasTilde = true
      }
      // What stands behind `name=` is a path of its own.
      startWord(index)
      text.append(byte)
      if byte == ASCII.equals, expectsCommand, Word([.literal(text)]).assignment != nil {
        isInWord = false
        startWord(index + 1)
        isValue = true
      }
    }
    return index + 1
  }

  /// Looks for `$name` or `${name` at the end, outside single quotes.
  private mutating func findVariable(_ line: Bytes, _ end: Int) {
    guard isInWord, quoting != .single else { return }
    var nameStart = end
    while nameStart > start, ASCII.continuesName(line[nameStart - 1]) { nameStart -= 1 }
    var dollar = nameStart - 1
    if dollar > 0, line[dollar] == ASCII.leftBrace {
      isBraced = true
      dollar -= 1
    }
    guard dollar >= 0, line[dollar] == ASCII.dollar, dollar == 0 || line[dollar - 1] != ASCII.backslash else {
      isBraced = false
      return
    }
    kind = .variable
    start = nameStart
    text = Bytes(line[nameStart..<end])
  }
}
