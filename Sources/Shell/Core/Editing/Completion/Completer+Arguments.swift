// Completions of arguments: options from what programs say of themselves, and the names of things that the system has.

extension Completer {
  /// A thing with a name, and what there is to say about it.
  struct Thing {
    var name: Bytes
    var description = Bytes()
  }

  func arguments(_ context: CompletionContext) -> [Completion.Candidate] {
    if context.text.first == ASCII.minus, context.quoting == .none {
      let options = options(context)
      if !options.isEmpty { return options }
    }
    switch ArgumentKind(of: context.command, arguments: context.arguments) {
    case .paths: return paths(context)
    case .directories: return paths(context, onlyDirectories: true)
    case .commands: return commands(context)
    case .variables: return named(evaluator.state.variables.keys.map { Thing(name: $0) }, context)
    case .users: return named(users.map { Thing(name: $0) }, context)
    case .groups: return named(records("/etc/group").map { Thing(name: $0[0]) }, context)
    case .services: return named(services, context)
    case .schemes: return named(schemes, context)
    case .jobs: return named(jobs, context)
    case .aliases: return named(evaluator.state.aliases.map { Thing(name: $0.key, description: $0.value) }, context)
    case .functions: return named(evaluator.state.functions.keys.map { Thing(name: $0) }, context)
    case .shellOptions: return named(ShellOptions.table.map { Thing(name: $0.name.bytes) }, context)
    case .signals:
      return named(Signal.table.map { Thing(name: $0.name.bytes, description: $0.description.bytes) }, context)
    case .nothing: return []
    case .words(let words):
      let pairs = words.map { text in
        let word = Bytes(text.utf8.prefix { $0 != ASCII.space })
        return Thing(name: word, description: Bytes(text.utf8.dropFirst(word.count + 1)))
      }
      return named(pairs, context)
    }
  }

  private func named(
    _ names: [Thing], _ context: CompletionContext
  ) -> [Completion.Candidate] {
    names.filter { $0.name.starts(with: context.text) }.map {
      candidate($0.name, label: $0.name, isDirectory: false, context, Bytes($0.description.prefix(60)))
    }
  }

  // MARK: Things of the system

  /// Lines of a small file, cut at `separator`; without the empty ones.
  func records(_ path: String, separator: UInt8 = ASCII.colon) -> [[Bytes]] {
    content(path.bytes, limit: 256 * 1024).pieces(separatedBy: ASCII.newline).filter { !$0.isEmpty }.map {
      $0.pieces(separatedBy: separator)
    }
  }

  var users: [Bytes] { records("/etc/passwd").map { $0[0] } }

  private var schemes: [Thing] {
    records("sys:schemes", separator: ASCII.tab).map { Thing(name: $0[0]) }
  }

  private var services: [Thing] {
    records("service:", separator: ASCII.tab).map {
      Thing(name: $0[0], description: $0.count > 1 ? $0[1] : [])
    }
  }

  private var jobs: [Thing] {
    evaluator.jobs.jobs.map {
      Thing(name: [ASCII.percent] + Bytes(decimal: $0.number), description: $0.command)
    }
  }

  private func content(_ path: Bytes, limit: Int) -> Bytes {
    do throws(HostError) {
      let file = try evaluator.host.open(path, .read)
      defer { evaluator.host.close(file) }
      return try readAll(file, limit: limit)
    } catch {
      return []
    }
  }

  private func readAll(_ handle: HostHandle, limit: Int) throws(HostError) -> Bytes {
    var bytes = Bytes()
    while bytes.count < limit {
      let piece = try evaluator.host.read(handle, upTo: 16 * 1024)
      if piece.isEmpty { break }
      bytes += piece
    }
    return bytes
  }

  // MARK: Options

  private func options(_ context: CompletionContext) -> [Completion.Candidate] {
    let wantsLong = context.text.starts(with: "--".utf8)
    return table(of: context.command).entries.filter { entry in
      entry.name.starts(with: context.text) && (!wantsLong || entry.name.starts(with: "--".utf8))
    }.map { entry in
      .init(
        replacement: entry.name, label: entry.name, suffix: [entry.takesValue ? ASCII.equals : ASCII.space],
        description: entry.description)
    }
  }

  /// The options of a program, asked for once.
  private func table(of name: Bytes) -> OptionTable {
    if let known = tables[name] { return known }
    // An alias has the options of what it stands for.
    if let alias = evaluator.state.aliases[name] {
      let first = Bytes(alias.prefix { !ASCII.isBlank($0) })
      return first == name || evaluator.state.aliases[first] != nil ? readTable(name) : table(of: first)
    }
    return readTable(name)
  }

  private func readTable(_ name: Bytes) -> OptionTable {
    if let builtin = Builtin(name) { return OptionTable(usage: builtin.usage.bytes) }
    let table = help(of: name).map { OptionTable(help: $0) } ?? OptionTable()
    tables[name] = table
    return table
  }

  /// What a program prints for `--help`. Only one that offers it in its messages is started: others might do anything.
  private func help(of name: Bytes) -> Bytes? {
    guard let path = evaluator.findProgram(name), offersHelp(path) else { return nil }
    do throws(HostError) {
      let input = try evaluator.host.makeInput([])
      defer { evaluator.host.close(input) }
      let pipe = try evaluator.host.makePipe()
      defer { evaluator.host.close(pipe.reader) }
      let process: ProcessNumber
      do throws(HostError) {
        process = try evaluator.host.spawn(
          SpawnRequest(
            path: path, arguments: [name, "--help".bytes], environment: evaluator.state.environment,
            handles: [(0, input), (1, pipe.writer), (2, pipe.writer)], group: .inherited))
        evaluator.host.close(pipe.writer)
      } catch {
        evaluator.host.close(pipe.writer)
        throw error
      }
      let text = try readAll(pipe.reader, limit: 64 * 1024)
      _ = try evaluator.host.wait(process, untilStopped: false)
      return text
    } catch {
      return nil
    }
  }

  private func offersHelp(_ path: Bytes) -> Bool {
    do throws(HostError) {
      let identity = try evaluator.host.status(path, followsLinks: true).identity
      if !identity.isEmpty, let known = knowsHelp[identity] { return known }
      let file = try evaluator.host.open(path, .read)
      defer { evaluator.host.close(file) }
      let answer = try contains("--help' for more information".bytes, file)
      if !identity.isEmpty { knowsHelp[identity] = answer }
      return answer
    } catch {
      return false
    }
  }

  /// Whether `words` stand in the first megabytes of a file.
  private func contains(_ words: Bytes, _ file: HostHandle) throws(HostError) -> Bool {
    var rest = Bytes()
    for _ in 0..<256 {
      let piece = try evaluator.host.read(file, upTo: 64 * 1024)
      if piece.isEmpty { return false }
      rest += piece
      var start = 0
      while let place = rest[start...].firstIndex(of: words[0]) {
        guard place + words.count <= rest.count else { break }
        if rest[place..<place + words.count].elementsEqual(words) { return true }
        start = place + 1
      }
      rest = Bytes(rest.suffix(words.count - 1))
    }
    return false
  }
}
