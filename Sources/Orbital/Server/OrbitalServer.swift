// The compositor as a server: handles of clients, the connections to input and display, and the loop that ties them.
//
// Each round of the loop takes what came in (requests, input), then carries out what the model decided, composes the
// damage once and copies it. Nothing polls: an idle desktop sleeps. Files: +Requests, +Windows, +Panel.

import ABI
import Graphics
import OrbitalCompositor
import OrbitalModel
import Protocols
import SchemeServer
import System

/// The server of `orbital:`.
final class OrbitalServer {
  /// A read that waits for news.
  struct PendingRead {
    var tag: UInt32
    var length: Int
  }

  /// A window's handle.
  final class WindowClient {
    let window: WindowID
    let process: UInt32
    var queue = WindowEventQueue()
    var pending: PendingRead?
    var surface: ClientSurface?

    init(_ window: WindowID, process: UInt32) {
      self.window = window
      self.process = process
    }
  }

  /// A handle on the list of windows.
  final class ListClient {
    var isChanged = true
    var pending: PendingRead?
  }

  enum Resource {
    case window(WindowClient)
    case list(ListClient)
    case clipboard
    case theme
  }

  let port: SchemePort
  let loop: EventLoop
  var model: DesktopModel
  var compositor: Compositor
  var resources: [UInt64: Resource] = [:]
  /// Resource numbers by window.
  var handles: [WindowID: UInt64] = [:]
  /// Windows in the order in which they were opened.
  var opened: [WindowID] = []
  var clipboard: (type: [UInt8], content: [UInt8]) = ([], [])
  /// What the desktop's owner chose; nil as long as nobody has, so that windows of before a restart stay as they are.
  var isDark: Bool?
  private var nextResource: UInt64 = 1

  private var display: DisplayConnection
  private var displaySource: UInt64 = 0
  private let displayWatch: Handle
  private var input: Handle?
  private var inputSource: UInt64 = 0
  private let inputWatch: Handle
  private var inputBytes = [UInt8](repeating: 0, count: 64 * InputEvent.length)
  private var watchCount = [UInt8](repeating: 0, count: 8)
  private var isAnnounced = false

  init() throws(Errno) {
    loop = try EventLoop()
    display = try DisplayConnection()
    model = DesktopModel(width: display.width, height: display.height)
    compositor = Compositor(model)
    displayWatch = try Handle.open(":display", [.read, .watch, .nonBlocking])
    inputWatch = try Handle.open(":input", [.read, .watch, .nonBlocking])
    port = try SchemePort(registering: "orbital")
  }

  func run() throws(Errno) {
    try loop.add(port.handle.raw) { [self] _ in
      // What clients do has no time of its own.
      model.advance(to: SystemClock.monotonic)
      do throws(Errno) { try port.serveWaiting(self) } catch { loop.stop() }
    }
    try loop.add(inputWatch.raw) { [self] _ in
      _ = try? inputWatch.read(into: &watchCount)
      if input == nil { connectInput() }
    }
    try loop.add(displayWatch.raw) { [self] _ in
      _ = try? displayWatch.read(into: &watchCount)
      if displaySource == 0 { connectDisplay() }
    }
    subscribeDisplay()
    connectInput()
    while true {
      settle()
      try loop.runOnce(deadline: model.nextDeadline)
      model.advance(to: SystemClock.monotonic)
    }
  }

  /// The user wants a program ended that does not answer; its windows close when its handles do.
  private func end(_ process: UInt32) {
    try? Processes.kill(Int64(process), .kill)
  }

  /// For another screen or theme.
  func renewCompositor() {
    compositor = Compositor(model, theme: isDark == true ? .dark : .light)
  }

  func newResource(_ resource: Resource) -> UInt64 {
    let id = nextResource
    nextResource += 1
    resources[id] = resource
    return id
  }

  // MARK: After each round

  /// Carries out what the model decided, and brings the screen up to date.
  private func settle() {
    // By index: what is carried out may lead to more.
    var index = 0
    while index < model.actions.count {
      switch model.actions[index] {
      case .damage(let rect): compositor.damage(rect)
      case .send(let window, let event): deliver(event, to: window)
      case .windowList: listChanged()
      case .end(let client): end(client)
      case .cursor: break
      }
      index += 1
    }
    model.clearActions()
    compositor.compose(model, self)
    guard compositor.needsPresent(model) else { return }
    compositor.present(model, on: display.target) { [display] rect in display.finish(rect) }
    display.flush()
    if !isAnnounced { announce() }
  }

  /// Says once that the desktop is there: wallpaper and panel are on the screen.
  private func announce() {
    let panel = model.order.contains { id in
      guard let window = model.window(id) else { return false }
      return window.isVisible && window.flags.contains(.panel)
    }
    guard panel else { return }
    isAnnounced = true
    try? Handle.open("debug:", .write).writeAll("\ndesktop ready\n")
  }

  // MARK: Input

  private func connectInput() {
    guard let opened = try? Handle.open("input:consumer", [.read, .nonBlocking]),
      let source = try? loop.add(opened.raw, action: { [self] _ in readInput() })
    else { return }
    inputSource = source
    input = consume opened
  }

  private func readInput() {
    while input != nil {
      let count: Int
      do throws(Errno) { count = try input?.read(into: &inputBytes) ?? 0 } catch {
        if error != .wouldBlock { disconnectInput() }
        return
      }
      if count < InputEvent.length { return disconnectInput() }
      var offset = 0
      while offset + InputEvent.length <= count, let event = InputEvent(inputBytes.span, at: offset) {
        model.handle(event)
        offset += InputEvent.length
      }
      if count < inputBytes.count { return }
    }
  }

  /// inputd died: windows stay as they are, and the new one is asked as soon as it is there.
  private func disconnectInput() {
    loop.remove(inputSource)
    input = nil
    connectInput()
  }

  // MARK: Display

  private func subscribeDisplay() {
    let source = try? loop.add(display.handle.raw) { [self] readiness in
      if readiness.contains(.hangup) { disconnectDisplay() }
    }
    displaySource = source ?? 0
  }

  /// The driver died. Its memory is still the screen's, so drawing goes on until there is another one.
  private func disconnectDisplay() {
    loop.remove(displaySource)
    displaySource = 0
    connectDisplay()
  }

  private func connectDisplay() {
    guard let fresh = try? DisplayConnection() else { return }
    if fresh.width != display.width || fresh.height != display.height {
      model.setScreen(width: fresh.width, height: fresh.height)
      renewCompositor()
    }
    display = fresh
    compositor.damage(model.screen)
    subscribeDisplay()
  }
}

extension OrbitalServer: SurfaceSource {
  func surface(of window: WindowID) -> PixelBuffer? {
    guard let id = handles[window], case .window(let client)? = resources[id] else { return nil }
    return client.surface?.pixels
  }
}
