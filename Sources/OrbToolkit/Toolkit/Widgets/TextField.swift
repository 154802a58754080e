// One line of text that is edited.
//
// What editing does is in TextEditing; this is the view of it: caret, selection, horizontal scrolling, mouse.

import Graphics

/// A single-line text field.
public final class TextField: Widget {
  public private(set) var editing: TextEditing
  /// Shown dim while the field is empty.
  public var placeholder: String { didSet { setNeedsPaint() } }
  /// Dots in place of characters; never copied.
  public var isPassword = false { didSet { setNeedsPaint() } }
  public var isReadOnly = false
  /// What is wrong with the text; shown below the field with the error colour. Nil: nothing.
  public var validationMessage: String? {
    didSet {
      guard validationMessage != oldValue else { return }
      setNeedsLayout()
      setNeedsPaint()
    }
  }
  /// At the left inside the field (a magnifier).
  public var icon: VectorIcon? { didSet { setNeedsPaint() } }
  /// The text in it was changed by the user.
  public var didChange: ((String) -> Void)?
  /// Enter was pressed; true if that was of use (otherwise the default button gets it).
  public var onSubmit: ((String) -> Bool)?
  /// Esc was pressed; true if that was of use.
  public var onCancel: (() -> Bool)?
  /// The focus went elsewhere.
  public var onBlur: (() -> Void)?
  /// All is selected when the focus comes by keyboard.
  public var selectsAllOnFocus = true
  /// In characters, for the width that it asks for.
  public var idealCharacters = 22
  public var role = TextRole.body
  /// No border and face: in-place editing inside of something that has one.
  public var isPlain = false
  /// 32, or lower in toolbars and rows.
  public var height = Metrics.controlHeight { didSet { setNeedsLayout() } }

  private var scroll = 0.0
  private var blink: CaretBlink?
  private var isSelecting = false
  private var wordAnchor: Range<Int>?

  public init(_ text: String = "", placeholder: String = "", limit: Int = 4096) {
    editing = TextEditing(text, limit: limit)
    self.placeholder = placeholder
    super.init()
    isFocusable = true
    cursor = .text
    let reference = Unretained(self)
    blink = CaretBlink { reference.widget.setNeedsPaint() }
  }

  deinit { blink?.stop() }

  /// Shows the state's text, and writes back what the user types.
  public convenience init(_ state: State<String>, placeholder: String = "", limit: Int = 4096) {
    self.init(state.value, placeholder: placeholder, limit: limit)
    bind(state) { field, value in
      if field.text != value { field.text = value }
    }
    didChange = { state.set($0) }
  }

  /// The text. Setting it is not a change by the user: no undo, no `didChange`.
  public var text: String {
    get { editing.text }
    set {
      editing.setText(newValue)
      scroll = 0
      setNeedsPaint()
    }
  }

  /// Selects characters (a range beyond the end is clamped).
  public func select(_ range: Range<Int>) {
    editing.select(range)
    afterMotion()
  }

  public func selectAll() {
    editing.selectAll()
    afterMotion()
  }

  // MARK: Layout

  private var inset: Double { isPlain ? 4 : icon == nil ? 10 : 34 }
  private var box: Rect { Rect(x: 0, y: 0, width: bounds.width, height: min(height, bounds.height)) }
  private var textRect: Rect {
    Rect(left: inset, top: 0, right: max(inset, bounds.width - (isPlain ? 4 : 10)), bottom: box.height)
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let ideal = Double(idealCharacters) * role.style.size * 0.56 + inset + 10
    let width = proposal.width.map { min(ideal, max($0, 64)) } ?? ideal
    return Size(width: width.wholeAbove, height: height + (validationMessage == nil ? 0 : 22))
  }

  // MARK: Painting

  private var shown: String { isPassword ? String(repeating: "•", count: editing.characters.count) : editing.text }

  public override var focusRing: FocusRing { .none }

  public override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    let enabled = isEffectivelyEnabled
    let radius = Metrics.controlRadius
    if !isPlain {
      context.painter.fillRounded(box, radius: radius, enabled ? colors.control : colors.window)
    }
    if let icon {
      context.icon(icon, in: Rect(x: 10, y: 0, width: Metrics.icon, height: box.height), color: colors.dim)
    }
    paintText(&context)
    if !isPlain {
      // The field has a caret, so its focus is always shown: the border becomes the ring.
      let focused = isFocused && context.isWindowActive
      let invalid = validationMessage != nil
      let line = invalid ? colors.error : focused ? colors.accent : enabled ? colors.controlLine : colors.line
      context.painter.strokeRounded(box, radius: radius, width: focused || invalid ? 2 : 1, line)
    }
    if let validationMessage {
      let rect = Rect(x: 2, y: height + 2, width: bounds.width - 4, height: 20)
      context.icon(
        Symbols.warning, in: Rect(x: rect.minX, y: rect.minY, width: 16, height: 20), side: 14, color: colors.error)
      let text = Rect(left: rect.minX + 20, top: rect.minY, right: rect.maxX, bottom: rect.maxY)
      context.text(validationMessage, .caption, fitting: text, color: colors.error)
    }
  }

  private func paintText(_ context: inout PaintContext) {
    let colors = context.colors
    let rect = textRect
    let saved = context.painter
    context.painter.clip(to: rect.inset(by: Insets(horizontal: -2, vertical: 0)))
    let shown = self.shown
    let positions = context.fonts.caretPositions(shown, role.style)
    let lineTop = rect.midY - role.lineHeight / 2
    if editing.hasSelection && (isFocused || !isPlain) {
      let from = position(positions, editing.selection.lowerBound) - scroll
      let to = position(positions, editing.selection.upperBound) - scroll
      let color = isFocused && context.isWindowActive ? colors.selection : colors.inactiveSelection
      if isFocused {
        context.painter.fill(
          Rect(x: rect.minX + from, y: lineTop, width: to - from, height: role.lineHeight), color)
      }
    }
    let line = Rect(x: rect.minX - scroll, y: 0, width: 1e5, height: box.height)
    if shown.isEmpty {
      context.text(placeholder, role, fitting: rect, color: colors.dim)
    } else {
      context.text(shown, role, in: line, color: isEffectivelyEnabled ? colors.text : colors.disabled(colors.text))
    }
    if blink?.isShown == true && isFocused && context.isWindowActive {
      let x = (rect.minX + position(positions, editing.caret) - scroll).wholeNearest
      context.painter.fill(Rect(x: x, y: lineTop + 1, width: 1, height: role.lineHeight - 2), colors.text)
    }
    context.painter = saved
  }

  private func position(_ positions: [Double], _ index: Int) -> Double {
    positions.isEmpty ? 0 : positions[min(max(index, 0), positions.count - 1)]
  }

  // MARK: Events

  public override func handle(_ event: Event, _ context: EventContext) -> Bool {
    switch event {
    case .focus(let change): focusChanged(change)
    case .pointer(let pointer): return handlePointer(pointer, context)
    case .text(let scalar):
      guard !isReadOnly else { return true }
      edit { $0.type(String(scalar)) }
      return true
    case .key(let key): return handleKey(key, context)
    case .scroll: return false
    }
    return false
  }

  private func focusChanged(_ change: FocusChange) {
    if change == .lost {
      blink?.stop()
      setNeedsPaint()
      onBlur?()
      return
    }
    if change == .gainedByKeyboard && selectsAllOnFocus { editing.selectAll() }
    afterMotion()
  }

  private func handleKey(_ key: KeyEvent, _ context: EventContext) -> Bool {
    guard key.isPress else { return false }
    if key.key.isEnter && key.modifiers.forShortcut.isEmpty { return onSubmit?(text) ?? false }
    if key.matches(.escape) { return onCancel?() ?? false }
    guard let command = EditCommand(key) else { return false }
    switch command {
    case .move(.up, _), .move(.down, _): return false
    case .move, .copy, .selectAll:
      var clipboard = command == .copy ? context.clipboard : ""
      editing.perform(command, clipboard: &clipboard, mayCopy: !isPassword)
      if command == .copy && !isPassword && editing.hasSelection { context.clipboard = clipboard }
      afterMotion()
    default:
      guard !isReadOnly else { return true }
      var clipboard = command == .paste ? context.clipboard : ""
      edit { $0.perform(command, clipboard: &clipboard, mayCopy: !isPassword) }
      if command == .cut && !isPassword && !clipboard.isEmpty { context.clipboard = clipboard }
    }
    return true
  }

  private func handlePointer(_ event: PointerEvent, _ context: EventContext) -> Bool {
    switch event.phase {
    case .down:
      guard event.button == .left else { return false }
      if !isFocused { context.focus(self) }
      let index = index(at: event.position.x, context.fonts)
      isSelecting = true
      wordAnchor = nil
      switch event.clickCount {
      case 1: editing.moveCaret(to: index, extending: event.modifiers.contains(.shift))
      case 2:
        let word = WordMotion.word(editing.characters, around: index)
        wordAnchor = word
        editing.select(word)
      default: editing.selectAll()
      }
      afterMotion()
      return true
    case .move:
      guard isSelecting else { return false }
      extend(to: index(at: event.position.x, context.fonts))
      return true
    case .up, .cancel:
      guard isSelecting else { return false }
      isSelecting = false
      return true
    case .enter, .leave: return false
    }
  }

  private func extend(to index: Int) {
    if let anchor = wordAnchor {
      let word = WordMotion.word(editing.characters, around: index)
      if word.lowerBound < anchor.lowerBound {
        editing.moveCaret(to: anchor.upperBound)
        editing.moveCaret(to: word.lowerBound, extending: true)
      } else {
        editing.select(anchor.lowerBound..<max(anchor.upperBound, word.upperBound))
      }
    } else {
      editing.moveCaret(to: index, extending: true)
    }
    afterMotion()
  }

  /// The caret's place that is nearest to an x of this widget.
  private func index(at x: Double, _ fonts: FontLibrary) -> Int {
    let wanted = x - textRect.minX + scroll
    let positions = fonts.caretPositions(shown, role.style)
    var best = 0
    for (index, position) in positions.enumerated()
    where (position - wanted).magnitude < (positions[best] - wanted).magnitude { best = index }
    return best
  }

  private func edit(_ change: (inout TextEditing) -> Void) {
    let before = editing.characters
    change(&editing)
    afterMotion()
    if editing.characters != before {
      validationMessage = nil
      didChange?(editing.text)
    }
  }

  /// Keeps the caret in view and lets it blink anew.
  private func afterMotion() {
    if let fonts = window?.fonts {
      let positions = fonts.caretPositions(shown, role.style)
      let caret = position(positions, editing.caret)
      let room = textRect.width
      if caret - scroll > room - 1 { scroll = caret - room + 1 }
      if caret < scroll { scroll = caret }
      scroll = max(0, min(scroll, max(0, (positions.last ?? 0) - room + 1)))
    }
    if isFocused { blink?.restart(window) }
    setNeedsPaint()
  }

  public override func willDetach(from window: Window) { blink?.stop() }

  public override func accessibility() -> AccessibilityInfo {
    var state: AccessibilityInfo.State = isReadOnly ? .readOnly : []
    if validationMessage != nil { state.insert(.invalid) }
    return AccessibilityInfo(.textField, name: placeholder, value: shown, state: state)
  }
}
