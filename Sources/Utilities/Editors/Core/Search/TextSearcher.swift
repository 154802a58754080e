// Searching a text line by line, forwards and backwards, around its ends.

/// Looks for a pattern.
enum TextSearcher {
  /// A match and whether the search went around an end of the text.
  struct Hit {
    var place: Position
    var length: Int
    var isWrapped: Bool
  }

  /// The next match that begins behind `start`.
  static func next(_ pattern: VimPattern, _ text: EditedText, behind start: Position, wraps: Bool = true) -> Hit? {
    var reader = LineReader(text, from: start.line)
    for distance in 0...text.lineCount {
      let number = start.line + distance
      if number > text.lastLine, !wraps { return nil }
      if number == text.lineCount { reader = LineReader(text, from: 0) }
      guard let line = reader.next() else { return nil }
      var from = distance == 0 ? Characters.next(line, start.byte) : 0
      if distance == 0, start.byte >= line.count { from = line.count + 1 }
      guard let range = pattern.match(line, startingAt: from) else { continue }
      if distance == text.lineCount, range.lowerBound > start.byte { continue }
      return Hit(
        place: Position(number % text.lineCount, range.lowerBound), length: range.count,
        isWrapped: number > text.lastLine || distance == text.lineCount)
    }
    return nil
  }

  /// The match before `start`.
  static func previous(_ pattern: VimPattern, _ text: EditedText, before start: Position, wraps: Bool = true) -> Hit? {
    for distance in 0...text.lineCount {
      let number = start.line - distance
      if number < 0, !wraps { return nil }
      let index = number < 0 ? number + text.lineCount : number
      var matches = pattern.matches(text.line(index))
      if distance == 0 { matches.removeAll { $0.lowerBound >= start.byte } }
      guard let range = matches.last else { continue }
      return Hit(place: Position(index, range.lowerBound), length: range.count, isWrapped: number < 0)
    }
    return nil
  }
}

extension VimPattern {
  /// The first match that begins at or behind a place, also when an earlier one covers it.
  func match(_ line: [UInt8], startingAt start: Int) -> Range<Int>? {
    guard start <= line.count else { return nil }
    guard let range = match(line, from: start) else { return nil }
    // A match of nothing behind the last character stands on no character; only an empty line has it.
    if range.isEmpty, range.lowerBound == line.count, !line.isEmpty, start > 0 { return nil }
    return range
  }
}
