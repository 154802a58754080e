// Find and replace on a document: what the find bar's buttons do.

extension Document {
  /// Selects the next match behind the selection, from the begin again at the end; false if there is none.
  @discardableResult
  public mutating func findNext(_ query: TextQuery) -> Bool {
    guard let match = buffer.match(query, from: selection.range.upperBound) else { return false }
    select(match)
    return true
  }

  /// Selects the match before the selection; false if there is none.
  @discardableResult
  public mutating func findPrevious(_ query: TextQuery) -> Bool {
    guard let match = buffer.match(query, before: selection.range.lowerBound) else { return false }
    select(match)
    return true
  }

  /// Selects the match at or behind a place while a query is being typed; leaves a caret there if there is none.
  @discardableResult
  public mutating func findWhileTyping(_ query: TextQuery, from origin: ByteOffset) -> Bool {
    guard let match = buffer.match(query, from: origin) else {
      setCaret(origin)
      return false
    }
    select(match)
    return true
  }

  /// Replaces the selection if it is a match, then selects the next one; whether something was replaced.
  @discardableResult
  public mutating func replaceCurrent(_ query: TextQuery, with text: [UInt8]) -> Bool {
    var isMatch = false
    buffer.forEachMatch(query, in: selection.range) { match in
      isMatch = match == selection.range
      return false
    }
    if isMatch { replace(selection.range, with: lineEnding.normalise(text)) }
    findNext(query)
    return isMatch
  }

  /// Replaces all matches in a range (or the whole text) as one step of undo; how many there were.
  @discardableResult
  public mutating func replaceAll(
    _ query: TextQuery, with text: [UInt8], in range: Range<ByteOffset>? = nil
  ) -> Int {
    var matches: [Range<ByteOffset>] = []
    buffer.forEachMatch(query, in: range ?? .zero..<buffer.end) {
      matches.append($0)
      return true
    }
    guard let first = matches.first, let last = matches.last else { return 0 }
    // One replacement from the first match to the last: the text between is referred to, not copied.
    let replacement = store(lineEnding.normalise(text))
    var pieces: [Piece] = []
    var place = first.lowerBound
    var length = 0
    for match in matches {
      pieces += buffer.pieces(in: place..<match.lowerBound) + replacement
      length += match.lowerBound.value - place.value + replacement.reduce(0) { $0 + $1.length }
      place = match.upperBound
    }
    let caret = first.lowerBound + length
    replace(first.lowerBound..<last.upperBound, with: pieces, select: TextSelection(caret))
    return matches.count
  }
}
