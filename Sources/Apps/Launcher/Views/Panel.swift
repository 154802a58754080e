// The panel at the lower edge: start mark, applications, clock. Wakes once a minute, and when a window changes.

import ABI
import Graphics
import LauncherCore
public import OrbToolkit
import Protocols
import System

/// The panel and what belongs to it.
public final class Panel {
  static let height = 44.0
  /// Kept free between the panel and the edges of the screen.
  static let margin = 8.0

  private let application: Application
  private let applications: Applications
  private let windows: WindowList
  let services: ServiceWatch
  private var model: PanelModel
  private let items = State<[PanelItem]>([])
  /// The workspace that is shown, and how many there are.
  private let workspaces = State(WorkspaceChoice(shown: 0, count: 1))
  private let time = State("")
  private let date = State("")
  private var menu: StartMenu?
  public private(set) var window: Window?

  private var settings = DesktopSettings()
  private let settingsPath: String?

  /// - Parameter home: where choices are kept; nil: nowhere.
  public init(_ application: Application, home: String? = Environment["HOME"]) {
    self.application = application
    applications = Applications(home: home)
    settingsPath = home.map { $0 + "/.settings" }
    if let settingsPath, let text = try? FileSystem.readFile(settingsPath, limit: DesktopSettings.limit) {
      settings = DesktopSettings(text: text)
    }
    windows = WindowList(application)
    services = ServiceWatch(application)
    model = PanelModel(applications: applications.all, pinned: Applications.pinned)
    items.value = model.items
  }

  /// Opens the panel and follows the desktop.
  public func open() {
    var options = WindowOptions()
    options.kind = .panel
    options.isBorderless = true
    options.isTransparent = true
    options.isResizable = false
    options.isClosable = false
    options.refusesFocus = true
    // Width 0 asks the compositor for the whole width.
    let window = Window(title: "Panel", size: Size(width: 0, height: Panel.height), options: options) {
      PanelBackground(content())
    }
    window.minimumSize = .zero
    window.desktopShortcut = { [self] key, _ in shortcut(key) }
    self.window = window
    tick()
    application.open(window)
    windows.didConnect = { [self] in applyTheme() }
    windows.didChange = { [self] in update($0, workspace: $1, of: $2) }
    windows.follow()
    services.screenSize = { [self] in self.window?.screenSize }
    services.follow()
  }

  private func content() -> Widget {
    Row(spacing: 2) {
      PanelButton("Start", icon: AppIcons.apus) { [self] in toggleMenu() }.toolTip("Start menu (Super)")
      Dynamic(.horizontal, spacing: 2, on: items) { [self] in
        for (index, item) in items.value.enumerated() { button(item, index) }
      }
      Spacer()
      Dynamic(.horizontal, spacing: 2, on: workspaces) { [self] in
        for index in 0..<workspaces.value.count where workspaces.value.count > 1 { workspaceButton(index) }
      }
      clock()
    }
  }

  private func button(_ item: PanelItem, _ index: Int) -> Widget {
    let mark: PanelButton.Mark =
      item.isActive ? .active : item.isUrgent ? .urgent : item.isRunning ? .running : .none
    let button = PanelButton(item.name, icon: Applications.icon(item.icon), mark: mark) { [self] in
      perform(model.click(index))
    }
    button.toolTip = item.tip
    button.alternative = { [self] in perform(model.clickForNewWindow(index)) }
    // The button has the closure: it may not keep the button.
    let place = Unretained(button)
    button.contextMenu { [self] in
      openMenu(item, place.widget)
      return []
    }
    return button
  }

  private func workspaceButton(_ index: Int) -> Widget {
    WorkspaceButton(index, isShown: index == workspaces.value.shown) { [self] in windows.showWorkspace(index) }
      .toolTip("Workspace \(index + 1) (Super+\(index + 1))")
  }

  private func clock() -> Widget {
    Row(spacing: 10) {
      Label(date, tone: .dim).lines(1)
      Label(time, .emphasis).lines(1)
    }
    .margin(Insets(horizontal: 12, vertical: 0))
    .bind(date) { row, _ in row.toolTip = PanelClock(seconds: Applications.now).longDate }
  }

  /// Sets the clock, and the timer for when it is wrong.
  private func tick() {
    let now = PanelClock(seconds: Applications.now)
    time.set(now.time())
    date.set(now.shortDate)
    application.timers.schedule(at: application.milliseconds + now.secondsToNextMinute * 1000) { [self] in tick() }
  }

  // MARK: Windows and applications

  func update(_ windows: [DesktopWindow], workspace: Int = 0, of count: Int = 1) {
    let own = CurrentProcess.id
    model.setWindows(
      windows.filter { $0.process != own }.map { window in
        PanelWindow(
          identifier: UInt64(window.number),
          application: applications.application(process: window.process, title: window.title), title: window.title,
          isActive: window.isFocused, isMinimised: window.isMinimized, isUrgent: window.wantsAttention,
          workspace: window.workspace)
      }, workspace: workspace, of: count)
    let choice = WorkspaceChoice(shown: model.workspace, count: model.workspaceCount)
    if choice != workspaces.value { workspaces.value = choice }
    if model.items != items.value { items.value = model.items }
  }

  private func perform(_ action: PanelAction?) {
    switch action {
    case .launch(let identifier): start(identifier)
    case .activate(let window): windows.perform(.focus, on: UInt32(truncatingIfNeeded: window))
    case .minimise(let window): windows.perform(.minimize, on: UInt32(truncatingIfNeeded: window))
    case nil: break
    }
  }

  func start(_ identifier: String) {
    guard let problem = applications.start(identifier) else { return }
    let name = applications.info(identifier)?.name ?? identifier
    application.open(Notice.window(title: "“\(name)” could not be started", text: problem))
  }

  /// Gives the desktop the theme that was chosen; a compositor that was restarted has none.
  private func applyTheme() {
    guard let isDark = settings.isDark else { return }
    application.theme = isDark ? .dark : .light
    windows.setTheme(isDark: isDark)
  }

  // MARK: Menus

  private func shortcut(_ key: Key?) {
    switch key {
    case nil: toggleMenu()
    case .e?: start("files")
    case .t?: start("terminal")
    default: break
    }
  }

  public func toggleMenu() {
    if let menu, menu.isOpen { return menu.close() }
    let menu = StartMenu(application, applications, windows: model.windows) { [self] choice in
      switch choice {
      case .start(let identifier): start(identifier)
      case .window(let number): windows.perform(.focus, on: UInt32(truncatingIfNeeded: number))
      case .theme(let isDark):
        settings.isDark = isDark
        if let settingsPath { try? FileSystem.writeFile(settingsPath, settings.text) }
        applyTheme()
      case .power(let command): PowerDialog.open(command, in: application)
      }
    }
    self.menu = menu
    menu.open(screen: window?.screenSize)
  }

  /// The menu of an application, in a window of its own: the panel is too low for it.
  private func openMenu(_ item: PanelItem, _ button: Widget) {
    var entries: [MenuItem] = item.windows.map { window in
      .item(window.title.isEmpty ? item.name : window.title) { [self] in perform(.activate(window.identifier)) }
    }
    if !entries.isEmpty { entries.append(.separator) }
    entries.append(.item(item.isRunning ? "New window" : "Open") { [self] in start(item.application) })
    entries.append(
      .item(item.isPinned ? "Unpin from panel" : "Pin to panel") { [self] in
        if item.isPinned { model.unpin(item.application) } else { model.pin(item.application) }
        items.value = model.items
      })
    if item.isRunning {
      entries.append(.separator)
      let title = item.windows.count == 1 ? "Close" : "Close all windows"
      entries.append(
        .item(title) { [self] in
          for window in item.windows { windows.perform(.close, on: UInt32(truncatingIfNeeded: window.identifier)) }
        })
    }
    let screen = window?.screenSize ?? Size(width: 1280, height: 800)
    let bottom = screen.height - Panel.height - 2 * Panel.margin
    Menu.openWindow(
      entries, bottomLeft: Point(x: Panel.margin + button.frameInWindow.minX, y: bottom), in: application)
  }
}
