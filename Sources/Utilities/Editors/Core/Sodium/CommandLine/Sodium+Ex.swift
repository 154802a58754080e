// What the commands of the command line do.

extension Sodium {
  /// Runs a line of commands, with `|` between them.
  func runLine(_ typed: [UInt8]) {
    guard depth < Self.depthLimit else { return fail("E169: Command too recursive") }
    depth += 1
    defer { depth -= 1 }
    do throws(EditorError) {
      var rest = typed[...]
      while true {
        rest = rest.drop { Characters.isBlank($0) || $0 == UInt8(ascii: ":") }
        if rest.isEmpty { break }
        if rest.first == UInt8(ascii: "\"") { break }
        rest = try runCommand(rest)
        if rest.isEmpty || waiting != nil || isQuitting { break }
      }
    } catch { fail(error.message) }
  }

  /// Runs one command; what stands behind it.
  private func runCommand(_ text: ArraySlice<UInt8>) throws(EditorError) -> ArraySlice<UInt8> {
    var rest = text
    let range = try takeRange(&rest)
    rest = rest.drop { Characters.isBlank($0) || $0 == UInt8(ascii: ":") }
    let whole = rest
    guard let command = ExCommand.take(&rest) else {
      throw EditorError(Array("E492: Not an editor command: ".utf8) + whole)
    }
    if command == .colon || rest.first == UInt8(ascii: "|") && rest.startIndex == whole.startIndex {
      if range.count > 0 { go(MotionTarget(firstNonBlank(max(0, range.last)), .lines)) }
      return rest
    }
    // These take everything behind them, `|` included.
    switch command {
    case .global, .globalNot:
      var isInverted = command == .globalNot
      if rest.first == UInt8(ascii: "!") {
        rest.removeFirst()
        isInverted = true
      }
      try global(range, rest, inverted: isInverted)
      return []
    case .normal:
      if rest.first == UInt8(ascii: "!") { rest.removeFirst() }
      normal(range, Array(rest.dropFirst()))
      return []
    case .shell:
      try shell(range, Array(rest))
      return []
    case .read where rest.drop(while: Characters.isBlank).first == UInt8(ascii: "!"),
      .write
    where rest.first.map(Characters.isBlank) == true
      && rest.drop(while: Characters.isBlank).first == UInt8(ascii: "!"):
      try file(command, range, rest)
      return []
    default: break
    }
    let end = Self.commandEnd(rest, isSubstitution: command == .substitute)
    let arguments = rest[..<end]
    try perform(command, range, arguments)
    return end < rest.endIndex ? rest[(end + 1)...] : []
  }

  /// Where a command ends: at a `|` that has no backslash before it.
  private static func commandEnd(_ rest: ArraySlice<UInt8>, isSubstitution: Bool) -> Int {
    var index = rest.startIndex
    if isSubstitution, let mark = rest.first, !isWordOrBlank(mark) {
      // Pattern and replacement may have it.
      for _ in 0..<2 {
        index += 1
        while index < rest.endIndex, rest[index] != mark { index += rest[index] == 0x5C ? 2 : 1 }
        if index >= rest.endIndex { return rest.endIndex }
      }
    }
    while index < rest.endIndex {
      if rest[index] == UInt8(ascii: "|") { return index }
      index += rest[index] == 0x5C ? 2 : 1
    }
    return rest.endIndex
  }

  private static func isWordOrBlank(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A
      || Characters.isBlank(byte) || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "|")
  }

  // MARK: - One command

  private func perform(_ command: ExCommand, _ range: LineRange, _ rest: ArraySlice<UInt8>) throws(EditorError) {
    switch command {
    case .write, .writeQuit, .exit, .quit, .quitAll, .edit, .read, .file, .update: try file(command, range, rest)
    case .set: try set(rest)
    case .substitute: try substitute(range, rest, isAgain: false)
    case .again: try substitute(range, rest, isAgain: true)
    case .delete, .yank, .put, .move, .copy, .join, .shiftRight, .shiftLeft, .sort, .retab:
      try changeLines(command, range, rest)
    case .noHighlight: search.isShown = false
    case .help: showHelp()
    case .print, .number: showLines(range, withNumbers: command == .number)
    case .mark:
      guard let name = rest.first(where: { !Characters.isBlank($0) }) else {
        throw EditorError("E471: Argument required")
      }
      text.setMark(name, Position(max(0, range.last), 0))
    case .undo: undo(1, isRedo: false)
    case .redo: undo(1, isRedo: true)
    case .registers: showRegisters()
    case .marks: showMarks()
    case .equals: tell("\(range.count == 0 ? text.lineCount : range.last + 1)")
    case .version: tell("Sodium, the vi of Apus")
    case .suspend: actions.append(.suspend)
    default: throw EditorError("E319: Not available here")
    }
  }

  private func set(_ rest: ArraySlice<UInt8>) throws(EditorError) {
    let words = rest.split(whereSeparator: Characters.isBlank)
    if words.isEmpty { return tell(options.listing) }
    for word in words {
      if let answer = try options.apply(Array(word)) { tell(answer) }
    }
  }

  /// Takes a register's name and a count from the arguments of `:d`, `:y` and the like.
  private func registerAndCount(_ rest: ArraySlice<UInt8>) throws(EditorError) -> (UInt8?, Int?) {
    var register: UInt8?
    var count: Int?
    for word in rest.split(whereSeparator: Characters.isBlank) {
      if word.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
        count = word.reduce(0) { min($0 * 10 + Int($1 - 0x30), CommandParser.largestCount) }
      } else if word.count == 1, let name = word.first, Registers.isName(name) {
        register = name
      } else {
        throw EditorError(Array("E488: Trailing characters: ".utf8) + word)
      }
    }
    return (register, count)
  }

  private func changeLines(
    _ command: ExCommand, _ range: LineRange, _ rest: ArraySlice<UInt8>
  ) throws(EditorError) {
    var lines = max(0, range.first)...max(0, range.last)
    var rest = rest
    switch command {
    case .move, .copy:
      skipBlanks(&rest)
      guard let target = try takeAddress(&rest, from: cursor.line) else { throw EditorError("E14: Invalid address") }
      guard target >= -1, target <= text.lastLine else { throw EditorError("E16: Invalid range") }
      return try command == .move ? move(lines, behind: target) : copy(lines, behind: target)
    case .put:
      let isBefore = rest.first == UInt8(ascii: "!")
      let (register, _) = try registerAndCount(isBefore ? rest.dropFirst() : rest)
      return try putLines(register, at: range.last, isBefore: isBefore)
    case .sort: return try sort(range.count == 0 ? 0...text.lastLine : lines, rest)
    case .retab: return retab(range.count == 0 ? 0...text.lastLine : lines)
    default: break
    }
    let isPlain = rest.first == UInt8(ascii: "!")
    if isPlain { rest.removeFirst() }
    let isShift = command == .shiftRight || command == .shiftLeft
    var levels = 1
    while let sign = rest.first, sign == UInt8(ascii: command == .shiftRight ? ">" : "<"), isShift {
      levels += 1
      rest.removeFirst()
    }
    let (register, count) = try registerAndCount(rest)
    if let count { lines = lines.upperBound...min(lines.upperBound + max(1, count) - 1, text.lastLine) }
    switch command {
    case .delete: apply(.delete, .lines(lines), register: register)
    case .yank:
      let old = cursor
      yank(.lines(lines), register, keepsCursor: true)
      cursor = old
    case .join:
      let size = count.map { max(1, $0) } ?? (lines.count > 1 ? lines.count : 2)
      if lines.lowerBound == text.lastLine { return fail() }
      savedLine = nil
      join(lines.lowerBound, count: size, isPlain: isPlain)
      place(firstNonBlank(cursor.line))
    default:
      savedLine = nil
      shift(lines, by: command == .shiftRight ? levels : -levels)
      place(firstNonBlank(lines.upperBound))
    }
  }

  private func move(_ lines: ClosedRange<Int>, behind target: Int) throws(EditorError) {
    guard target < lines.lowerBound || target >= lines.upperBound else {
      throw EditorError("E134: Cannot move a range of lines into itself")
    }
    if target == lines.upperBound || target == lines.lowerBound - 1 {
      return place(firstNonBlank(lines.upperBound))
    }
    let bytes = Array(text.bytes(ofLines: lines).dropLast())
    let old = cursor
    savedLine = nil
    if target < lines.lowerBound {
      text.deleteLines(lines, cursor: old)
      text.insertLines(bytes, before: target + 1, cursor: old)
      place(firstNonBlank(target + lines.count))
    } else {
      text.insertLines(bytes, before: target + 1, cursor: old)
      text.deleteLines(lines, cursor: old)
      place(firstNonBlank(target))
    }
  }

  private func copy(_ lines: ClosedRange<Int>, behind target: Int) throws(EditorError) {
    let bytes = Array(text.bytes(ofLines: lines).dropLast())
    savedLine = nil
    text.insertLines(bytes, before: target + 1, cursor: cursor)
    place(firstNonBlank(target + lines.count))
  }

  private func putLines(_ register: UInt8?, at line: Int, isBefore: Bool) throws(EditorError) {
    guard let content = content(ofRegister: register ?? Registers.unnamed) else {
      throw EditorError("E353: Nothing in register")
    }
    var bytes = content.text
    if bytes.last == 0x0A { bytes.removeLast() }
    let number = isBefore ? max(0, line) : line + 1
    text.insertLines(bytes, before: number, cursor: cursor)
    place(firstNonBlank(number + bytes.count { $0 == 0x0A }))
  }

  private func sort(_ lines: ClosedRange<Int>, _ rest: ArraySlice<UInt8>) throws(EditorError) {
    let isReversed = rest.first == UInt8(ascii: "!")
    let flags = rest.drop { $0 == UInt8(ascii: "!") }.filter { !Characters.isBlank($0) }
    guard flags.allSatisfy({ "iun".utf8.contains($0) }) else { throw EditorError("E474: Invalid argument") }
    let ignores = flags.contains(UInt8(ascii: "i"))
    var keyed: [(key: [UInt8], number: Int, line: [UInt8])] = lines.map { number in
      let line = text.line(number)
      return (ignores ? Self.recased(line, .uppercase) : line, number, line)
    }
    if flags.contains(UInt8(ascii: "n")) {
      keyed.sort { left, right in
        let (a, b) = (Self.number(in: left.line), Self.number(in: right.line))
        if a == b { return left.number < right.number }
        return isReversed ? a > b : a < b
      }
    } else {
      keyed.sort { left, right in
        if left.key == right.key { return left.number < right.number }
        return left.key.lexicographicallyPrecedes(right.key) != isReversed
      }
    }
    if flags.contains(UInt8(ascii: "u")) {
      var unique: [(key: [UInt8], number: Int, line: [UInt8])] = []
      for entry in keyed where unique.last.map({ $0.key != entry.key }) ?? true { unique.append(entry) }
      keyed = unique
    }
    let end = Position(lines.upperBound, text.length(ofLine: lines.upperBound))
    let bytes = Array(keyed.map { $0.line }.joined(separator: [0x0A]))
    savedLine = nil
    text.replace(Position(lines.lowerBound, 0), end, with: bytes, cursor: cursor)
    place(Position(lines.lowerBound, 0))
  }

  /// The first number of a line; lines without one come first.
  private static func number(in line: [UInt8]) -> Int {
    guard let start = line.firstIndex(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return .min }
    var value = 0
    for digit in line[start...] {
      guard digit >= 0x30, digit <= 0x39, value < 1 << 58 else { break }
      value = value * 10 + Int(digit - 0x30)
    }
    return start > 0 && line[start - 1] == UInt8(ascii: "-") ? -value : value
  }

  private func retab(_ lines: ClosedRange<Int>) {
    savedLine = nil
    for number in lines {
      let line = text.line(number)
      if line.first.map(Characters.isBlank) == true { setIndentation(number, indentation(line)) }
    }
  }

  /// `:normal`: keys as if they were typed, on each line of a range.
  private func normal(_ range: LineRange, _ bytes: [UInt8]) {
    var decoder = KeyDecoder()
    let keys = Self.withoutAlt(decoder.feed(bytes) + decoder.flush())
    func once() {
      pending = []
      execute(keys)
      pending = []
      if mode == .commandLine { handleLineKey(.escape) }
      if mode.isTyping { endInsert() }
      if mode.isVisual { endVisual() }
    }
    guard range.count > 0 else { return once() }
    text.tracked = isInGlobal ? text.tracked : TrackedLines(Array(max(0, range.first)...max(0, range.last)))
    if isInGlobal { return once() }
    while let number = text.tracked?.next(), waiting == nil, steps <= Self.stepLimit {
      place(Position(min(number, text.lastLine), 0))
      once()
      steps += 1
    }
    text.tracked = nil
  }

  // MARK: - Pages

  private func show(_ lines: [[UInt8]]) {
    if lines.count == 1 { return tell(lines[0]) }
    guard !lines.isEmpty, depth <= 1 else { return }
    page = lines
    mode = .message
  }

  private func showLines(_ range: LineRange, withNumbers: Bool) {
    var rows: [[UInt8]] = []
    let lines = max(0, range.first)...max(0, range.last)
    for number in lines.prefix(viewport.height) {
      let prefix = withNumbers || options.number ? Array("\(number + 1) ".utf8) : []
      rows.append(prefix + text.line(number))
    }
    place(firstNonBlank(lines.upperBound))
    show(rows)
  }

  private func showRegisters() {
    var rows = [Array("Type Name Content".utf8)]
    for name in Array("\"0123456789-abcdefghijklmnopqrstuvwxyz.:%/".utf8) {
      guard let content = content(ofRegister: name), !content.text.isEmpty else { continue }
      let type = content.shape == .lines ? "l" : content.shape == .characters ? "c" : "b"
      let shown = content.text.prefix(200).flatMap { $0 == 0x0A ? Array("^J".utf8) : [$0] }
      rows.append(Array("  \(type)  \"".utf8) + [name] + Array("   ".utf8) + shown)
    }
    show(rows)
  }

  private func showMarks() {
    var rows = [Array("mark line  col text".utf8)]
    for name in Array("'abcdefghijklmnopqrstuvwxyz.^[]<>".utf8) {
      guard let place = text.mark(name) else { continue }
      rows.append(
        [0x20] + [name] + Array("  \(place.line + 1)  \(place.byte)  ".utf8) + text.line(place.line).prefix(60))
    }
    show(rows)
  }

  private func showHelp() { show(SodiumHelp.lines) }
}
