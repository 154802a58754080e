// A whole screen as an editor wants it: rows of cells and the cursor.

/// What is to be seen.
public struct ScreenFrame: Equatable, Sendable {
  /// How the cursor looks.
  public enum CursorShape: UInt8, Sendable {
    case block = 2
    case underline = 4
    case bar = 6
  }

  public let width: Int
  public let height: Int
  public internal(set) var rows: [[ScreenCell]]
  public internal(set) var cursor = (row: 0, column: 0)
  public internal(set) var shape = CursorShape.block

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    rows = Array(repeating: Array(repeating: .blank, count: width), count: height)
  }

  public static func == (left: ScreenFrame, right: ScreenFrame) -> Bool {
    left.width == right.width && left.height == right.height && left.rows == right.rows && left.cursor == right.cursor
      && left.shape == right.shape
  }

  /// The characters of a row.
  public func text(ofRow row: Int) -> [UInt8] {
    var text: [UInt8] = []
    for cell in rows[row] where cell.scalar != 0 {
      text += Characters.bytes(cell.scalar)
      for mark in cell.marks { text += Characters.bytes(mark) }
    }
    return text
  }

  /// Writes a character of `columns` cells at a place; nothing where it does not fit.
  mutating func put(_ scalar: UInt32, columns: Int, _ row: Int, _ column: Int, _ style: ScreenStyle) {
    guard rows.indices.contains(row), column >= 0, column + columns <= width else { return }
    rows[row][column] = ScreenCell(scalar, style)
    if columns == 2 { rows[row][column + 1] = ScreenCell(0, style) }
  }

  /// Adds a combining mark to the character before a column.
  mutating func putMark(_ mark: UInt32, _ row: Int, before column: Int) {
    guard rows.indices.contains(row), column > 0, column <= width else { return }
    var place = column - 1
    if rows[row][place].scalar == 0, place > 0 { place -= 1 }
    rows[row][place].marks.append(mark)
  }

  /// Writes text from a column on, control characters as `^X`; returns the column behind it.
  @discardableResult
  mutating func write(_ text: [UInt8], _ row: Int, _ column: Int, _ style: ScreenStyle = .plain) -> Int {
    var column = column
    var index = 0
    while index < text.count, column < width {
      let end = Characters.next(text, index)
      column = draw(text, index, end, row, column, tab: 8, style)
      index = end
    }
    return min(column, width)
  }

  /// Writes the character from `index` to `end`; returns the column behind it.
  mutating func draw(
    _ text: [UInt8], _ index: Int, _ end: Int, _ row: Int, _ column: Int, tab: Int, _ style: ScreenStyle
  ) -> Int {
    let columns = Characters.width(text, index, end, at: 0, tab: tab)
    let (value, length) = Characters.scalar(text, index)
    if value >= 0xA0, value < Characters.invalidMark {
      // A mark without a character before it stands on a circle.
      let isAlone = Characters.isCombining(value)
      put(isAlone ? 0x25CC : value, columns: columns, row, column, style)
      var place = isAlone ? index : index + length
      while place < end, column + columns <= width {
        let (mark, size) = Characters.scalar(text, place)
        putMark(mark, row, before: column + columns)
        place += size
      }
      return column + columns
    }
    var picture: [UInt8] = []
    switch value {
    case 0x09: picture = Array(repeating: 0x20, count: columns)
    case 0..<0x20, 0x7F: picture = [0x5E, UInt8(value) ^ 0x40]
    case 0x20..<0x7F: picture = [UInt8(value)]
    default:
      let digits = Array("0123456789abcdef".utf8)
      let byte = Int(value & 0xFF)
      picture = [0x3C, digits[byte >> 4], digits[byte & 15], 0x3E]
    }
    for (offset, byte) in picture.enumerated() { put(UInt32(byte), columns: 1, row, column + offset, style) }
    var place = index + length
    while place < end {
      let (mark, size) = Characters.scalar(text, place)
      putMark(mark, row, before: column + columns)
      place += size
    }
    return column + columns
  }

  /// Gives the rest of a row a style.
  mutating func fill(_ row: Int, from column: Int, _ style: ScreenStyle) {
    guard rows.indices.contains(row), column < width else { return }
    for place in max(0, column)..<width { rows[row][place].style = style }
  }
}
