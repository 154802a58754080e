// Draws the edited line on a terminal, with as few bytes as it takes.
//
// It remembers what it has drawn and starts at the first difference. Rows wrap at the terminal's width by its own
// arithmetic: a new row is always entered with CR LF, so that terminals that delay the wrap and those that do not
// agree.

/// The terminal's picture of prompt and line.
struct LineRenderer {
  /// A place relative to where the prompt's last line starts.
  struct Place: Equatable {
    var row = 0
    var column = 0
  }

  private var width: Int
  private var prompt = Bytes()
  private var shown = Bytes()
  private var cursor = Place()

  init(width: Int) { self.width = max(width, 2) }

  // MARK: Layout

  /// The place behind `prompt`: escape sequences take no columns.
  private var promptEnd: Place {
    var place = Place()
    var index = 0
    while index < prompt.count {
      if prompt[index] == ASCII.escape {
        index += 1
        if index < prompt.count, prompt[index] == ASCII.leftBracket {
          index += 1
          while index < prompt.count, prompt[index] < 0x40 { index += 1 }
        }
        index += 1
        continue
      }
      let (scalar, length) = UTF8Scanner.decode(prompt[index...])
      index += length
      if scalar == UInt32(ASCII.newline) { place = Place() } else { advance(&place, CharacterWidth.columns(scalar)) }
    }
    return place
  }

  /// Moves a place behind a character of `columns` columns.
  private func advance(_ place: inout Place, _ columns: Int) {
    place = start(place, columns)
    place.column += columns
    if place.column >= width { place = Place(row: place.row + 1, column: 0) }
  }

  /// Where a character of `columns` columns starts: wide ones do not stand across the edge.
  private func start(_ place: Place, _ columns: Int) -> Place {
    place.column + columns > width ? Place(row: place.row + 1, column: 0) : place
  }

  /// How a character is shown, and its columns.
  private static func picture(_ text: Bytes, at index: Int) -> (bytes: Bytes, columns: Int, length: Int) {
    let (scalar, length) = UTF8Scanner.decode(text[index...])
    if scalar < 0x20 { return ([ASCII.caret, UInt8(scalar) ^ 0x40], 2, length) }
    if scalar == 0x7f { return ("^?".bytes, 2, length) }
    if scalar > 0x10ffff { return ("\u{fffd}".bytes, 1, length) }
    return (Bytes(text[index..<index + length]), CharacterWidth.columns(scalar), length)
  }

  /// The place of the character at `offset` of `text`.
  private func place(of offset: Int, in text: Bytes) -> Place {
    let place = end(of: offset, in: text)
    guard offset < text.count, text[offset] != ASCII.newline else { return place }
    return start(place, Self.picture(text, at: offset).columns)
  }

  /// The place behind the first `offset` bytes of `text`, even where the next character does not fit.
  private func end(of offset: Int, in text: Bytes) -> Place {
    var place = promptEnd
    var index = 0
    while index < min(offset, text.count) {
      let (_, columns, length) = Self.picture(text, at: index)
      if text[index] == ASCII.newline { place = Place(row: place.row + 1, column: 0) } else { advance(&place, columns) }
      index += length
    }
    return place
  }

  // MARK: Drawing

  /// Draws prompt and line on a fresh row.
  mutating func draw(prompt: Bytes, _ buffer: EditBuffer) -> Bytes {
    self.prompt = prompt
    shown = []
    cursor = promptEnd
    var output = prompt
    if cursor.column == 0, cursor.row > 0 { output += "\r\n".bytes }
    return output + update(buffer)
  }

  /// Draws over what is there, prompt included.
  mutating func redraw(prompt: Bytes, _ buffer: EditBuffer) -> Bytes {
    var output = move(to: Place())
    output += [ASCII.escape] + "[J".bytes
    output += draw(prompt: prompt, buffer)
    return output
  }

  /// Draws what has changed.
  mutating func update(_ buffer: EditBuffer) -> Bytes {
    var output = Bytes()
    if buffer.text != shown {
      let common = commonPrefix(buffer.text)
      let oldEnd = place(of: shown.count, in: shown)
      output += move(to: end(of: common, in: buffer.text))
      output += write(buffer.text, from: common)
      if oldEnd.row > cursor.row {
        output += [ASCII.escape] + "[J".bytes
      } else if oldEnd.row == cursor.row, oldEnd.column > cursor.column {
        output += [ASCII.escape] + "[K".bytes
      }
      shown = buffer.text
    }
    return output + move(to: place(of: buffer.cursor, in: buffer.text))
  }

  /// Puts the cursor behind the line, on a new row.
  mutating func finish() -> Bytes {
    let end = place(of: shown.count, in: shown)
    let output = move(to: end) + "\r\n".bytes
    shown = []
    cursor = Place()
    return output
  }

  /// Draws everything for another width.
  mutating func resize(width: Int, _ buffer: EditBuffer) -> Bytes {
    self.width = max(width, 2)
    cursor = place(of: buffer.cursor, in: shown)
    return redraw(prompt: prompt, buffer)
  }

  /// How much of `text` is on the terminal already, cut between characters.
  private func commonPrefix(_ text: Bytes) -> Int {
    var index = 0
    while index < text.count, index < shown.count {
      let length = UTF8Scanner.length(text[index...])
      let end = index + length
      guard end <= shown.count, text[index..<end].elementsEqual(shown[index..<end]) else { break }
      index = end
    }
    // A combining character changes the one before it.
    let buffer = EditBuffer(text)
    guard index > 0, index < text.count, buffer.end(ofCharacterAt: buffer.start(ofCharacterBefore: index)) != index
    else { return index }
    return buffer.start(ofCharacterBefore: index)
  }

  private mutating func write(_ text: Bytes, from start: Int) -> Bytes {
    var output = Bytes()
    var index = start
    while index < text.count {
      let (bytes, columns, length) = Self.picture(text, at: index)
      index += length
      if text[index - length] == ASCII.newline {
        output += [ASCII.escape] + "[K\r\n".bytes
        cursor = Place(row: cursor.row + 1, column: 0)
        continue
      }
      let place = self.start(cursor, columns)
      // The column that a wide character leaves free may still show an old one.
      if place.row > cursor.row { output += [ASCII.escape] + "[K\r\n".bytes }
      cursor = place
      output += bytes
      advance(&cursor, columns)
      if cursor.row > place.row { output += "\r\n".bytes }
    }
    return output
  }

  private mutating func move(to target: Place) -> Bytes {
    var output = Bytes()
    if target.row < cursor.row { output += Self.sequence(cursor.row - target.row, "A") }
    if target.row > cursor.row { output += Self.sequence(target.row - cursor.row, "B") }
    let distance = target.column - cursor.column
    if distance == 0 {
      // Already there.
    } else if target.column == 0 {
      output.append(ASCII.carriageReturn)
    } else if distance == -1 {
      output.append(ASCII.backspace)
    } else {
      output += Self.sequence(abs(distance), distance < 0 ? "D" : "C")
    }
    cursor = target
    return output
  }

  private static func sequence(_ count: Int, _ letter: String) -> Bytes {
    [ASCII.escape, ASCII.leftBracket] + (count == 1 ? [] : Bytes(decimal: count)) + letter.bytes
  }
}
