// Operators on whole lines and on letters: shifting, indenting, joining, cases, formatting.

extension Sodium {
  // MARK: - Indentation

  /// Columns of the blanks at the begin of a line.
  func indentation(_ line: [UInt8]) -> Int {
    Characters.column(line, line.prefix(while: Characters.isBlank).count, tab: options.tabStop)
  }

  /// Blanks of so many columns, as the options want them.
  func blanks(_ columns: Int) -> [UInt8] {
    guard !options.expandsTabs else { return Array(repeating: 0x20, count: columns) }
    return Array(repeating: 0x09, count: columns / options.tabStop)
      + Array(repeating: 0x20, count: columns % options.tabStop)
  }

  func setIndentation(_ number: Int, _ columns: Int) {
    let old = text.line(number).prefix(while: Characters.isBlank).count
    let new = blanks(max(0, columns))
    guard !text.line(number).prefix(old).elementsEqual(new) else { return }
    text.replace(Position(number, 0), Position(number, old), with: new, cursor: cursor)
  }

  func shift(_ lines: ClosedRange<Int>, by levels: Int) {
    for number in lines {
      let line = text.line(number)
      if !line.isEmpty { setIndentation(number, indentation(line) + levels * options.shift) }
    }
    if lines.count > 2 { tell("\(lines.count) lines \(levels > 0 ? ">" : "<")ed \(abs(levels)) time") }
    setChangeMarks(Position(lines.lowerBound, 0), Position(lines.upperBound, 0))
    place(firstNonBlank(lines.lowerBound))
  }

  /// Indents lines by the brackets around them.
  func reindent(_ lines: ClosedRange<Int>) {
    for number in lines {
      let line = text.line(number)
      guard let first = line.first(where: { !Characters.isBlank($0) }) else {
        if !line.isEmpty { text.setLine(number, [], cursor: cursor) }
        continue
      }
      var before = number - 1
      while before >= 0, text.line(before).allSatisfy(Characters.isBlank) { before -= 1 }
      guard before >= 0 else {
        setIndentation(number, 0)
        continue
      }
      let above = text.line(before)
      var columns = indentation(above)
      if let last = above.last(where: { !Characters.isBlank($0) }), "{([:".utf8.contains(last) {
        columns += options.shift
      }
      if "})]".utf8.contains(first) { columns -= options.shift }
      setIndentation(number, columns)
    }
    place(firstNonBlank(lines.lowerBound))
  }

  // MARK: - Joining

  /// Joins lines into one; with `isPlain` nothing is taken out or put between.
  func join(_ first: Int, count: Int, isPlain: Bool) {
    guard first < text.lastLine else { return fail() }
    let last = min(first + count - 1, text.lastLine)
    var joined = text.line(first)
    var seam = joined.count
    for number in first + 1...last {
      var next = text.line(number)
      seam = joined.count
      if !isPlain {
        next.removeFirst(next.prefix(while: Characters.isBlank).count)
        if let start = next.first, start != UInt8(ascii: ")"), !joined.isEmpty, joined.last != 0x20,
          joined.last != 0x09
        {
          joined.append(0x20)
        }
      }
      joined += next
    }
    let end = Position(last, text.length(ofLine: last))
    text.replace(Position(first, 0), end, with: joined, cursor: cursor)
    place(Position(first, seam))
  }

  // MARK: - Letters

  /// A letter with the other case, or in one of the cases.
  static func recased(_ scalar: UInt32, _ action: TextOperator) -> UInt32 {
    let isLower: Bool
    let other: UInt32
    switch scalar {
    case 0x61...0x7A: (isLower, other) = (true, scalar - 32)
    case 0x41...0x5A: (isLower, other) = (false, scalar + 32)
    case 0xE0...0xFE where scalar != 0xF7: (isLower, other) = (true, scalar - 32)
    case 0xC0...0xDE where scalar != 0xD7: (isLower, other) = (false, scalar + 32)
    case 0x3B1...0x3C9 where scalar != 0x3C2: (isLower, other) = (true, scalar - 32)
    case 0x391...0x3A9 where scalar != 0x3A2: (isLower, other) = (false, scalar + 32)
    case 0x430...0x44F: (isLower, other) = (true, scalar - 32)
    case 0x410...0x42F: (isLower, other) = (false, scalar + 32)
    case 0x450...0x45F: (isLower, other) = (true, scalar - 80)
    case 0x400...0x40F: (isLower, other) = (false, scalar + 80)
    case 0x100...0x137 where scalar != 0x130 && scalar != 0x131:
      (isLower, other) = (scalar & 1 == 1, scalar ^ 1)
    default: return scalar
    }
    switch action {
    case .lowercase: return isLower ? scalar : other
    case .uppercase: return isLower ? other : scalar
    case .rotate:
      guard scalar < 0x80 else { return scalar }
      let base: UInt32 = isLower ? 0x61 : 0x41
      return base + (scalar - base + 13) % 26
    default: return other
    }
  }

  static func recased(_ bytes: [UInt8], _ action: TextOperator) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let (value, length) = Characters.scalar(bytes, index)
      let other = recased(value, action)
      if other == value { result += bytes[index..<index + length] } else { result += Characters.bytes(other) }
      index += length
    }
    return result
  }

  func recase(_ action: TextOperator, _ range: OperatorRange, keepsCursor: Bool) {
    let old = cursor
    func change(_ number: Int, _ part: Range<Int>) {
      let line = text.line(number)
      let part = part.clamped(to: 0..<line.count)
      let new = Self.recased(Array(line[part]), action)
      guard !new.elementsEqual(line[part]) else { return }
      text.replace(
        Position(number, part.lowerBound), Position(number, part.upperBound), with: new, cursor: old)
    }
    switch range {
    case .characters(let from, let to):
      for number in from.line...to.line {
        let low = number == from.line ? from.byte : 0
        change(number, low..<(number == to.line ? max(low, to.byte) : .max))
      }
      place(from)
    case .lines(let lines):
      for number in lines { change(number, 0..<Int.max) }
      if keepsCursor {
        place(old)
      } else {
        place(mode.isVisual ? Position(lines.lowerBound, 0) : place(inLine: lines.lowerBound, column: wantedColumn))
      }
    case .block(let lines, let columns, let toEnd):
      for number in lines { change(number, bytes(ofColumns: columns, toEnd: toEnd, text.line(number))) }
      let byte = Characters.index(text.line(lines.lowerBound), column: columns.lowerBound, tab: options.tabStop)
      place(Position(lines.lowerBound, byte))
    }
  }

  /// `~`: the other case for so many characters.
  func toggleCharacters(_ count: Int) {
    let line = text.line(cursor.line)
    guard !line.isEmpty else { return fail() }
    rememberLine(cursor.line...cursor.line)
    var end = cursor.byte
    for _ in 0..<min(count, line.count) { end = Characters.next(line, end) }
    let new = Self.recased(Array(line[cursor.byte..<end]), .toggleCase)
    text.replace(cursor, Position(cursor.line, end), with: new, cursor: cursor)
    place(Position(cursor.line, cursor.byte + new.count))
  }

  // MARK: - Formatting

  /// `gq`: fills paragraphs up to the width of a line.
  func format(_ lines: ClosedRange<Int>) {
    let width = options.textWidth > 0 ? options.textWidth : min(79, max(20, viewport.width - 1))
    let result = ParagraphFill.fill(lines.map { text.line($0) }, width: width, tab: options.tabStop)
    let end = Position(lines.upperBound, text.length(ofLine: lines.upperBound))
    text.replace(Position(lines.lowerBound, 0), end, with: Array(result.joined(separator: [0x0A])), cursor: cursor)
    place(firstNonBlank(min(lines.lowerBound + result.count - 1, text.lastLine)))
  }

  // MARK: - Numbers

  /// Ctrl-A and Ctrl-X: adds to the number at or behind the cursor.
  func increment(_ amount: Int) {
    let line = text.line(cursor.line)
    func isDigit(_ index: Int) -> Bool { line.indices.contains(index) && line[index] >= 0x30 && line[index] <= 0x39 }
    var start = min(cursor.byte, line.count)
    while start > 0, isDigit(start - 1) { start -= 1 }
    while start < line.count, !isDigit(start) { start += 1 }
    guard start < line.count else { return fail() }
    var end = start
    while isDigit(end) { end += 1 }
    let isNegative = start > 0 && line[start - 1] == UInt8(ascii: "-")
    guard end - start <= 18 else { return fail() }
    var value = 0
    for digit in line[start..<end] { value = value * 10 + Int(digit - 0x30) }
    let sum = (isNegative ? -value : value) &+ amount
    var digits = Array("\(abs(sum))".utf8)
    if line[start] == 0x30, end - start > 1 {
      digits = Array(repeating: 0x30, count: max(0, end - start - digits.count)) + digits
    }
    let new = (sum < 0 ? [UInt8(ascii: "-")] : []) + digits
    let low = isNegative ? start - 1 : start
    rememberLine(cursor.line...cursor.line)
    text.replace(Position(cursor.line, low), Position(cursor.line, end), with: new, cursor: cursor)
    place(Position(cursor.line, low + new.count - 1))
  }
}
