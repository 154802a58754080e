// Completion of commands, paths and variables, from what the shell knows.

extension Evaluator {
  /// The possible ends of the word before `cursor`.
  public func completions(of line: Bytes, cursor: Int) -> Completion {
    let context = CompletionContext(line, cursor: cursor)
    var candidates: [Completion.Candidate]
    switch context.kind {
    case .variable: candidates = variableCandidates(context)
    case .command: candidates = commandCandidates(context)
    case .path: candidates = pathCandidates(context)
    }
    candidates.sort { $0.label.lexicographicallyPrecedes($1.label) }
    return Completion(start: context.start, candidates: candidates)
  }

  private func variableCandidates(_ context: CompletionContext) -> [Completion.Candidate] {
    state.variables.keys.filter { $0.starts(with: context.text) }.map {
      .init(replacement: $0, label: $0, suffix: context.isBraced ? [ASCII.rightBrace] : [])
    }
  }

  private func commandCandidates(_ context: CompletionContext) -> [Completion.Candidate] {
    var names: Set<Bytes> = []
    func add(_ name: Bytes) { if name.starts(with: context.text) { names.insert(name) } }
    for builtin in Builtin.allCases { add(builtin.name) }
    for word in ReservedWord.allCases { add(word.rawValue.bytes) }
    for name in state.functions.keys { add(name) }
    for name in state.aliases.keys { add(name) }
    for directory in (state.value("PATH") ?? []).pieces(separatedBy: ASCII.colon) {
      let entries: [Bytes]
      do { entries = try host.list(directory.isEmpty ? ".".bytes : directory) } catch { continue }
      for name in entries where name.starts(with: context.text) {
        if host.isAccessible(directory + [ASCII.slash] + name, .execute) { names.insert(name) }
      }
    }
    var candidates = names.map { candidate($0, label: $0, isDirectory: false, context) }
    // A program in the current directory is started with `./`, but its directory may be the start of the path.
    candidates += pathCandidates(context).filter { $0.label.last == ASCII.slash }
    return candidates
  }

  private func pathCandidates(_ context: CompletionContext) -> [Completion.Candidate] {
    let slash = context.text.lastIndex { $0 == ASCII.slash || $0 == ASCII.colon }
    let directory = slash.map { Bytes(context.text[...$0]) } ?? []
    let prefix = slash.map { Bytes(context.text[($0 + 1)...]) } ?? context.text
    let real = expandDirectory(directory, context)
    let entries: [Bytes]
    do { entries = try host.list(real.isEmpty ? ".".bytes : real) } catch { return [] }
    return entries.filter { name in
      name.starts(with: prefix) && (name.first != ASCII.period || prefix.first == ASCII.period)
    }.map { name in
      let isDirectory = isDirectory(real + name)
      return candidate(
        directory + name, label: name + (isDirectory ? [ASCII.slash] : []), isDirectory: isDirectory, context)
    }
  }

  private func expandDirectory(_ directory: Bytes, _ context: CompletionContext) -> Bytes {
    guard context.hasTilde, let slash = directory.firstIndex(of: ASCII.slash) else { return directory }
    let user = Bytes(directory[1..<slash])
    let home = user.isEmpty ? state.value("HOME") ?? host.homeDirectory(of: []) : host.homeDirectory(of: user)
    return (home ?? []) + directory[slash...]
  }

  private func candidate(
    _ text: Bytes, label: Bytes, isDirectory: Bool, _ context: CompletionContext
  ) -> Completion.Candidate {
    var replacement = Bytes()
    var suffix: Bytes = [isDirectory ? ASCII.slash : ASCII.space]
    switch context.quoting {
    case .single:
      replacement = [ASCII.quote] + text
      if !isDirectory { suffix = [ASCII.quote, ASCII.space] }
    case .double:
      replacement = [ASCII.doubleQuote]
      for byte in text {
        let isSpecial =
          byte == ASCII.dollar || byte == ASCII.backquote || byte == ASCII.doubleQuote || byte == ASCII.backslash
        replacement += isSpecial ? [ASCII.backslash, byte] : [byte]
      }
      if !isDirectory { suffix = [ASCII.doubleQuote, ASCII.space] }
    case .none:
      for (index, byte) in text.enumerated() {
        let isTilde = index == 0 && context.hasTilde
        replacement += Self.needsBackslash(byte) && !isTilde ? [ASCII.backslash, byte] : [byte]
      }
    }
    return .init(replacement: replacement, label: label, suffix: suffix)
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
