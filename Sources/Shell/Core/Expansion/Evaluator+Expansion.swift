// The evaluator's word expansion: tilde, parameters, substitutions, fields, file names, quotes.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.6.

extension Evaluator {
  // MARK: Ways in

  /// The fields of words: expanded, split, with file names in place of patterns.
  func expandFields(_ words: [Word]) throws(Unwind) -> [Bytes] {
    var result: [Bytes] = []
    for word in words { try expandFields(word, into: &result) }
    return result
  }

  /// Adds the fields of one word.
  func expandFields(_ word: Word, into result: inout [Bytes]) throws(Unwind) {
    if word.parts.count == 1, let field = try expandWhole(word.parts[0]) {
      result.append(field)
      return
    }
    guard !state.options.contains(.posix), word.hasBraces else { return try expandUnbraced(word, into: &result) }
    guard let words = BraceExpansion.words(of: word) else { throw failure("the braces stand for too many words".bytes) }
    for word in words { try expandUnbraced(word, into: &result) }
  }

  /// Adds the fields of a word whose braces, if any, are text.
  private func expandUnbraced(_ word: Word, into result: inout [Bytes]) throws(Unwind) {
    var builder = FieldBuilder(separators: state.separators)
    try expandTilde(word, isAssignment: false) { (part) throws(Unwind) in try expand(part, into: &builder) }
    for field in builder.finish() {
      let names = field.isPattern && !state.options.contains(.noGlob) ? fileNames(matching: field) : []
      if names.isEmpty { result.append(field.bytes) } else { result += names }
    }
  }

  /// The text of a word that is not split: an assignment's value, a redirection's file, the subject of `case`.
  func expandText(_ word: Word, isAssignment: Bool = false) throws(Unwind) -> Bytes {
    if let text = try expandPlain(word.parts, inQuotes: false) { return text }
    return try expandPattern(word, isAssignment: isAssignment).bytes
  }

  /// A word as a pattern: what was quoted in it stands for itself.
  func expandPattern(_ word: Word, isAssignment: Bool = false) throws(Unwind) -> ExpandedField {
    var builder = FieldBuilder()
    try expandTilde(word, isAssignment: isAssignment) { (part) throws(Unwind) in try expand(part, into: &builder) }
    var whole = ExpandedField()
    for (index, field) in builder.finish().enumerated() {
      if index > 0 { whole.append(ASCII.space, isQuoted: true) }
      whole.append(field)
    }
    return whole
  }

  // MARK: Short ways

  // Most words are one piece that becomes one field. These do the same as the long way, without its bookkeeping.

  /// The one field that a piece becomes; nil where it has to be looked at closer.
  private func expandWhole(_ part: WordPart) throws(Unwind) -> Bytes? {
    switch part {
    case .literal(let bytes):
      let isTest = bytes.count == 1 && bytes[0] == ASCII.leftBracket
      return !isTest && bytes.contains(where: Self.mayExpand) ? nil : bytes
    case .quoted(let bytes): return bytes
    case .doubleQuoted(let parts): return try expandPlain(parts, inQuotes: true)
    case .parameter(let expansion):
      guard expansion.isPlain, let value = parameter(expansion.name), !value.isEmpty else { return nil }
      let separators = state.separators
      return value.contains { separators.contains($0) || Self.mayExpand($0) } ? nil : value
    default: return nil
    }
  }

  private static func mayExpand(_ byte: UInt8) -> Bool {
    switch byte {
    case ASCII.asterisk, ASCII.question, ASCII.leftBracket, ASCII.tilde, ASCII.leftBrace, ASCII.at: true
    default: false
    }
  }

  /// The text of pieces that are neither split nor matched; nil where one has to be looked at closer.
  private func expandPlain(_ parts: [WordPart], inQuotes: Bool) throws(Unwind) -> Bytes? {
    guard parts.allSatisfy({ $0.isPlain(inQuotes: inQuotes) }) else { return nil }
    var text = Bytes()
    for part in parts {
      switch part {
      case .literal(let bytes), .quoted(let bytes): text += bytes
      case .doubleQuoted(let inner): text += try expandPlain(inner, inQuotes: true) ?? []
      case .command(let list): text += try substitute(list)
      case .arithmetic(let inner): text += Bytes(decimal: try evaluateArithmetic(inner))
      case .parameter(let expansion):
        let value = parameter(expansion.name)
        if value == nil, state.options.contains(.failOnUnset) { throw failure(expansion.name + ": is not set".bytes) }
        text += value ?? []
      case .selection(let selection): text += try self.text(of: selection)
      }
    }
    return text
  }

  // MARK: Parts

  private func expand(
    _ part: WordPart, into builder: inout FieldBuilder, inQuotes: Bool = false
  ) throws(Unwind) {
    switch part {
    case .literal(let bytes): builder.append(bytes, isQuoted: inQuotes)
    case .quoted(let bytes): builder.append(bytes, isQuoted: true)
    case .doubleQuoted(let parts): try expandQuotes(parts, into: &builder)
    case .parameter(let expansion): try expand(expansion, into: &builder, inQuotes: inQuotes)
    case .selection(let selection): try expand(selection, into: &builder)
    case .command(let list): add(try substitute(list), to: &builder, inQuotes: inQuotes)
    case .arithmetic(let parts):
      let value = try evaluateArithmetic(parts)
      add(Bytes(decimal: value), to: &builder, inQuotes: inQuotes)
    }
  }

  private func add(_ bytes: Bytes, to builder: inout FieldBuilder, inQuotes: Bool) {
    if inQuotes { builder.append(bytes, isQuoted: true) } else { builder.split(bytes) }
  }

  /// Quotes make a field even when nothing is in them, unless all they hold is `$@` without parameters.
  private func expandQuotes(_ parts: [WordPart], into builder: inout FieldBuilder) throws(Unwind) {
    let vanishes = state.positional.isEmpty && !parts.isEmpty && parts.allSatisfy { $0.isAllParameters }
    if !vanishes { builder.append([], isQuoted: true) }
    for part in parts { try expand(part, into: &builder, inQuotes: true) }
  }

  private func evaluateArithmetic(_ parts: [WordPart]) throws(Unwind) -> Int64 {
    let text: Bytes
    if let plain = try expandPlain(parts, inQuotes: true) {
      text = plain
    } else {
      var builder = FieldBuilder()
      for part in parts { try expand(part, into: &builder, inQuotes: true) }
      text = Bytes(builder.finish().map { $0.bytes }.joined(separator: [ASCII.space]))
    }
    do {
      return try Arithmetic.evaluate(text, self)
    } catch {
      throw failure(error.message)
    }
  }

  // MARK: Parameters

  private func expand(
    _ expansion: ParameterExpansion, into builder: inout FieldBuilder, inQuotes: Bool
  ) throws(Unwind) {
    let isAll = expansion.name.matches("@") || expansion.name.matches("*")
    let value = parameter(expansion.name)
    if value == nil, !isAll, expansion.operation.wantsValue, state.options.contains(.failOnUnset) {
      throw failure(expansion.name + ": is not set".bytes)
    }
    switch expansion.operation {
    case .invalid: throw failure("${".bytes + SyntaxPrinter.text(of: expansion.word) + "}: bad substitution".bytes)
    case .value, .length:
      if expansion.operation == .length {
        let length = isAll ? state.positional.count : UTF8Scanner.count(value ?? [])
        add(Bytes(decimal: length), to: &builder, inQuotes: inQuotes)
      } else if isAll {
        expandAll(expansion.name, into: &builder, inQuotes: inQuotes)
      } else {
        add(value ?? [], to: &builder, inQuotes: inQuotes)
      }
    case .removePrefix(let longest):
      let pattern = Pattern(try expandPattern(expansion.word))
      add(removePrefix(value ?? [], pattern, longest: longest), to: &builder, inQuotes: inQuotes)
    case .removeSuffix(let longest):
      let pattern = Pattern(try expandPattern(expansion.word))
      add(removeSuffix(value ?? [], pattern, longest: longest), to: &builder, inQuotes: inQuotes)
    case .useAlternative(let whenEmpty):
      if value.map({ !(whenEmpty && $0.isEmpty) }) ?? false {
        try expand(expansion.word, into: &builder, inQuotes: inQuotes)
      }
    case .useDefault(let whenEmpty), .assignDefault(let whenEmpty), .failIfUnset(let whenEmpty):
      if let value, !(whenEmpty && value.isEmpty) {
        if isAll {
          expandAll(expansion.name, into: &builder, inQuotes: inQuotes)
        } else {
          add(value, to: &builder, inQuotes: inQuotes)
        }
      } else {
        try expandMissing(expansion, into: &builder, inQuotes: inQuotes)
      }
    }
  }

  /// The word of an operator, in the place of the value.
  private func expand(_ word: Word, into builder: inout FieldBuilder, inQuotes: Bool) throws(Unwind) {
    try expandTilde(word, isAssignment: false, inQuotes: inQuotes) { (part) throws(Unwind) in
      if case .literal(let bytes) = part, !inQuotes {
        builder.split(bytes)
      } else {
        try expand(part, into: &builder, inQuotes: inQuotes)
      }
    }
  }

  private func expandMissing(
    _ expansion: ParameterExpansion, into builder: inout FieldBuilder, inQuotes: Bool
  ) throws(Unwind) {
    switch expansion.operation {
    case .assignDefault:
      guard expansion.name.isShellName else { throw failure(expansion.name + ": cannot be assigned like this".bytes) }
      let value = try expandText(expansion.word)
      try assign(expansion.name, value)
      add(value, to: &builder, inQuotes: inQuotes)
    case .failIfUnset(let whenEmpty):
      let message = try expandText(expansion.word)
      let usual = whenEmpty ? "is not set or empty" : "is not set"
      throw failure(expansion.name + ": ".bytes + (message.isEmpty ? usual.bytes : message))
    default: try expand(expansion.word, into: &builder, inQuotes: inQuotes)
    }
  }

  /// `$@` and `$*`.
  private func expandAll(_ name: Bytes, into builder: inout FieldBuilder, inQuotes: Bool) {
    if name.matches("*"), inQuotes || builder.isText {
      builder.append(Bytes(state.positional.joined(separator: state.separators.prefix(1))), isQuoted: true)
      return
    }
    for (index, value) in state.positional.enumerated() {
      if index > 0 { builder.finishField() }
      add(value, to: &builder, inQuotes: inQuotes)
    }
  }

  private func removePrefix(_ value: Bytes, _ pattern: Pattern, longest: Bool) -> Bytes {
    pattern.prefixLength(of: value, longest: longest).map { Bytes(value[$0...]) } ?? value
  }

  private func removeSuffix(_ value: Bytes, _ pattern: Pattern, longest: Bool) -> Bytes {
    pattern.suffixStart(of: value, longest: longest).map { Bytes(value[..<$0]) } ?? value
  }

  // MARK: Tilde

  /// Hands the pieces of a word to `body`, with `~` and `~name` at its start (in an assignment also behind colons)
  /// replaced by home directories.
  private func expandTilde(
    _ word: Word, isAssignment: Bool, inQuotes: Bool = false, _ body: (WordPart) throws(Unwind) -> Void
  ) throws(Unwind) {
    var isStart = true
    for (index, part) in word.parts.enumerated() {
      guard case .literal(let bytes) = part, !inQuotes, bytes.contains(ASCII.tilde) else {
        try body(part)
        isStart = false
        continue
      }
      let isEnd = index == word.parts.count - 1
      let sections = isAssignment ? bytes.pieces(separatedBy: ASCII.colon) : [bytes]
      for (position, section) in sections.enumerated() {
        if position > 0 { try body(.literal([ASCII.colon])) }
        let endsPrefix = isEnd || position < sections.count - 1
        if isStart || position > 0, let (home, rest) = tildePrefix(section, endsPrefix: endsPrefix) {
          try body(.quoted(home))
          try body(.literal(rest))
        } else {
          try body(.literal(section))
        }
      }
      isStart = false
    }
  }

  private func tildePrefix(_ text: Bytes, endsPrefix: Bool) -> (home: Bytes, rest: Bytes)? {
    guard text.first == ASCII.tilde else { return nil }
    let slash = text.firstIndex(of: ASCII.slash)
    guard slash != nil || endsPrefix else { return nil }
    let end = slash ?? text.count
    let user = Bytes(text[1..<end])
    let home: Bytes? =
      switch user {
      case "": state.value("HOME") ?? host.homeDirectory(of: [])
      case "+": state.value("PWD")
      case "-": state.value("OLDPWD")
      default: host.homeDirectory(of: user)
      }
    return home.map { ($0, Bytes(text[end...])) }
  }
}

extension Word {
  /// Whether braces may stand for several words.
  fileprivate var hasBraces: Bool {
    parts.contains { part in
      if case .literal(let bytes) = part { bytes.contains(ASCII.leftBrace) } else { false }
    }
  }
}

extension ParameterExpansion {
  /// Whether this is `$name` of a variable, or of a parameter that is one text.
  fileprivate var isPlain: Bool { operation == .value && !name.matches("@") && !name.matches("*") }
}

extension ParameterExpansion.Operation {
  /// Whether an unset parameter is nothing that the operation could do with.
  fileprivate var wantsValue: Bool {
    switch self {
    case .value, .length, .removePrefix, .removeSuffix: true
    default: false
    }
  }
}

extension WordPart {
  /// Whether the piece is text however it is looked at.
  fileprivate func isPlain(inQuotes: Bool) -> Bool {
    switch self {
    case .literal(let bytes): inQuotes || !bytes.contains(ASCII.tilde)
    case .quoted, .command, .arithmetic: true
    case .doubleQuoted(let parts): parts.allSatisfy { $0.isPlain(inQuotes: true) }
    case .parameter(let expansion): expansion.isPlain
    case .selection(let selection): !selection.makesFields
    }
  }

  /// Whether this is `$@`.
  fileprivate var isAllParameters: Bool {
    if case .parameter(let expansion) = self { return expansion.name.matches("@") }
    return false
  }
}
