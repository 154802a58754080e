// less: shows text page by page.
//
// Reads the whole input, folds long lines at the terminal's width, and moves through the rows. When the output is no
// terminal it copies, as every pager does. Keys: arrows, Page Up and Down, blank, b, g, G, /, ?, n, N, h, q.

import Protocols
import RegularExpressions
import System
import UtilitySupport

let lessProgram = Utility(
  "less", "[OPTION]... [FILE]...", "Show text page by page.",
  [
    OptionDescription("-F --quit-if-one-screen", "end at once when all fits"),
    OptionDescription("-i --ignore-case", "search"),
    OptionDescription("-N --LINE-NUMBERS", "numbers of lines"), OptionDescription("-R --RAW-CONTROL-CHARS", "colours"),
    OptionDescription("-S --chop-long-lines", "cut long lines"), OptionDescription("-X", "ignored"),
  ]
) { tool in
  var text = Bytes()
  if tool.operands.isEmpty, Terminal.isTerminal(Streams.input) {
    tool.report("missing file name")
    return 1
  }
  let status = tool.forEachInput { input, _ in text += input.readAll() }
  guard Terminal.isTerminal(Streams.output), status == 0 else {
    tool.output.write(text)
    return status
  }
  var pager = Pager(tool, text, title: tool.operands.first ?? "")
  return pager.run()
}

/// Text on a screen.
private struct Pager {
  private let tool: Tool
  private let lines: [Bytes]
  private let title: String
  private var rows: [(line: Int, text: Bytes)] = []
  private var top = 0
  private var size = TerminalSize(columns: 80, rows: 24)
  private var query = Bytes()
  private var message = ""

  init(_ tool: Tool, _ text: Bytes, title: String) {
    self.tool = tool
    self.title = title
    var lines = text.split(separator: 0x0a, omittingEmptySubsequences: false).map { Bytes($0) }
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    self.lines = lines
  }

  private var pageHeight: Int { max(1, Int(size.rows) - 1) }
  private var lastTop: Int { max(0, rows.count - pageHeight) }

  mutating func run() -> Int32 {
    updateSize()
    if tool.has("F"), rows.count <= pageHeight {
      for line in lines { tool.output.write(line + [0x0a]) }
      return 0
    }
    // The text may come from a pipe: keys are read from the terminal that shows it.
    let keyboard = Terminal.isTerminal(Streams.input) ? Streams.input : Streams.error
    let mode = (try? Terminal.mode(keyboard)) ?? .cooked
    try? Terminal.setMode(keyboard, .raw)
    tool.output.write("\u{1b}[?1049h")
    draw()
    var keys = KeyReader(keyboard)
    while let key = keys.next(), handle(key, &keys) {
      updateSize()
      draw()
    }
    tool.output.write("\u{1b}[?1049l")
    tool.output.flush()
    try? Terminal.setMode(keyboard, mode)
    return 0
  }

  // MARK: Layout

  private mutating func updateSize() {
    let new = (try? Terminal.size(Streams.output)) ?? size
    guard new != size || rows.isEmpty else { return }
    size = new.columns > 1 && new.rows > 1 ? new : TerminalSize(columns: 80, rows: 24)
    let line = top < rows.count ? rows[top].line : 0
    rows = []
    for (number, text) in lines.enumerated() { fold(text, number) }
    top = min(rows.firstIndex { $0.line >= line } ?? 0, lastTop)
  }

  /// Cuts a line into rows. Control characters are shown as ^X, tabs as blanks; escape sequences only with -R.
  private mutating func fold(_ text: Bytes, _ number: Int) {
    let prefix = tool.has("N") ? Bytes(decimal: number + 1).rightAligned(7) + [0x20] : []
    let width = max(2, Int(size.columns) - prefix.count)
    var row = prefix
    var column = 0
    var index = 0
    var isFirst = true
    while index < text.count {
      let (picture, columns, length) = picture(text, index, column)
      if column + columns > width {
        rows.append((number, row))
        isFirst = false
        if tool.has("S") { return }
        row = Bytes(repeating: 0x20, count: prefix.count)
        column = 0
      }
      row += picture
      column += columns
      index += length
    }
    if isFirst || column > 0 { rows.append((number, row)) }
  }

  private func picture(_ text: Bytes, _ index: Int, _ column: Int) -> (Bytes, columns: Int, length: Int) {
    let byte = text[index]
    if byte == 0x09 {
      let count = 8 - column % 8
      return (Bytes(repeating: 0x20, count: count), count, 1)
    }
    if byte == 0x1b, tool.has("R"), index + 1 < text.count, text[index + 1] == UInt8(ascii: "[") {
      var end = index + 2
      while end < text.count, text[end] < 0x40 { end += 1 }
      if end < text.count, text[end] == UInt8(ascii: "m") { return (Bytes(text[index...end]), 0, end + 1 - index) }
    }
    if byte < 0x20 || byte == 0x7f { return ([UInt8(ascii: "^"), byte ^ 0x40], 2, 1) }
    if byte < 0x80 { return ([byte], 1, 1) }
    var end = index + 1
    while end < text.count, end < index + 4, text[end] & 0xc0 == 0x80 { end += 1 }
    let character = Bytes(text[index..<end])
    // East Asian text and pictures take two columns.
    let isWide = byte >= 0xf0 || (byte >= 0xe3 && byte <= 0xed && byte != 0xea)
    return (character.text.bytes, isWide ? 2 : 1, end - index)
  }

  // MARK: Drawing

  private func draw() {
    var screen = "\u{1b}[H".bytes
    for row in top..<top + pageHeight {
      screen += row < rows.count ? highlighted(rows[row].text) : "~".bytes
      screen += "\u{1b}[0m\u{1b}[K\r\n".bytes
    }
    screen += "\u{1b}[7m".bytes + status.bytes + "\u{1b}[0m\u{1b}[K".bytes
    tool.output.write(screen)
    tool.output.flush()
  }

  private var status: String {
    if !message.utf8.isEmpty { return message }
    if top >= lastTop { return title.utf8.isEmpty ? "(END)" : "\(title) (END)" }
    let percent = rows.isEmpty ? 100 : min(100, (top + pageHeight) * 100 / rows.count)
    return title.utf8.isEmpty ? ": \(percent)%" : "\(title) \(percent)%"
  }

  private func highlighted(_ row: Bytes) -> Bytes {
    guard let expression else { return row }
    var result = Bytes()
    var index = 0
    while index < row.count, let range = expression.firstMatch(in: row, from: index), !range.isEmpty {
      result += row[index..<range.lowerBound] + "\u{1b}[7m".bytes + row[range] + "\u{1b}[27m".bytes
      index = range.upperBound
    }
    return result + row[index...]
  }

  private var expression: RegularExpression? {
    query.isEmpty ? nil : try? RegularExpression(query, .extended, ignoresCase: tool.has("i"))
  }

  // MARK: Keys

  /// Does what a key says; false to leave.
  private mutating func handle(_ key: KeyReader.Key, _ keys: inout KeyReader) -> Bool {
    message = ""
    switch key {
    case .character(UInt8(ascii: "q")), .character(UInt8(ascii: "Q")), .character(3): return false
    case .down, .character(UInt8(ascii: "j")), .character(0x0d), .character(0x0a): top += 1
    case .up, .character(UInt8(ascii: "k")), .character(UInt8(ascii: "y")): top -= 1
    case .pageDown, .character(0x20), .character(UInt8(ascii: "f")), .character(6): top += pageHeight
    case .pageUp, .character(UInt8(ascii: "b")), .character(2): top -= pageHeight
    case .character(UInt8(ascii: "d")), .character(4): top += pageHeight / 2
    case .character(UInt8(ascii: "u")), .character(21): top -= pageHeight / 2
    case .home, .character(UInt8(ascii: "g")), .character(UInt8(ascii: "<")): top = 0
    case .end, .character(UInt8(ascii: "G")), .character(UInt8(ascii: ">")): top = lastTop
    case .character(UInt8(ascii: "/")): search(&keys, "/")
    case .character(UInt8(ascii: "?")): search(&keys, "?")
    case .character(UInt8(ascii: "n")): find(from: top + 1, direction: 1)
    case .character(UInt8(ascii: "N")): find(from: top - 1, direction: -1)
    case .character(UInt8(ascii: "h")):
      message = "q leave  Space/b page  j/k line  g/G start, end  / ? search  n/N again"
    default: break
    }
    top = max(0, min(top, lastTop))
    return true
  }

  private mutating func search(_ keys: inout KeyReader, _ mark: String) {
    var typed = Bytes()
    while true {
      tool.output.write("\r\u{1b}[K\(mark)".bytes + typed)
      tool.output.flush()
      guard let key = keys.next(), case .character(let byte) = key else { return }
      if byte == 0x0d || byte == 0x0a { break }
      if byte == 0x1b || byte == 3 { return }
      if byte == 0x7f || byte == 8 {
        if typed.popLast() == nil { return }
      } else {
        typed.append(byte)
      }
    }
    if !typed.isEmpty { query = typed }
    if mark.isSame(as: "/") { find(from: top, direction: 1) } else { find(from: top - 1, direction: -1) }
  }

  private mutating func find(from start: Int, direction: Int) {
    guard let expression else { return message = "No search pattern" }
    var row = start
    while row >= 0, row < rows.count {
      if expression.matches(rows[row].text) {
        top = row
        return
      }
      row += direction
    }
    message = "Pattern not found"
  }
}
