// Changes of the text: typing, erasing, cutting, indenting, justifying.

import EditorCore

extension Nano {
  func place(_ position: Position) {
    let line = min(max(position.line, 0), text.lastLine)
    let bytes = text.line(line)
    cursor = Position(line, Characters.snap(bytes, min(max(0, position.byte), bytes.count)))
    wantedColumn = Characters.column(bytes, cursor.byte, tab: options.tabSize)
  }

  /// Refuses changes of a text that is only viewed.
  private var isLocked: Bool {
    if options.isViewOnly { message = Array("Key is invalid in view mode".utf8) }
    return options.isViewOnly
  }

  func replace(_ from: Position, _ to: Position, with bytes: [UInt8]) {
    guard !isLocked else { return }
    text.replace(from, to, with: bytes, cursor: cursor)
    let last = bytes.lastIndex(of: 0x0A)
    let lines = bytes.count { $0 == 0x0A }
    var end = Position(from.line + lines, last.map { bytes.count - $0 - 1 } ?? from.byte + bytes.count)
    // A mark behind what was typed belongs to it: the cursor goes behind both.
    let line = text.line(end.line)
    let border = Characters.snap(line, end.byte)
    if border < end.byte { end.byte = Characters.next(line, border) }
    place(end)
  }

  func type(_ bytes: [UInt8]) {
    replace(cursor, cursor, with: bytes)
    mark = nil
  }

  func typeNewline() {
    let line = text.line(cursor.line)
    let indent = options.autoIndents ? Array(line.prefix(while: Characters.isBlank).prefix(cursor.byte)) : []
    type([0x0A] + indent)
  }

  func typeTab() {
    guard options.expandsTabs else { return type([0x09]) }
    let column = Characters.column(text.line(cursor.line), cursor.byte, tab: options.tabSize)
    type(Array(repeating: 0x20, count: options.tabSize - column % options.tabSize))
  }

  func erase(forward: Bool) {
    if let mark, mark != cursor {
      self.mark = nil
      return replace(min(mark, cursor), max(mark, cursor), with: [])
    }
    let line = text.line(cursor.line)
    if forward {
      if cursor.byte < line.count {
        replace(cursor, Position(cursor.line, Characters.next(line, cursor.byte)), with: [])
      } else if cursor.line < text.lastLine {
        replace(cursor, Position(cursor.line + 1, 0), with: [])
      }
    } else if cursor.byte > 0 {
      replace(Position(cursor.line, Characters.previous(line, cursor.byte)), cursor, with: [])
    } else if cursor.line > 0 {
      replace(Position(cursor.line - 1, text.length(ofLine: cursor.line - 1)), cursor, with: [])
    }
  }

  // MARK: - Cutting

  /// `^K`: the marked text, or the line; several in a row are collected.
  func cut(adds: Bool) {
    guard !isLocked else { return }
    if !adds || mark != nil { cutBuffer = [] }
    if let mark {
      let (from, to) = (min(mark, cursor), max(mark, cursor))
      cutBuffer = text.bytes(from, to)
      self.mark = nil
      return replace(from, to, with: [])
    }
    isCutting = true
    let end = Position(cursor.line, text.length(ofLine: cursor.line))
    if options.cutsToEnd, cursor < end {
      cutBuffer += text.bytes(cursor, end)
      return replace(cursor, end, with: [])
    }
    if cursor.line == text.lastLine, text.isEmpty(line: cursor.line) { return }
    cutBuffer += text.bytes(ofLines: cursor.line...cursor.line)
    if cursor.line == text.lastLine {
      text.setLine(cursor.line, [], cursor: cursor)
    } else {
      text.deleteLines(cursor.line...cursor.line, cursor: cursor)
    }
    place(Position(cursor.line, 0))
  }

  /// `M-6`: copies what is marked, or the line.
  func copy() {
    guard let mark else {
      cutBuffer = text.bytes(ofLines: cursor.line...cursor.line)
      place(Position(cursor.line + (cursor.line < text.lastLine ? 1 : 0), 0))
      message = Array("Copied 1 line".utf8)
      return
    }
    cutBuffer = text.bytes(min(mark, cursor), max(mark, cursor))
    self.mark = nil
    message = Array("Copied".utf8)
  }

  func paste() {
    guard !cutBuffer.isEmpty else {
      message = Array("Cutbuffer is empty".utf8)
      return
    }
    type(cutBuffer)
  }

  func cutToEndOfText() {
    let end = Position(text.lastLine, text.length(ofLine: text.lastLine))
    cutBuffer = text.bytes(cursor, end)
    replace(cursor, end, with: [])
  }

  func toggleMark() {
    mark = mark == nil ? cursor : nil
    message = Array((mark == nil ? "Mark Unset" : "Mark Set").utf8)
  }

  func undo(isRedo: Bool) {
    guard !isLocked else { return }
    mark = nil
    guard let restored = isRedo ? text.redo() : text.undo() else {
      message = Array((isRedo ? "Nothing to redo" : "Nothing to undo").utf8)
      return
    }
    place(isRedo ? Position(restored.line, 0) : restored.cursor)
    message = Array((isRedo ? "Redid action" : "Undid action").utf8)
  }

  // MARK: - Lines

  /// The lines that are marked, or the one of the cursor.
  private var markedLines: ClosedRange<Int> {
    guard let mark else { return cursor.line...cursor.line }
    let (from, to) = (min(mark, cursor), max(mark, cursor))
    return from.line...(to.byte == 0 && to.line > from.line ? to.line - 1 : to.line)
  }

  /// `M-}` and `M-{`: one level of indentation more or less.
  func indent(_ levels: Int) {
    guard !isLocked else { return }
    let unit: [UInt8] = options.expandsTabs ? Array(repeating: 0x20, count: options.tabSize) : [0x09]
    let old = cursor
    var shift = 0
    for number in markedLines {
      let line = text.line(number)
      if line.isEmpty { continue }
      if levels > 0 {
        text.replace(Position(number, 0), Position(number, 0), with: unit, cursor: old)
        if number == old.line { shift = unit.count }
      } else {
        let blanks = line.first == 0x09 ? 1 : min(options.tabSize, line.prefix { $0 == 0x20 }.count)
        text.replace(Position(number, 0), Position(number, blanks), with: [], cursor: old)
        if number == old.line { shift = -blanks }
      }
    }
    place(Position(old.line, old.byte + shift))
  }

  /// `^J`: fills the paragraph of the cursor, or every paragraph.
  func justify(wholeText: Bool = false) {
    guard !isLocked else { return }
    let width = options.fill > 0 ? options.fill : max(10, viewport.width + options.fill)
    var (first, last) = (cursor.line, cursor.line)
    func isBlank(_ number: Int) -> Bool { text.line(number).allSatisfy(Characters.isBlank) }
    if wholeText {
      (first, last) = (0, text.lastLine)
    } else {
      while last < text.lastLine, isBlank(last) { last += 1 }
      first = last
      while first > 0, !isBlank(first - 1) { first -= 1 }
      while last < text.lastLine, !isBlank(last + 1) { last += 1 }
    }
    let lines = ParagraphFill.fill((first...last).map { text.line($0) }, width: width, tab: options.tabSize)
    let end = Position(last, text.length(ofLine: last))
    replace(Position(first, 0), end, with: Array(lines.joined(separator: [0x0A])))
    if cursor.line < text.lastLine { place(Position(cursor.line + 1, 0)) }
    message = Array((wholeText ? "Justified file" : "Justified paragraph").utf8)
  }

  func countWords() {
    var (words, characters) = (0, 0)
    var isInside = false
    text.buffer.forEachRun(in: .zero..<text.buffer.end) { run in
      for byte in run {
        if byte & 0xC0 != 0x80 { characters += 1 }
        let isSpace = Characters.isBlank(byte) || byte == 0x0A || byte == 0x0D
        if !isSpace, !isInside { words += 1 }
        isInside = !isSpace
      }
      return true
    }
    let lines = text.lineCount - 1
    message = Array("\(words) words, \(lines) lines, \(characters + text.finalEnding.count) characters".utf8)
  }
}
