// The operators and commands of vi.

extension LineEditor {
  /// What is selected; nil outside visual mode.
  var viSelection: Range<Int>? {
    guard case .visual(let anchor, let isLines) = vi.mode else { return nil }
    // The text may have changed since the selection began.
    var other = buffer
    other.move(to: anchor)
    let lower = min(other.cursor, buffer.cursor)
    let upper = max(other.cursor, buffer.cursor)
    if isLines { return buffer.lineStart(lower)..<buffer.lineEnd(upper) }
    return lower..<buffer.end(ofCharacterAt: upper)
  }

  /// Takes a letter that is no motion.
  mutating func takeViCommand(letter: UInt8) {
    if case .visual(_, let isLines) = vi.mode, let range = viSelection {
      return takeVisual(letter, range, isLines: isLines)
    }
    if let pending = vi.pendingOperator {
      // The operator twice: whole lines.
      guard letter == pending else { return vi.reset() }
      let last = buffer.place(linesAway: vi.times - 1, column: 0) ?? buffer.text.count
      return apply(pending, to: buffer.lineStart(buffer.cursor)..<buffer.lineEnd(last), isLines: true)
    }
    switch letter {
    case UInt8(ascii: "d"), UInt8(ascii: "c"), UInt8(ascii: "y"):
      vi.pendingOperator = letter
      vi.operatorCount = vi.count
      vi.count = nil
    case UInt8(ascii: "r"): vi.waiting = .replacement
    default:
      let times = vi.times
      vi.reset()
      if !insertCommand(letter, times) { changeCommand(letter, times) }
    }
  }

  /// Commands that begin to insert. Returns whether `letter` is one.
  private mutating func insertCommand(_ letter: UInt8, _ times: Int) -> Bool {
    let cursor = buffer.cursor
    switch letter {
    case UInt8(ascii: "i"): beginInsertion(at: cursor)
    case UInt8(ascii: "a"):
      beginInsertion(at: cursor < buffer.lineEnd(cursor) ? buffer.end(ofCharacterAt: cursor) : cursor)
    case UInt8(ascii: "I"): beginInsertion(at: ViMotion.firstInk(buffer, cursor))
    case UInt8(ascii: "A"): beginInsertion(at: buffer.lineEnd(cursor))
    case UInt8(ascii: "o"):
      beginInsertion(at: buffer.lineEnd(cursor))
      insertLine()
    case UInt8(ascii: "O"):
      beginInsertion(at: buffer.lineStart(cursor))
      buffer.insert([ASCII.newline])
      buffer.move(to: buffer.cursor - 1)
    case UInt8(ascii: "s"): apply(UInt8(ascii: "c"), to: cursor..<forward(times), isLines: false)
    case UInt8(ascii: "S"):
      apply(UInt8(ascii: "c"), to: buffer.lineStart(cursor)..<buffer.lineEnd(cursor), isLines: true)
    case UInt8(ascii: "C"): apply(UInt8(ascii: "c"), to: cursor..<buffer.lineEnd(cursor), isLines: false)
    case UInt8(ascii: "R"): vi.mode = .replace
    default: return false
    }
    return true
  }

  private mutating func changeCommand(_ letter: UInt8, _ times: Int) {
    let cursor = buffer.cursor
    switch letter {
    case UInt8(ascii: "x"): apply(UInt8(ascii: "d"), to: cursor..<forward(times), isLines: false)
    case UInt8(ascii: "X"):
      let start = max(target(of: .left, count: times), buffer.lineStart(cursor))
      apply(UInt8(ascii: "d"), to: start..<cursor, isLines: false)
    case UInt8(ascii: "D"): apply(UInt8(ascii: "d"), to: cursor..<buffer.lineEnd(cursor), isLines: false)
    case UInt8(ascii: "Y"):
      apply(UInt8(ascii: "y"), to: buffer.lineStart(cursor)..<buffer.lineEnd(cursor), isLines: true)
    case UInt8(ascii: "p"): put(isBehind: true, times)
    case UInt8(ascii: "P"): put(isBehind: false, times)
    case ASCII.tilde:
      let end = forward(times)
      buffer.replace(cursor..<end, with: LetterCase.toggled.apply(Bytes(buffer.text[cursor..<end])))
    case UInt8(ascii: "J"): joinLines()
    case ASCII.period: repeatChange(times)
    case UInt8(ascii: "v"): vi.mode = .visual(anchor: cursor, isLines: false)
    case UInt8(ascii: "V"): vi.mode = .visual(anchor: cursor, isLines: true)
    default: historyCommand(letter, times)
    }
  }

  private mutating func historyCommand(_ letter: UInt8, _ times: Int) {
    // These are nothing for `.` to repeat.
    vi.recording = []
    switch letter {
    case UInt8(ascii: "u"): goBack(count: times)
    case UInt8(ascii: "U"):
      if let oldest = undo.oldest { buffer = oldest }
    case UInt8(ascii: "j"): for _ in 0..<times { recall(1) }
    case UInt8(ascii: "k"): for _ in 0..<times { recall(-1) }
    case UInt8(ascii: "G"): recallEnd(isFirst: true)
    case ASCII.slash: beginSearch(isOlder: true, isVi: true)
    case ASCII.question: beginSearch(isOlder: false, isVi: true)
    case UInt8(ascii: "n"): searchAgain(isOlder: vi.searchesOlder)
    case UInt8(ascii: "N"): searchAgain(isOlder: !vi.searchesOlder)
    case ASCII.hash: perform(.comment, count: 1)
    default: break
    }
  }

  /// The place `times` characters on in the same line.
  private func forward(_ times: Int) -> Int {
    max(buffer.cursor, min(target(of: .right, count: times), buffer.lineEnd(buffer.cursor)))
  }

  // MARK: Operators

  /// Removes, changes or copies a range.
  mutating func apply(_ pending: UInt8, to range: Range<Int>, isLines: Bool) {
    vi.reset()
    if case .visual = vi.mode { vi.mode = .command }
    guard range.lowerBound >= 0, range.upperBound <= buffer.text.count else { return }
    var range = range
    kills.keep(Bytes(buffer.text[range]), joins: false, atStart: false)
    vi.holdsLines = isLines
    switch pending {
    case UInt8(ascii: "y"): buffer.move(to: range.lowerBound)
    case UInt8(ascii: "c"):
      buffer.remove(range)
      beginInsertion(at: range.lowerBound)
    default:
      if isLines {
        // The newline behind the lines goes with them, or the one before at the end.
        if range.upperBound < buffer.text.count {
          range = range.lowerBound..<(range.upperBound + 1)
        } else if range.lowerBound > 0 {
          range = (range.lowerBound - 1)..<range.upperBound
        }
      }
      buffer.remove(range)
      if isLines { buffer.move(to: ViMotion.firstInk(buffer, buffer.cursor)) }
    }
  }

  private mutating func takeVisual(_ letter: UInt8, _ range: Range<Int>, isLines: Bool) {
    vi.reset()
    switch letter {
    case UInt8(ascii: "d"), UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "D"):
      apply(UInt8(ascii: "d"), to: range, isLines: isLines)
    case UInt8(ascii: "c"), UInt8(ascii: "s"), UInt8(ascii: "S"), UInt8(ascii: "C"):
      apply(UInt8(ascii: "c"), to: range, isLines: isLines)
    case UInt8(ascii: "y"), UInt8(ascii: "Y"): apply(UInt8(ascii: "y"), to: range, isLines: isLines)
    case ASCII.tilde, UInt8(ascii: "u"), UInt8(ascii: "U"):
      let letterCase: LetterCase = letter == ASCII.tilde ? .toggled : letter == UInt8(ascii: "u") ? .lower : .upper
      buffer.replace(range, with: letterCase.apply(Bytes(buffer.text[range])))
      buffer.move(to: range.lowerBound)
      vi.mode = .command
    case UInt8(ascii: "p"):
      let piece = kills.current
      buffer.replace(range, with: piece)
      vi.mode = .command
    case UInt8(ascii: "o"):
      if case .visual(let anchor, _) = vi.mode {
        vi.mode = .visual(anchor: buffer.cursor, isLines: isLines)
        buffer.move(to: anchor)
      }
    case UInt8(ascii: "v"): vi.mode = isLines ? .visual(anchor: anchor, isLines: false) : .command
    case UInt8(ascii: "V"): vi.mode = isLines ? .command : .visual(anchor: anchor, isLines: true)
    case UInt8(ascii: "j"), UInt8(ascii: "k"):
      if let place = buffer.place(linesAway: letter == UInt8(ascii: "j") ? 1 : -1, column: buffer.column) {
        buffer.move(to: place)
      }
    default: vi.mode = .command
    }
  }

  private var anchor: Int {
    if case .visual(let anchor, _) = vi.mode { return anchor }
    return buffer.cursor
  }

  // MARK: Changes

  private mutating func put(isBehind: Bool, _ times: Int) {
    let piece = kills.current
    guard !piece.isEmpty else { return ring() }
    let times = min(times, max(1, Limits.editedLine / piece.count))
    let cursor = buffer.cursor
    if vi.holdsLines {
      let lines = Array(repeating: piece, count: times).joined(separator: [ASCII.newline])
      let place = isBehind ? buffer.lineEnd(cursor) : buffer.lineStart(cursor)
      buffer.move(to: place)
      insert(isBehind ? [ASCII.newline] + lines : lines + [ASCII.newline])
      return buffer.move(to: isBehind ? place + 1 : place)
    }
    if isBehind, cursor < buffer.lineEnd(cursor) { buffer.move(to: buffer.end(ofCharacterAt: cursor)) }
    insert(Bytes(Array(repeating: piece, count: times).joined()))
    buffer.move(to: buffer.start(ofCharacterBefore: buffer.cursor))
  }

  mutating func replaceCharacters(with bytes: Bytes) {
    let times = vi.times
    vi.reset()
    let start = buffer.cursor
    var end = start
    for _ in 0..<times {
      guard end < buffer.lineEnd(start) else { return ring() }
      end = buffer.end(ofCharacterAt: end)
    }
    buffer.replace(start..<end, with: Bytes(Array(repeating: bytes, count: times).joined()))
    buffer.move(to: buffer.start(ofCharacterBefore: buffer.cursor))
  }

  private mutating func joinLines() {
    let end = buffer.lineEnd(buffer.cursor)
    guard end < buffer.text.count else { return ring() }
    buffer.replace(end..<ViMotion.firstInk(buffer, end + 1), with: [ASCII.space])
    buffer.move(to: end)
  }

  /// Gives the keys of the last change again.
  private mutating func repeatChange(_ times: Int) {
    guard !vi.isReplaying, !vi.lastChange.isEmpty else { return ring() }
    vi.isReplaying = true
    for _ in 0..<min(times, 100) {
      for key in vi.lastChange where isActive { takeVi(key) }
    }
    vi.isReplaying = false
    vi.recording = []
    vi.isChange = false
  }
}
