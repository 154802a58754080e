// The list of windows that the compositor keeps for the panel (`orbital:windows`).

import ABI
import OrbToolkit
import Protocols
import System

/// One window of the desktop.
struct DesktopWindow: Equatable {
  var number: UInt32
  var process: UInt32
  var title: String
  var isFocused: Bool
  var isMinimized: Bool
  var wantsAttention: Bool
  /// The index of the workspace that it is on.
  var workspace = 0
}

/// Follows the windows of the desktop.
final class WindowList {
  /// Bytes of a `WindowDescription`, and windows that are asked for.
  private static let recordSize = 128
  private static let titleOffset = 32
  private static let limit = 256

  private let application: Application
  private var handle: Handle?
  /// Readable when a compositor has registered. None on the host.
  private var registrations: Handle?
  private var buffer = [UInt8](repeating: 0, count: 4096)
  /// There is a (new) compositor.
  var didConnect: (() -> Void)?
  var didChange: (([DesktopWindow], _ workspace: Int, _ count: Int) -> Void)?

  init(_ application: Application) {
    self.application = application
  }

  /// Connects, and again whenever the compositor was restarted.
  func follow() {
    if let watch = try? Handle.open(":orbital", [.read, .watch, .nonBlocking]) {
      application.platform.watch(Int(watch.raw)) { [self] in connect() }
      registrations = consume watch
    }
    connect()
  }

  private func connect() {
    // Before the attempt: whoever registers from now on is told.
    _ = try? registrations?.read(into: &buffer)
    guard handle == nil, let opened = try? Handle.open("orbital:windows", [.read, .write, .nonBlocking]) else { return }
    application.platform.watch(Int(opened.raw)) { [self] in changed() }
    handle = consume opened
    didConnect?()
    reload()
  }

  private func changed() {
    do throws(Errno) {
      if try handle?.read(into: &buffer) == 0 { return disconnected() }
    } catch .wouldBlock {
      return
    } catch {
      return disconnected()
    }
    reload()
  }

  private func disconnected() {
    if let raw = handle?.raw { application.platform.unwatch(Int(raw)) }
    handle = nil
    connect()
  }

  private func reload() {
    var bytes: [UInt8] = []
    do throws(Errno) {
      bytes =
        try handle?.call(
          OrbitalOperation.windowList.rawValue, capacity: WindowList.recordSize * WindowList.limit
        ).output ?? []
    } catch {
      return
    }
    let state = (try? handle?.call(OrbitalOperation.workspaces.rawValue, capacity: 8).output) ?? []
    let isKnown = state.count >= 8
    didChange?(
      WindowList.parse(bytes), isKnown ? Int(WindowList.uint32(state, 0)) : 0,
      isKnown ? Int(WindowList.uint32(state, 4)) : 1)
  }

  func showWorkspace(_ index: Int) {
    _ = try? handle?.call(
      OrbitalOperation.showWorkspace.rawValue, WindowList.bytes(UInt32(clamping: index))
    ).result
  }

  func perform(_ action: WindowAction, on window: UInt32) {
    _ = try? handle?.call(
      OrbitalOperation.windowAction.rawValue, WindowList.bytes(window) + WindowList.bytes(action.rawValue)
    ).result
  }

  func setTheme(isDark: Bool) {
    guard let handle = try? Handle.open("orbital:theme", [.read, .write]) else { return }
    _ = try? handle.call(OrbitalOperation.setTheme.rawValue, WindowList.bytes(isDark ? 1 : 0)).result
  }

  // MARK: Records

  /// `WindowDescription` records; what is not whole is left out.
  static func parse(_ bytes: [UInt8]) -> [DesktopWindow] {
    var windows: [DesktopWindow] = []
    var start = 0
    while start + recordSize <= bytes.count {
      let state = WindowDescription.State(rawValue: uint32(bytes, start + 8))
      let length = min(Int(uint32(bytes, start + 12)), 96)
      windows.append(
        DesktopWindow(
          number: uint32(bytes, start), process: uint32(bytes, start + 4),
          title: String(decoding: bytes[(start + titleOffset)..<(start + titleOffset + length)], as: UTF8.self),
          isFocused: state.contains(.focused), isMinimized: state.contains(.minimized),
          wantsAttention: state.contains(.attention), workspace: state.workspace))
      start += recordSize
    }
    return windows
  }

  private static func uint32(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
    var value: UInt32 = 0
    for index in 0..<4 { value |= UInt32(bytes[offset + index]) << UInt32(8 * index) }
    return value
  }

  private static func bytes(_ value: UInt32) -> [UInt8] {
    [UInt32(0), 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
