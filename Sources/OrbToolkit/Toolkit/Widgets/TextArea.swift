// Several lines of text that are edited: notes, descriptions. (The editor has a view of its own for files of any size.)

import Graphics

/// A multi-line text; put it into a `ScrollView` if it may grow.
public final class TextArea: Widget {
  public private(set) var editing: TextEditing
  public var placeholder: String { didSet { setNeedsPaint() } }
  public var isReadOnly = false
  public var didChange: ((String) -> Void)?
  public let role: TextRole
  /// Lines that it asks for at least.
  public var leastLines = 4
  private var blink: CaretBlink?
  private var isSelecting = false
  private static let inset = Insets(horizontal: 10, vertical: 6)

  public init(_ text: String = "", placeholder: String = "", role: TextRole = .body, limit: Int = 1 << 20) {
    editing = TextEditing(text, isMultiline: true, limit: limit)
    self.placeholder = placeholder
    self.role = role
    super.init()
    isFocusable = true
    cursor = .text
    let reference = Unretained(self)
    blink = CaretBlink { reference.widget.setNeedsPaint() }
  }

  deinit { blink?.stop() }

  /// Setting it is not a change by the user.
  public var text: String {
    get { editing.text }
    set {
      editing.setText(newValue)
      setNeedsLayout()
      setNeedsPaint()
    }
  }

  // MARK: Lines

  /// Indices of the characters of each line, without the line feed.
  private var lines: [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for (index, character) in editing.characters.enumerated() where character == "\n" {
      lines.append(start..<index)
      start = index + 1
    }
    lines.append(start..<editing.characters.count)
    return lines
  }

  private func string(_ range: Range<Int>) -> String { String(editing.characters[range]) }

  private func caretRect(_ fonts: FontLibrary) -> Rect {
    let lines = self.lines
    let line = lines.lastIndex { $0.lowerBound <= editing.caret } ?? 0
    let positions = fonts.caretPositions(string(lines[line]), role.style)
    let column = min(max(0, editing.caret - lines[line].lowerBound), positions.count - 1)
    return Rect(
      x: TextArea.inset.left + (column >= 0 ? positions[column] : 0),
      y: TextArea.inset.top + Double(line) * role.lineHeight, width: 1, height: role.lineHeight)
  }

  private func index(at point: Point, _ fonts: FontLibrary) -> Int {
    let lines = self.lines
    let wanted = ((point.y - TextArea.inset.top) / role.lineHeight).clampedToInt
    let line = lines[min(max(0, wanted), lines.count - 1)]
    let positions = fonts.caretPositions(string(line), role.style)
    var best = 0
    let x = point.x - TextArea.inset.left
    for (index, position) in positions.enumerated()
    where (position - x).magnitude < (positions[best] - x).magnitude { best = index }
    return line.lowerBound + min(best, line.count)
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let lines = self.lines
    var width = 0.0
    for line in lines { width = max(width, context.textWidth(string(line), role)) }
    let height = Double(max(leastLines, lines.count)) * role.lineHeight + TextArea.inset.vertical
    let ideal = max(240, width + TextArea.inset.horizontal + 4)
    return Size(width: proposal.width.map { max(80, min($0, ideal)) } ?? ideal, height: height)
  }

  public override var focusRing: FocusRing { .none }

  public override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    let radius = Metrics.controlRadius
    context.painter.fillRounded(bounds, radius: radius, isEffectivelyEnabled ? colors.control : colors.window)
    let focused = isFocused && context.isWindowActive
    context.painter.strokeRounded(
      bounds, radius: radius, width: focused ? 2 : 1, focused ? colors.accent : colors.controlLine)
    let saved = context.painter
    context.painter.clip(to: bounds.inset(by: 2))
    if editing.characters.isEmpty {
      let line = Rect(x: 10, y: TextArea.inset.top, width: bounds.width - 20, height: role.lineHeight)
      context.text(placeholder, role, fitting: line, color: colors.dim)
    }
    let selection = editing.selection
    for (number, line) in lines.enumerated() {
      let y = TextArea.inset.top + Double(number) * role.lineHeight
      let rect = Rect(x: TextArea.inset.left, y: y, width: 1e5, height: role.lineHeight)
      guard rect.intersects(context.painter.clipBounds) else { continue }
      let text = string(line)
      if editing.hasSelection && selection.lowerBound <= line.upperBound && selection.upperBound > line.lowerBound {
        paintSelection(line, text, rect, focused, &context)
      }
      context.text(text, role, in: rect, color: colors.text)
    }
    if focused && blink?.isShown == true {
      let caret = caretRect(context.fonts)
      context.painter.fill(
        Rect(x: caret.x.wholeNearest, y: caret.y + 1, width: 1, height: caret.height - 2), colors.text)
    }
    context.painter = saved
  }

  private func paintSelection(
    _ line: Range<Int>, _ text: String, _ rect: Rect, _ focused: Bool, _ context: inout PaintContext
  ) {
    let positions = context.fonts.caretPositions(text, role.style)
    guard let width = positions.last else { return }
    func position(_ index: Int) -> Double { positions[min(max(0, index - line.lowerBound), positions.count - 1)] }
    let start = position(editing.selection.lowerBound)
    // A selected line end shows as a little room behind the text.
    let end = editing.selection.upperBound > line.upperBound ? width + 5 : position(editing.selection.upperBound)
    let color = focused ? context.colors.selection : context.colors.inactiveSelection
    context.painter.fill(Rect(x: rect.minX + start, y: rect.minY, width: end - start, height: rect.height), color)
  }

  // MARK: Events

  public override func handle(_ event: Event, _ context: EventContext) -> Bool {
    switch event {
    case .focus(let change):
      if change == .lost { blink?.stop() } else { afterMotion() }
      setNeedsPaint()
      return false
    case .text(let scalar):
      if !isReadOnly { edit { $0.type(String(scalar)) } }
      return true
    case .key(let key): return key.isPress && handleKey(key, context)
    case .pointer(let pointer): return handlePointer(pointer, context)
    case .scroll: return false
    }
  }

  private func handleKey(_ key: KeyEvent, _ context: EventContext) -> Bool {
    if key.key.isEnter && key.modifiers.forShortcut.subtracting(.shift).isEmpty {
      if !isReadOnly { edit { $0.type("\n") } }
      return true
    }
    guard let command = EditCommand(key) else { return false }
    var clipboard = command == .paste ? context.clipboard : ""
    switch command {
    case .move, .selectAll, .copy: editing.perform(command, clipboard: &clipboard)
    default:
      guard !isReadOnly else { return true }
      edit { $0.perform(command, clipboard: &clipboard) }
    }
    if (command == .copy || command == .cut) && !clipboard.isEmpty { context.clipboard = clipboard }
    afterMotion()
    return true
  }

  private func handlePointer(_ event: PointerEvent, _ context: EventContext) -> Bool {
    switch event.phase {
    case .down:
      guard event.button == .left else { return false }
      context.focus(self)
      let index = index(at: event.position, context.fonts)
      isSelecting = true
      switch event.clickCount {
      case 1: editing.moveCaret(to: index, extending: event.modifiers.contains(.shift))
      case 2: editing.select(WordMotion.word(editing.characters, around: index))
      default:
        if let line = lines.first(where: { $0.contains(index) || $0.upperBound == index }) { editing.select(line) }
      }
      afterMotion()
      return true
    case .move:
      guard isSelecting else { return false }
      editing.moveCaret(to: index(at: event.position, context.fonts), extending: true)
      afterMotion()
      return true
    case .up, .cancel:
      isSelecting = false
      return true
    default: return false
    }
  }

  private func edit(_ change: (inout TextEditing) -> Void) {
    let before = editing.characters
    change(&editing)
    if editing.characters != before {
      setNeedsLayout()
      didChange?(editing.text)
    }
    afterMotion()
  }

  private func afterMotion() {
    setNeedsPaint()
    guard isFocused, let window else { return }
    blink?.restart(window)
    scrollIntoView(caretRect(window.fonts))
  }

  public override func willDetach(from window: Window) { blink?.stop() }

  public override func accessibility() -> AccessibilityInfo {
    AccessibilityInfo(.textArea, name: placeholder, value: text, state: isReadOnly ? .readOnly : [])
  }
}
