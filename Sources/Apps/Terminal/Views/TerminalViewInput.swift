// Keys, text and the pointer over a terminal view: what the program gets, what selects and scrolls.

import Graphics
import OrbToolkit
import TerminalCore

extension TerminalView {
  /// Lines for a notch of the wheel.
  private static let linesPerNotch = 3.0

  func handleInput(_ event: Event, _ context: EventContext) -> Bool {
    switch event {
    case .key(let key): return handleKey(key)
    case .text(let scalar):
      // Alt gives text on some platforms; it was sent as a key already.
      if altIsHeld { return true }
      send(terminal.encode(.character(scalar)))
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
    altIsHeld = event.modifiers.contains(.alt) && !event.modifiers.contains(.altGraph)
    guard event.isPress, !event.key.isModifier, !event.modifiers.contains(.superKey) else { return false }
    if window?.actions.contains(where: { $0.isEnabled && $0.responds(to: event) }) == true { return false }
    if scrollByKey(event) { return true }
    let modifiers = KeyTranslation.modifiers(event.modifiers)
    if let key = KeyTranslation.special(event.key) {
      send(terminal.encode(key, modifiers))
      return true
    }
    guard !event.modifiers.contains(.altGraph), !modifiers.isDisjoint(with: [.control, .alt]) else { return false }
    if event.key.isModifier { return false }
    guard let character = KeyTranslation.character(event.key) else { return false }
    var typed = character
    if modifiers.contains(.shift), !modifiers.contains(.control), let upper = KeyTranslation.shifted(character) {
      typed = upper
    }
    send(terminal.encode(.character(typed), modifiers.subtracting(.shift)))
    return true
  }

  private func scrollByKey(_ event: KeyEvent) -> Bool {
    guard event.modifiers.forShortcut == .shift, !terminal.isAlternateScreen else { return false }
    switch event.key {
    case .pageUp: scroll(to: terminal.viewOffset + max(1, terminal.rows - 1))
    case .pageDown: scroll(to: terminal.viewOffset - max(1, terminal.rows - 1))
    case .home: scroll(to: terminal.scrollbackCount)
    case .end: scroll(to: 0)
    default: return false
    }
    return true
  }

  // MARK: - Pointer

  /// The cell under a point, clamped to the grid.
  private func cell(at point: Point) -> (column: Int, row: Int) {
    let place = gridPoint(point)
    return (
      min(max((place.x / metrics.width).clampedToInt, 0), terminal.columns - 1),
      min(max((place.y / metrics.height).clampedToInt, 0), terminal.rows - 1)
    )
  }

  /// The border between cells that is nearest to a point, or the cell itself for words.
  private func textPosition(at point: Point, inCell: Bool) -> TextPosition {
    let place = gridPoint(point)
    let column = inCell ? (place.x / metrics.width).wholeBelow : (place.x / metrics.width).wholeNearest
    return TextPosition(line: terminal.line(atViewRow: cell(at: point).row), column: max(0, column.clampedToInt))
  }

  private func handlePointer(_ event: PointerEvent, _ context: EventContext) -> Bool {
    pointerPosition = event.position
    switch event.phase {
    case .down: return pointerDown(event, context)
    case .move: return pointerMoved(event)
    case .up, .cancel: return pointerUp(event)
    case .enter, .leave: return false
    }
  }

  private func pointerDown(_ event: PointerEvent, _ context: EventContext) -> Bool {
    context.focus(self)
    if reports(event.modifiers), let button = TerminalView.button(event.button) {
      reportedButton = button
      report(.press, button, event)
      return true
    }
    switch event.button {
    case .left:
      beginSelecting(event)
      return true
    case .middle:
      paste(context.clipboard)
      return true
    default: return false
    }
  }

  private func beginSelecting(_ event: PointerEvent) {
    isSelecting = true
    if event.modifiers.contains(.shift), terminal.selection != nil {
      terminal.extendSelection(to: textPosition(at: event.position, inCell: false))
    } else {
      let kind: Selection.Kind =
        event.modifiers.contains(.alt)
        ? .block : event.clickCount == 1 ? .character : event.clickCount == 2 ? .word : .line
      let inCell = kind == .word || kind == .line
      terminal.beginSelection(kind, at: textPosition(at: event.position, inCell: inCell))
    }
    applyDamage()
  }

  private func pointerMoved(_ event: PointerEvent) -> Bool {
    if isSelecting {
      extendSelection()
      scrollWhileSelecting()
      return true
    }
    guard terminal.mouseTracking != .off else { return false }
    let place = cell(at: event.position)
    let isSame = lastMouseCell.map { $0.column == place.column && $0.row == place.row } ?? false
    guard reports(event.modifiers), !isSame || terminal.modes.contains(.mousePixels) else { return true }
    lastMouseCell = place
    report(.motion, reportedButton ?? .none, event)
    return true
  }

  private func pointerUp(_ event: PointerEvent) -> Bool {
    selectionTimer?.cancel()
    selectionTimer = nil
    if let button = reportedButton {
      reportedButton = nil
      report(.release, button, event)
      return true
    }
    guard isSelecting else { return false }
    isSelecting = false
    if terminal.selection?.isEmpty == true { terminal.clearSelection() }
    applyDamage()
    return true
  }

  private func extendSelection() {
    let inCell = terminal.selection?.kind == .word || terminal.selection?.kind == .line
    terminal.extendSelection(to: textPosition(at: pointerPosition, inCell: inCell))
    applyDamage()
  }

  /// While the pointer is held above or below the view, the text scrolls under it.
  private func scrollWhileSelecting() {
    let isOutside = pointerPosition.y < 0 || pointerPosition.y > bounds.height
    guard isOutside else {
      selectionTimer?.cancel()
      selectionTimer = nil
      return
    }
    guard selectionTimer == nil else { return }
    let me = Unretained(self)
    selectionTimer = window?.schedule(after: 50) {
      let view = me.widget
      view.selectionTimer = nil
      guard view.isSelecting else { return }
      view.scroll(to: view.terminal.viewOffset + (view.pointerPosition.y < 0 ? 1 : -1))
      view.extendSelection()
      view.scrollWhileSelecting()
    }
  }

  // MARK: - Mouse reports

  /// Shift keeps the mouse for selecting, whatever the program wants.
  private func reports(_ modifiers: OrbToolkit.KeyModifiers) -> Bool {
    terminal.mouseTracking != .off && !modifiers.contains(.shift) && terminal.viewOffset == 0
  }

  private static func button(_ button: PointerButton) -> MouseButton? {
    switch button {
    case .left: .left
    case .middle: .middle
    case .right: .right
    case .back, .forward: nil
    }
  }

  private func report(_ action: MouseAction, _ button: MouseButton, _ event: PointerEvent) {
    let place = cell(at: event.position)
    let point = gridPoint(event.position)
    let bytes = terminal.encode(
      MouseReport(
        action, button, column: place.column, row: place.row, x: max(0, point.x.clampedToInt),
        y: max(0, point.y.clampedToInt), modifiers: KeyTranslation.modifiers(event.modifiers)))
    if !bytes.isEmpty { process?.write(bytes) }
  }

  private func handleScroll(_ event: ScrollEvent) -> Bool {
    if event.modifiers.contains(.control) {
      fontSize += event.deltaY < 0 ? 1 : -1
      return true
    }
    scrollRest += event.deltaY * TerminalView.linesPerNotch
    let lines = (scrollRest < 0 ? -(-scrollRest).wholeBelow : scrollRest.wholeBelow).clampedToInt
    scrollRest -= Double(lines)
    guard lines != 0 else { return true }
    let button: MouseButton = lines < 0 ? .wheelUp : .wheelDown
    let place = cell(at: event.position)
    let bytes =
      reports(event.modifiers) || terminal.isAlternateScreen
      ? terminal.encode(
        MouseReport(
          .press, button, column: place.column, row: place.row, modifiers: KeyTranslation.modifiers(event.modifiers)))
      : []
    if bytes.isEmpty {
      scroll(to: terminal.viewOffset - lines)
    } else {
      // One report a line, but never so many that a flick floods the program.
      for _ in 0..<min(abs(lines), 10) { process?.write(bytes) }
    }
    return true
  }

  // MARK: - Clipboard

  /// Copies the selection; false if there is none.
  @discardableResult
  public func copySelection() -> Bool {
    guard let text = terminal.selectedText(), !text.isEmpty else { return false }
    window?.clipboardText = String(decoding: text, as: UTF8.self)
    return true
  }

  /// Sends text as a paste; several lines are asked about where the program would run them at once.
  public func paste(_ text: String) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else { return }
    guard terminal.pasteNeedsWarning(bytes), let window else {
      send(terminal.encodePaste(bytes))
      return
    }
    let me = Unretained(self)
    let lines = bytes.split(separator: 0x0A).count
    MessageBox.show(
      in: window, .warning, title: "Paste \(lines) lines?",
      text: "Each line end runs the command before it. Look at what is in the clipboard first if it is not from you.",
      choices: [MessageBox.Choice("Paste") { me.widget.send(me.widget.terminal.encodePaste(bytes)) }])
  }

  public func selectAll() {
    terminal.selectAll()
    applyDamage()
  }

  /// Forgets everything above the cursor's line.
  public func clear() {
    terminal.clear()
    applyDamage()
  }

  /// Puts the terminal back to its start after a program left it in disorder.
  public func reset() {
    terminal.reset()
    applyDamage()
  }
}
