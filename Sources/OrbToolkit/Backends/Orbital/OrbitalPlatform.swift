// The system's desktop: windows of `orbital:`, its clipboard, and the event loop of the process.

import ABI
import OrbToolkit
import Protocols
import System

/// A platform of the compositor's windows.
final class OrbitalPlatform: Platform {
  /// More text than this is not taken from the clipboard.
  private static let clipboardLimit = 4 << 20
  private static let textType = "text/plain"

  let loop: EventLoop
  private var watchers: [(handle: Int, number: UInt64)] = []
  /// Windows without a compositor: each says whether it has found one.
  private var lost: [() -> Bool] = []
  /// `:orbital`, watched while windows are lost: readable when a compositor has registered.
  private var registrations: Handle?
  private var subscription: UInt64 = 0
  private var isConnecting = false

  /// Nil if the process cannot have an event queue.
  init?() {
    guard let loop = try? EventLoop() else { return nil }
    self.loop = loop
  }

  /// The desktop's; later changes come as events to the windows.
  var preferredTheme: Theme {
    guard let handle = try? Handle.open("orbital:theme", [.read, .write]),
      let answer = try? handle.call(OrbitalOperation.theme.rawValue, capacity: 4).output
    else { return .light }
    return Wire.uint32(answer, at: 0) == 1 ? .dark : .light
  }

  var milliseconds: Int { Int(truncatingIfNeeded: SystemClock.monotonic / 1_000_000) }

  func openWindow(_ window: Window) -> (any WindowSurface)? { OrbitalSurface(window, self) }

  func wait(until milliseconds: Int?) {
    let deadline = milliseconds.map { UInt64(max(0, $0)) * 1_000_000 }
    try? loop.runOnce(deadline: deadline)
  }

  func watch(_ handle: Int, _ body: @escaping () -> Void) {
    guard let raw = RawHandle(exactly: handle), let number = try? loop.add(raw, action: { _ in body() }) else { return }
    watchers.append((handle, number))
  }

  func unwatch(_ handle: Int) {
    for watcher in watchers where watcher.handle == handle { loop.remove(watcher.number) }
    watchers.removeAll { $0.handle == handle }
  }

  // MARK: Another compositor

  /// Calls `connect` now, and again for each compositor that registers, until it says that it is connected.
  func reconnect(_ connect: @escaping () -> Bool) {
    lost.append(connect)
    if registrations == nil, let watch = try? Handle.open(":orbital", [.read, .watch, .nonBlocking]),
      let number = try? loop.add(watch.raw, action: { [self] _ in findCompositor() })
    {
      subscription = number
      registrations = consume watch
    }
    findCompositor()
  }

  private func findCompositor() {
    // A window that is lost again while others connect waits for the next compositor.
    guard !isConnecting else { return }
    isConnecting = true
    // Before the attempts: whoever registers from now on is told.
    var count = [UInt8](repeating: 0, count: 8)
    _ = try? registrations?.read(into: &count)
    let attempts = lost
    lost = []
    let failed = attempts.filter { !$0() }
    lost += failed
    isConnecting = false
    guard lost.isEmpty, registrations != nil else { return }
    loop.remove(subscription)
    registrations = nil
  }

  // MARK: Clipboard

  var clipboardText: String {
    get { readClipboard() ?? "" }
    set {
      guard let handle = try? Handle.open("orbital:clipboard", [.read, .write]) else { return }
      let content = Array(OrbitalPlatform.textType.utf8) + [0] + Array(newValue.utf8)
      _ = try? handle.call(OrbitalOperation.setClipboard.rawValue, content).result
    }
  }

  private func readClipboard() -> String? {
    guard let handle = try? Handle.open("orbital:clipboard", [.read, .write]) else { return nil }
    var content: [UInt8] = []
    while content.count < OrbitalPlatform.clipboardLimit {
      let offset = UInt64(content.count)
      let request =
        Array(OrbitalPlatform.textType.utf8) + [0]
        + Wire.bytes([UInt32(truncatingIfNeeded: offset), UInt32(truncatingIfNeeded: offset >> 32)])
      guard let part = try? handle.call(OrbitalOperation.clipboard.rawValue, request, capacity: 32 * 1024).output,
        !part.isEmpty
      else { break }
      content += part
    }
    return String(decoding: content, as: UTF8.self)
  }
}
