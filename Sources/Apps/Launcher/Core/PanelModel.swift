// What the panel shows: pinned applications in their order, then running ones that are not pinned, each once with all
// of its windows; and what a click on one of them means.

/// A window as the compositor reports it.
public struct PanelWindow: Equatable, Sendable {
  public var identifier: UInt64
  /// The application that it belongs to; may be unknown to the launcher.
  public var application: String
  public var title: String
  public var isActive: Bool
  public var isMinimised: Bool
  public var isUrgent: Bool
  /// The index of the workspace that it is on.
  public var workspace: Int

  public init(
    identifier: UInt64, application: String, title: String, isActive: Bool = false, isMinimised: Bool = false,
    isUrgent: Bool = false, workspace: Int = 0
  ) {
    self.identifier = identifier
    self.application = application
    self.title = title
    self.isActive = isActive
    self.isMinimised = isMinimised
    self.isUrgent = isUrgent
    self.workspace = workspace
  }
}

/// One place of the panel.
public struct PanelItem: Equatable, Sendable {
  public let application: String
  public let name: String
  public let icon: String
  public let isPinned: Bool
  /// Its windows, oldest first; none if it does not run.
  public let windows: [PanelWindow]

  public var isRunning: Bool { !windows.isEmpty }
  public var isActive: Bool { windows.contains { $0.isActive } }
  public var isUrgent: Bool { windows.contains { $0.isUrgent } }
  /// The tool tip: the application, and the title of its only window.
  public var tip: String {
    guard windows.count == 1, let title = windows.first?.title, !title.isEmpty else {
      return windows.count > 1 ? "\(name) (\(windows.count) windows)" : name
    }
    return title
  }
}

/// What a click on the panel asks for.
public enum PanelAction: Equatable, Sendable {
  case launch(String)
  case activate(UInt64)
  case minimise(UInt64)
}

/// The panel's contents.
public struct PanelModel: Sendable {
  /// Identifiers of pinned applications, in order.
  public private(set) var pinned: [String]
  private var applications: [ApplicationInfo]
  /// Those of all workspaces.
  public private(set) var windows: [PanelWindow] = []
  /// The workspace that is shown, and how many there are to choose from.
  public private(set) var workspace = 0
  public private(set) var workspaceCount = 1
  /// What is shown.
  public private(set) var items: [PanelItem] = []

  public init(applications: [ApplicationInfo], pinned: [String]) {
    self.applications = applications
    self.pinned = pinned
    rebuild()
  }

  public mutating func setApplications(_ applications: [ApplicationInfo]) {
    self.applications = applications
    rebuild()
  }

  public mutating func setWindows(_ windows: [PanelWindow], workspace: Int = 0, of count: Int = 1) {
    self.windows = windows
    self.workspace = workspace
    workspaceCount = max(1, count)
    rebuild()
  }

  public mutating func pin(_ application: String) {
    guard !pinned.contains(application) else { return }
    pinned.append(application)
    rebuild()
  }

  public mutating func unpin(_ application: String) {
    pinned.removeAll { $0 == application }
    rebuild()
  }

  /// Moves a pinned application to another place among the pinned ones.
  public mutating func movePinned(_ application: String, to index: Int) {
    guard let old = pinned.firstIndex(of: application) else { return }
    pinned.remove(at: old)
    pinned.insert(application, at: min(max(index, 0), pinned.count))
    rebuild()
  }

  private mutating func rebuild() {
    // A pinned application that is not installed is not shown, but stays pinned.
    var order = pinned.filter { name in applications.contains { $0.identifier == name } }
    // What wants to be looked at is shown wherever it is.
    let shown = windows.filter { $0.workspace == workspace || $0.isUrgent }
    for window in shown where !order.contains(window.application) { order.append(window.application) }
    items = order.map { identifier in
      let info = applications.first { $0.identifier == identifier }
      let own = shown.filter { $0.application == identifier }
      return PanelItem(
        application: identifier, name: info?.name ?? own.first?.title ?? identifier, icon: info?.icon ?? "application",
        isPinned: pinned.contains(identifier), windows: own)
    }
  }

  /// A click: starts it, shows its window, goes on to the next of several, or minimises the only one that is active.
  public func click(_ index: Int) -> PanelAction? {
    guard items.indices.contains(index) else { return nil }
    let item = items[index]
    guard let active = item.windows.firstIndex(where: { $0.isActive }) else {
      if let urgent = item.windows.first(where: { $0.isUrgent }) { return .activate(urgent.identifier) }
      return item.windows.last.map { .activate($0.identifier) } ?? .launch(item.application)
    }
    if item.windows.count == 1 { return .minimise(item.windows[active].identifier) }
    return .activate(item.windows[(active + 1) % item.windows.count].identifier)
  }

  /// A middle click or Shift+click: another window.
  public func clickForNewWindow(_ index: Int) -> PanelAction? {
    items.indices.contains(index) ? .launch(items[index].application) : nil
  }
}
