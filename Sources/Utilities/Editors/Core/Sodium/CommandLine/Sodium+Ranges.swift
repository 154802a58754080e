// The lines that a command of the command line works on: `5`, `.`, `$`, `'a`, `/x/`, `+2`, `%`, joined by `,` or `;`.

extension Sodium {
  /// A range as it was typed.
  struct LineRange {
    /// Lines from 0; -1 stands for the place before the first line.
    var first: Int
    var last: Int
    /// How many addresses there were.
    var count: Int
  }

  /// Takes a range from the front of a text.
  func takeRange(_ rest: inout ArraySlice<UInt8>) throws(EditorError) -> LineRange {
    var lines: [Int] = []
    var here = cursor.line
    skipBlanks(&rest)
    if rest.first == UInt8(ascii: "%") {
      rest.removeFirst()
      return LineRange(first: 0, last: text.lastLine, count: 2)
    }
    var endsWithSeparator = false
    while true {
      skipBlanks(&rest)
      let found = try takeAddress(&rest, from: here)
      if let found { lines.append(found) } else if endsWithSeparator || isSeparator(rest.first) { lines.append(here) }
      skipBlanks(&rest)
      endsWithSeparator = isSeparator(rest.first)
      guard endsWithSeparator, let sign = rest.popFirst() else { break }
      if sign == UInt8(ascii: ";"), let last = lines.last { here = max(0, last) }
    }
    guard let last = lines.last else { return LineRange(first: cursor.line, last: cursor.line, count: 0) }
    let first = lines.count > 1 ? lines[lines.count - 2] : last
    guard max(first, last) <= text.lastLine, min(first, last) >= -1 else { throw EditorError("E16: Invalid range") }
    return LineRange(first: min(first, last), last: max(first, last), count: lines.count)
  }

  private func isSeparator(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") }

  func skipBlanks(_ rest: inout ArraySlice<UInt8>) { rest = rest.drop(while: Characters.isBlank) }

  private func takeNumber(_ rest: inout ArraySlice<UInt8>) -> Int? {
    var value: Int?
    while let digit = rest.first, digit >= 0x30, digit <= 0x39 {
      value = min((value ?? 0) * 10 + Int(digit - 0x30), CommandParser.largestCount)
      rest.removeFirst()
    }
    return value
  }

  /// One line; nil when there is no address.
  func takeAddress(_ rest: inout ArraySlice<UInt8>, from here: Int) throws(EditorError) -> Int? {
    var line: Int?
    switch rest.first {
    case UInt8(ascii: "."):
      rest.removeFirst()
      line = here
    case UInt8(ascii: "$"):
      rest.removeFirst()
      line = text.lastLine
    case UInt8(ascii: "'"):
      guard rest.count > 1 else { throw EditorError("E20: Mark not set") }
      let name = rest[rest.startIndex + 1]
      rest = rest.dropFirst(2)
      guard let place = markPlace(name) else { throw EditorError("E20: Mark not set") }
      line = place.line
    case UInt8(ascii: "/"), UInt8(ascii: "?"): line = try takeSearch(&rest, from: here)
    case UInt8(ascii: "\\"):
      guard let pattern = search.pattern, rest.count > 1 else {
        throw EditorError("E35: No previous regular expression")
      }
      let isForward = rest[rest.startIndex + 1] != UInt8(ascii: "?")
      rest = rest.dropFirst(2)
      line = try lineOf(pattern, from: here, isForward: isForward)
    default: line = takeNumber(&rest).map { $0 - 1 }
    }
    while true {
      skipBlanks(&rest)
      guard let sign = rest.first else { break }
      if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
        rest.removeFirst()
        let amount = takeNumber(&rest) ?? 1
        line = (line ?? here) + (sign == UInt8(ascii: "+") ? amount : -amount)
      } else if line != nil, sign >= 0x30, sign <= 0x39 {
        line = (line ?? here) + (takeNumber(&rest) ?? 0)
      } else {
        break
      }
    }
    return line
  }

  private func takeSearch(_ rest: inout ArraySlice<UInt8>, from here: Int) throws(EditorError) -> Int {
    let mark = rest.removeFirst()
    let parts = Self.split(Array(rest), at: mark)
    let pattern = try compile(parts.pattern)
    remember(pattern)
    rest = (parts.offset ?? [])[...]
    return try lineOf(pattern, from: here, isForward: mark == UInt8(ascii: "/"))
  }

  private func lineOf(_ pattern: VimPattern, from here: Int, isForward: Bool) throws(EditorError) -> Int {
    let start = Position(here, isForward ? text.length(ofLine: here) : 0)
    let hit =
      isForward
      ? TextSearcher.next(pattern, text, behind: start, wraps: options.wrapsSearch)
      : TextSearcher.previous(pattern, text, before: start, wraps: options.wrapsSearch)
    guard let hit else { throw EditorError(Array("E486: Pattern not found: ".utf8) + pattern.source) }
    return hit.place.line
  }
}
