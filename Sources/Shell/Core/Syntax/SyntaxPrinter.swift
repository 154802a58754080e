// The syntax tree as script text again.
//
// Needed where a part of a script has to run in another process (there is no fork: a shell is started with `-c`), to
// show functions and jobs, and to test the parser: what is printed parses to a tree that prints the same.

/// Turns syntax back into text.
struct SyntaxPrinter {
  var output = Bytes()
  private var pending: [HereDocument] = []

  init() {}

  // MARK: Lists

  /// The script text of a list, each command on its own line.
  static func text(of list: CommandList) -> Bytes {
    var printer = SyntaxPrinter()
    printer.append(list)
    return printer.output
  }

  /// The script text of one command, with a new line at its end.
  static func text(of command: Command) -> Bytes {
    var printer = SyntaxPrinter()
    printer.append(command)
    printer.newline()
    return printer.output
  }

  /// The script text of a word.
  static func text(of word: Word) -> Bytes {
    var printer = SyntaxPrinter()
    printer.append(word)
    return printer.output
  }

  /// The text on one line, for people: a job's name. Not meant to be parsed.
  static func summary(of chain: Chain) -> Bytes {
    var printer = SyntaxPrinter()
    printer.append(chain)
    return Bytes(printer.output.map { $0 == ASCII.newline ? [ASCII.space] : [$0] }.joined())
  }

  mutating func append(_ list: CommandList) {
    for item in list.items {
      append(item.chain)
      if item.isBackground { append(" &") }
      newline()
    }
  }

  mutating func append(_ chain: Chain) {
    append(chain.first)
    for link in chain.rest {
      append(link.runsAfterSuccess ? " && " : " || ")
      append(link.pipeline)
    }
  }

  private mutating func append(_ pipeline: Pipeline) {
    if pipeline.isNegated { append("! ") }
    for (index, command) in pipeline.commands.enumerated() {
      if index > 0 { append(" | ") }
      append(command)
    }
  }

  mutating func append(_ text: String) { output += text.utf8 }

  /// Ends the line, and writes the here-documents that it announced.
  mutating func newline() {
    output.append(ASCII.newline)
    let documents = pending
    pending = []
    for document in documents {
      output += text(of: document)
      output += delimiter(of: document)
      output.append(ASCII.newline)
    }
  }

  // MARK: Commands

  private mutating func append(_ command: Command) {
    switch command {
    case .simple(let simple): append(simple)
    case .compound(let compound, let redirections):
      append(compound)
      for redirection in redirections { append(redirection) }
    case .letStatement(let statement): append(statement)
    case .function(let definition) where definition.isTyped: append(typed: definition)
    case .function(let definition):
      output += definition.name
      append("() ")
      append(definition.body)
    }
  }

  private mutating func append(_ command: SimpleCommand) {
    var isFirst = true
    func separate(_ output: inout Bytes) {
      if !isFirst { output.append(ASCII.space) }
      isFirst = false
    }
    for assignment in command.assignments {
      separate(&output)
      output += assignment.name
      output.append(ASCII.equals)
      append(assignment.value)
    }
    // Behind a redirection a reserved word is an ordinary one: it has to stay behind it.
    let startsReserved = command.words.first?.plainText.map { ReservedWord($0) != nil } ?? false
    if startsReserved { for redirection in command.redirections { append(redirection) } }
    if startsReserved, !command.redirections.isEmpty { isFirst = false }
    for word in command.words {
      separate(&output)
      append(word)
    }
    if !startsReserved { for redirection in command.redirections { append(redirection) } }
  }

  private mutating func append(_ compound: CompoundCommand) {
    switch compound {
    case .group(let list): append("{", list, "}")
    case .subshell(let list): append("(", list, ")")
    case .conditional(let branches, let otherwise):
      for (index, branch) in branches.enumerated() {
        append(index == 0 ? "if" : "elif", branch.condition, "then")
        newline()
        append(branch.body)
      }
      if let otherwise { append("else", otherwise, "") }
      append("fi")
    case .loop(let isUntil, let condition, let body):
      append(isUntil ? "until" : "while", condition, "")
      append("do", body, "done")
    case .forEach(let name, let words, let body):
      append("for ")
      output += name
      if let words {
        append(" in")
        for word in words {
          append(" ")
          append(word)
        }
      }
      newline()
      append("do", body, "done")
    case .select(let subject, let branches): append(subject, branches)
    case .match(let subject, let branches): append(subject, branches)
    }
  }

  private mutating func append(_ opening: String, _ list: CommandList, _ closing: String) {
    append(opening)
    newline()
    append(list)
    append(closing)
  }

  private mutating func append(_ subject: Word, _ branches: [SelectBranch]) {
    append("case ")
    append(subject)
    append(" in")
    newline()
    for branch in branches {
      append("(")
      for (index, pattern) in branch.patterns.enumerated() {
        if index > 0 { append("|") }
        append(pattern)
      }
      append(")")
      newline()
      append(branch.body)
      append(";;")
      newline()
    }
    append("esac")
  }

  // MARK: Redirections

  private mutating func append(_ redirection: Redirection) {
    append(" ")
    switch redirection.target {
    case .writeBoth(let word, let appends):
      append(appends ? "&>>" : "&>")
      append(word)
      return
    default: output += Bytes(decimal: redirection.handle)
    }
    switch redirection.target {
    case .read(let word): append("<", word)
    case .write(let word, let overrides): append(overrides ? ">|" : ">", word)
    case .append(let word): append(">>", word)
    case .readWrite(let word): append("<>", word)
    case .duplicate(let word): append(">&", word)
    case .hereString(let word): append("<<<", word)
    case .writeBoth: break
    case .hereDocument(let document):
      append("<<")
      let delimiter = delimiter(of: document)
      output += document.isLiteral ? [ASCII.quote] + delimiter + [ASCII.quote] : delimiter
      pending.append(document)
    }
  }

  private mutating func append(_ symbol: String, _ word: Word) {
    append(symbol)
    append(word)
  }

  private func text(of document: HereDocument) -> Bytes {
    var printer = SyntaxPrinter()
    for part in document.body.parts {
      if document.isLiteral, case .quoted(let bytes) = part {
        printer.output += bytes
      } else {
        printer.append(part, inQuotes: true)
      }
    }
    return printer.output
  }

  /// A delimiter that is no line of the text.
  private func delimiter(of document: HereDocument) -> Bytes {
    var delimiter = "END".bytes
    let lines = text(of: document).split(separator: ASCII.newline)
    while lines.contains(where: { $0.elementsEqual(delimiter) }) { delimiter += "_".bytes }
    return delimiter
  }

  // MARK: Words

  mutating func append(_ word: Word) {
    append(word.parts, inQuotes: false)
  }

  /// Writes the pieces of a word; quoted ones that touch share their quotes.
  private mutating func append(_ parts: [WordPart], inQuotes: Bool) {
    var quoted: Bytes?
    for part in parts {
      if case .quoted(let bytes) = part, !inQuotes {
        quoted = (quoted ?? []) + bytes
        continue
      }
      if let bytes = quoted { output += Self.inQuotes(bytes) }
      quoted = nil
      append(part, inQuotes: inQuotes)
    }
    if let bytes = quoted { output += Self.inQuotes(bytes) }
  }

  private mutating func append(_ part: WordPart, inQuotes: Bool) {
    switch part {
    case .literal(let bytes):
      if let last = bytes.last, last == ASCII.dollar || last == ASCII.backslash {
        output += bytes.dropLast()
        output += inQuotes ? [ASCII.backslash, last] : Self.inQuotes([last])
      } else {
        output += bytes
      }
    case .quoted(let bytes) where inQuotes: for byte in bytes { output += [ASCII.backslash, byte] }
    case .quoted(let bytes): output += Self.inQuotes(bytes)
    case .doubleQuoted(let parts):
      append("\"")
      append(parts, inQuotes: true)
      append("\"")
    case .parameter(let expansion): append(expansion, inQuotes: inQuotes)
    case .command(let list):
      let text = Self.text(of: list)
      append(text.first == ASCII.leftParenthesis ? "$( " : "$(")
      output += text
      append(")")
    case .arithmetic(let parts):
      append("$((")
      append(parts, inQuotes: true)
      append("))")
    case .selection(let selection): append(selection)
    }
  }

  private mutating func append(_ expansion: ParameterExpansion, inQuotes: Bool) {
    append("${")
    if expansion.operation == .length { append("#") }
    output += expansion.name
    var isPattern = false
    switch expansion.operation {
    case .value, .length, .invalid: break
    case .useDefault(let whenEmpty): append(whenEmpty ? ":-" : "-")
    case .assignDefault(let whenEmpty): append(whenEmpty ? ":=" : "=")
    case .failIfUnset(let whenEmpty): append(whenEmpty ? ":?" : "?")
    case .useAlternative(let whenEmpty): append(whenEmpty ? ":+" : "+")
    case .removeSuffix(let longest):
      append(longest ? "%%" : "%")
      isPattern = true
    case .removePrefix(let longest):
      append(longest ? "##" : "#")
      isPattern = true
    }
    append(expansion.word.parts, inQuotes: inQuotes && !isPattern)
    append("}")
  }

  // MARK: Quoting

  /// The text of a word without its quotes, as a here-document's delimiter is read.
  func unquoted(_ word: Word) -> Bytes {
    var text = Bytes()
    for part in word.parts {
      switch part {
      case .literal(let bytes), .quoted(let bytes): text += bytes
      case .doubleQuoted(let parts): text += unquoted(Word(parts))
      default:
        var printer = SyntaxPrinter()
        printer.append(part, inQuotes: false)
        text += printer.output
      }
    }
    return text
  }

  /// `bytes` as one word of a script: as they are when nothing in them is special, else in single quotes.
  static func quote(_ bytes: Bytes) -> Bytes {
    !bytes.isEmpty && bytes.allSatisfy(isPlain) ? bytes : inQuotes(bytes)
  }

  /// `bytes` in single quotes.
  static func inQuotes(_ bytes: Bytes) -> Bytes {
    var quoted: Bytes = [ASCII.quote]
    for byte in bytes {
      if byte == ASCII.quote { quoted += "'\\''".utf8 } else { quoted.append(byte) }
    }
    quoted.append(ASCII.quote)
    return quoted
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case ASCII.minus, ASCII.period, ASCII.slash, ASCII.colon, ASCII.at, ASCII.percent, ASCII.plus: true
    default: ASCII.continuesName(byte) || byte >= 0x80
    }
  }
}

extension CommandList {
  /// The list as script text: parsed again, it means the same.
  public var scriptText: Bytes { SyntaxPrinter.text(of: self) }
}
