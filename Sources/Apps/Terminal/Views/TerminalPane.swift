// The content of a terminal window: menu bar, tabs (when there are several), the shown terminal, the find bar. Starts
// the programs through a closure, so that tests put their own into it.

import Graphics
public import OrbToolkit
import TerminalCore

/// All of a terminal window.
public final class TerminalPane: Widget {
  /// Starts the program of a new tab in a directory (nil: the app's own) and connects it; false if that failed.
  public typealias Starter = (TerminalView, _ directory: String?, _ onEnd: @escaping (Int?) -> Void) -> String?

  private let start: Starter
  private var tabs: [TerminalTab] = []
  private var shown = 0
  private let tabBar = TabBar([])
  private let findBar = TerminalFindBar()
  private let column: Column
  private(set) var commands: TerminalCommands?

  /// - Parameter start: connects a program to a view, and returns an error's text or nil.
  public init(start: @escaping Starter) {
    self.start = start
    column = Column(spacing: 0, [])
    super.init()
    let me = Unretained(self)
    let commands = TerminalCommands(self)
    self.commands = commands
    tabBar.didSelect = { me.widget.show($0) }
    tabBar.didClose = { me.widget.closeTab($0) }
    findBar.target = { me.widget.current }
    findBar.onClose = { me.widget.hideFind() }
    findBar.isVisible = false
    addChild(column)
    rebuild()
  }

  /// The terminal that is shown.
  public var current: TerminalView? { tabs.indices.contains(shown) ? tabs[shown].view : nil }
  /// How many tabs there are.
  public var tabCount: Int { tabs.count }

  public override func didAttach(to window: Window) {
    let me = Unretained(self)
    window.shouldClose = { me.widget.mayClose() }
    window.didClose = { me.widget.closeAll() }
    if tabs.isEmpty { newTab() }
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    context.measure(column, proposal)
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    context.place(column, in: Rect(origin: .zero, size: size))
  }

  // MARK: - Tabs

  /// Opens a tab where the shown one's shell is.
  public func newTab() {
    let view = TerminalView()
    let tab = TerminalTab(view, title: "Terminal")
    let directory = tabs.indices.contains(shown) ? tabs[shown].directory : nil
    view.fontSize = current?.fontSize ?? CellMetrics.standardSize
    let me = Unretained(self)
    let identity = Unretained(tab)
    view.onEvent = { me.widget.handle($0, identity.widget) }
    view.contextMenu = { me.widget.commands?.contextItems ?? [] }
    tabs.append(tab)
    shown = tabs.count - 1
    rebuild()
    let failure = start(view, directory) { code in me.widget.ended(identity.widget, code) }
    if let failure {
      tab.hasEnded = true
      view.feed("\u{1B}[31m\(failure)\u{1B}[0m\r\n")
    }
    focusTerminal()
  }

  private func show(_ index: Int) {
    guard tabs.indices.contains(index), index != shown else { return }
    shown = index
    rebuild()
    if findBar.isVisible { findBar.search(findBar.field.text) }
    focusTerminal()
  }

  /// Goes to the tab before or behind, round at the ends.
  func cycle(_ step: Int) {
    guard tabs.count > 1 else { return }
    show((shown + step + tabs.count) % tabs.count)
  }

  private func focusTerminal() {
    if let window, let view = current { window.focus(view, .gainedByProgram) }
  }

  private func rebuild() {
    guard let commands else { return }
    var parts: [Widget] = [commands.menuBar]
    if tabs.count > 1 { parts.append(tabBar) }
    if let view = current { parts.append(view.grow()) }
    parts.append(findBar)
    column.setChildren(parts)
    refreshTitles()
  }

  private func refreshTitles() {
    tabBar.update(titles: tabs.map { $0.title }, selected: shown)
    if tabs.indices.contains(shown) { window?.title = tabs[shown].title }
    commands?.refresh(tabCount: tabs.count, hasSelection: current?.terminal.selection != nil)
  }

  private func handle(_ event: TerminalEvent, _ tab: TerminalTab) {
    switch event {
    case .title:
      let title = String(decoding: tab.view.terminal.title, as: UTF8.self)
      tab.title = title.utf8.isEmpty ? "Terminal" : title
      refreshTitles()
    case .workingDirectory(let report): tab.directory = TerminalTab.path(report) ?? tab.directory
    case .clipboard(let text): window?.clipboardText = String(decoding: text, as: UTF8.self)
    case .bell, .palette, .notification, .progress: break
    }
  }

  private func ended(_ tab: TerminalTab, _ code: Int?) {
    tab.hasEnded = true
    guard let index = tabs.firstIndex(where: { $0 === tab }) else { return }
    if let code, code != 0 {
      // What went wrong stays readable.
      tab.view.feed("\r\n\u{1B}[2m[The program ended with status \(code). Press Ctrl+Shift+W to close.]\u{1B}[0m\r\n")
    } else {
      remove(index)
    }
  }

  /// Closes a tab; asks first if a program has the screen.
  func closeTab(_ index: Int? = nil) {
    let index = index ?? shown
    guard tabs.indices.contains(index) else { return }
    guard tabs[index].isBusy, let window else {
      remove(index)
      return
    }
    let me = Unretained(self)
    let tab = Unretained(tabs[index])
    MessageBox.show(
      in: window, .warning, title: "Close this tab?",
      text: "“\(tabs[index].title)” is still running and will be ended.",
      choices: [
        MessageBox.Choice("Close tab", isDestructive: true) {
          if let index = me.widget.tabs.firstIndex(where: { $0 === tab.widget }) { me.widget.remove(index) }
        }
      ])
  }

  private func remove(_ index: Int) {
    tabs[index].view.process?.close()
    let last = tabs.count == 1
    if last {
      window?.close()
      return
    }
    tabs.remove(at: index)
    if shown > index || shown == tabs.count { shown -= 1 }
    rebuild()
    focusTerminal()
  }

  private func mayClose() -> Bool {
    let busy = tabs.filter { $0.isBusy }
    guard let first = busy.first, let window else { return true }
    let what = busy.count == 1 ? "“\(first.title)” is" : "\(busy.count) programs are"
    let me = Unretained(self)
    MessageBox.show(
      in: window, .warning, title: "Close the window?", text: "\(what) still running and will be ended.",
      choices: [MessageBox.Choice("Close window", isDestructive: true) { me.widget.window?.close() }])
    return false
  }

  private func closeAll() {
    for tab in tabs { tab.view.process?.close() }
  }

  // MARK: - Find

  func showFind() {
    findBar.isVisible = true
    setNeedsLayout()
    window?.focus(findBar.field, .gainedByProgram)
    findBar.field.selectAll()
    if !findBar.field.text.utf8.isEmpty { findBar.search(findBar.field.text) }
  }

  private func hideFind() {
    findBar.isVisible = false
    current?.search("")
    setNeedsLayout()
    focusTerminal()
  }

  /// Makes the text of all tabs larger or smaller; 0 puts the size back.
  func zoom(_ step: Double) {
    for tab in tabs {
      tab.view.fontSize = step == 0 ? CellMetrics.standardSize : tab.view.fontSize + step
    }
  }
}
