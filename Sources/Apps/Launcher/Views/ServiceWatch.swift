// Follows `service:` and tells the person at the desktop when a service was given up.

import ABI
import Graphics
import LauncherCore
import OrbToolkit
import System

/// Reads the list of services whenever one of them has changed.
final class ServiceWatch {
  /// More of a list than this is not read.
  private static let limit = 1 << 16
  /// Between a message and the edges of the screen, and between two messages.
  private static let margin = 16.0
  private static let gap = 8.0
  /// Of a message: room for three lines.
  private static let size = Size(width: 440, height: 196)
  /// What the desktop puts around a window.
  private static let titleBar = 36.0
  /// So many messages stand above one another; more cover the first ones.
  private static let places = 3

  private let application: Application
  private var handle: Handle?
  private var failed = FailedServices()
  private var buffer: [UInt8] = []
  /// The places of the messages that are open.
  private var taken: [Int] = []
  /// Of the screen, when a message is shown.
  var screenSize: () -> Size? = { nil }

  init(_ application: Application) {
    self.application = application
  }

  /// Init serves the scheme and never ends: one connection is enough.
  func follow() {
    guard let opened = try? Handle.open("service:", [.read, .watch, .nonBlocking]) else { return }
    buffer = [UInt8](repeating: 0, count: ServiceWatch.limit)
    let raw = Int(opened.raw)
    handle = consume opened
    application.platform.watch(raw) { [self] in reload() }
    reload()
  }

  private func reload() {
    guard let count = try? handle?.read(into: &buffer, at: 0) else { return }
    update(Array(buffer.prefix(count)))
  }

  /// Shows a message for each service that a list newly calls failed.
  func update(_ list: [UInt8]) {
    for service in failed.update(list) { application.open(message(service)) }
  }

  /// At the lower right, and without taking the focus: whoever types goes on typing.
  private func message(_ service: FailedServices.Service) -> Window {
    let box = WindowBox()
    let place = (0...taken.count).first { !taken.contains($0) } ?? 0
    taken.append(place)
    let window = Notice.make(
      title: "“\(service.name)” does not run",
      text: "This part of the system failed again and again and is not started any more. "
        + "The last time it \(service.lastEnd).",
      icon: Symbols.warning,
      buttons: [
        Button("Close") { box.window?.close() }.asCancel(),
        Button("Try again") { [self] in
          box.window?.close()
          restart(service.name)
        }.asDefault(),
      ], size: ServiceWatch.size, options: options(place % ServiceWatch.places))
    box.window = window
    window.didClose = { [self] in
      box.window = nil
      taken.removeAll { $0 == place }
    }
    return window
  }

  /// Of the message at a place, counted from below.
  private func options(_ place: Int) -> WindowOptions {
    var options = Notice.options
    options.kind = .normal
    options.refusesFocus = true
    options.staysOnTop = true
    if let screen = screenSize() {
      let step = ServiceWatch.size.height + ServiceWatch.titleBar + ServiceWatch.gap
      let bottom = screen.height - Panel.height - 2 * Panel.margin - ServiceWatch.margin
      options.position = (
        screen.width - ServiceWatch.size.width - ServiceWatch.margin,
        bottom - ServiceWatch.size.height - Double(place) * step
      )
    }
    return options
  }

  private func restart(_ name: String) {
    do throws(Errno) {
      try Handle.open("service:", .write).writeAll("start \(name)")
    } catch {
      application.open(
        Notice.window(title: "That did not work", text: "The system reported an error (\(error.name))."))
    }
  }
}
