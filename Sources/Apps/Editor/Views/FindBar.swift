// Find and replace below a text: incremental, with the count of matches, case and whole words.

import EditorCore
import Graphics
import OrbToolkit

/// The bar in which one searches.
final class EditorFindBar: Widget {
  let field = TextField(placeholder: "Find")
  let replacement = TextField(placeholder: "Replace with")
  private let count = Label("", .caption, tone: .dim)
  private let column = Column(spacing: 6, [])
  private let replaceRow = Row(spacing: 6, [])
  private let usesCase = State(false)
  private let usesWords = State(false)
  /// Where the search began: typing more of a word does not run away from it.
  private var origin = ByteOffset.zero
  var target: () -> EditorView? = { nil }
  var onClose: () -> Void = {}

  override init() {
    super.init()
    build()
    addChild(column)
    bind(on: [usesCase, usesWords]) { $0.changed() }
  }

  private func build() {
    let me = Unretained(self)
    field.icon = Symbols.search
    for part in [field, replacement] {
      part.height = Metrics.toolbarControlHeight
      part.onCancel = {
        me.widget.onClose()
        return true
      }
    }
    field.didChange = { _ in me.widget.changed() }
    field.onSubmit = { _ in
      me.widget.next()
      return true
    }
    replacement.onSubmit = { _ in
      me.widget.replace()
      return true
    }
    let previous = EditorFindBar.icon(Symbols.chevronUp, "Previous (Shift+Enter)") { me.widget.previous() }
    let next = EditorFindBar.icon(Symbols.chevronDown, "Next (Enter)") { me.widget.next() }
    let close = EditorFindBar.icon(Symbols.close, "Close (Esc)") { me.widget.onClose() }
    let first = Row(
      spacing: 6,
      [
        field.frame(width: 240), previous, next, CheckBox("Case", usesCase), CheckBox("Words", usesWords),
        count.margin(Insets(horizontal: 8, vertical: 0)),
        Spacer(), close,
      ])
    let one = Button("Replace") { me.widget.replace() }
    let all = Button("Replace all") { me.widget.replaceAll() }
    for button in [one, all] { button.height = Metrics.toolbarControlHeight }
    replaceRow.setChildren([replacement.frame(width: 240), one, all, Spacer()])
    column.setChildren([first, replaceRow])
  }

  private static func icon(_ icon: VectorIcon, _ tip: String, _ run: @escaping () -> Void) -> Button {
    let button = Button("", icon: icon, style: .plain, action: run)
    button.height = Metrics.toolbarControlHeight
    button.toolTip = tip
    return button
  }

  // MARK: - Showing

  /// Begins a search with the selected text, if it is one line.
  func begin(replacing: Bool) {
    replaceRow.isVisible = replacing
    guard let view = target() else { return }
    origin = view.file.document.selection.range.lowerBound
    let selected = view.file.document.selectedBytes
    if !selected.isEmpty && selected.count < 200 && !selected.contains(0x0A) {
      field.text = String(decoding: selected, as: UTF8.self)
    }
    field.selectAll()
    changed()
    setNeedsLayout()
  }

  var query: TextQuery {
    TextQuery(field.text, ignoresCase: !usesCase.value, wholeWords: usesWords.value)
  }

  private func changed() {
    guard let view = target(), isVisible else { return }
    view.highlight = query.needle.isEmpty ? nil : query
    guard !query.needle.isEmpty else {
      count.text = ""
      return
    }
    view.file.document.findWhileTyping(query, from: origin)
    view.changed(centered: true)
    updateCount()
  }

  private func updateCount() {
    guard let view = target(), !query.needle.isEmpty else { return }
    let found = view.buffer.countMatches(query, current: view.file.document.selection.range)
    count.tone = found.count == 0 ? .error : .dim
    count.text =
      found.count == 0 ? "Not found" : found.index.map { "\($0) of \(found.count)" } ?? "\(found.count) found"
  }

  // MARK: - Commands

  func next() { go { $0.findNext($1) } }
  func previous() { go { $0.findPrevious($1) } }

  private func go(_ move: (inout Document, TextQuery) -> Bool) {
    guard let view = target(), !query.needle.isEmpty else { return }
    view.highlight = isVisible ? query : nil
    _ = move(&view.file.document, query)
    view.changed(centered: true)
    updateCount()
  }

  private func replace() {
    let text = Array(replacement.text.utf8)
    go { $0.replaceCurrent($1, with: text) }
  }

  private func replaceAll() {
    guard let view = target(), !query.needle.isEmpty else { return }
    let number = view.file.document.replaceAll(query, with: Array(replacement.text.utf8))
    view.changed()
    count.tone = .dim
    count.text = number == 1 ? "1 replaced" : "\(number) replaced"
  }

  // MARK: - Layout

  override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    Size(width: proposal.width ?? 480, height: replaceRow.isVisible ? 74 : 40)
  }

  override func layout(_ size: Size, _ context: LayoutContext) {
    context.place(column, in: Rect(x: 8, y: 6, width: size.width - 16, height: size.height - 12))
  }

  override func paint(_ context: inout PaintContext) {
    context.painter.fill(bounds, context.colors.window)
    context.painter.fill(Rect(x: 0, y: 0, width: bounds.width, height: 1), context.colors.line)
  }

  override func handle(_ event: Event, _ context: EventContext) -> Bool {
    guard case .key(let key) = event, key.matches(.enter, .shift) else { return false }
    previous()
    return true
  }
}
