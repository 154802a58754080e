// The applications of the system, and starting them.

import ABI
import Graphics
import LauncherCore
import OrbToolkit
import System

/// What can be started, and what was.
final class Applications {
  /// More of a manifest than this is not read.
  private static let manifestPath = "/share/applications"

  private(set) var all: [ApplicationInfo]
  private(set) var usage = UsageHistory()
  /// Which application a process of ours is.
  private var processes: [(process: UInt32, application: String)] = []
  private var children: [ChildBox] = []
  private let usagePath: String?

  /// - Parameter home: where it is kept what was started how often; nil: nowhere.
  init(home: String? = Environment["HOME"]) {
    all = Applications.standard
    if let text = try? FileSystem.readFile(Applications.manifestPath, limit: ApplicationManifest.limit),
      let more = try? ApplicationManifest.parse(text)
    {
      let known = all.map { $0.identifier }
      all += more.filter { !known.contains($0.identifier) }
    }
    usagePath = home.map { $0 + "/.launcher-usage" }
    if let usagePath, let text = try? FileSystem.readFile(usagePath, limit: 1 << 16) {
      usage = UsageHistory(text: text)
    }
  }

  private static let standard = [
    ApplicationInfo(
      identifier: "files", name: "Files", summary: "Look at and arrange files", program: "files",
      categories: ["System"], keywords: ["folder", "browser", "manager"]),
    ApplicationInfo(
      identifier: "terminal", name: "Terminal", summary: "A shell and its tools", program: "terminal",
      categories: ["System"], keywords: ["shell", "console", "command", "sh"]),
    ApplicationInfo(
      identifier: "editor", name: "Editor", summary: "Write and change text", program: "editor",
      categories: ["Accessories"], keywords: ["text", "write", "notes", "code"]),
    ApplicationInfo(
      identifier: "calculator", name: "Calculator", summary: "Exact to the digit", program: "calculator",
      categories: ["Accessories"], keywords: ["math", "numbers", "sum"]),
    ApplicationInfo(
      identifier: "welcome", name: "Welcome", summary: "What this system is, and its keys", program: "welcome",
      categories: ["Help"], keywords: ["help", "keys", "about"]),
  ]

  /// Pinned to the panel.
  static let pinned = ["files", "terminal", "editor", "calculator"]

  static func icon(_ name: String) -> VectorIcon {
    switch name {
    case "files": AppIcons.files
    case "terminal": AppIcons.terminal
    case "editor": AppIcons.editor
    case "calculator": AppIcons.calculator
    case "welcome": AppIcons.welcome
    case "settings": AppIcons.settings
    default: AppIcons.other
    }
  }

  func info(_ identifier: String) -> ApplicationInfo? { all.first { $0.identifier == identifier } }

  /// Seconds since 1970.
  static var now: Int64 { Int64(clamping: SystemClock.realTime / 1_000_000_000) }

  // MARK: Starting

  /// Keeps a child's handle, so that its end can be collected.
  private final class ChildBox {
    let child: ChildProcess
    init(_ child: consuming ChildProcess) { self.child = child }
  }

  /// Starts an application; the sentence to show if that failed.
  func start(_ identifier: String) -> String? {
    guard let info = info(identifier) else { return "There is no application “\(identifier)”." }
    collect()
    var request = SpawnRequest(info.program, [info.program] + info.arguments)
    request.group = .own
    request.directory = Environment["HOME"]
    do throws(Errno) {
      let child = try request.start()
      processes.append((child.id, identifier))
      children.append(ChildBox(child))
    } catch .noSuchEntry {
      return "The program “\(info.program)” is missing."
    } catch .outOfMemory {
      return "There is not enough memory for it."
    } catch {
      return "The system reported an error (\(error.name))."
    }
    usage.record(identifier, now: Applications.now)
    if let usagePath { try? FileSystem.writeFile(usagePath, usage.text) }
    return nil
  }

  /// Forgets children that have ended.
  private func collect() {
    children.removeAll { box in
      guard let ended = try? box.child.poll() else { return false }
      _ = ended
      let id = box.child.id
      processes.removeAll { $0.process == id }
      return true
    }
  }

  /// The application that a window belongs to: by its process, else by its title.
  func application(process: UInt32, title: String) -> String {
    if let known = processes.first(where: { $0.process == process }) { return known.application }
    let byName = all.first {
      title.utf8.starts(with: $0.name.utf8) || title.utf8.suffix($0.name.utf8.count).elementsEqual($0.name.utf8)
    }
    return byName?.identifier ?? title
  }
}
