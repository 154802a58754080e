// A window of the compositor: its handle, its pixels, its events.
//
// When the compositor dies the handle hangs up: the window is opened anew as soon as there is a compositor again, goes
// where it was, and the same pixels are attached, so the user finds it as it was.

import ABI
import Graphics
import OrbToolkit
import Protocols
import System

final class OrbitalSurface: WindowSurface {
  /// Events that one read takes.
  private static let eventsPerRead = 64

  private unowned(unsafe) let window: Window
  private let platform: OrbitalPlatform
  private var handle: Handle?
  private var subscription: UInt64 = 0
  private var buffer: SurfaceBuffer?
  private var scale = 1.0
  /// The buffer is known to the compositor.
  private var isAttached = false
  private var isClosed = false
  private var cursor = Cursor.arrow
  private var isUnsaved = false
  /// Where the compositor has the window (a `WindowPlace`): given back to the next one.
  private var place: [UInt8]?
  private var readBuffer = [UInt8](repeating: 0, count: Wire.eventSize * OrbitalSurface.eventsPerRead)

  init(_ window: Window, _ platform: OrbitalPlatform) {
    // SAFETY: the window owns its surface, and `close` ends every use.
    unsafe self.window = window
    self.platform = platform
    if !connect() { platform.reconnect { [self] in connect() } }
  }

  private var target: Window {
    // SAFETY: see init.
    unsafe window
  }

  // MARK: Connecting

  /// Whether it has come to an end: the window is there, or closed.
  private func connect() -> Bool {
    guard !isClosed else { return true }
    guard let opened = try? Handle.open(path, [.read, .write, .nonBlocking]),
      let number = try? platform.loop.add(opened.raw, action: { [self] in ready($0) })
    else { return false }
    subscription = number
    handle = consume opened
    isAttached = false
    if let place { call(.restore, place) }
    setCursor(cursor)
    if isUnsaved { setUnsaved(true) }
    updateGeometry()
    return true
  }

  /// The compositor is gone: the pixels stay, everything else is made again.
  private func disconnected() {
    guard handle != nil else { return }
    platform.loop.remove(subscription)
    handle = nil
    target.pointerLeft()
    target.activationChanged(false)
    if !isClosed { platform.reconnect { [self] in connect() } }
  }

  private var path: String {
    let options = target.options
    let size = target.size
    var width = Int(size.width)
    if options.kind == .panel, target.preferredSize?.width == 0 { width = 0 }
    let x = options.position.map { Int($0.x) } ?? -1
    let y = options.position.map { Int($0.y) } ?? -1
    return "orbital:\(flags)/\(x)/\(y)/\(width)/\(Int(size.height))/\(target.title)"
  }

  private var flags: String {
    let options = target.options
    var flags: [WindowFlag] = []
    switch options.kind {
    case .normal: break
    case .dialog: flags.append(.dialog)
    case .popup: flags.append(.popup)
    case .panel: flags.append(.panel)
    case .desktop: flags.append(.back)
    }
    if options.isResizable { flags.append(.resizable) }
    if !options.isClosable { flags.append(.unclosable) }
    if options.isBorderless { flags.append(.borderless) }
    if options.isTransparent { flags.append(.transparent) }
    if options.startsMaximized { flags.append(.maximized) }
    if options.staysOnTop { flags.append(.front) }
    if options.refusesFocus { flags.append(.noFocus) }
    return String(decoding: flags.map { $0.rawValue }, as: UTF8.self)
  }

  /// Asks where the window is and how large, and makes its pixels fit.
  private func updateGeometry() {
    guard let record = call(.geometry, capacity: 32), record.count >= 32 else { return disconnected() }
    let factor = Double(Wire.uint32(record, at: 24)) / 256
    scale = factor >= 0.5 && factor <= 8 ? factor : 1
    target.screenSize = Size(
      width: Double(Wire.int(record, at: 16)) / scale, height: Double(Wire.int(record, at: 20)) / scale)
    resize(width: Wire.int(record, at: 8), height: Wire.int(record, at: 12))
  }

  private func resize(width: Int, height: Int) {
    if let buffer, buffer.width == width, buffer.height == height {
      // Known pixels (a new compositor): show them at once.
      if !isAttached { attach() }
      if target.scale == scale { return }
    } else if let fresh = SurfaceBuffer(width: width, height: height) {
      buffer = fresh
      isAttached = false
    } else {
      return
    }
    target.resized(to: Size(width: Double(width) / scale, height: Double(height) / scale), scale: scale)
  }

  // MARK: Pixels

  var pixels: PixelBuffer? { buffer?.pixels }

  func present(_ damage: [PixelRect]) {
    if isAttached { call(.damage, Wire.rectangles(damage)) } else { attach() }
  }

  private func attach() {
    guard let buffer, handle != nil else { return }
    let record = Wire.buffer(width: buffer.width, height: buffer.height, stride: buffer.width, scale: scale)
    isAttached = call(.attachBuffer, record, sending: buffer.handle) != nil
  }

  // MARK: Calls

  @discardableResult
  private func call(
    _ operation: OrbitalOperation, _ input: [UInt8] = [], capacity: Int = 0, sending: RawHandle = noHandle
  ) -> [UInt8]? {
    do throws(Errno) {
      return try handle?.call(operation.rawValue, input, capacity: capacity, sending: sending).output
    } catch {
      return nil
    }
  }

  func setTitle(_ title: String) { call(.setTitle, Array(title.utf8)) }

  func setCursor(_ cursor: Cursor) {
    self.cursor = cursor
    call(.setCursor, Wire.bytes([cursor.rawValue]))
  }

  func setMinimumSize(_ size: Size) {}

  func setSize(_ size: Size) {
    guard let record = call(.geometry, capacity: 32), record.count >= 32 else { return }
    let x = Int(Double(Wire.int(record, at: 0)) / scale)
    let y = Int(Double(Wire.int(record, at: 4)) / scale)
    call(.setFrame, Wire.rectangle(x: x, y: y, width: Int(size.width), height: Int(size.height)))
  }

  func startMove() { call(.startMove) }

  func setUnsaved(_ unsaved: Bool) {
    isUnsaved = unsaved
    call(.setState, Wire.bytes([unsaved ? 1 : 0]))
  }

  func setState(_ change: WindowStateChange) {
    let action: WindowAction =
      switch change {
      case .minimize: .minimize
      case .maximize: .maximize
      case .restore: .restore
      case .fullScreen: .fullScreen
      case .focus: .focus
      }
    call(.action, Wire.bytes([action.rawValue]))
  }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    if handle != nil { platform.loop.remove(subscription) }
    handle = nil
    buffer = nil
  }

  // MARK: Events

  private func ready(_ readiness: Readiness) {
    while !isClosed, handle != nil {
      let count: Int
      do throws(Errno) {
        count = try handle?.read(into: &readBuffer) ?? 0
      } catch .wouldBlock {
        break
      } catch {
        return disconnected()
      }
      if count == 0 { return disconnected() }
      var offset = 0
      while offset + Wire.eventSize <= count, !isClosed {
        dispatch(Wire.event(readBuffer, at: offset).event)
        offset += Wire.eventSize
      }
      if count < readBuffer.count { break }
    }
    if readiness.contains(.hangup) { disconnected() }
  }

  private func dispatch(_ event: WindowEvent) {
    guard let kind = WindowEventKind(rawValue: event.kind) else { return }
    let modifiers = KeyModifiers(rawValue: event.modifiers.rawValue)
    switch kind {
    case .key:
      let phase: KeyEvent.Phase = event.state == 0 ? .up : event.state == 1 ? .down : .repeat
      target.keyEvent(KeyEvent(Key(usage: event.code), modifiers, phase: phase))
    case .text:
      if modifiers.isDisjoint(with: [.control, .superKey]), let scalar = Unicode.Scalar(UInt32(bitPattern: event.a)) {
        target.textInput(scalar)
      }
    case .pointer: target.pointerMoved(to: point(event), modifiers: modifiers)
    case .button:
      target.pointerMoved(to: point(event), modifiers: modifiers)
      if let button = OrbToolkit.PointerButton(rawValue: event.code) {
        target.pointerButton(button, pressed: event.state == 1, modifiers: modifiers)
      }
    case .scroll: target.scrolled(deltaX: Double(event.a) / 120, deltaY: Double(event.b) / 120, modifiers: modifiers)
    case .pointerLeft: target.pointerLeft()
    case .focus: target.activationChanged(event.a == 1)
    case .resize: resize(width: Int(event.a), height: Int(event.b))
    case .scale: updateGeometry()
    case .close: target.requestClose()
    case .shortcut: target.desktopShortcut?(event.a == 1 ? nil : Key(usage: event.code), modifiers)
    case .screen:
      target.screenSize = Size(width: Double(event.a) / scale, height: Double(event.b) / scale)
      target.screenDidChange?()
    case .theme: target.application?.theme = event.a == 1 ? .dark : .light
    case .placed: place = call(.place, capacity: MemoryLayout<WindowPlace>.size) ?? place
    case .move, .clipboard: break
    }
  }

  private func point(_ event: WindowEvent) -> Point {
    Point(x: Double(event.a) / scale, y: Double(event.b) / scale)
  }
}
