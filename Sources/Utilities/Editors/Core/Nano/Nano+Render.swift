// The screen of nano: title, text, messages, two rows of help.

import EditorCore

extension Nano {
  /// The screen as it is to be seen.
  public func render(width: Int, height: Int) -> ScreenFrame {
    if viewport.width != max(10, width) || viewport.height != max(1, height - Self.otherRows) {
      resize(width: width, height: height)
    }
    var frame = ScreenFrame(width: max(1, width), height: max(1, height))
    frame.shape = .bar
    if let top = helpTop {
      paintHelp(&frame, top)
      return frame
    }
    paintTitle(&frame)
    paintText(&frame)
    paintMessage(&frame)
    paintKeys(&frame)
    return frame
  }

  private func paintTitle(_ frame: inout ScreenFrame) {
    frame.fill(0, from: 0, .reversed)
    frame.write(Array("  nano".utf8), 0, 0, .reversed)
    var name = path.isEmpty ? Array("New Buffer".utf8) : path
    let room = max(4, frame.width - 24)
    if name.count > room { name = Array("...".utf8) + name.suffix(room - 3) }
    frame.write(name, 0, max(7, (frame.width - name.count) / 2), .reversed)
    let state = options.isViewOnly ? "View" : text.isModified ? "Modified" : ""
    if !state.utf8.isEmpty, frame.width > 30 {
      frame.write(Array(state.utf8), 0, frame.width - state.utf8.count - 1, .reversed)
    }
  }

  private func paintText(_ frame: inout ScreenFrame) {
    let end = min(1 + viewport.height, frame.height)
    let gutter = gutterWidth
    let name = Array(path.split(separator: 0x2F).last ?? [])
    let last = min(text.lastLine, viewport.top + viewport.height)
    let spans = options.syntax ? SyntaxPainter(fileName: name).spans(text, viewport.top...last) : []
    var row = 1
    var number = viewport.top
    while row < end, number <= text.lastLine {
      let line = text.line(number)
      let skipped = number == viewport.top ? viewport.topRow : 0
      var look = LineLook()
      if number - viewport.top < spans.count {
        for span in spans[number - viewport.top] { look.styles.append((span.range, SyntaxPainter.style(span.kind))) }
      }
      mark(&look, number, line)
      if gutter > 0 {
        let digits = Array("\(number + 1)".utf8)
        frame.write(digits, row, gutter - 1 - digits.count, .lineNumber)
      }
      // Only the line of the cursor is scrolled sideways.
      let isOwn = number == cursor.line
      let painter = TextPainter(
        layout: layout, origin: gutter, width: max(1, min(textWidth, frame.width - gutter)),
        left: isOwn ? viewport.left : 0, showsInvisible: options.showsInvisible)
      if isOwn {
        let place = layout.place(line, of: cursor.byte)
        frame.cursor = (
          min(row + place.row - skipped, end - 1),
          min(max(0, place.column - viewport.left + gutter), frame.width - 1)
        )
      }
      row = painter.paint(line, look, into: &frame, from: row, to: end, skipped: skipped)
      number += 1
    }
  }

  /// Marked text, and the match that a question is about.
  private func mark(_ look: inout LineLook, _ number: Int, _ line: [UInt8]) {
    if let mark {
      let (from, to) = (min(mark, cursor), max(mark, cursor))
      if number >= from.line, number <= to.line {
        let low = number == from.line ? from.byte : 0
        let high = number == to.line ? to.byte : line.count
        look.styles.append((low..<max(low, high), .reversed))
        look.marksEnd = number < to.line
      }
    }
    if prompt?.purpose == .replaceThis, let match = search.match, match.place.line == number {
      look.styles.append((match.place.byte..<match.place.byte + match.length, .match))
    }
  }

  private func paintMessage(_ frame: inout ScreenFrame) {
    let row = frame.height - 3
    guard row >= 1 else { return }
    if let asked = prompt {
      var label = asked.label
      if asked.purpose == .search || asked.purpose == .replaceWhat {
        if search.isCaseSensitive { label += Array(" [Case Sensitive]".utf8) }
        if search.isExpression { label += Array(" [Reg.exp.]".utf8) }
        if search.isBackwards { label += Array(" [Backwards]".utf8) }
        if !search.text.isEmpty { label += Array(" [".utf8) + search.text.prefix(30) + [UInt8(ascii: "]")] }
      }
      frame.fill(row, from: 0, .reversed)
      if asked.isQuestion {
        let column = frame.write(label, row, 0, .reversed)
        frame.cursor = (row, min(column, frame.width - 1))
        return
      }
      let column = frame.write(label + Array(": ".utf8), row, 0, .reversed)
      var start = 0
      let room = max(1, frame.width - column - 1)
      while Characters.column(Array(asked.text[start..<asked.cursor]), .max, tab: 8) > room {
        start = Characters.next(asked.text, start)
      }
      frame.write(Array(asked.text[start...]), row, column, .reversed)
      let place = column + Characters.column(Array(asked.text[start..<asked.cursor]), .max, tab: 8)
      frame.cursor = (row, min(place, frame.width - 1))
      return
    }
    if message.isEmpty, options.showsPosition {
      showPosition()
      defer { message = [] }
      return paintMessage(&frame)
    }
    guard !message.isEmpty else { return }
    let shown = Array("[ ".utf8) + message + Array(" ]".utf8)
    let columns = Characters.column(shown, .max, tab: 8)
    frame.write(shown, row, max(0, (frame.width - columns) / 2), .reversed)
  }

  // MARK: - Help

  private func paintKeys(_ frame: inout ScreenFrame) {
    let keys: [(String, String)]
    switch prompt?.purpose {
    case nil:
      keys = [
        ("^G", "Help"), ("^X", "Exit"), ("^O", "Write Out"), ("^R", "Read File"), ("^W", "Where Is"),
        ("^\\", "Replace"), ("^K", "Cut"), ("^U", "Paste"), ("^J", "Justify"), ("^C", "Location"), ("^_", "Go To Line"),
        ("M-U", "Undo"), ("M-E", "Redo"), ("M-A", "Set Mark"), ("M-6", "Copy"), ("M-#", "Numbers"),
      ]
    case .search, .replaceWhat:
      keys = [
        ("^C", "Cancel"), ("Enter", "Search"), ("M-C", "Case Sens"), ("M-R", "Reg.exp."), ("M-B", "Backwards"),
        ("^P", "Older"), ("^N", "Newer"),
      ]
    case .saveBeforeExit, .overwrite: keys = [("Y", "Yes"), ("^C", "Cancel"), ("N", "No")]
    case .replaceThis: keys = [("Y", "Yes"), ("A", "All"), ("N", "No"), ("^C", "Cancel")]
    default: keys = [("^C", "Cancel"), ("Enter", "Accept"), ("Tab", "Complete")]
    }
    let columns = max(1, min((keys.count + 1) / 2, frame.width / 13))
    let width = frame.width / columns
    for (index, key) in keys.prefix(columns * 2).enumerated() {
      let row = frame.height - 2 + index % 2
      guard row >= 1 else { continue }
      let start = index / 2 * width
      let column = frame.write(Array(key.0.utf8), row, start, .reversed)
      let room = max(0, start + width - column - 1)
      frame.write(Array((" " + key.1).utf8.prefix(room)), row, column)
    }
  }

  func handleHelp(_ key: Key) {
    let step = max(1, viewport.height)
    switch key {
    case .down, .ctrl("N"): helpTop = (helpTop ?? 0) + 1
    case .up, .ctrl("P"): helpTop = max(0, (helpTop ?? 0) - 1)
    case .pageDown, .ctrl("V"), .character(0x20): helpTop = (helpTop ?? 0) + step
    case .pageUp, .ctrl("Y"): helpTop = max(0, (helpTop ?? 0) - step)
    default: helpTop = nil
    }
    if let top = helpTop { helpTop = min(top, max(0, NanoHelp.lines.count - 1)) }
  }

  private func paintHelp(_ frame: inout ScreenFrame, _ top: Int) {
    frame.fill(0, from: 0, .reversed)
    frame.write(Array("  nano: help".utf8), 0, 0, .reversed)
    for (offset, line) in NanoHelp.lines.dropFirst(top).prefix(max(0, frame.height - 2)).enumerated() {
      frame.write(line, 1 + offset, 0)
    }
    frame.write(Array("^X".utf8), frame.height - 1, 0, .reversed)
    frame.write(Array(" Close   ^V Next page   ^Y Previous page".utf8), frame.height - 1, 2)
    frame.cursor = (frame.height - 1, 0)
  }
}
