// What the line editor asks of a shell, answered by an evaluator: what commands there are, and how words may end.
//
// Candidates for paths, commands and variables stand here; those of programs' arguments in the files beside it.

/// Answers the line editor.
public final class Completer<Host: ShellHost>: LineSurroundings {
  let evaluator: Evaluator<Host>
  /// The options of programs that were asked for.
  var tables: [Bytes: OptionTable] = [:]
  /// Whether a program, by its file, can be asked for its options.
  var knowsHelp: [[UInt64]: Bool] = [:]

  /// More candidates than this are cut.
  static var mostCandidates: Int { 5000 }

  /// The answers of the shell `evaluator`.
  public init(_ evaluator: Evaluator<Host>) { self.evaluator = evaluator }

  // MARK: Questions about the line

  public func kind(ofCommand name: Bytes) -> CommandKind {
    if Builtin(name) != nil { return .builtin }
    if evaluator.state.functions[name] != nil { return .function }
    if evaluator.state.aliases[name] != nil { return .alias }
    let path = expanded(name)
    if evaluator.findProgram(path) != nil { return .program }
    return evaluator.isDirectory(path) ? .directory : .missing
  }

  public func isIncomplete(_ text: Bytes) -> Bool {
    var parser = Parser(text + [ASCII.newline], aliases: evaluator.state.aliases, expectsMore: true)
    do throws(ParseError) {
      while try parser.nextCommand() != nil {}
      return false
    } catch {
      return error.isIncomplete
    }
  }

  private func expanded(_ path: Bytes) -> Bytes {
    path.first == ASCII.tilde ? expand(path, hasTilde: true) : path
  }

  // MARK: Completions

  public func completions(of line: Bytes, cursor: Int) -> Completion {
    let context = CompletionContext(line, cursor: cursor)
    var candidates: [Completion.Candidate]
    switch context.kind {
    case .variable: candidates = variables(context)
    case .command: candidates = commands(context)
    case .argument: candidates = arguments(context)
    case .path: candidates = paths(context)
    case .user:
      let names = users.filter { $0.starts(with: context.text.dropFirst()) }
      candidates = names.map {
        .init(replacement: [ASCII.tilde] + $0, label: [ASCII.tilde] + $0, suffix: [ASCII.slash])
      }
      if candidates.isEmpty { candidates = paths(context) }
    }
    candidates.sort { $0.label.lexicographicallyPrecedes($1.label) }
    if candidates.count > Self.mostCandidates, let last = candidates.last {
      // With the last one the rest has the same start as all.
      candidates = Array(candidates.prefix(Self.mostCandidates - 1)) + [last]
    }
    return Completion(start: context.start, candidates: candidates)
  }

  private func variables(_ context: CompletionContext) -> [Completion.Candidate] {
    evaluator.state.variables.compactMap { name, variable in
      guard name.starts(with: context.text) else { return nil }
      return .init(
        replacement: name, label: name, suffix: context.isBraced ? [ASCII.rightBrace] : [],
        description: Bytes((variable.value ?? []).prefix(60)))
    }
  }

  /// Commands of every kind that start with the word.
  func commands(_ context: CompletionContext) -> [Completion.Candidate] {
    var found: [Bytes: Bytes] = [:]
    func add(_ name: Bytes, _ description: Bytes) {
      if name.starts(with: context.text), found[name] == nil { found[name] = description }
    }
    for (name, text) in evaluator.state.aliases { add(name, "alias: ".bytes + text.prefix(60)) }
    for name in evaluator.state.functions.keys { add(name, "function".bytes) }
    for builtin in Builtin.allCases {
      let arguments = builtin.usage.bytes.dropFirst(builtin.name.count + 1)
      add(builtin.name, arguments.isEmpty ? "builtin".bytes : "builtin: ".bytes + arguments)
    }
    for word in ReservedWord.allCases { add(word.rawValue.bytes, "keyword".bytes) }
    for directory in (evaluator.state.value("PATH") ?? []).pieces(separatedBy: ASCII.colon) {
      let entries: [Bytes]
      do { entries = try evaluator.host.list(directory.isEmpty ? ".".bytes : directory) } catch { continue }
      for name in entries where name.starts(with: context.text) && found[name] == nil {
        if evaluator.host.isAccessible(directory + [ASCII.slash] + name, .execute) { add(name, "program".bytes) }
      }
    }
    var candidates = found.map { name, description in
      candidate(name, label: name, isDirectory: false, context, description)
    }
    // A program in the current directory is started with `./`, but its directory may be the start of the path.
    candidates += paths(context, onlyDirectories: true)
    return candidates
  }

  // MARK: Paths

  /// Files whose path starts with the word; without one, those that differ in the case of their letters only.
  func paths(_ context: CompletionContext, onlyDirectories: Bool = false) -> [Completion.Candidate] {
    let slash = context.text.lastIndex { $0 == ASCII.slash || $0 == ASCII.colon }
    let directory = slash.map { Bytes(context.text[...$0]) } ?? []
    let prefix = slash.map { Bytes(context.text[($0 + 1)...]) } ?? context.text
    let real = expand(directory, hasTilde: context.hasTilde)
    var entries: [Bytes]
    do { entries = try evaluator.host.list(real.isEmpty ? ".".bytes : real) } catch { return [] }
    entries = entries.filter { $0.first != ASCII.period || prefix.first == ASCII.period }
    var names = entries.filter { $0.starts(with: prefix) }
    if names.isEmpty {
      let lower = LetterCase.lower.apply(prefix)
      names = entries.filter { LetterCase.lower.apply($0).starts(with: lower) }
    }
    names.sort { $0.lexicographicallyPrecedes($1) }
    if names.count > Self.mostCandidates { names = names.prefix(Self.mostCandidates - 1) + names.suffix(1) }
    return names.compactMap { name in
      let isDirectory = evaluator.isDirectory(real + name)
      if onlyDirectories, !isDirectory { return nil }
      let label = name + (isDirectory ? [ASCII.slash] : [])
      return candidate(directory + name, label: label, isDirectory: isDirectory, context)
    }
  }

  /// A path with its tilde replaced.
  private func expand(_ path: Bytes, hasTilde: Bool) -> Bytes {
    guard hasTilde, path.first == ASCII.tilde else { return path }
    let slash = path.firstIndex(of: ASCII.slash) ?? path.count
    let user = Bytes(path[1..<slash])
    let host = evaluator.state.value("HOME")
    let home = user.isEmpty ? host ?? evaluator.host.homeDirectory(of: []) : evaluator.host.homeDirectory(of: user)
    return (home ?? []) + path[slash...]
  }

  // MARK: Quoting

  /// A candidate that spells `text` in the line.
  func candidate(
    _ text: Bytes, label: Bytes, isDirectory: Bool, _ context: CompletionContext, _ description: Bytes = []
  ) -> Completion.Candidate {
    var end: Bytes = [isDirectory ? ASCII.slash : ASCII.space]
    let replacement: Bytes
    if UTF8Scanner.repaired(text) != text || text.contains(where: { $0 < 0x20 || $0 == 0x7f }) {
      replacement = Self.escaped(text)
    } else {
      switch context.quoting {
      case .single:
        replacement = [ASCII.quote] + Self.singleQuoted(text)
        if !isDirectory { end = [ASCII.quote, ASCII.space] }
      case .double:
        replacement = [ASCII.doubleQuote] + Self.doubleQuoted(text)
        if !isDirectory { end = [ASCII.doubleQuote, ASCII.space] }
      case .none: replacement = Self.withBackslashes(text, hasTilde: context.hasTilde)
      }
    }
    return .init(
      replacement: replacement, label: UTF8Scanner.repaired(label), suffix: end, description: description)
  }

  private static func singleQuoted(_ text: Bytes) -> Bytes {
    Bytes(text.map { $0 == ASCII.quote ? "'\\''".bytes : [$0] }.joined())
  }

  private static func doubleQuoted(_ text: Bytes) -> Bytes {
    var result = Bytes()
    for byte in text {
      switch byte {
      case ASCII.dollar, ASCII.backquote, ASCII.doubleQuote, ASCII.backslash: result += [ASCII.backslash, byte]
      default: result.append(byte)
      }
    }
    return result
  }

  private static func withBackslashes(_ text: Bytes, hasTilde: Bool) -> Bytes {
    var result = Bytes()
    for (index, byte) in text.enumerated() {
      let isTilde = index == 0 && hasTilde
      result += needsBackslash(byte) && !isTilde ? [ASCII.backslash, byte] : [byte]
    }
    return result
  }

  /// `$'…'`, for what no other quoting can show.
  private static func escaped(_ text: Bytes) -> Bytes {
    var result = "$'".bytes
    var index = 0
    while index < text.count {
      let (scalar, length) = UTF8Scanner.decode(text[index...])
      let byte = text[index]
      if scalar > 0x10ffff || byte < 0x20 || byte == 0x7f {
        let digits = "0123456789abcdef".bytes
        result += "\\x".bytes + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else if byte == ASCII.quote || byte == ASCII.backslash {
        result += [ASCII.backslash, byte]
      } else {
        result += text[index..<index + length]
      }
      index += length
    }
    return result + [ASCII.quote]
  }

  private static func needsBackslash(_ byte: UInt8) -> Bool {
    switch byte {
    case ASCII.quote, ASCII.doubleQuote, ASCII.backslash, ASCII.dollar, ASCII.backquote, ASCII.asterisk,
      ASCII.question, ASCII.leftBracket, ASCII.rightBracket, ASCII.hash, ASCII.tilde, ASCII.exclamation,
      ASCII.leftBrace, ASCII.rightBrace:
      true
    default: ASCII.endsWord(byte)
    }
  }
}
