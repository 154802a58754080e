// The list of windows for the panel, the clipboard, and the theme.

import ABI
import Graphics
import OrbitalCompositor
import OrbitalModel
import Protocols
import SchemeServer
import System

extension OrbitalServer {
  // MARK: orbital:windows

  func callList(_ operation: OrbitalOperation, _ data: borrowing Span<UInt8>, _ length: Int) throws(Errno) -> Answer {
    switch operation {
    case .windowList:
      var bytes: [UInt8] = []
      for id in opened {
        guard let window = model.window(id), window.isListed,
          bytes.count + MemoryLayout<WindowDescription>.size <= length
        else { continue }
        bytes += recordBytes(describe(window))
      }
      return .bytes(bytes)
    case .windowAction:
      let id = WindowID(number: try data.record(UInt32.self))
      guard let action = WindowAction(rawValue: try data.record(UInt32.self, at: 4)) else { throw .invalidArgument }
      guard model.window(id)?.isListed == true else { throw .noSuchEntry }
      model.perform(action, data.count >= 12 ? try data.record(UInt32.self, at: 8) : 0, on: id)
      return .done
    case .workspaces:
      return .bytes(
        recordBytes(
          WorkspaceState(shown: UInt32(clamping: model.workspace), count: UInt32(clamping: model.workspaceCount))))
    case .showWorkspace:
      model.showWorkspace(Int(try data.record(UInt32.self)))
      return .done
    default: throw .notSupported
    }
  }

  private func describe(_ window: Window) -> WindowDescription {
    var description = WindowDescription()
    description.window = window.id.number
    description.process = window.client
    if let active = model.active, model.listedWindow(of: active) == window.id { description.state.insert(.focused) }
    if window.isMinimized { description.state.insert(.minimized) }
    if window.placement == .maximized { description.state.insert(.maximized) }
    if window.state == 2 { description.state.insert(.attention) }
    if window.isUnresponsive { description.state.insert(.unresponsive) }
    if window.isAbove { description.state.insert(.above) }
    if window.placement == .fullScreen { description.state.insert(.fullScreen) }
    description.state.workspace = window.workspace
    description.x = Int32(clamping: window.content.x)
    description.y = Int32(clamping: window.content.y)
    description.width = Int32(clamping: window.content.width)
    description.height = Int32(clamping: window.content.height)
    let title = WindowRequest.cut(window.title, to: 96)
    description.titleLength = UInt32(clamping: title.count)
    func word(_ index: Int) -> UInt64 {
      var word: UInt64 = 0
      for byte in 0..<8 where index * 8 + byte < title.count {
        word |= UInt64(title[index * 8 + byte]) << UInt64(8 * byte)
      }
      return word
    }
    description.title = (
      word(0), word(1), word(2), word(3), word(4), word(5), word(6), word(7), word(8), word(9), word(10), word(11)
    )
    return description
  }

  // MARK: orbital:clipboard

  func callClipboard(
    _ operation: OrbitalOperation, _ data: borrowing Span<UInt8>, _ length: Int
  ) throws(Errno) -> Answer {
    let bytes = data.array
    guard let end = bytes.firstIndex(of: 0) else { throw .invalidArgument }
    switch operation {
    case .setClipboard:
      clipboard = (Array(bytes[..<end]), Array(bytes[(end + 1)...]))
      for window in opened { deliver(WindowEvent(window: .clipboard), to: window) }
      return .done
    case .clipboard:
      guard clipboard.type == Array(bytes[..<end]) else { return .bytes([]) }
      let offset = Int(clamping: try data.record(UInt64.self, at: end + 1))
      guard offset < clipboard.content.count else { return .bytes([]) }
      let count = min(length, clipboard.content.count - offset, MessageLimits.payload)
      return .bytes(Array(clipboard.content[offset..<(offset + count)]))
    default: throw .notSupported
    }
  }

  // MARK: orbital:theme

  func callTheme(_ operation: OrbitalOperation, _ data: borrowing Span<UInt8>) throws(Errno) -> Answer {
    switch operation {
    case .theme: return .bytes(recordBytes(UInt32(isDark == true ? 1 : 0)))
    case .setTheme:
      let number = try data.record(UInt32.self)
      guard number <= 1 else { throw .invalidArgument }
      let wasDark = isDark == true
      isDark = number == 1
      for window in opened { deliver(WindowEvent(window: .theme, a: Int32(number)), to: window) }
      if wasDark != isDark {
        renewCompositor()
        compositor.damage(model.screen)
      }
      return .done
    default: throw .notSupported
    }
  }
}
