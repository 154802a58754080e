// A place that goes through a text character by character, line ends included: what word motions are made of.

/// A walking place.
struct TextWalker {
  /// What a step did.
  enum Step { case inside, ontoEnd, nextLine, stopped }

  let text: EditedText
  private(set) var place: Position
  private(set) var line: [UInt8]
  /// Whether blanks alone separate words.
  var isBig = false

  init(_ text: EditedText, _ place: Position, isBig: Bool = false) {
    self.text = text
    self.isBig = isBig
    line = text.line(place.line)
    self.place = Position(place.line, min(place.byte, line.count))
  }

  /// The byte here; nil at the end of the line.
  var byte: UInt8? { place.byte < line.count ? line[place.byte] : nil }
  var isEmptyLine: Bool { line.isEmpty }
  var isLastLine: Bool { place.line == text.lastLine }

  /// The class of the character here; the end of a line is blank.
  var kind: Int {
    guard place.byte < line.count else { return 0 }
    let kind = Characters.wordClass(line, place.byte)
    return isBig ? min(kind, 1) : kind
  }

  /// One character on; behind the last one of a line stands its end.
  mutating func forward() -> Step {
    if place.byte < line.count {
      place.byte = Characters.next(line, place.byte)
      return place.byte < line.count ? .inside : .ontoEnd
    }
    guard place.line < text.lastLine else { return .stopped }
    go(to: Position(place.line + 1, 0))
    return .nextLine
  }

  /// One character back; before the first one of a line stands the end of the line before.
  mutating func backward() -> Step {
    if place.byte > 0 {
      place.byte = Characters.previous(line, place.byte)
      return .inside
    }
    guard place.line > 0 else { return .stopped }
    line = text.line(place.line - 1)
    place = Position(place.line - 1, line.count)
    return .nextLine
  }

  mutating func go(to target: Position) {
    if target.line != place.line { line = text.line(target.line) }
    place = Position(target.line, min(target.byte, line.count))
  }

  /// Goes on while the class stays; false at an end of the text.
  private mutating func skip(_ kind: Int, isForward: Bool) -> Bool {
    while self.kind == kind {
      if (isForward ? forward() : backward()) == .stopped { return false }
    }
    return true
  }

  // MARK: - Words

  /// To the begin of the next word. With `staysInLine` the last word of a line ends at its end, as operators want it.
  mutating func toNextWord(staysInLine: Bool) -> Bool {
    let start = kind
    let wasLast = isLastLine
    let first = forward()
    if first == .stopped || first != .inside && wasLast { return false }
    if first != .inside, staysInLine { return true }
    if start != 0 {
      while kind == start {
        let step = forward()
        if step == .stopped || step != .inside && staysInLine { return true }
      }
    }
    while kind == 0 {
      if isEmptyLine { break }
      let wasLast = isLastLine
      let step = forward()
      if step == .stopped || step != .inside && wasLast { return true }
    }
    return true
  }

  /// To the end of a word; with `mayStay` also to the end of this one when it is here.
  mutating func toWordEnd(mayStay: Bool, stopsAtEmptyLine: Bool = false) -> Bool {
    let start = kind
    guard forward() != .stopped else { return false }
    if kind == start, start != 0 {
      guard skip(start, isForward: true) else { return false }
    } else if !mayStay || start == 0 {
      while kind == 0 {
        if stopsAtEmptyLine, isEmptyLine { return true }
        guard forward() != .stopped else { return false }
      }
      guard skip(kind, isForward: true) else { return false }
    }
    _ = backward()
    return true
  }

  /// To the begin of a word; with `mayStay` also to the begin of this one when it is here.
  mutating func toPreviousWord(mayStay: Bool = false) -> Bool {
    let start = kind
    guard backward() != .stopped else { return false }
    if !mayStay || start == kind || start == 0 {
      while kind == 0 {
        if isEmptyLine { return true }
        guard backward() != .stopped else { return true }
      }
      guard skip(kind, isForward: false) else { return true }
    }
    _ = forward()
    return true
  }

  /// To the end of the word before.
  mutating func toPreviousWordEnd(staysInLine: Bool = false) -> Bool {
    let start = kind
    var step = backward()
    guard step != .stopped else { return false }
    if staysInLine, step == .nextLine { return true }
    if start != 0 {
      while kind == start {
        step = backward()
        if step == .stopped || staysInLine && step == .nextLine { return true }
      }
    }
    while kind == 0 {
      if isEmptyLine { break }
      step = backward()
      if step == .stopped || staysInLine && step == .nextLine { return true }
    }
    return true
  }
}
