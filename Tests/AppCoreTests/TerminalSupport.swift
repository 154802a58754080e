// What the terminal's tests share: a terminal that has read a script, and its contents as text.

import TerminalCore

/// A terminal that has read `script`.
func terminal(_ script: String, columns: Int = 20, rows: Int = 6, scrollback: Int = 100) -> Terminal {
  var terminal = Terminal(columns: columns, rows: rows, scrollbackLines: scrollback)
  terminal.feed(script)
  return terminal
}

extension Terminal {
  /// The rows of the view without blanks at their ends; empty rows at the end are left out.
  var shown: [String] {
    var lines = (0..<rows).map { String(decoding: text(ofLine: line(atViewRow: $0)), as: UTF8.self) }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// All lines from the oldest on, empty ones at the end left out.
  var everything: [String] {
    var lines = (firstLine..<endLine).map { String(decoding: text(ofLine: $0), as: UTF8.self) }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// Lines of text: wrapped rows joined.
  var logicalLines: [String] {
    var result: [String] = []
    var isOpen = false
    for number in firstLine..<endLine {
      let text = String(decoding: text(ofLine: number), as: UTF8.self)
      if isOpen { result[result.count - 1] += text } else { result.append(text) }
      isOpen = isWrapped(line: number)
    }
    while result.last == "" { result.removeLast() }
    return result
  }

  /// A cell of the view; blank where the line is shorter.
  func cell(_ row: Int, _ column: Int) -> Cell {
    let cells = cells(ofLine: line(atViewRow: row))
    let index = cells.startIndex + column
    return index < cells.endIndex ? cells[index] : .blank
  }

  /// Row and column of the cursor, or nil if it is hidden.
  var place: [Int]? { cursor.map { [$0.row, $0.column] } }

  /// What the terminal answered, with ESC as "^".
  mutating func answers() -> String {
    String(decoding: takeReplies().map { $0 == 0x1B ? 0x5E : $0 }, as: UTF8.self)
  }

  /// The selected text.
  var copied: String? { selectedText().map { String(decoding: $0, as: UTF8.self) } }
}

/// A small repeatable source of numbers (xorshift64).
struct Dice: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
