// The start menu: a search field that has the focus, applications in a grid, matches as a list, power at the foot.

import ABI
import Graphics
import LauncherCore
import OrbToolkit
import System

/// The start menu in its popup window.
final class StartMenu {
  enum Choice {
    case start(String)
    case window(UInt64)
    /// The dark theme, or the light one.
    case theme(Bool)
    case power(PowerDialog.Command)
  }

  static let size = Size(width: 560, height: 480)

  private let application: Application
  private let applications: Applications
  private let windows: [PanelWindow]
  private let user: String
  private let choose: (Choice) -> Void
  private var matches: [ApplicationInfo] = []
  private var foundWindows: [PanelWindow] = []
  private var foundCommands: [PowerDialog.Command] = []
  private(set) var window: Window?

  private var grid: IconGrid?
  private var list: ListView?
  private var gridScroll: ScrollView?
  private var field: TextField?

  init(
    _ application: Application, _ applications: Applications, windows: [PanelWindow],
    user: String = Environment["USER"] ?? "user", choose: @escaping (Choice) -> Void
  ) {
    self.application = application
    self.applications = applications
    self.windows = windows
    self.user = user
    self.choose = choose
  }

  var isOpen: Bool { window?.isOpen == true }

  func close() { window?.close() }

  /// Opens above the panel's left end.
  func open(screen: Size?) {
    var options = WindowOptions()
    options.kind = .popup
    options.isBorderless = true
    options.isResizable = false
    if let screen {
      let y = screen.height - Panel.height - 2 * Panel.margin - StartMenu.size.height
      options.position = (Panel.margin, max(0, y))
    }
    let window = Window(title: "Start", size: StartMenu.size, options: options) { content() }
    window.keyFilter = { [self] event in filterKey(event) }
    window.activationDidChange = { [self] active in if !active { close() } }
    window.initialFocus = field
    // The widgets' closures hold this object, so it lets go of them.
    window.didClose = { [self] in
      self.window = nil
      field = nil
      grid = nil
      gridScroll = nil
      list = nil
    }
    self.window = window
    search("")
    application.open(window)
  }

  // MARK: Content

  private func content() -> Widget {
    let field = TextField.search("Search applications and windows") { [self] in search($0) }
    field.onSubmit = { [self] _ in
      activateSelection()
      return true
    }
    self.field = field
    let grid = IconGrid(cell: Size(width: 84, height: 96), iconSide: 44) { [self] in gridItem($0) }
    grid.activatesOnClick = true
    grid.isSteeredFromOutside = true
    grid.onActivate = { [self] in activate($0) }
    self.grid = grid
    let scroll = ScrollView { grid }
    gridScroll = scroll
    let list = ListView(rowHeight: 44) { [self] in listItem($0) }
    list.isFramed = false
    list.rows.activatesOnClick = true
    list.rows.isSteeredFromOutside = true
    list.onActivate { [self] in activate($0) }
    list.emptyState = EmptyState(Symbols.search, title: "Nothing found", text: "Try the first letters of a name.")
    self.list = list
    return Padding(Insets(top: 16, left: 16, bottom: 10, right: 16)) {
      Column(spacing: 12) {
        field
        Stack {
          scroll
          list
        }.grow()
        Separator()
        foot()
      }
    }
  }

  private func foot() -> Widget {
    Row(spacing: 8) {
      Icon(Symbols.home, tone: .dim)
      Label(user, .emphasis).lines(1)
      Spacer()
      themeButton()
      commandButton(.restart)
      commandButton(.shutDown)
    }
  }

  private func commandButton(_ command: PowerDialog.Command) -> Widget {
    Button(command.name, icon: command.icon, style: .plain) { [self] in finish(.power(command)) }
  }

  private func themeButton() -> Widget {
    let isDark = application.theme.isDark
    return Button(isDark ? "Light theme" : "Dark theme", icon: isDark ? Symbols.sun : Symbols.moon, style: .plain) {
      [self] in finish(.theme(!isDark))
    }
  }

  private func gridItem(_ index: Int) -> GridItem {
    guard matches.indices.contains(index) else { return GridItem("", icon: AppIcons.other) }
    return GridItem(matches[index].name, icon: Applications.icon(matches[index].icon))
  }

  private func listItem(_ index: Int) -> ListItem {
    if matches.indices.contains(index) {
      return ListItem(
        matches[index].name, icon: Applications.icon(matches[index].icon), detail: matches[index].summary)
    }
    switch other(index) {
    case .power(let command): return ListItem(command.name, icon: command.icon, detail: command.summary)
    case .window(let identifier):
      let title = foundWindows.first { $0.identifier == identifier }?.title ?? ""
      return ListItem(title, icon: AppIcons.other, detail: "Open window")
    case .start, .theme, nil: return ListItem("")
    }
  }

  /// What a row of the list stands for that comes behind the applications: commands, then windows.
  private func other(_ index: Int) -> Choice? {
    let command = index - matches.count
    if foundCommands.indices.contains(command) { return .power(foundCommands[command]) }
    let window = command - foundCommands.count
    return foundWindows.indices.contains(window) ? .window(foundWindows[window].identifier) : nil
  }

  private func search(_ text: String) {
    let found = ApplicationSearch.search(
      text, in: applications.all, usage: applications.usage, now: Applications.now)
    matches = found.map { $0.application }
    let wanted = text.lowercased()
    foundCommands = PowerDialog.Command.all.filter { $0.matches(wanted) }
    foundWindows =
      wanted.isEmpty ? [] : windows.filter { StartMenu.contains(Array($0.title.lowercased().utf8), Array(wanted.utf8)) }
    gridScroll?.isVisible = wanted.isEmpty
    list?.isVisible = !wanted.isEmpty
    grid?.reload(count: matches.count)
    list?.reload(count: matches.count + foundCommands.count + foundWindows.count)
    list?.select(0)
  }

  private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard text.count >= part.count else { return false }
    return (0...(text.count - part.count)).contains { text[$0..<($0 + part.count)].elementsEqual(part) }
  }

  // MARK: Keys and choices

  /// Esc closes; arrow keys move in what is shown while the field keeps the focus for typing.
  private func filterKey(_ event: KeyEvent) -> Bool {
    if event.matches(.escape) && field?.text.isEmpty != false {
      close()
      return true
    }
    guard let view = shownView, view.count > 0, field?.isFocused == true, event.modifiers.forShortcut.isEmpty else {
      return false
    }
    let arrows: [Key] = field?.text.isEmpty == true ? [.up, .down, .left, .right] : [.up, .down]
    guard arrows.contains(event.key) else { return false }
    let target = view.selection.current.flatMap { view.neighbour(of: $0, event.key) } ?? 0
    view.select(min(max(target, 0), view.count - 1))
    return true
  }

  private var shownView: ItemView? { list?.isVisible == true ? list?.rows : grid }

  private func activateSelection() {
    activate(shownView?.selection.current ?? 0)
  }

  private func activate(_ index: Int) {
    if matches.indices.contains(index) {
      finish(.start(matches[index].identifier))
    } else if let choice = other(index) {
      finish(choice)
    }
  }

  private func finish(_ choice: Choice) {
    close()
    choose(choice)
  }
}
