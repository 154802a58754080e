// The screen of Sodium: text, status line, and the line for messages and commands.

import EditorCore

extension Sodium {
  /// The screen as it is to be seen.
  public func render(width: Int, height: Int) -> ScreenFrame {
    if viewport.width != max(10, width) || viewport.height != max(1, height - Self.statusRows) {
      resize(width: width, height: height)
    }
    var frame = ScreenFrame(width: max(1, width), height: max(1, height))
    if mode == .message {
      paintPage(&frame)
      return frame
    }
    paintText(&frame)
    paintStatus(&frame)
    paintMessage(&frame)
    frame.shape = mode == .insert || mode == .commandLine ? .bar : mode == .replace ? .underline : .block
    return frame
  }

  // MARK: - Text

  private func paintText(_ frame: inout ScreenFrame) {
    let end = min(viewport.height, frame.height)
    let gutter = gutterWidth
    let painter = TextPainter(
      layout: layout, origin: gutter, width: max(1, min(textWidth, frame.width - gutter)), left: viewport.left,
      showsInvisible: options.showsInvisible)
    let lastSeen = min(text.lastLine, viewport.top + end)
    let spans =
      options.syntax ? SyntaxPainter(fileName: fileName).spans(text, viewport.top...max(viewport.top, lastSeen)) : []
    let pattern = search.typed ?? (options.highlightsSearch && search.isShown ? search.pattern : nil)
    var row = 0
    var number = viewport.top
    while row < end, number <= text.lastLine {
      let line = text.line(number)
      let skipped = number == viewport.top ? viewport.topRow : 0
      // A line that does not fit is not begun, but for the first.
      if number > viewport.top, options.wraps, row + layout.rows(line) > end, number != cursor.line {
        while row < end {
          frame.write([UInt8(ascii: "@")], row, 0, .faint)
          row += 1
        }
        return
      }
      if gutter > 0 { frame.write(numberText(number, gutter), row, 0, .lineNumber) }
      let look = look(number, line, number - viewport.top < spans.count ? spans[number - viewport.top] : [], pattern)
      if number == cursor.line {
        let place = layout.place(line, of: cursor.byte)
        let column = cursorColumn(line, place.column) - viewport.left + gutter
        frame.cursor = (
          min(max(0, row + place.row - skipped), end - 1), min(max(gutter, column), frame.width - 1)
        )
      }
      row = painter.paint(line, look, into: &frame, from: row, to: end, skipped: skipped)
      number += 1
    }
    while row < end {
      frame.write([UInt8(ascii: "~")], row, 0, .faint)
      row += 1
    }
  }

  /// In normal mode the cursor stands at the end of a tab.
  private func cursorColumn(_ line: [UInt8], _ column: Int) -> Int {
    guard mode == .normal, cursor.byte < line.count, line[cursor.byte] == 0x09, !options.showsInvisible else {
      return column
    }
    let start = self.column(of: cursor)
    let width = options.tabStop - start % options.tabStop
    return options.wraps ? min(column + width, textWidth) - 1 : column + width - 1
  }

  private func numberText(_ number: Int, _ width: Int) -> [UInt8] {
    let isOwn = number == cursor.line
    let shown = options.relativeNumber && !(isOwn && options.number) ? abs(number - cursor.line) : number + 1
    let digits = Array("\(shown)".utf8)
    let padding = [UInt8](repeating: 0x20, count: max(0, width - 1 - digits.count))
    return options.relativeNumber && options.number && isOwn ? digits + padding + [0x20] : padding + digits + [0x20]
  }

  private func look(_ number: Int, _ line: [UInt8], _ spans: [SyntaxSpan], _ pattern: VimPattern?) -> LineLook {
    var look = LineLook()
    for span in spans { look.styles.append((span.range, SyntaxPainter.style(span.kind))) }
    if let pattern, line.count < Self.longestMatched {
      for match in pattern.matches(line) where !match.isEmpty { look.styles.append((match, .match)) }
    }
    if mode == .question, let asking, asking.line == number { look.styles.append((asking.match, .reversed)) }
    guard case .visual(let shape) = visibleMode else { return look }
    switch selection(shape) {
    case .lines(let lines) where lines.contains(number):
      look.styles.append((0..<line.count, .reversed))
      look.marksEnd = line.isEmpty
    case .characters(let from, let to) where number >= from.line && number <= to.line:
      let low = number == from.line ? from.byte : 0
      let high = number == to.line ? to.byte : line.count
      look.styles.append((low..<max(low, high), .reversed))
      look.marksEnd = number < to.line
    case .block(let lines, let columns, let toEnd) where lines.contains(number):
      look.block = columns.lowerBound...(toEnd ? Int.max / 2 : columns.upperBound)
    default: break
    }
    return look
  }

  /// Longer lines show no matches: they should scroll.
  private static let longestMatched = 64 * 1024

  /// The mode behind a command line.
  private var visibleMode: SodiumMode { mode == .commandLine ? line.returnMode : mode }

  // MARK: - The rows below

  private func paintStatus(_ frame: inout ScreenFrame) {
    let row = frame.height - 2
    guard row >= 1 else { return }
    frame.fill(row, from: 0, .reversed)
    let column = self.column(of: cursor) + 1
    let bytes = cursor.byte + 1
    let shownColumn = column == bytes ? "\(column)" : "\(bytes)-\(column)"
    let isAll = viewport.top == 0 && visibleLines.upperBound == text.lastLine
    let part =
      isAll
      ? "All"
      : viewport.top == 0
        ? "Top"
        : visibleLines.upperBound == text.lastLine
          ? "Bot" : "\(viewport.top * 100 / max(1, text.lineCount - viewport.height))%"
    let ruler = Array("\(cursor.line + 1),\(shownColumn)  \(part) ".utf8)
    var name = path.isEmpty ? Array("[No Name]".utf8) : path
    let marks =
      (text.isModified ? " [+]" : "") + (options.isReadOnly ? " [RO]" : "")
      + (text.lineEnding == .carriageReturnLineFeed ? " [dos]" : "")
    let room = frame.width - ruler.count - marks.utf8.count - 3
    if name.count > room, room > 1 { name = [UInt8(ascii: "<")] + name.suffix(room - 1) }
    frame.write(Array(" ".utf8) + name + Array(marks.utf8), row, 0, .reversed)
    if frame.width > ruler.count { frame.write(ruler, row, frame.width - ruler.count, .reversed) }
  }

  private func paintMessage(_ frame: inout ScreenFrame) {
    let row = frame.height - 1
    if mode == .commandLine {
      let shown = frame.write([line.sign], row, 0)
      // A long line shows its end.
      var start = 0
      while Characters.column(Array(line.text[start..<line.cursor]), line.cursor - start, tab: 8) > frame.width - 2 {
        start = Characters.next(line.text, start)
      }
      frame.write(Array(line.text[start...]), row, shown)
      let column = shown + Characters.column(Array(line.text[start...]), line.cursor - start, tab: 8)
      frame.cursor = (row, min(column, frame.width - 1))
      return
    }
    var shown: [UInt8] = message
    if mode == .question, let asking {
      shown = Array("replace with ".utf8) + asking.work.replacement + Array(" (y/n/a/q/l)?".utf8)
    } else if message.isEmpty || mode.isTyping && !messageIsError {
      shown = modeText
    }
    frame.write(shown, row, 0, messageIsError ? .problem : .plain)
    var keys: [UInt8] = []
    for key in pending {
      keys += key.ascii.map { [$0] } ?? key.bytes
    }
    if !keys.isEmpty, frame.width > 22 { frame.write(keys, row, frame.width - 11) }
  }

  private var modeText: [UInt8] {
    var words = ""
    switch mode {
    case .insert: words = "-- INSERT --"
    case .replace: words = "-- REPLACE --"
    case .visual(.characters): words = "-- VISUAL --"
    case .visual(.lines): words = "-- VISUAL LINE --"
    case .visual(.block): words = "-- VISUAL BLOCK --"
    default: if insertion.resumes != nil { words = "-- (insert) --" }
    }
    if let recording { words += "recording @" + String(decoding: [recording.name], as: UTF8.self) }
    return Array(words.utf8)
  }

  private func paintPage(_ frame: inout ScreenFrame) {
    for (row, line) in page.prefix(frame.height - 1).enumerated() { frame.write(line, row, 0) }
    frame.write(Array("Press any key to continue".utf8), frame.height - 1, 0, .reversed)
    frame.cursor = (frame.height - 1, min(25, frame.width - 1))
  }
}
