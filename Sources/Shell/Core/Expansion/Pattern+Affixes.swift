// Which beginnings and ends of a text a pattern matches, for `${name#pattern}` and its siblings.
//
// One pass over the text with a row of flags an element, so the time is the product of both lengths however long the
// text is.

extension Pattern {
  /// The length of the shortest or longest beginning that matches; nil when none does.
  func prefixLength(of text: Bytes, longest: Bool) -> Int? {
    // reached[k][e]: k bytes further on, the first e elements can have been used up. A character has at most 4 bytes.
    var reached = [[Bool]](repeating: [Bool](repeating: false, count: elements.count + 1), count: 5)
    reached[0][0] = true
    var found: Int?
    for index in 0...text.count {
      var row = reached[index % 5]
      for (element, kind) in elements.enumerated() where row[element] {
        if case .anyText = kind {
          row[element + 1] = true
          if index < text.count { reached[(index + UTF8Scanner.length(text[index...])) % 5][element] = true }
        } else if let next = step(kind, text[...], index) {
          reached[next % 5][element + 1] = true
        }
      }
      if row[elements.count] {
        found = index
        if !longest { return index }
      }
      reached[index % 5] = [Bool](repeating: false, count: elements.count + 1)
    }
    return found
  }

  /// Where the shortest or longest end that matches begins; nil when none does.
  func suffixStart(of text: Bytes, longest: Bool) -> Int? {
    // fits[k][e]: from the place k, the elements from e on match all that is left.
    var fits = [[Bool]](repeating: [Bool](repeating: false, count: elements.count + 1), count: 5)
    var found: Int?
    var isStart = [Bool](repeating: false, count: text.count + 1)
    var start = 0
    while start < text.count {
      isStart[start] = true
      start += UTF8Scanner.length(text[start...])
    }
    isStart[text.count] = true
    for index in stride(from: text.count, through: 0, by: -1) {
      var row = [Bool](repeating: false, count: elements.count + 1)
      row[elements.count] = index == text.count
      for element in elements.indices.reversed() {
        if case .anyText = elements[element] {
          row[element] = row[element + 1]
          if index < text.count, fits[(index + UTF8Scanner.length(text[index...])) % 5][element] { row[element] = true }
        } else if let next = step(elements[element], text[...], index) {
          row[element] = fits[next % 5][element + 1]
        }
      }
      fits[index % 5] = row
      if row[0], isStart[index] {
        found = index
        if !longest { return index }
      }
    }
    return found
  }
}
