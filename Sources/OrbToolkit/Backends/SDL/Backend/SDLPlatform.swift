// The host's desktop through SDL 2: windows, events, clipboard, and handles beside them.
//
// SDL's scancodes are the HID usages that the toolkit speaks of. SDL is called from this folder only.

import CSDL2
import OrbToolkit
import System

/// A platform that opens real windows.
@safe final class SDLPlatform: Platform {
  /// While handles are watched SDL's queue is looked at this often.
  private static let pollMilliseconds = 8

  let settings: PreviewSettings
  private var surfaces: [SDLSurface] = []
  private var cursors: [Cursor: OpaquePointer] = unsafe [:]
  private var loop: EventLoop?
  private var watchers: [(handle: Int, number: UInt64)] = []

  /// Nil if SDL finds no display.
  init?(_ settings: PreviewSettings) {
    self.settings = settings
    SDL_SetMainReady()
    guard SDL_Init(SDL_INIT_VIDEO) == 0 else { return nil }
    SDL_StartTextInput()
  }

  func stop() { SDL_Quit() }

  var preferredTheme: Theme { settings.theme }

  var milliseconds: Int { Int(SDL_GetTicks64()) }

  var clipboardText: String {
    get {
      guard let text = unsafe SDL_GetClipboardText() else { return "" }
      defer { unsafe SDL_free(text) }
      // SAFETY: SDL returns a terminated string that is ours until it is freed.
      return unsafe String(cString: text)
    }
    set { unsafe _ = SDL_SetClipboardText(newValue) }
  }

  func openWindow(_ window: Window) -> (any WindowSurface)? {
    guard let surface = SDLSurface(window, self) else { return nil }
    surfaces.append(surface)
    surface.sizeChanged()
    return surface
  }

  func closed(_ surface: SDLSurface) { surfaces.removeAll { $0 === surface } }

  // MARK: Waiting

  func watch(_ handle: Int, _ body: @escaping () -> Void) {
    if loop == nil { loop = try? EventLoop() }
    guard let raw = UInt32(exactly: handle), let number = try? loop?.add(raw, action: { _ in body() }) else { return }
    watchers.append((handle, number))
  }

  func unwatch(_ handle: Int) {
    for watcher in watchers where watcher.handle == handle { loop?.remove(watcher.number) }
    watchers.removeAll { $0.handle == handle }
  }

  func wait(until deadline: Int?) {
    var event = unsafe SDL_Event()
    var received = false
    if let loop, !watchers.isEmpty {
      received = unsafe SDL_PollEvent(&event) != 0
      if !received {
        let rest = max(0, (deadline ?? .max) - milliseconds)
        let step = UInt64(min(SDLPlatform.pollMilliseconds, rest)) * 1_000_000
        try? loop.runOnce(deadline: SystemClock.monotonic + step)
      }
    } else if let deadline {
      received = unsafe SDL_WaitEventTimeout(&event, Int32(clamping: max(0, deadline - milliseconds))) != 0
    } else {
      received = unsafe SDL_WaitEvent(&event) != 0
    }
    guard received else { return }
    repeat { unsafe dispatch(event) } while unsafe SDL_PollEvent(&event) != 0
  }

  // MARK: Events

  private func surface(_ id: UInt32) -> SDLSurface? { surfaces.first { $0.id == id } }

  private func dispatch(_ event: SDL_Event) {
    // SAFETY (of all below): `type` says which member of the union is valid.
    switch SDL_EventType(unsafe event.type) {
    case SDL_QUIT: for surface in surfaces { surface.window.requestClose() }
    case SDL_WINDOWEVENT: unsafe windowEvent(event.window)
    case SDL_MOUSEMOTION:
      guard let target = unsafe surface(event.motion.windowID) else { return }
      unsafe target.pointerMoved(x: event.motion.x, y: event.motion.y, modifiers)
    case SDL_MOUSEBUTTONDOWN, SDL_MOUSEBUTTONUP:
      guard let target = unsafe surface(event.button.windowID), let button = unsafe button(event.button.button) else {
        return
      }
      unsafe target.pointerMoved(x: event.button.x, y: event.button.y, modifiers)
      target.window.pointerButton(button, pressed: unsafe event.button.state == 1, modifiers: modifiers)
    case SDL_MOUSEWHEEL:
      guard let target = unsafe surface(event.wheel.windowID) else { return }
      let (x, y) = unsafe (Double(event.wheel.preciseX), Double(event.wheel.preciseY))
      target.window.scrolled(deltaX: x, deltaY: -y, modifiers: modifiers)
    case SDL_KEYDOWN, SDL_KEYUP:
      guard let target = unsafe surface(event.key.windowID) else { return }
      let usage = UInt16(truncatingIfNeeded: unsafe event.key.keysym.scancode.rawValue)
      let phase: KeyEvent.Phase = unsafe event.key.state == 0 ? .up : event.key.repeat != 0 ? .repeat : .down
      target.window.keyEvent(KeyEvent(Key(usage: usage), modifiers, phase: phase))
    case SDL_TEXTINPUT: unsafe textInput(event.text)
    default: break
    }
  }

  private func windowEvent(_ event: SDL_WindowEvent) {
    guard let target = surface(event.windowID) else { return }
    switch SDL_WindowEventID(UInt32(event.event)) {
    case SDL_WINDOWEVENT_SIZE_CHANGED: target.sizeChanged()
    case SDL_WINDOWEVENT_EXPOSED: target.exposed()
    case SDL_WINDOWEVENT_LEAVE: target.window.pointerLeft()
    case SDL_WINDOWEVENT_FOCUS_GAINED: target.window.activationChanged(true)
    case SDL_WINDOWEVENT_FOCUS_LOST: target.window.activationChanged(false)
    case SDL_WINDOWEVENT_CLOSE: target.window.requestClose()
    default: break
    }
  }

  private func textInput(_ event: SDL_TextInputEvent) {
    // With Control or Alt held the key is a shortcut, whatever the input method thinks of it.
    guard modifiers.isDisjoint(with: [.control, .superKey]), let target = surface(event.windowID) else { return }
    var copy = event.text
    let text = unsafe withUnsafeBytes(of: &copy) { unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    for scalar in text.unicodeScalars { target.window.textInput(scalar) }
  }

  private var modifiers: KeyModifiers {
    let state = UInt32(SDL_GetModState().rawValue)
    var result: KeyModifiers = []
    if state & 0x0003 != 0 { result.insert(.shift) }
    if state & 0x00C0 != 0 { result.insert(.control) }
    if state & 0x0100 != 0 { result.insert(.alt) }
    if state & 0x0200 != 0 { result.insert(.altGraph) }
    if state & 0x0C00 != 0 { result.insert(.superKey) }
    return result
  }

  private func button(_ number: UInt8) -> PointerButton? {
    switch number {
    case 1: .left
    case 2: .middle
    case 3: .right
    case 4: .back
    case 5: .forward
    default: nil
    }
  }

  func setCursor(_ cursor: Cursor) {
    SDL_ShowCursor(cursor == .hidden ? 0 : 1)
    if unsafe cursors[cursor] == nil { unsafe cursors[cursor] = SDL_CreateSystemCursor(shape(cursor)) }
    if let made = unsafe cursors[cursor] { unsafe SDL_SetCursor(made) }
  }

  private func shape(_ cursor: Cursor) -> SDL_SystemCursor {
    switch cursor {
    case .arrow, .hidden: SDL_SYSTEM_CURSOR_ARROW
    case .text: SDL_SYSTEM_CURSOR_IBEAM
    case .hand: SDL_SYSTEM_CURSOR_HAND
    case .resizeHorizontal: SDL_SYSTEM_CURSOR_SIZEWE
    case .resizeVertical: SDL_SYSTEM_CURSOR_SIZENS
    case .resizeDiagonalDown: SDL_SYSTEM_CURSOR_SIZENWSE
    case .resizeDiagonalUp: SDL_SYSTEM_CURSOR_SIZENESW
    case .move: SDL_SYSTEM_CURSOR_SIZEALL
    case .wait: SDL_SYSTEM_CURSOR_WAIT
    case .crosshair: SDL_SYSTEM_CURSOR_CROSSHAIR
    case .forbidden: SDL_SYSTEM_CURSOR_NO
    }
  }
}
