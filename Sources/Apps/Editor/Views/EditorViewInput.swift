// Keys, text and the pointer over an editor view.

import EditorCore
import Graphics
import OrbToolkit

extension EditorView {
  private static let rowsPerNotch = 3.0

  /// Changes the document and shows the result.
  public func edit(_ change: (inout Document) -> Void) {
    change(&file.document)
    changed()
  }

  func handleInput(_ event: Event, _ context: EventContext) -> Bool {
    switch event {
    case .key(let key): return key.isPress && handleKey(key)
    case .text(let scalar):
      edit { $0.insert(String(Character(scalar))) }
      return true
    case .pointer(let pointer): return handlePointer(pointer, context)
    case .scroll(let scroll): return handleScroll(scroll)
    case .focus(let change):
      focusChanged(change)
      return false
    }
  }

  // MARK: - Keys

  private func handleKey(_ event: KeyEvent) -> Bool {
    let modifiers = event.modifiers.forShortcut
    if let motion = motion(event.key, modifiers.contains(.control), modifiers.contains(.alt)) {
      edit { $0.move(motion, extending: modifiers.contains(.shift)) }
      return true
    }
    switch (event.key, modifiers) {
    case (.enter, []), (.keypadEnter, []), (.enter, .shift): edit { $0.insertNewline() }
    case (.tab, []): edit { $0.insertTab() }
    case (.tab, .shift): edit { $0.outdent() }
    case (.backspace, []), (.backspace, .shift): edit { $0.delete(.left) }
    case (.backspace, .control): edit { $0.delete(.wordLeft) }
    case (.delete, []): edit { $0.delete(.right) }
    case (.delete, .control): edit { $0.delete(.wordRight) }
    case (.up, .alt): edit { $0.moveLines(up: true) }
    case (.down, .alt): edit { $0.moveLines(up: false) }
    case (.up, .control): scroll(rows: -1)
    case (.down, .control): scroll(rows: 1)
    default: return false
    }
    return true
  }

  private func motion(_ key: Key, _ isControl: Bool, _ isAlt: Bool) -> Motion? {
    if isAlt { return nil }
    switch key {
    case .left: return isControl ? .wordLeft : .left
    case .right: return isControl ? .wordRight : .right
    case .up: return isControl ? nil : .up
    case .down: return isControl ? nil : .down
    case .home: return isControl ? .documentStart : .lineStart
    case .end: return isControl ? .documentEnd : .lineEnd
    case .pageUp: return isControl ? nil : .pageUp(rowCount - 1)
    case .pageDown: return isControl ? nil : .pageDown(rowCount - 1)
    default: return nil
    }
  }

  // MARK: - Pointer

  /// The place in the text that is nearest to a point.
  func offset(at point: Point) -> ByteOffset {
    let rows = visibleRows()
    guard let last = rows.indices.last else { return .zero }
    let index = min(max(0, (point.y / rowHeight).clampedToInt), last)
    let row = rows[index]
    let column = ((point.x - textLeft) / cellWidth).wholeNearest.clampedToInt + firstColumn
    let bytes = buffer.bytes(in: row.range)
    let place = row.range.lowerBound + TextBuffer.index(atColumn: max(0, column), in: bytes[...], tabWidth: tabWidth)
    // The end of a broken row belongs to the next one: stay on the row that was clicked.
    return place == row.range.upperBound && !isLineEnd(row) ? buffer.character(before: place) : place
  }

  /// Whether the line ends with this row.
  func isLineEnd(_ row: VisualRow) -> Bool { row.range.upperBound == buffer.range(ofLine: row.line).upperBound }

  private func handlePointer(_ event: PointerEvent, _ context: EventContext) -> Bool {
    switch event.phase {
    case .down:
      context.focus(self)
      guard event.button == .left else { return pressedOther(event, context) }
      beginSelecting(event)
      return true
    case .move:
      guard isSelecting else { return false }
      extendSelection(to: event.position)
      return true
    case .up, .cancel:
      isSelecting = false
      return event.button == .left
    case .enter, .leave: return false
    }
  }

  private func pressedOther(_ event: PointerEvent, _ context: EventContext) -> Bool {
    let place = offset(at: event.position)
    if event.button == .middle {
      let text = context.clipboard
      edit {
        $0.setCaret(place)
        $0.insert(text)
      }
      return true
    }
    // A right click outside of the selection moves the caret to where the menu will act.
    let selection = file.document.selection
    if event.button == .right && (selection.isEmpty || !selection.range.contains(place)) {
      edit { $0.setCaret(place) }
    }
    return false
  }

  private func beginSelecting(_ event: PointerEvent) {
    isSelecting = true
    selectionUnit = min(event.clickCount, 3)
    let place = offset(at: event.position)
    let line = buffer.line(at: place)
    let isInGutter = event.position.x < textLeft - 6
    edit { document in
      if isInGutter || selectionUnit == 3 {
        selectionUnit = 3
        document.selectLine(line)
      } else if selectionUnit == 2 {
        document.selectWord(at: place)
      } else {
        document.setCaret(place, extending: event.modifiers.contains(.shift))
      }
    }
  }

  private func extendSelection(to point: Point) {
    if point.y < 0 { scroll(rows: -1) }
    if point.y > bounds.height { scroll(rows: 1) }
    var place = offset(at: point)
    let anchor = file.document.selection.anchor
    if selectionUnit == 2 {
      let word = buffer.word(at: place)
      place = place < anchor ? word.lowerBound : word.upperBound
    } else if selectionUnit == 3 {
      let line = buffer.line(at: place)
      place = place < anchor ? buffer.start(ofLine: line) : buffer.start(ofLine: line + 1)
    }
    edit { $0.setCaret(place, extending: true) }
  }

  private func handleScroll(_ event: ScrollEvent) -> Bool {
    if event.modifiers.contains(.control) {
      fontSize += event.deltaY < 0 ? 1 : -1
      return true
    }
    if event.modifiers.contains(.shift) || event.deltaX != 0, !wrapsLines {
      let delta = event.deltaX != 0 ? event.deltaX : event.deltaY
      firstColumn = max(0, firstColumn + (delta * 4).wholeNearest.clampedToInt)
      refresh()
      return true
    }
    scrollRest += event.deltaY * EditorView.rowsPerNotch
    let rows = scrollRest.wholeNearest.clampedToInt
    scrollRest -= Double(rows)
    if rows != 0 { scroll(rows: rows) }
    return true
  }

  // MARK: - Clipboard

  public func copy() {
    let bytes = file.document.selectedBytes
    guard !bytes.isEmpty else { return }
    window?.clipboardText = String(decoding: bytes, as: UTF8.self)
  }

  public func cut() {
    guard !file.document.selection.isEmpty else { return }
    copy()
    edit { $0.insert("") }
  }

  public func paste() {
    guard let text = window?.clipboardText, !text.utf8.isEmpty else { return }
    edit { $0.insert(text) }
  }
}
