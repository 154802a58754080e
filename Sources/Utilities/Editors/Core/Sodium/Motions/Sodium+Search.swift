// Searching: `/ ? n N * #`, with offsets behind the pattern.

extension Sodium {
  /// Compiles a pattern; nothing typed means the last one.
  func compile(_ source: [UInt8]) throws(EditorError) -> VimPattern {
    if source.isEmpty {
      guard let last = search.pattern else { throw EditorError("E35: No previous regular expression") }
      return last
    }
    return try VimPattern(source, ignoresCase: options.ignoreCase, smartCase: options.smartCase)
  }

  func remember(_ pattern: VimPattern) {
    search.pattern = pattern
    search.isShown = true
    registers.set(UInt8(ascii: "/"), Registers.Content(text: pattern.source, shape: .characters))
  }

  /// Splits what was typed into pattern and offset.
  static func split(_ typed: [UInt8], at mark: UInt8) -> (pattern: [UInt8], offset: [UInt8]?) {
    var index = 0
    var isInBracket = false
    while index < typed.count {
      if typed[index] == 0x5C, index + 1 < typed.count {
        index += 2
        continue
      }
      if typed[index] == 0x5B { isInBracket = true } else if typed[index] == 0x5D { isInBracket = false }
      if typed[index] == mark, !isInBracket || !typed[index...].contains(0x5D) {
        return (Array(typed[..<index]), Array(typed[(index + 1)...]))
      }
      index += 1
    }
    return (typed, nil)
  }

  func searchTyped(_ typed: [UInt8], _ isForward: Bool, _ times: Int) throws(EditorError) -> MotionTarget? {
    let parts = Self.split(typed, at: UInt8(ascii: isForward ? "/" : "?"))
    remember(try compile(parts.pattern))
    search.isForward = isForward
    search.offset = parts.offset ?? (parts.pattern.isEmpty ? search.offset : [])
    return try look(isForward, times)
  }

  func searchAgain(_ isReversed: Bool, _ times: Int) throws(EditorError) -> MotionTarget? {
    guard search.pattern != nil else { throw EditorError("E35: No previous regular expression") }
    search.isShown = true
    return try look(search.isForward != isReversed, times)
  }

  /// Searches for the word at (or behind) the cursor.
  func searchWord(_ isForward: Bool, _ isWhole: Bool, _ times: Int) throws(EditorError) -> MotionTarget? {
    guard let range = wordAtCursor() else { throw EditorError("E348: No string under cursor") }
    let line = text.line(cursor.line)
    let word = Array(line[range])
    let isWord = Characters.wordClass(line, range.lowerBound) > 1
    let source = VimPattern.literal(word, wholeWord: isWhole && isWord)
    remember(try VimPattern(source, ignoresCase: options.ignoreCase, smartCase: false))
    search.isForward = isForward
    search.offset = []
    registers.set(UInt8(ascii: "/"), Registers.Content(text: source, shape: .characters))
    let old = cursor
    defer { cursor = old }
    cursor.byte = range.lowerBound
    return try look(isForward, times)
  }

  /// The word at the cursor, else the next one of the line; of signs when there are no letters.
  func wordAtCursor() -> Range<Int>? {
    let line = text.line(cursor.line)
    func run(at index: Int) -> Range<Int> {
      let kind = Characters.wordClass(line, index)
      var (low, high) = (index, Characters.next(line, index))
      while low > 0, Characters.wordClass(line, Characters.previous(line, low)) == kind {
        low = Characters.previous(line, low)
      }
      while high < line.count, Characters.wordClass(line, high) == kind { high = Characters.next(line, high) }
      return low..<high
    }
    for wantsLetters in [true, false] {
      var index = cursor.byte
      while index < line.count {
        let kind = Characters.wordClass(line, index)
        if wantsLetters ? kind > 1 : kind == 1 { return run(at: index) }
        index = Characters.next(line, index)
      }
    }
    return nil
  }

  private func look(_ isForward: Bool, _ times: Int) throws(EditorError) -> MotionTarget? {
    guard let pattern = search.pattern else { return nil }
    var place = cursor
    var offset = SearchOffset(search.offset)
    // With an offset to lines the next match is behind the line.
    if offset.isLines { place.byte = isForward ? text.length(ofLine: place.line) : 0 }
    if offset.isEnd, isForward, offset.amount >= 0 {
      place = Position(place.line, min(text.length(ofLine: place.line), place.byte))
    }
    var length = 0
    var wrapped = false
    for _ in 0..<times {
      let hit =
        isForward
        ? TextSearcher.next(pattern, text, behind: place, wraps: options.wrapsSearch)
        : TextSearcher.previous(pattern, text, before: place, wraps: options.wrapsSearch)
      guard let hit else {
        let why = options.wrapsSearch ? "E486: Pattern not found: " : isForward ? "E385: " : "E384: "
        throw EditorError(Array(why.utf8) + pattern.source)
      }
      place = hit.place
      length = hit.length
      wrapped = wrapped || hit.isWrapped
    }
    if wrapped {
      tell(isForward ? "search hit BOTTOM, continuing at TOP" : "search hit TOP, continuing at BOTTOM")
    } else if depth == 0 {
      tell([UInt8(ascii: isForward ? "/" : "?")] + pattern.source)
    }
    var target = offset.apply(to: place, length: length, text)
    target.isJump = true
    target.isLarge = true
    return target
  }
}
