// A desktop for tests: the model, with short words for what a person does and what clients get to know.

import Graphics
import OrbitalModel
import Protocols

/// A person at an 800 × 600 desktop.
struct Desktop {
  var model: DesktopModel
  var time: UInt64 = 1_000_000_000
  var modifiers: Modifiers = []
  /// Every action since the last `forget`.
  var log: [Action] = []

  init(width: Int = 800, height: Int = 600) {
    model = DesktopModel(width: width, height: height)
  }

  mutating func collect() {
    log += model.actions
    model.clearActions()
  }

  mutating func forget() { log.removeAll() }

  // MARK: Clients

  /// Opens and maps a window.
  @discardableResult
  mutating func open(
    _ flags: WindowFlags = .resizable, _ width: Int = 300, _ height: Int = 200, at position: (x: Int, y: Int)? = nil,
    client: UInt32 = 1, title: String = "Window"
  ) throws -> WindowID {
    let request = WindowRequest(
      flags: flags, position: position, width: width, height: height, title: Array(title.utf8))
    let id = try model.open(request, client: client)
    model.map(id)
    collect()
    return id
  }

  mutating func openPanel() throws -> WindowID {
    try open([.panel, .transparent, .borderless], 0, 44, client: 99)
  }

  // MARK: A person

  mutating func send(_ event: InputEvent) {
    model.handle(event)
    collect()
  }

  mutating func move(_ x: Int, _ y: Int) {
    let delta = PixelPoint(x: x, y: y) - model.pointer
    time += 8_000_000
    send(InputEvent(.motion, a: Int32(delta.x), b: Int32(delta.y), modifiers: modifiers, time: time))
  }

  mutating func button(_ button: PointerButton = .left, _ pressed: Bool) {
    time += 8_000_000
    send(
      InputEvent(.button, code: button.rawValue, state: pressed ? 1 : 0, modifiers: modifiers, time: time))
  }

  mutating func click(_ x: Int, _ y: Int, _ which: PointerButton = .left) {
    move(x, y)
    button(which, true)
    button(which, false)
  }

  mutating func drag(from: (Int, Int), to: (Int, Int), _ which: PointerButton = .left, steps: Int = 4) {
    move(from.0, from.1)
    button(which, true)
    for step in 1...steps {
      move(from.0 + (to.0 - from.0) * step / steps, from.1 + (to.1 - from.1) * step / steps)
    }
    button(which, false)
  }

  mutating func down(_ usage: UInt16) {
    if let bit = Desktop.modifier(usage) { modifiers.insert(bit) }
    send(InputEvent(.key, code: usage, state: 1, modifiers: modifiers, time: time))
  }

  mutating func up(_ usage: UInt16) {
    if let bit = Desktop.modifier(usage) { modifiers.remove(bit) }
    send(InputEvent(.key, code: usage, state: 0, modifiers: modifiers, time: time))
  }

  /// Presses the keys in order and lets them go in reverse order.
  mutating func chord(_ usages: UInt16...) {
    for usage in usages { down(usage) }
    for usage in usages.reversed() { up(usage) }
  }

  static func modifier(_ usage: UInt16) -> Modifiers? {
    switch usage {
    case KeyUsage.leftSuper: .superKey
    case KeyUsage.leftAlt: .alt
    case KeyUsage.leftShift: .shift
    case KeyUsage.leftControl: .control
    default: nil
    }
  }

  // MARK: What happened

  func frame(_ id: WindowID) -> PixelRect { model.window(id)?.frame ?? .zero }
  func content(_ id: WindowID) -> PixelRect { model.window(id)?.content ?? .zero }
  func titlePoint(_ id: WindowID) -> (Int, Int) { (frame(id).minX + 40, frame(id).minY + 18) }

  func center(_ id: WindowID, _ button: TitleButton) -> (Int, Int) {
    guard let window = model.window(id) else { return (0, 0) }
    let rect = model.buttonRect(window, button)
    return (rect.minX + rect.width / 2, rect.minY + rect.height / 2)
  }

  /// The events that a window got since the last `forget`.
  func events(_ id: WindowID, _ kind: WindowEventKind) -> [WindowEvent] {
    log.compactMap { action in
      if case .send(id, let event) = action, event.kind == kind.rawValue { event } else { nil }
    }
  }

  func damage() -> Region {
    var region = Region()
    for case .damage(let rect) in log { region.add(rect) }
    return region
  }
}
