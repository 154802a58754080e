// `:s`, `:&`, `:g` and `:v`.

extension Sodium {
  /// Does `:s` (or `:&`, when `isAgain`) on lines.
  func substitute(_ range: LineRange, _ rest: ArraySlice<UInt8>, isAgain: Bool) throws(EditorError) {
    var rest = rest
    var work: Substitution
    if !isAgain, let mark = rest.first, !Characters.isBlank(mark), !isLetterOrDigit(mark), mark != UInt8(ascii: "\"") {
      let parts = Self.split(Array(rest.dropFirst()), at: mark)
      let pattern = try compile(parts.pattern.map { $0 })
      remember(pattern)
      let tail = Self.splitReplacement(parts.offset ?? [], at: mark)
      work = Substitution(pattern: pattern, replacement: tail.text)
      work.replacement = withLastReplacement(tail.text)
      rest = tail.flags[...]
    } else {
      guard let last = lastSubstitution else { throw EditorError("E35: No previous regular expression") }
      work = last
      if rest.first != UInt8(ascii: "&") { work.isGlobal = false } else { rest.removeFirst() }
      work.asks = false
      work.onlyCounts = false
    }
    let range = try takeFlags(&work, &rest, range)
    lastSubstitution = work
    if options.globalSubstitution { work.isGlobal.toggle() }
    try substitute(max(0, range.first)...max(0, range.last), work)
  }

  /// A `~` stands for the last replacement.
  private func withLastReplacement(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(UInt8(ascii: "~")) else { return text }
    var result: [UInt8] = []
    for byte in text {
      if byte != UInt8(ascii: "~") {
        result.append(byte)
      } else if result.last == 0x5C {
        result[result.count - 1] = byte
      } else {
        result += lastSubstitution?.replacement ?? []
      }
    }
    return result
  }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A
      || byte == UInt8(ascii: "&")
  }

  /// Splits what stands behind the pattern.
  private static func splitReplacement(_ rest: [UInt8], at mark: UInt8) -> (text: [UInt8], flags: [UInt8]) {
    var text: [UInt8] = []
    var index = 0
    while index < rest.count, rest[index] != mark {
      if rest[index] == 0x5C, index + 1 < rest.count {
        // A mark behind a backslash is the mark.
        if rest[index + 1] != mark { text.append(0x5C) }
        index += 1
      }
      text.append(rest[index])
      index += 1
    }
    return (text, index < rest.count ? Array(rest[(index + 1)...]) : [])
  }

  private func takeFlags(
    _ work: inout Substitution, _ rest: inout ArraySlice<UInt8>, _ range: LineRange
  ) throws(EditorError) -> LineRange {
    if rest.first == UInt8(ascii: "&"), let last = lastSubstitution {
      work.isGlobal = last.isGlobal
      rest.removeFirst()
    }
    var caseFlag: Bool?
    flags: while let flag = rest.first {
      switch flag {
      case UInt8(ascii: "g"): work.isGlobal.toggle()
      case UInt8(ascii: "c"): work.asks = true
      case UInt8(ascii: "n"): work.onlyCounts = true
      case UInt8(ascii: "e"): work.isSilent = true
      case UInt8(ascii: "i"): caseFlag = true
      case UInt8(ascii: "I"): caseFlag = false
      case UInt8(ascii: "r"), UInt8(ascii: "p"), UInt8(ascii: "#"): break
      default: break flags
      }
      rest.removeFirst()
    }
    if let caseFlag {
      let source = Array((caseFlag ? "\\c" : "\\C").utf8) + work.pattern.source
      work.pattern = try VimPattern(source, ignoresCase: false, smartCase: false)
    }
    skipBlanks(&rest)
    var count: Int?
    while let digit = rest.first, digit >= 0x30, digit <= 0x39 {
      count = min((count ?? 0) * 10 + Int(digit - 0x30), CommandParser.largestCount)
      rest.removeFirst()
    }
    skipBlanks(&rest)
    guard rest.isEmpty else { throw EditorError(Array("E488: Trailing characters: ".utf8) + rest) }
    guard let count else { return range }
    return LineRange(first: range.last, last: min(range.last + count - 1, text.lastLine), count: 2)
  }

  private func substitute(_ lines: ClosedRange<Int>, _ work: Substitution) throws(EditorError) {
    if work.asks, depth <= 1, !isInGlobal, !work.onlyCounts { return askAboutEach(lines, work) }
    var number = lines.lowerBound
    var last = min(lines.upperBound, text.lastLine)
    var (hits, changedLines, lastChanged) = (0, 0, -1)
    // The text as it was: what comes in place of a match is not searched again.
    var reader = LineReader(text, from: number)
    while number <= last, let line = reader.next() {
      let matches = work.isGlobal ? work.pattern.matches(line) : work.pattern.match(line, from: 0).map { [$0] } ?? []
      guard !matches.isEmpty else {
        number += 1
        continue
      }
      hits += matches.count
      changedLines += 1
      if work.onlyCounts {
        number += 1
        continue
      }
      rememberLine(number...number)
      var new: [UInt8] = []
      var end = 0
      for match in matches {
        new += line[end..<match.lowerBound] + work.text(for: match, in: line)
        end = match.upperBound
      }
      new += line[end...]
      text.setLine(number, new, cursor: Position(number, 0))
      let added = new.count { $0 == 0x0A }
      lastChanged = number + added
      number += 1 + added
      last += added
    }
    guard hits > 0 else {
      if work.isSilent || depth > 0 && isInGlobal { return }
      throw EditorError(Array("E486: Pattern not found: ".utf8) + work.pattern.source)
    }
    if work.onlyCounts {
      return tell("\(hits) match\(hits == 1 ? "" : "es") on \(changedLines) line\(changedLines == 1 ? "" : "s")")
    }
    if hits > 2 { tell("\(hits) substitutions on \(changedLines) line\(changedLines == 1 ? "" : "s")") }
    place(firstNonBlank(lastChanged))
  }

  func repeatSubstitution(wholeText: Bool) {
    do throws(EditorError) {
      guard var work = lastSubstitution else { throw EditorError("E35: No previous regular expression") }
      if wholeText, let pattern = search.pattern { work.pattern = pattern }
      if !wholeText { work.isGlobal = false }
      work.asks = false
      try substitute(wholeText ? 0...text.lastLine : cursor.line...cursor.line, work)
    } catch { fail(error.message) }
  }

  // MARK: - Asking

  /// `:s///c`: goes from match to match; keys say what is done with each.
  private func askAboutEach(_ lines: ClosedRange<Int>, _ work: Substitution) {
    asking = Asking(work: work, line: lines.lowerBound, last: lines.upperBound, from: 0)
    nextQuestion()
  }

  /// Finds the next match to ask about; ends when there is none.
  func nextQuestion() {
    guard var state = asking else { return }
    while state.line <= min(state.last, text.lastLine) {
      let line = text.line(state.line)
      if let match = state.work.pattern.match(line, startingAt: state.from) {
        state.match = match
        asking = state
        mode = .question
        cursor = Position(state.line, match.lowerBound)
        return
      }
      state.line += 1
      state.from = 0
    }
    asking = state
    endQuestions()
  }

  func endQuestions() {
    guard let state = asking else { return }
    asking = nil
    mode = .normal
    if state.hits == 0, !state.hasMatched {
      return fail(Array("E486: Pattern not found: ".utf8) + state.work.pattern.source)
    }
    place(firstNonBlank(min(state.lastChanged ?? cursor.line, text.lastLine)))
    tell("\(state.hits) substitution\(state.hits == 1 ? "" : "s")")
  }

  func handleQuestionKey(_ key: Key) {
    guard var state = asking else {
      mode = .normal
      return
    }
    state.hasMatched = true
    let match = state.match
    switch key.ascii.map({ Unicode.Scalar($0) }) {
    case "y", "l", "a":
      let line = text.line(state.line)
      let new = state.work.text(for: match, in: line)
      text.replace(
        Position(state.line, match.lowerBound), Position(state.line, match.upperBound), with: new, cursor: cursor)
      state.hits += 1
      let added = new.count { $0 == 0x0A }
      state.last += added
      state.lastChanged = state.line + added
      state.from = match.lowerBound + new.count - (new.lastIndex(of: 0x0A).map { match.lowerBound + $0 + 1 } ?? 0)
      state.line += added
      if match.isEmpty { state.from = Characters.next(text.line(state.line), state.from) }
      if !state.work.isGlobal { (state.line, state.from) = (state.line + 1, 0) }
      asking = state
      if key.ascii == UInt8(ascii: "l") { return endQuestions() }
      if key.ascii == UInt8(ascii: "a") { return answerAll() }
    case "n":
      state.from = match.isEmpty ? match.upperBound + 1 : match.upperBound
      if !state.work.isGlobal { (state.line, state.from) = (state.line + 1, 0) }
      asking = state
    case "q":
      asking = state
      return endQuestions()
    default:
      guard key == .escape || key == .ctrl("C") else { return }
      asking = state
      return endQuestions()
    }
    nextQuestion()
  }

  private func answerAll() {
    nextQuestion()
    while mode == .question, !hasFailed {
      let before = asking
      handleQuestionKey(.character(0x79))
      steps += 1
      if before == nil || steps > Self.stepLimit { break }
    }
  }

  // MARK: - Global

  /// `:g` and `:v`: runs a command on the lines that match, or on the others.
  func global(_ range: LineRange, _ rest: ArraySlice<UInt8>, inverted: Bool) throws(EditorError) {
    guard !isInGlobal else { throw EditorError("E147: Cannot do :global recursive with a range") }
    guard let mark = rest.first, !isLetterOrDigit(mark) else {
      throw EditorError("E148: Regular expression missing from :global")
    }
    let parts = Self.split(Array(rest.dropFirst()), at: mark)
    let pattern = try compile(parts.pattern)
    remember(pattern)
    lastSubstitution?.pattern = pattern
    let lines = range.count == 0 ? 0...text.lastLine : max(0, range.first)...max(0, range.last)
    var marked: [Int] = []
    var reader = LineReader(text, from: lines.lowerBound)
    for number in lines {
      guard let line = reader.next() else { break }
      if (pattern.match(line, from: 0) != nil) != inverted { marked.append(number) }
    }
    guard !marked.isEmpty else { throw EditorError(Array("E486: Pattern not found: ".utf8) + pattern.source) }
    let command = parts.offset ?? []
    isInGlobal = true
    depth += 1
    defer {
      isInGlobal = false
      depth -= 1
    }
    if try deleteMarked(marked, command) { return }
    text.tracked = TrackedLines(marked)
    defer { text.tracked = nil }
    while let number = text.tracked?.next(), waiting == nil, !isQuitting, steps <= Self.stepLimit {
      place(Position(min(number, text.lastLine), 0))
      runLine(command.isEmpty ? Array("p".utf8) : command)
      if messageIsError { break }
      steps += 1
    }
    message = messageIsError ? message : []
  }

  /// `:g/x/d` at once: as many lines as there are would be moved as often.
  private func deleteMarked(_ marked: [Int], _ command: [UInt8]) throws(EditorError) -> Bool {
    guard command.elementsEqual("d".utf8) || command.elementsEqual("delete".utf8) else { return false }
    var end = marked.count
    while end > 0 {
      var start = end - 1
      while start > 0, marked[start - 1] == marked[start] - 1 { start -= 1 }
      let range = marked[start]...marked[end - 1]
      registers.delete(
        Registers.Content(text: text.bytes(ofLines: range.upperBound...range.upperBound), shape: .lines), to: nil,
        isLarge: true, alwaysShifts: false)
      text.deleteLines(range, cursor: cursor)
      end = start
    }
    // The last line that was deleted is where the cursor stays.
    place(firstNonBlank(min(max(0, marked[marked.count - 1] - marked.count + 1), text.lastLine)))
    return true
  }
}
