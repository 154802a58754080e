// Puts characters into the rows of a picture: wraps at the terminal's width, keeps wide characters whole, shows control
// characters as `^X` and tabs as blanks.

/// Builds a picture from text.
struct PictureBuilder {
  private(set) var picture = Picture()
  private let width: Int

  init(width: Int) { self.width = max(width, 1) }

  private var last: Int { picture.rows.count - 1 }
  private var column: Int { picture.rows[last].columns }

  /// The place of the next character.
  var place: Picture.Place { .init(row: last, column: column) }
  /// Rows so far.
  var rowCount: Int { picture.rows.count }
  /// Columns that are free in the last row.
  var room: Int { width - column }

  /// Starts a row.
  mutating func endRow() { picture.rows.append(Picture.Row()) }

  /// Puts the cursor before the next character, which takes `columns`.
  mutating func markCursor(columns: Int) {
    // No cursor can stand behind the last column.
    if column >= width || column + min(columns, width) > width { endRow() }
    picture.cursor = place
  }

  /// Says that the text ends here.
  mutating func markEnd() { picture.end = place }

  /// Columns that the character in `bytes` takes at the next place.
  func columns(of bytes: ArraySlice<UInt8>) -> Int {
    guard let first = bytes.first else { return 0 }
    if first == ASCII.tab { return 1 }
    if first < 0x20 || first == 0x7f { return 1 }
    return max(1, min(Cluster.columns(bytes), width))
  }

  /// Adds text; a newline starts a row.
  mutating func add(_ text: Bytes, style: UInt8) {
    var index = 0
    while index < text.count {
      let end = Cluster.end(of: index, in: text)
      if text[index] == ASCII.newline { endRow() } else { add(character: text[index..<end], style: style) }
      index = end
    }
  }

  /// Adds one character, which is no newline.
  mutating func add(character bytes: ArraySlice<UInt8>, style: UInt8) {
    guard let first = bytes.first else { return }
    if first == ASCII.tab { return addTab(style) }
    if first < 0x20 || first == 0x7f {
      put([ASCII.caret], columns: 1, style: style)
      put([first ^ 0x40], columns: 1, style: style)
      return
    }
    let (scalar, _) = UTF8Scanner.decode(bytes)
    if scalar > 0x10ffff || (scalar >= 0x80 && scalar < 0xa0) {
      put("\u{fffd}".utf8, columns: 1, style: style)
    } else if CharacterWidth.columns(scalar) == 0 {
      // A mark without a letter gets a circle to stand on.
      put(Bytes("\u{25cc}".utf8) + bytes, columns: 1, style: style)
    } else {
      let columns = Cluster.columns(bytes)
      if columns > width { put("?".utf8, columns: 1, style: style) } else { put(bytes, columns: columns, style: style) }
    }
  }

  private mutating func addTab(_ style: UInt8) {
    if column >= width { endRow() }
    let stop = min(width, column / 8 * 8 + 8)
    while column < stop { put([ASCII.space], columns: 1, style: style) }
  }

  private mutating func put(_ bytes: some Collection<UInt8>, columns: Int, style: UInt8) {
    if column + columns > width { endRow() }
    let row = last
    let cell = Picture.Cell(start: picture.rows[row].bytes.count, length: bytes.count, columns: columns, style: style)
    picture.rows[row].bytes += bytes
    picture.rows[row].cells.append(cell)
    picture.rows[row].columns += columns
  }

  /// Adds text in at most `limit` columns, cut with an ellipsis, then blanks up to `limit` when `pads`.
  mutating func add(field text: Bytes, limit: Int, pads: Bool, style: UInt8) {
    let limit = min(limit, room)
    let start = column
    var index = 0
    while index < text.count {
      let end = Cluster.end(of: index, in: text)
      let first = text[index]
      let columns = first < 0x20 || first == 0x7f ? 2 : max(1, Cluster.columns(text[index..<end]))
      let isLast = end == text.count
      if column - start + columns + (isLast ? 0 : 1) > limit {
        if column - start < limit { put("…".utf8, columns: 1, style: style) }
        break
      }
      add(character: first == ASCII.tab || first == ASCII.newline ? [ASCII.space] : text[index..<end], style: style)
      index = end
    }
    while pads, column - start < limit { put([ASCII.space], columns: 1, style: style) }
  }
}
