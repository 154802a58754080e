// Pages behind a row of tabs.

import Graphics

/// A row of tabs over the chosen page. Ctrl+Tab and Ctrl+Page Down go on, with Shift or Page Up back.
public final class Tabs: Widget {
  public typealias Page = (title: String, content: Widget)
  private let bar: TabBar
  private var pages: [Page]
  public var didChange: ((Int) -> Void)? {
    get { bar.didSelect }
    set { bar.didSelect = newValue }
  }

  public init(_ pages: [Page], selected: Int = 0) {
    self.pages = pages
    bar = TabBar(pages.map { $0.title }, selected: selected)
    super.init()
    layoutHints.grow = 1
    addChild(bar)
    for page in pages { addChild(page.content) }
    let reference = Unretained(self)
    bar.selectionDidChange = { reference.widget.showPage() }
    showPage()
  }

  public var selected: Int {
    get { bar.selected }
    set { bar.select(newValue) }
  }

  private func showPage() {
    // The focus must not stay on a page that vanishes.
    let loses = pages.enumerated().contains { index, page in
      guard index != bar.selected, let focused = window?.focusedWidget else { return false }
      return page.content.isAncestor(of: focused)
    }
    if loses { window?.focus(bar) }
    for (index, page) in pages.enumerated() { page.content.isVisible = index == bar.selected }
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let head = context.measure(bar, Proposal(width: proposal.width, height: nil))
    let room = Proposal(width: proposal.width, height: proposal.height.map { max(0, $0 - head.height) })
    var size = Size.zero
    for page in pages where page.content.isVisible { size = size.atLeast(context.measure(page.content, room)) }
    return Size(width: max(head.width, size.width), height: head.height + size.height)
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    context.place(bar, in: Rect(x: 0, y: 0, width: size.width, height: TabBar.height))
    let room = Rect(left: 0, top: TabBar.height, right: size.width, bottom: size.height)
    for page in pages where page.content.isVisible { context.place(page.content, in: room) }
  }

  public override func handle(_ event: Event, _ context: EventContext) -> Bool {
    guard case .key(let key) = event, key.isPress, pages.count > 1 else { return false }
    if key.matches(.tab, .control) || key.matches(.pageDown, .control) {
      bar.select((selected + 1) % pages.count)
    } else if key.matches(.tab, [.control, .shift]) || key.matches(.pageUp, .control) {
      bar.select((selected + pages.count - 1) % pages.count)
    } else {
      return false
    }
    return true
  }
}
