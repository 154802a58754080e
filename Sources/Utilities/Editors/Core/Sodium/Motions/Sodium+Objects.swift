// Text objects: the part of the text around the cursor that a name like `iw` stands for.

import EditorCore

extension Sodium {
  /// The part that an object stands for; nil when there is none here.
  func part(_ object: TextObject, isInner: Bool, _ count: Int) -> TextPart? {
    // Visual mode may stand behind the last character.
    let old = cursor
    defer { cursor = old }
    cursor.byte = min(cursor.byte, Characters.last(text.line(cursor.line)))
    return switch object {
    case .word(let isBig): isInner ? innerWord(isBig, count) : aWord(isBig, count)
    case .quote(let mark): quoted(mark, isInner: isInner)
    case .bracket(let opening): bracketed(opening, isInner: isInner, count)
    case .paragraph: paragraphPart(isInner: isInner, count)
    case .sentence: sentencePart(isInner: isInner, count)
    case .tag: tagPart(isInner: isInner, count)
    }
  }

  // MARK: - Words

  /// Runs of one class in the line of the cursor, from the one that holds it on.
  private func innerWord(_ isBig: Bool, _ count: Int) -> TextPart? {
    var number = cursor.line
    var line = text.line(number)
    guard !line.isEmpty else {
      return TextPart(start: Position(number, 0), end: Position(min(number + count - 1, text.lastLine), 0))
    }
    func kind(_ index: Int) -> Int {
      let kind = Characters.wordClass(line, index)
      return isBig ? min(kind, 1) : kind
    }
    var low = cursor.byte
    while low > 0, kind(Characters.previous(line, low)) == kind(cursor.byte) { low = Characters.previous(line, low) }
    let start = Position(number, low)
    var index = cursor.byte
    for turn in 0..<count {
      if turn > 0, index >= line.count {
        guard number < text.lastLine else { return nil }
        number += 1
        line = text.line(number)
        index = 0
        if line.isEmpty { continue }
      }
      let here = kind(index)
      while index < line.count, kind(index) == here { index = Characters.next(line, index) }
    }
    return TextPart(start: start, end: Position(number, index))
  }

  /// Words with the blanks behind them, or before them when none are behind.
  private func aWord(_ isBig: Bool, _ count: Int) -> TextPart? {
    var walker = TextWalker(text, cursor, isBig: isBig)
    let startsBlank = walker.kind == 0
    // To the begin of this run.
    while walker.place.byte > 0 {
      let before = TextWalker(
        text, Position(cursor.line, Characters.previous(walker.line, walker.place.byte)), isBig: isBig)
      guard before.kind == walker.kind else { break }
      _ = walker.backward()
    }
    var start = walker.place
    var endsBlank = false
    for _ in 0..<count {
      if walker.kind == 0 {
        guard skipBlanks(&walker), skipWord(&walker) else { return nil }
      } else {
        guard skipWord(&walker) else { return nil }
        let line = walker.line
        endsBlank = walker.place.byte < line.count && walker.kind == 0
        while walker.place.byte < line.count, walker.kind == 0 { _ = walker.forward() }
      }
    }
    if !startsBlank, !endsBlank {
      // No blanks behind: those before, unless they indent the line.
      let line = text.line(start.line)
      var low = start.byte
      while low > 0, Characters.isBlank(line[low - 1]) { low -= 1 }
      if low > 0 { start.byte = low }
    }
    return TextPart(start: start, end: walker.place)
  }

  private func skipBlanks(_ walker: inout TextWalker) -> Bool {
    while walker.kind == 0 {
      if walker.forward() == .stopped { return false }
      if walker.isEmptyLine { return true }
    }
    return true
  }

  private func skipWord(_ walker: inout TextWalker) -> Bool {
    let kind = walker.kind
    if kind == 0 { return true }
    while walker.byte != nil, walker.kind == kind { _ = walker.forward() }
    return true
  }

  // MARK: - Quotes

  private func quoted(_ mark: UInt8, isInner: Bool) -> TextPart? {
    let line = text.line(cursor.line)
    var marks: [Int] = []
    var index = 0
    while index < line.count {
      if line[index] == 0x5C {
        index += 2
      } else {
        if line[index] == mark { marks.append(index) }
        index += 1
      }
    }
    var pair: (Int, Int)?
    if let here = marks.firstIndex(of: cursor.byte) {
      // On a quote: pairs are counted from the begin of the line.
      let first = here - here % 2
      if first + 1 < marks.count { pair = (marks[first], marks[first + 1]) }
    } else if let after = marks.firstIndex(where: { $0 > cursor.byte }) {
      if after > 0 { pair = (marks[after - 1], marks[after]) } else if marks.count > 1 { pair = (marks[0], marks[1]) }
    }
    guard let (open, close) = pair else { return nil }
    if isInner {
      return TextPart(start: Position(cursor.line, open + 1), end: Position(cursor.line, close))
    }
    var (low, high) = (open, close + 1)
    while high < line.count, Characters.isBlank(line[high]) { high += 1 }
    if high == close + 1 { while low > 0, Characters.isBlank(line[low - 1]) { low -= 1 } }
    return TextPart(start: Position(cursor.line, low), end: Position(cursor.line, high))
  }

  // MARK: - Brackets

  private func bracketed(_ opening: UInt8, isInner: Bool, _ count: Int) -> TextPart? {
    let closing: UInt8 =
      switch opening {
      case UInt8(ascii: "("): UInt8(ascii: ")")
      case UInt8(ascii: "{"): UInt8(ascii: "}")
      case UInt8(ascii: "["): UInt8(ascii: "]")
      default: UInt8(ascii: ">")
      }
    let line = text.line(cursor.line)
    let here = cursor.byte < line.count ? line[cursor.byte] : 0
    var open: Position?
    if here == opening {
      open = count == 1 ? cursor : bracket(opening, own: closing, from: cursor, isForward: false, count: count - 1)
    } else {
      open = bracket(opening, own: closing, from: cursor, isForward: false, count: count)
    }
    if open == nil, count == 1, let next = line[min(cursor.byte, line.count)...].firstIndex(of: opening) {
      // Not in a pair: the next one of the line.
      open = Position(cursor.line, next)
    }
    guard let open, let close = bracket(closing, own: opening, from: open, isForward: true, count: 1) else {
      return nil
    }
    guard isInner else { return TextPart(start: open, end: Position(close.line, close.byte + 1)) }
    return inside(open, close)
  }

  /// What is between brackets: line ends next to them are left out, and so are blanks before a closing one in a line
  /// of its own.
  private func inside(_ open: Position, _ close: Position) -> TextPart {
    var start = Position(open.line, open.byte + 1)
    var end = close
    if start.byte >= text.length(ofLine: start.line), open.line < close.line { start = Position(open.line + 1, 0) }
    let head = text.line(close.line)[..<close.byte]
    if close.line > open.line, head.allSatisfy(Characters.isBlank), close.line > start.line || start.byte > 0 {
      end = Position(close.line - 1, text.length(ofLine: close.line - 1))
      if start.byte == 0, start.line == open.line + 1, start.line <= end.line {
        return TextPart(start: start, end: Position(end.line, 0), isLines: true)
      }
    }
    return TextPart(start: start, end: max(start, end))
  }

  // MARK: - Paragraphs

  private func isBlankLine(_ number: Int) -> Bool { text.line(number).allSatisfy(Characters.isBlank) }

  private func paragraphPart(isInner: Bool, _ count: Int) -> TextPart? {
    var first = cursor.line
    let startsBlank = isBlankLine(first)
    while first > 0, isBlankLine(first - 1) == startsBlank { first -= 1 }
    var last = cursor.line
    func extend() -> Bool {
      guard last < text.lastLine else { return false }
      let kind = isBlankLine(last + 1)
      while last < text.lastLine, isBlankLine(last + 1) == kind { last += 1 }
      return true
    }
    while last < text.lastLine, isBlankLine(last + 1) == startsBlank { last += 1 }
    for turn in 0..<count {
      if isInner {
        if turn > 0, !extend() { return nil }
        continue
      }
      if turn > 0, !extend() { return nil }
      guard !extend() else { continue }
      // No blank lines behind: those before.
      if startsBlank || turn > 0 { return nil }
      while first > 0, isBlankLine(first - 1) { first -= 1 }
    }
    return TextPart(start: Position(first, 0), end: Position(last, 0), isLines: true)
  }

  // MARK: - Sentences

  private func sentencePart(isInner: Bool, _ count: Int) -> TextPart? {
    let before = linesForSentences(1, isForward: false)
    let lines = before.lowerBound...min(text.lastLine, cursor.line + 200)
    // Sentences and the blanks between them, one after the other.
    var borders: [(place: Position, isBlank: Bool)] = []
    for start in sentenceStarts(in: lines) {
      if let end = sentenceEnd(before: start), borders.last.map({ $0.place < end }) ?? false, end < start {
        borders.append((end, true))
      }
      borders.append((start, false))
    }
    let end = Position(lines.upperBound, text.length(ofLine: lines.upperBound))
    guard var index = borders.lastIndex(where: { $0.place <= cursor }) else { return nil }
    var start = borders[index].place
    let startsBlank = borders[index].isBlank
    var last = index
    for turn in 0..<count {
      if isInner { last = index + turn; continue }
      last = index + (turn * 2) + 1
    }
    if !isInner, last >= borders.count || borders[last].isBlank == startsBlank {
      // No blanks behind: those before.
      last = index
      if !startsBlank, index > 0, borders[index - 1].isBlank {
        index -= 1
        start = borders[index].place
      }
    }
    guard last < borders.count else { return nil }
    return TextPart(start: start, end: last + 1 < borders.count ? borders[last + 1].place : end)
  }

  /// The end of the sentence before one: behind its last sign, when blanks of the same line follow.
  private func sentenceEnd(before start: Position) -> Position? {
    let line = text.line(start.line)
    var index = start.byte
    while index > 0, Characters.isBlank(line[index - 1]) { index -= 1 }
    if index > 0 { return Position(start.line, index) }
    guard start.line > 0 else { return nil }
    let length = text.length(ofLine: start.line - 1)
    return length > 0 ? Position(start.line - 1, length) : nil
  }

  // MARK: - Tags

  /// Bytes at each side of the cursor in which the two ends of a tag are looked for.
  private static let tagWindow = 64 * 1024

  private func tagPart(isInner: Bool, _ count: Int) -> TextPart? {
    let place = text.offset(cursor).value
    let base = max(0, place - Self.tagWindow)
    let bytes = text.buffer.bytes(in: .zero + base..<(.zero + place + Self.tagWindow))
    var open: [(name: ArraySlice<UInt8>, start: Int, end: Int)] = []
    var left = count
    var index = 0
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")),
      let end = bytes[start...].firstIndex(of: UInt8(ascii: ">"))
    {
      index = end + 1
      let isClosing = start + 1 < end && bytes[start + 1] == UInt8(ascii: "/")
      let body = bytes[(start + (isClosing ? 2 : 1))..<max(end, start + (isClosing ? 2 : 1))]
      let name = body.prefix { !Characters.isBlank($0) && $0 != 0x0A && $0 != UInt8(ascii: "/") }
      if name.isEmpty || body.last == UInt8(ascii: "/") { continue }
      guard isClosing else {
        open.append((name, start, end + 1))
        continue
      }
      guard let match = open.lastIndex(where: { $0.name.elementsEqual(name) }) else { continue }
      let tag = open[match]
      open.removeSubrange(match...)
      guard tag.start + base <= place, end + base >= place else { continue }
      left -= 1
      if left > 0 { continue }
      let range = isInner ? tag.end..<max(tag.end, start) : tag.start..<end + 1
      return TextPart(
        start: text.position(.zero + base + range.lowerBound), end: text.position(.zero + base + range.upperBound))
    }
    return nil
  }
}
