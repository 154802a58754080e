// The bar below a terminal in which one searches: field, how many, older and newer, close.

import Graphics
import OrbToolkit

/// Searches a terminal view.
final class TerminalFindBar: Widget {
  let field = TextField(placeholder: "Search the output")
  private let count = Label("", .caption, tone: .dim)
  private let row: Row
  /// The view that is searched now.
  var target: () -> TerminalView? = { nil }
  var onClose: () -> Void = {}

  override init() {
    row = Row(spacing: 6, [])
    super.init()
    let me = Unretained(self)
    field.icon = Symbols.search
    field.height = Metrics.toolbarControlHeight
    field.didChange = { me.widget.search($0) }
    field.onSubmit = { _ in
      me.widget.go(back: true)
      return true
    }
    field.onCancel = {
      me.widget.onClose()
      return true
    }
    let older = Button("", icon: Symbols.chevronUp, style: .plain) { me.widget.go(back: true) }.toolTip("Older (Enter)")
    let newer = Button("", icon: Symbols.chevronDown, style: .plain) { me.widget.go(back: false) }
      .toolTip("Newer (Shift+Enter)")
    let close = Button("", icon: Symbols.close, style: .plain) { me.widget.onClose() }.toolTip("Close (Esc)")
    for button in [older, newer, close] { button.height = Metrics.toolbarControlHeight }
    row.setChildren([field.frame(width: 260), older, newer, count, Spacer(), close])
    addChild(row)
  }

  override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    Size(width: proposal.width ?? 480, height: 40)
  }

  override func layout(_ size: Size, _ context: LayoutContext) {
    context.place(row, in: Rect(x: 8, y: 0, width: size.width - 16, height: size.height))
  }

  override func paint(_ context: inout PaintContext) {
    context.painter.fill(bounds, context.colors.window)
    context.painter.fill(Rect(x: 0, y: 0, width: bounds.width, height: 1), context.colors.line)
  }

  override func handle(_ event: Event, _ context: EventContext) -> Bool {
    guard case .key(let key) = event, key.matches(.enter, .shift) else { return false }
    go(back: false)
    return true
  }

  /// Searches anew, for instance when another tab is shown.
  func search(_ text: String) {
    let found = target()?.search(text) ?? 0
    count.text = text.utf8.isEmpty ? "" : found == 0 ? "Not found" : "\(found) of \(found)"
    count.tone = found == 0 ? .error : .dim
  }

  private func go(back: Bool) {
    guard let view = target(), let number = view.nextMatch(back: back) else { return }
    count.text = "\(number) of \(view.matches.count)"
  }
}
