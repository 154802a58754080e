// An application: its windows, timers and the loop that sleeps until there is something to do.
//
// The backend's module adds `Application.run(name) { app in … }`, the same in every world:
//
//   Application.run("hello") { app in
//     app.open(Window(title: "Hello") { Label("Good evening") })
//   }

import Graphics

/// The running program. Lives on one thread.
public final class Application {
  public let name: String
  public let platform: any Platform
  public let timers = TimerQueue()
  public let animations = Animations()
  public private(set) var windows: [Window] = []
  /// Reached by shortcut in every window.
  public var actions: [Action] = []
  /// No transitions.
  public var reducedMotion = false
  /// The program's arguments, without its own name.
  public var arguments: [String] = []
  /// The fonts of all windows.
  public let fonts: FontLibrary
  public private(set) var isRunning = true
  /// Work that was posted from inside the loop, to be done before it sleeps again.
  private var posted: [() -> Void] = []

  public var theme: Theme {
    didSet { for window in windows { window.setTheme(theme) } }
  }

  public init(name: String, platform: any Platform, fonts: FontLibrary = .shared) {
    self.name = name
    self.platform = platform
    self.fonts = fonts
    theme = platform.preferredTheme
  }

  deinit {
    for window in windows { window.setApplication(nil) }
  }

  public var milliseconds: Int { platform.milliseconds }

  /// Shows a window. A window that is open already stays as it is.
  public func open(_ window: Window) {
    guard !window.isOpen else { return }
    window.setApplication(self)
    window.setTheme(theme)
    window.fonts = fonts
    if window.size.isEmpty { window.size = window.preferredSize ?? window.measureContent() }
    window.isOpen = true
    windows.append(window)
    guard let surface = platform.openWindow(window) else {
      close(window)
      return
    }
    window.surface = surface
    window.damageAll()
    window.updateNow()
    window.focusFirst()
  }

  /// Closes a window; the loop ends with the last one.
  public func close(_ window: Window) {
    guard let index = windows.firstIndex(where: { $0 === window }) else { return }
    window.hideToolTip()
    window.isOpen = false
    windows.remove(at: index)
    window.surface?.close()
    window.surface = nil
    window.setApplication(nil)
    window.didClose?()
  }

  /// Ends the loop after the present round.
  public func quit() { isRunning = false }

  /// Runs `body` in the next round of the loop.
  public func post(_ body: @escaping () -> Void) { posted.append(body) }

  /// One round: due timers and frames, then the passes of every window.
  public func runRound() {
    let work = posted
    posted.removeAll(keepingCapacity: true)
    for body in work { body() }
    timers.run(now: milliseconds)
    animations.run(now: milliseconds)
    for window in windows { window.runPasses() }
  }

  /// When the loop has to wake up by itself; nil: never.
  public var nextWake: Int? {
    if !posted.isEmpty || windows.contains(where: { !$0.pending.isEmpty || $0.layoutIsNeeded }) { return 0 }
    guard let timer = timers.nextTime else { return animations.nextTime }
    return min(timer, animations.nextTime ?? timer)
  }

  /// Runs until the last window is closed or `quit` is called.
  public func runLoop() {
    runRound()
    while isRunning && !windows.isEmpty {
      platform.wait(until: nextWake)
      runRound()
    }
  }
}
