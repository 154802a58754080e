// The keys of vi: modes, counts, motions, and what `.` repeats. Operators and commands are in the file beside it.
//
// Specification: POSIX.1-2017, sh, "vi Line Editing Insert Mode" and "Command Mode".

extension LineEditor {
  mutating func takeVi(_ key: Key) {
    if !vi.isReplaying, vi.recording.count < ViState.longestRecording { vi.recording.append(key) }
    let before = buffer.text
    switch vi.mode {
    case .insert: takeInsertion(key)
    case .replace: takeReplacement(key)
    case .command, .visual: takeViCommand(key)
    }
    if buffer.text != before { vi.isChange = true }
    guard isActive, vi.mode == .command, vi.isAtRest else { return }
    stayOnCharacter()
    if !vi.isReplaying {
      if vi.isChange, !vi.recording.isEmpty { vi.lastChange = vi.recording }
      vi.recording = []
    }
    vi.isChange = false
  }

  /// In command mode the cursor stands on a character, not behind the last one.
  private mutating func stayOnCharacter() {
    let cursor = buffer.cursor
    if cursor == buffer.lineEnd(cursor), cursor > buffer.lineStart(cursor) {
      buffer.move(to: buffer.start(ofCharacterBefore: cursor))
    }
  }

  // MARK: Insert and replace

  private mutating func takeInsertion(_ key: Key) {
    switch key {
    case .escape: leaveInsertion()
    case .alt(ASCII.carriageReturn), .alt(ASCII.newline): insertLine()
    case .alt(let byte):
      // Typed fast, Escape and a letter look like Alt and the letter.
      if !vi.recording.isEmpty, !vi.isReplaying { vi.recording[vi.recording.count - 1] = .escape }
      leaveInsertion()
      takeVi(.text([byte]))
    case .tab where vi.isReplaying: break
    default: takeEmacs(key)
    }
  }

  private mutating func takeReplacement(_ key: Key) {
    guard case .text(let bytes) = key else { return takeInsertion(key) }
    let end = buffer.end(ofCharacterAt: buffer.cursor)
    let isAtEnd = buffer.cursor == buffer.lineEnd(buffer.cursor)
    buffer.replace(buffer.cursor..<(isAtEnd ? buffer.cursor : end), with: bytes)
  }

  private mutating func leaveInsertion() {
    vi.mode = .command
    vi.reset()
    vi.isInsertionNoted = false
    if buffer.cursor > buffer.lineStart(buffer.cursor) {
      buffer.move(to: buffer.start(ofCharacterBefore: buffer.cursor))
    }
  }

  mutating func beginInsertion(at place: Int) {
    buffer.move(to: place)
    vi.mode = .insert
    vi.reset()
    // A change that goes over into typing is undone with it; a pure insertion notes its own start.
    vi.isInsertionNoted = false
  }

  // MARK: Commands

  private mutating func takeViCommand(_ key: Key) {
    if takeWaiting(key) { return }
    switch key {
    case .text(let bytes) where bytes.count == 1: takeViLetter(bytes[0])
    case .enter: enter()
    case .escape, .control(7): leaveVisual()
    case .control(3): perform(.interrupt, count: 1)
    case .control(4): if buffer.text.isEmpty { end(.endOfInput) }
    case .control(12): clearScreen()
    case .control(14), .down: takeViLetter(UInt8(ascii: "j"))
    case .control(16), .up: takeViLetter(UInt8(ascii: "k"))
    case .control(18):
      goForth(count: vi.times)
      vi.reset()
      vi.recording = []
    case .control(31): takeViLetter(UInt8(ascii: "u"))
    case .left, .backspace: takeViLetter(UInt8(ascii: "h"))
    case .right: takeViLetter(UInt8(ascii: "l"))
    case .wordLeft: takeViLetter(UInt8(ascii: "b"))
    case .wordRight: takeViLetter(UInt8(ascii: "w"))
    case .home: takeViLetter(ASCII.caret)
    case .end: takeViLetter(ASCII.dollar)
    case .delete: takeViLetter(UInt8(ascii: "x"))
    case .alt(let byte):
      leaveVisual()
      takeViLetter(byte)
    case .paste(let bytes): paste(bytes)
    default: vi.reset()
    }
  }

  private mutating func leaveVisual() {
    vi.reset()
    vi.mode = .command
  }

  /// Takes the key that a command waits for. Returns whether there was one.
  private mutating func takeWaiting(_ key: Key) -> Bool {
    let waiting = vi.waiting
    if waiting == .nothing { return false }
    vi.waiting = .nothing
    guard case .text(let bytes) = key else {
      vi.reset()
      return true
    }
    switch waiting {
    case .nothing: break
    case .find(let letter):
      let find = ViState.Find(letter: letter, character: bytes)
      vi.lastFind = find
      go(to: repeated(find, isAgain: false))
    case .replacement: replaceCharacters(with: bytes)
    case .go:
      if bytes[0] == UInt8(ascii: "g") { go(to: ViMotion(target: 0, isLines: true)) } else { vi.reset() }
    case .object(let isWhole):
      guard let range = ViMotion.object(bytes[0], isWhole: isWhole, buffer, buffer.cursor) else {
        vi.reset()
        ring()
        return true
      }
      if case .visual = vi.mode {
        vi.mode = .visual(anchor: range.lowerBound, isLines: false)
        vi.reset()
        buffer.move(to: max(range.lowerBound, buffer.start(ofCharacterBefore: range.upperBound)))
      } else {
        apply(vi.pendingOperator ?? 0, to: range, isLines: false)
      }
    }
    return true
  }

  private func repeated(_ find: ViState.Find, isAgain: Bool) -> ViMotion? {
    var place = buffer.cursor
    var motion: ViMotion?
    for number in 0..<vi.times {
      motion = ViMotion.find(find, buffer, from: place, isAgain: isAgain || number > 0)
      guard let target = motion?.target else { return nil }
      place = target
    }
    return motion
  }

  mutating func takeViLetter(_ letter: UInt8) {
    if ASCII.isDigit(letter), letter != ASCII.zero || vi.count != nil {
      vi.count = min((vi.count ?? 0) * 10 + Int(letter - ASCII.zero), 9999)
      return
    }
    switch letter {
    case UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "t"), UInt8(ascii: "T"): vi.waiting = .find(letter)
    case UInt8(ascii: "g"): vi.waiting = .go
    case UInt8(ascii: "i") where takesObject: vi.waiting = .object(isWhole: false)
    case UInt8(ascii: "a") where takesObject: vi.waiting = .object(isWhole: true)
    default:
      let (isMotion, motion) = motion(letter)
      if isMotion { go(to: motion) } else { takeViCommand(letter: letter) }
    }
  }

  private var takesObject: Bool {
    if case .visual = vi.mode { return true }
    return vi.pendingOperator != nil
  }

  // MARK: Motions

  /// Goes to where a motion leads, or lets the operator take what lies between.
  private mutating func go(to motion: ViMotion?) {
    guard let motion else {
      vi.reset()
      return ring()
    }
    guard let pending = vi.pendingOperator else {
      buffer.move(to: motion.target)
      return vi.reset()
    }
    let lower = min(motion.target, buffer.cursor)
    var upper = max(motion.target, buffer.cursor)
    if motion.isInclusive { upper = buffer.end(ofCharacterAt: upper) }
    if motion.isLines {
      apply(pending, to: buffer.lineStart(lower)..<buffer.lineEnd(upper), isLines: true)
    } else {
      apply(pending, to: lower..<upper, isLines: false)
    }
  }

  /// Whether a letter is a motion, and where it leads.
  private mutating func motion(_ letter: UInt8) -> (Bool, ViMotion?) {
    let cursor = buffer.cursor
    switch letter {
    case UInt8(ascii: "h"): return (true, ViMotion(target: sideways(-1)))
    case UInt8(ascii: "l"), ASCII.space: return (true, ViMotion(target: sideways(1)))
    case ASCII.zero: return (true, ViMotion(target: buffer.lineStart(cursor)))
    case ASCII.caret, ASCII.underscore: return (true, ViMotion(target: ViMotion.firstInk(buffer, cursor)))
    case ASCII.dollar: return (true, ViMotion(target: buffer.lineEnd(cursor)))
    case ASCII.pipe:
      let place = buffer.place(linesAway: 0, column: vi.times - 1)
      return (true, place.map { ViMotion(target: $0) })
    case ASCII.percent: return (true, ViMotion.matchingBracket(buffer, cursor))
    case ASCII.semicolon, UInt8(ascii: ","):
      guard var find = vi.lastFind else { return (true, nil) }
      if letter != ASCII.semicolon { find.letter ^= 0x20 }
      return (true, repeated(find, isAgain: true))
    case UInt8(ascii: "G") where buffer.text.contains(ASCII.newline) || vi.pendingOperator != nil:
      return (true, ViMotion(target: buffer.lineStart(buffer.text.count), isLines: true))
    case UInt8(ascii: "j") where vi.pendingOperator != nil, UInt8(ascii: "k") where vi.pendingOperator != nil:
      let lines = letter == UInt8(ascii: "j") ? vi.times : -vi.times
      return (true, buffer.place(linesAway: lines, column: 0).map { ViMotion(target: $0, isLines: true) })
    default: return wordMotion(letter)
    }
  }

  /// The place `vi.times` characters away in the same line.
  private func sideways(_ direction: Int) -> Int {
    var place = buffer.cursor
    let start = buffer.lineStart(place)
    let end = buffer.lineEnd(place)
    for _ in 0..<vi.times {
      let next = direction < 0 ? buffer.start(ofCharacterBefore: place) : buffer.end(ofCharacterAt: place)
      guard next >= start, next <= end, next != place else { break }
      place = next
    }
    return place
  }

  private mutating func wordMotion(_ letter: UInt8) -> (Bool, ViMotion?) {
    var letter = letter
    let big = letter >= UInt8(ascii: "A") && letter <= UInt8(ascii: "Z")
    // `cw` changes the word and leaves the blanks behind it.
    let isChange = vi.pendingOperator == UInt8(ascii: "c")
    let isOnWord = buffer.cursor < buffer.text.count && !ASCII.isWhitespace(buffer.text[buffer.cursor])
    if isChange, isOnWord, letter | 0x20 == UInt8(ascii: "w") {
      letter = UInt8(ascii: "e")
      // On the last character of a word `e` would go on to the next one.
      if vi.times == 1, let word = ViMotion.object(UInt8(ascii: big ? "W" : "w"), isWhole: false, buffer, buffer.cursor)
      {
        return (true, ViMotion(target: word.upperBound))
      }
    }
    var place = buffer.cursor
    switch letter | 0x20 {
    case UInt8(ascii: "w"):
      for _ in 0..<vi.times { place = ViMotion.nextWord(buffer, place, big: big) }
      // `dw` on the last word of a line leaves the next line where it is.
      if vi.pendingOperator != nil { place = min(place, max(buffer.lineEnd(buffer.cursor), buffer.cursor)) }
      return (true, ViMotion(target: place))
    case UInt8(ascii: "b"):
      for _ in 0..<vi.times { place = ViMotion.previousWord(buffer, place, big: big) }
      return (true, ViMotion(target: place))
    case UInt8(ascii: "e"):
      for _ in 0..<vi.times { place = ViMotion.wordEnd(buffer, place, big: big) }
      return (true, ViMotion(target: place, isInclusive: true))
    default: return (false, nil)
    }
  }
}
