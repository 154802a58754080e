// From bytes of a line to columns on the screen and back, with tab stops and wide characters.

extension TextBuffer {
  /// Bytes of one line that are looked at for columns; what lies behind counts as if it were narrow ASCII.
  public static let columnScanLimit = 1 << 20

  /// Line and column of a place.
  public func lineColumn(at offset: ByteOffset, tabWidth: Int) -> LineColumn {
    let offset = min(max(offset, .zero), end)
    let line = line(at: offset)
    let begin = start(ofLine: line)
    let scanned = min(offset, begin + Self.columnScanLimit)
    let column = TextBuffer.columns(of: bytes(in: begin..<scanned)[...], tabWidth: tabWidth)
    return LineColumn(line: line, column: column + offset.value - scanned.value)
  }

  /// The place at a column of a line, or the nearest before it; clamped to the text.
  public func offset(at place: LineColumn, tabWidth: Int) -> ByteOffset {
    let line = min(max(place.line, 0), lineCount - 1)
    let range = range(ofLine: line)
    // A character is at least one byte and at most a few columns wide.
    let text = bytes(in: range.lowerBound..<min(range.upperBound, range.lowerBound + Self.columnScanLimit))
    return range.lowerBound + TextBuffer.index(atColumn: place.column, in: text[...], tabWidth: tabWidth)
  }

  /// The nearest border of a character to a column, in bytes from the begin of `text`.
  public static func index(atColumn wanted: Int, in text: ArraySlice<UInt8>, tabWidth: Int) -> Int {
    var column = 0
    var found = text.count
    Graphemes.forEach(in: text) { grapheme in
      let width = width(of: grapheme, at: column, tabWidth: tabWidth)
      if column + width > wanted {
        found = (wanted - column) * 2 > width ? grapheme.end : grapheme.start
        return false
      }
      column += width
      return true
    }
    return found
  }

  /// Columns of a character that begins at `column`.
  public static func width(of grapheme: Grapheme, at column: Int, tabWidth: Int) -> Int {
    grapheme.scalar == 9 ? tabWidth - column % tabWidth : grapheme.columns
  }

  /// Columns that text takes from the begin of a line on.
  public static func columns(of text: ArraySlice<UInt8>, tabWidth: Int) -> Int {
    var column = 0
    Graphemes.forEach(in: text) {
      column += width(of: $0, at: column, tabWidth: tabWidth)
      return true
    }
    return column
  }
}
