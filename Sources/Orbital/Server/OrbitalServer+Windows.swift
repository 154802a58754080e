// Calls on a window's handle.

import ABI
import Graphics
import OrbitalModel
import Protocols
import SchemeServer
import System

extension OrbitalServer {
  func openWindow(_ request: WindowRequest, _ caller: Caller) throws(Errno) -> UInt64 {
    let window: WindowID
    do throws(WindowError) { window = try model.open(request, client: caller.process) } catch {
      throw .tooManyHandles
    }
    let client = WindowClient(window, process: caller.process)
    if let isDark { client.queue.append(WindowEvent(window: .theme, a: isDark ? 1 : 0)) }
    let id = newResource(.window(client))
    handles[window] = id
    opened.append(window)
    return id
  }

  func call(
    _ client: WindowClient, _ operation: OrbitalOperation, _ data: borrowing Span<UInt8>, _ sent: consuming Handle?
  ) throws(Errno) -> Answer {
    let window = client.window
    switch operation {
    case .attachBuffer:
      guard let sent else { throw .badHandle }
      try attach(client, sent, try data.record(WindowBuffer.self))
    case .damage: try damage(window, data)
    case .setTitle: model.setTitle(window, data.array)
    case .setFrame:
      let frame = try data.record(DisplayRectangle.self)
      let metrics = model.metrics
      model.setFrame(
        window,
        content: PixelRect(
          x: metrics.pixels(Int(frame.x)), y: metrics.pixels(Int(frame.y)), width: metrics.pixels(Int(frame.width)),
          height: metrics.pixels(Int(frame.height))))
    case .setCursor:
      guard let shape = CursorShape(rawValue: try data.record(UInt32.self)) else { throw .invalidArgument }
      model.setCursor(window, shape)
    case .geometry: return .bytes(recordBytes(try geometry(window)))
    case .action:
      guard let action = WindowAction(rawValue: try data.record(UInt32.self)) else { throw .invalidArgument }
      model.performOwn(action, data.count >= 8 ? try data.record(UInt32.self, at: 4) : 0, on: window)
    case .startMove: model.startMove(window)
    case .setState: model.setState(window, try data.record(UInt32.self))
    case .place:
      guard let place = model.place(of: window) else { throw .badHandle }
      return .bytes(recordBytes(place))
    case .restore: model.restore(window, try data.record(WindowPlace.self))
    case .windowList, .windowAction, .workspaces, .showWorkspace, .setClipboard, .clipboard, .theme, .setTheme:
      throw .notSupported
    }
    return .done
  }

  private func attach(_ client: WindowClient, _ handle: consuming Handle, _ buffer: WindowBuffer) throws(Errno) {
    client.surface = try ClientSurface(handle, buffer)
    if model.window(client.window)?.isMapped == true {
      let size = model.window(client.window)?.content.size ?? .zero
      model.contentDamaged(client.window, PixelRect(origin: .zero, size: size))
    } else {
      model.map(client.window)
    }
  }

  private func damage(_ window: WindowID, _ data: borrowing Span<UInt8>) throws(Errno) {
    let size = MemoryLayout<DisplayRectangle>.size
    // More rectangles than a region has are no help to anybody.
    for index in 0..<min(data.count / size, Region.limit) {
      let rect = try data.record(DisplayRectangle.self, at: index * size)
      model.contentDamaged(
        window, PixelRect(x: Int(rect.x), y: Int(rect.y), width: Int(rect.width), height: Int(rect.height)))
    }
  }

  private func geometry(_ id: WindowID) throws(Errno) -> WindowGeometry {
    guard let window = model.window(id) else { throw .badHandle }
    let content = window.content
    var geometry = WindowGeometry()
    geometry.x = Int32(clamping: content.x)
    geometry.y = Int32(clamping: content.y)
    geometry.width = Int32(clamping: content.width)
    geometry.height = Int32(clamping: content.height)
    geometry.screenWidth = Int32(clamping: model.screen.width)
    geometry.screenHeight = Int32(clamping: model.screen.height)
    geometry.scale = UInt32(clamping: model.metrics.scale)
    if window.isMinimized {
      geometry.state = 1
    } else {
      switch window.placement {
      case .normal: geometry.state = 0
      case .maximized: geometry.state = 2
      case .fullScreen: geometry.state = 3
      case .snapped, .tiled: geometry.state = 4
      }
    }
    return geometry
  }
}
