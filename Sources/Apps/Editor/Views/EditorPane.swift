// The content of an editor window: menus, tabs, the shown text, find bar and status. Nothing that was typed is lost
// without a question. File commands: EditorPaneFiles.swift.

import EditorCore
import Graphics
public import OrbToolkit

/// All of an editor window.
public final class EditorPane: Widget {
  var views: [EditorView] = []
  var shown = 0
  private let tabBar = TabBar([])
  private let findBar = EditorFindBar()
  private let column = Column(spacing: 0, [])
  /// Keeps the first line off the menu.
  private let textArea = Padding(Insets(top: 4, left: 0, bottom: 0, right: 0), background: .surface) {}
  private let place = State("")
  private let facts = State("")
  private(set) var commands: EditorCommands?
  let drafts: DraftStore?
  var draftTimer: Timer?

  /// - Parameter drafts: where unsaved text is kept between runs; nil: nowhere.
  public init(drafts: DraftStore? = nil) {
    self.drafts = drafts
    super.init()
    let me = Unretained(self)
    commands = EditorCommands(self)
    tabBar.didSelect = { me.widget.show($0) }
    tabBar.didClose = { me.widget.closeTab($0) }
    findBar.target = { me.widget.current }
    findBar.onClose = { me.widget.hideFind() }
    findBar.isVisible = false
    addChild(column)
  }

  /// The text that is shown.
  public var current: EditorView? { views.indices.contains(shown) ? views[shown] : nil }
  /// How many texts are open.
  public var tabCount: Int { views.count }

  public override func didAttach(to window: Window) {
    let me = Unretained(self)
    window.shouldClose = { me.widget.mayClose() }
    window.activationDidChange = { if $0 { me.widget.checkOutsideChanges() } }
    restoreDrafts()
    if views.isEmpty { newFile() }
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    Size(width: proposal.width ?? 760, height: proposal.height ?? 520)
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    context.place(column, in: Rect(origin: .zero, size: size))
  }

  // MARK: - Tabs

  /// Shows a text in a tab of its own; an untouched empty one is replaced.
  func add(_ file: TextFile) {
    let view = EditorView(file)
    let me = Unretained(self)
    view.onChange = { me.widget.refresh() }
    view.contextMenu = { me.widget.commands?.contextItems ?? [] }
    if let current {
      view.wrapsLines = current.wrapsLines
      view.showsLineNumbers = current.showsLineNumbers
      view.fontSize = current.fontSize
    }
    if views.count == 1, views[0].file.isPristine { views.removeAll() }
    views.append(view)
    shown = views.count - 1
    rebuild()
  }

  /// An empty text.
  public func newFile() {
    let used = views.compactMap { $0.file.path == nil ? $0.file.number : nil }
    add(TextFile(number: (1...10_000).first { !used.contains($0) } ?? 1))
  }

  func show(_ index: Int) {
    guard views.indices.contains(index), index != shown else { return }
    current?.highlight = nil
    shown = index
    rebuild()
    checkOutsideChanges()
  }

  func cycle(_ step: Int) {
    guard views.count > 1 else { return }
    show((shown + step + views.count) % views.count)
  }

  func rebuild() {
    guard let commands else { return }
    var parts: [Widget] = [commands.menuBar]
    if views.count > 1 { parts.append(tabBar) }
    if let view = current {
      textArea.setChildren([view])
      parts.append(textArea.grow())
    }
    parts.append(findBar)
    parts.append(statusBar)
    column.setChildren(parts)
    refresh()
    if let window, let view = current { window.focus(view, .gainedByProgram) }
  }

  private lazy var statusBar = StatusBar {
    Label(place, .caption, tone: .dim).lines(1).grow()
    Label(facts, .caption, tone: .dim).lines(1)
  }

  /// Titles, marks and facts as the shown document has them.
  func refresh() {
    tabBar.update(titles: views.map { $0.file.name }, selected: shown)
    tabBar.unsaved = Set(views.indices.filter { views[$0].file.document.isModified })
    guard let view = current else { return }
    let document = view.file.document
    // The dot for unsaved changes is the desktop's to draw.
    window?.title = view.file.name + " – Editor"
    window?.hasUnsavedChanges = views.contains { $0.file.document.isModified }
    let caret = document.caretPlace
    var text = "Line \(caret.line + 1), column \(caret.column + 1)"
    let selected = document.selection.range.byteCount
    if selected > 0 { text += "  (\(selected) \(selected == 1 ? "byte" : "bytes") selected)" }
    place.value = text
    let indentation = document.indentation
    let habit = indentation.usesTabs ? "Tabs" : "Spaces: \(indentation.width)"
    facts.value = "\(habit)     UTF-8     \(document.lineEnding.name)"
    commands?.refresh(self)
    scheduleDrafts()
  }

  // MARK: - Find

  func showFind(replacing: Bool) {
    findBar.isVisible = true
    findBar.begin(replacing: replacing)
    setNeedsLayout()
    window?.focus(findBar.field, .gainedByProgram)
  }

  private func hideFind() {
    findBar.isVisible = false
    current?.highlight = nil
    setNeedsLayout()
    if let window, let view = current { window.focus(view, .gainedByProgram) }
  }

  func findNext() { findBar.query.needle.isEmpty ? showFind(replacing: false) : findBar.next() }
  func findPrevious() { findBar.query.needle.isEmpty ? showFind(replacing: false) : findBar.previous() }

  /// Asks for a line and goes there.
  func goToLine() {
    guard let window, let view = current else { return }
    let field = TextField(placeholder: "1 to \(view.buffer.lineCount)")
    let target = Unretained(view)
    var dialog: Dialog?
    let go = {
      // "12", or "12:3" with a column.
      let parts = field.text.utf8.split(separator: 0x3A).map { Int(String(Substring($0))) ?? 1 }
      dialog?.dismiss()
      guard let line = parts.first else { return }
      target.widget.file.document.goTo(LineColumn(line: line - 1, column: parts.count > 1 ? parts[1] - 1 : 0))
      target.widget.changed(centered: true)
    }
    field.onSubmit = { _ in
      go()
      return true
    }
    let buttons = [Button("Cancel") { dialog?.dismiss() }.asCancel(), Button("Go", action: go).asDefault()]
    dialog = Dialog("Go to line", width: 320, content: [field], buttons: buttons)
    dialog?.present(in: window) {
      dialog = nil
      field.onSubmit = nil
    }
    window.focus(field, .gainedByProgram)
  }

  func zoom(_ step: Double) {
    for view in views { view.fontSize = step == 0 ? 13 : view.fontSize + step }
  }
}
