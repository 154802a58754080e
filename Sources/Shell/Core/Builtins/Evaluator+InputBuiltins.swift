// Builtins that take input apart: read and getopts.
//
// Specification: POSIX.1-2017, read, getopts.

extension Evaluator {
  // MARK: read

  func runRead(_ arguments: [Bytes]) throws(Unwind) -> Int32 {
    var names = arguments[...]
    var isRaw = false
    while let option = names.first, option.first == ASCII.minus, option.count > 1 {
      names.removeFirst()
      if option.matches("--") { break }
      for letter in option.dropFirst() {
        switch letter {
        case UInt8(ascii: "r"): isRaw = true
        case UInt8(ascii: "p"): write(to: 2, names.popFirst() ?? [])
        default: return usageError("read", option + ": no such option".bytes)
        }
      }
    }
    for name in names where !name.isShellName {
      return usageError("read", name + ": not a variable's name".bytes)
    }
    let (text, isEnd) = try readLine(isRaw: isRaw)
    var splitter = LineSplitter(text, separators: state.separators)
    let variables = names.isEmpty ? ["REPLY".bytes] : Array(names)
    for name in variables.dropLast() { try assign(name, splitter.next()) }
    if let last = variables.last { try assign(last, splitter.rest()) }
    return isEnd ? 1 : 0
  }

  /// One line without its end, byte by byte: what follows belongs to the next reader. Bytes behind a backslash are
  /// marked as quoted. The flag says whether the input ended before the line did.
  private func readLine(isRaw: Bool) throws(Unwind) -> (ExpandedField, isEnd: Bool) {
    var line = ExpandedField()
    var isEscaped = false
    guard case .host(let handle)? = state.handles[0] else { return (line, true) }
    while true {
      let bytes: Bytes
      do { bytes = try host.read(handle, upTo: 1) } catch {
        if error == .interrupted { throw .interrupted }
        return (line, true)
      }
      guard let byte = bytes.first else { return (line, true) }
      if isEscaped {
        isEscaped = false
        if byte != ASCII.newline { line.append(byte, isQuoted: true) }
      } else if byte == ASCII.backslash, !isRaw {
        isEscaped = true
      } else if byte == ASCII.newline {
        return (line, false)
      } else {
        line.append(byte, isQuoted: false)
      }
    }
  }

  // MARK: getopts

  func runGetopts(_ arguments: [Bytes]) throws(Unwind) -> Int32 {
    guard arguments.count >= 2 else { return usageError("getopts", "options and a name are missing".bytes) }
    let (options, name) = (arguments[0], arguments[1])
    let words = arguments.count > 2 ? Array(arguments[2...]) : state.positional
    let isSilent = options.first == ASCII.colon
    var index = Int(clamping: state.value("OPTIND")?.decimalValue ?? 1)
    if index < 1 { index = 1 }
    var offset = max(state.optionOffset, 1)
    guard index <= words.count, offset < words[index - 1].count, words[index - 1].first == ASCII.minus,
      !words[index - 1].matches("--")
    else {
      if index <= words.count, words[index - 1].matches("--") { index += 1 }
      return try finishOption(name, [ASCII.question], index: index, offset: 0, status: 1)
    }
    let word = words[index - 1]
    let letter = word[offset]
    offset += 1
    state.variables["OPTARG".bytes] = nil
    let place = letter == ASCII.colon ? nil : options.firstIndex(of: letter)
    let takesArgument = place.map { $0 + 1 < options.count && options[$0 + 1] == ASCII.colon } ?? false
    if offset >= word.count || takesArgument { index += 1 }
    let next = offset >= word.count || takesArgument ? 0 : offset
    guard place != nil else {
      if isSilent { try assign("OPTARG".bytes, [letter]) } else { report("no such option: -".bytes + [letter]) }
      return try finishOption(name, [ASCII.question], index: index, offset: next, status: 0)
    }
    guard takesArgument else { return try finishOption(name, [letter], index: index, offset: next, status: 0) }
    if offset < word.count {
      try assign("OPTARG".bytes, Bytes(word[offset...]))
    } else if index <= words.count {
      try assign("OPTARG".bytes, words[index - 1])
      index += 1
    } else {
      if isSilent {
        try assign("OPTARG".bytes, [letter])
      } else {
        report("the option needs an argument: -".bytes + [letter])
      }
      return try finishOption(name, [isSilent ? ASCII.colon : ASCII.question], index: index, offset: 0, status: 0)
    }
    return try finishOption(name, [letter], index: index, offset: 0, status: 0)
  }

  private func finishOption(
    _ name: Bytes, _ value: Bytes, index: Int, offset: Int, status: Int32
  ) throws(Unwind) -> Int32 {
    try assign(name, value)
    try assign("OPTIND".bytes, Bytes(decimal: index))
    state.optionOffset = offset
    return status
  }
}

/// Splits the line that `read` took.
private struct LineSplitter {
  private let line: ExpandedField
  private let separators: Bytes
  private var index = 0

  init(_ line: ExpandedField, separators: Bytes) {
    self.line = line
    self.separators = separators
    skipBlanks()
  }

  private func isSeparator(_ index: Int) -> Bool {
    !line.isQuoted[index] && separators.contains(line.bytes[index])
  }

  private func isBlankSeparator(_ index: Int) -> Bool {
    isSeparator(index) && ASCII.isWhitespace(line.bytes[index])
  }

  private mutating func skipBlanks() { while index < line.bytes.count, isBlankSeparator(index) { index += 1 } }

  /// The next field, and its separator taken.
  mutating func next() -> Bytes {
    let start = index
    while index < line.bytes.count, !isSeparator(index) { index += 1 }
    let field = Bytes(line.bytes[start..<index])
    skipBlanks()
    if index < line.bytes.count, isSeparator(index), !isBlankSeparator(index) {
      index += 1
      skipBlanks()
    }
    return field
  }

  /// Everything that is left, without blanks at its end. A single separator behind a single field goes, too.
  mutating func rest() -> Bytes {
    let start = index
    var end = line.bytes.count
    while end > start, isBlankSeparator(end - 1) { end -= 1 }
    _ = next()
    if index >= end, end > start, isSeparator(end - 1) { end -= 1 }
    while end > start, isBlankSeparator(end - 1) { end -= 1 }
    return Bytes(line.bytes[start..<max(start, end)])
  }
}
