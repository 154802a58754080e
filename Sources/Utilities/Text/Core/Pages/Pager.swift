// A pager: which rows of a text stand on the screen, and what keys do. Pure: it gets keys and gives screens.
//
// Keys: Pager+Keys. Not: terminals and files (the programs less, more and man).

import RegularExpressions

/// A text on a screen.
public struct Pager {
  /// How a pager starts.
  public struct Options {
    public var chops = false
    public var isRaw = false
    public var showsNumbers = false
    /// Nil: letters are what they are; false: small letters of a pattern stand for both; true: all do.
    public var ignoresCase: Bool?
    public var title: [UInt8] = []
    public init() {}
  }

  /// What the program has to do.
  public enum Action: Equatable {
    case none
    case quit
    case nextFile
    case previousFile
    /// Show what comes, until a key is pressed.
    case follow
    case help
  }

  /// A row of the text: a line, and which of its rows.
  struct Position: Equatable {
    var line = 0
    var row = 0
  }

  var lines: LineIndex
  var layout = PagerRows()
  var options: Options
  var height = 23
  var top = Position()
  var message: [UInt8] = []
  var input = PagerInput()
  var query: [UInt8] = []
  var expression: RegularExpression?
  var searchesBack = false
  var filter: RegularExpression?
  var marks: [UInt8: Position] = [:]
  public internal(set) var isFollowing = false

  public init(_ source: any PageSource, _ options: Options) {
    lines = LineIndex(source)
    self.options = options
    layout.chops = options.chops
    layout.isRaw = options.isRaw
    layout.showsNumbers = options.showsNumbers
  }

  // MARK: Size and contents

  /// The screen has a size: its last row is the pager's own.
  public mutating func resize(columns: Int, rows: Int) {
    layout.columns = max(2, columns)
    height = max(1, rows - 1)
    top.row = 0
    settle()
  }

  /// Whether the whole text fits.
  public mutating func fitsOnScreen() -> Bool {
    var count = 0
    var line = 0
    while count <= height, let rows = rows(line) {
      count += rows.count
      line += 1
    }
    return count <= height
  }

  /// All rows of the text, as they would be shown.
  public mutating func wholeText() -> [UInt8] {
    var text: [UInt8] = []
    var line = 0
    while let rows = rows(line) {
      for row in rows { text += row + [0x0a] }
      line += 1
    }
    return text
  }

  /// Whether the last row of the text stands on the screen.
  public var isAtTextEnd: Bool { mutating get { isAtEnd } }

  /// The text may have grown: shows its end.
  public mutating func follow() {
    lines.lookAgain()
    goToEnd()
  }

  public mutating func stopFollowing() { isFollowing = false }

  /// The rows of a line; none for one that is filtered out, nil behind the last.
  mutating func rows(_ line: Int) -> [[UInt8]]? {
    guard let text = lines.line(line) else { return nil }
    if let filter, !filter.matches(text) { return [] }
    return layout.rows(text, number: line, marks: matches(text))
  }

  /// The matches of the search in a line.
  private func matches(_ text: [UInt8]) -> [Range<Int>] {
    guard let expression else { return [] }
    var found: [Range<Int>] = []
    var place = 0
    while place <= text.count, let match = expression.firstMatch(in: text, from: place) {
      if !match.isEmpty { found.append(match) }
      place = max(match.upperBound, match.isEmpty ? match.upperBound + 1 : match.upperBound)
    }
    return found
  }

  // MARK: Moving

  /// Goes down row by row; stops where the end of the text stands on the last row of the screen.
  mutating func moveDown(_ count: Int) {
    for _ in 0..<count {
      guard !isAtEnd, let next = position(after: top) else { return }
      top = next
    }
  }

  mutating func moveUp(_ count: Int) {
    for _ in 0..<count {
      guard let before = position(before: top) else { return }
      top = before
    }
  }

  private mutating func position(after position: Position) -> Position? {
    guard let here = rows(position.line) else { return nil }
    if position.row + 1 < here.count { return Position(line: position.line, row: position.row + 1) }
    var line = position.line + 1
    while let rows = rows(line) {
      if !rows.isEmpty { return Position(line: line) }
      line += 1
    }
    return nil
  }

  private mutating func position(before position: Position) -> Position? {
    if position.row > 0 { return Position(line: position.line, row: position.row - 1) }
    var line = position.line - 1
    while line >= 0, let rows = rows(line) {
      if !rows.isEmpty { return Position(line: line, row: rows.count - 1) }
      line -= 1
    }
    return nil
  }

  /// Whether the last row of the text stands on the screen.
  var isAtEnd: Bool {
    mutating get {
      var place = top
      for _ in 0..<height {
        guard let next = position(after: place) else { return true }
        place = next
      }
      return false
    }
  }

  /// Puts the end of the text on the last row.
  mutating func goToEnd() {
    lines.reachEnd()
    top = Position(line: max(0, lines.count - 1))
    if let rows = rows(top.line) {
      top.row = max(0, rows.count - 1)
      moveUp(rows.isEmpty ? height : height - 1)
    }
    settle()
  }

  mutating func go(to line: Int) {
    lines.reach(line)
    top = Position(line: max(0, min(line, lines.count - 1)))
    settle()
  }

  /// A place that is filtered out gives way to the next one.
  mutating func settle() {
    if let rows = rows(top.line), rows.isEmpty {
      top = position(after: top) ?? position(before: top) ?? Position()
    }
  }

  // MARK: Searching

  /// Finds the next line with a match; false when there is none.
  mutating func search(from start: Int, back: Bool) -> Bool {
    guard let expression else { return false }
    var line = start
    while line >= 0, let text = lines.line(line) {
      if expression.matches(text), filter?.matches(text) ?? true {
        top = Position(line: line)
        return true
      }
      line += back ? -1 : 1
    }
    return false
  }

  mutating func makeExpression(_ pattern: [UInt8]) -> RegularExpression? {
    let hasCapitals = pattern.contains { $0 >= 0x41 && $0 <= 0x5a }
    let ignoresCase = options.ignoresCase.map { $0 || !hasCapitals } ?? false
    do throws(PatternError) {
      return try RegularExpression(pattern, .extended, ignoresCase: ignoresCase)
    } catch {
      message = Array(error.message.utf8)
      return nil
    }
  }

  // MARK: Drawing

  /// The bytes that draw the whole screen.
  public mutating func screen() -> [UInt8] {
    var output = Array("\u{1b}[H".utf8)
    var place: Position? = top
    for _ in 0..<height {
      if let here = place, let rows = rows(here.line), here.row < rows.count {
        output += rows[here.row]
        place = position(after: here)
      } else {
        output += "\u{1b}[2m~\u{1b}[22m".utf8
        place = nil
      }
      output += "\u{1b}[0m\u{1b}[K\r\n".utf8
    }
    output += prompt()
    return output + Array("\u{1b}[K".utf8)
  }

  private mutating func prompt() -> [UInt8] {
    if let text = input.prompt { return text }
    if isFollowing { return Self.reversed("Waiting for data... (any key to leave)".utf8) }
    if !message.isEmpty { return Self.reversed(message) }
    if isAtEnd { return Self.reversed((options.title.isEmpty ? [] : options.title + [0x20]) + Array("(END)".utf8)) }
    if top == Position(), !options.title.isEmpty { return Self.reversed(options.title) }
    return [UInt8(ascii: ":")]
  }

  private static func reversed(_ text: some Sequence<UInt8>) -> [UInt8] {
    Array("\u{1b}[7m".utf8) + Array(text) + Array("\u{1b}[0m".utf8)
  }

  /// Where in the text the screen is.
  mutating func describePlace() -> [UInt8] {
    lines.reach(top.line + height)
    let last = min(lines.count, top.line + height)
    var text = options.title
    if !text.isEmpty { text.append(0x20) }
    text += "lines \(top.line + 1)-\(last)".utf8
    if lines.isComplete {
      let percent = lines.size == 0 ? 100 : lines.start(of: last) * 100 / lines.size
      text += "/\(lines.count) byte \(lines.start(of: last))/\(lines.size) \(percent)%".utf8
    }
    return text
  }
}
