// Drives a window as a person would: finds things by what they are called, clicks, types, and looks.
//
//   let harness = TestHarness(Window(title: "Test") { Button("Save") { saved = true } })
//   harness.click("Save")
//   #expect(harness.dump().contains("button \"Save\""))

import Graphics

/// A window on the headless platform, with hands and eyes.
public final class TestHarness {
  public let platform: HeadlessPlatform
  public let application: Application
  public let window: Window

  /// Opens the window; without a library of its own the harness's text is set in whatever the shared one has.
  public init(
    _ window: Window, size: Size? = nil, scale: Double = 1, theme: Theme = .light, fonts: FontLibrary = FontLibrary()
  ) {
    platform = HeadlessPlatform(scale: scale, theme: theme)
    application = Application(name: "test", platform: platform, fonts: fonts)
    application.reducedMotion = true
    self.window = window
    if let size { window.size = size }
    application.open(window)
    settle()
  }

  /// A window around some widgets.
  public convenience init(
    size: Size = Size(width: 400, height: 300), scale: Double = 1, theme: Theme = .light,
    fonts: FontLibrary = FontLibrary(), @WidgetBuilder content: () -> [Widget]
  ) {
    self.init(Window(title: "Test", size: size, content: content), scale: scale, theme: theme, fonts: fonts)
  }

  public var surface: HeadlessSurface? { platform.surfaces.first }
  public var bitmap: Bitmap { surface?.bitmap ?? Bitmap(width: 0, height: 0) }

  /// Runs the loop until nothing is due at the present time.
  public func settle() {
    for _ in 0..<20 {
      application.runRound()
      guard let wake = application.nextWake, wake <= application.milliseconds else { return }
    }
  }

  /// Lets time pass; timers fire when they are due.
  public func advance(_ milliseconds: Int) {
    let end = platform.milliseconds + milliseconds
    while let wake = application.nextWake, wake <= end {
      platform.wait(until: wake)
      application.runRound()
    }
    platform.wait(until: end)
    settle()
  }

  // MARK: Looking

  /// The accessibility tree as text, without the window's own line.
  public func dump() -> String {
    window.accessibilityTree().children.map { $0.dump() }.joined()
  }

  public func node(_ name: String, _ role: AccessibilityRole? = nil) -> AccessibilityNode? {
    window.accessibilityTree().find(role, name)
  }

  /// Exactly what is on the screen was painted: a full repaint gives the same pixels.
  public func incrementalPaintIsComplete() -> Bool {
    settle()
    guard let surface else { return false }
    let before = (0..<bitmap.height).map { y in (0..<bitmap.width).map { bitmap.buffer[$0, y] } }
    surface.bitmap.buffer.fillRect(bitmap.bounds, pixel: 0)
    window.damageAll()
    settle()
    let after = (0..<bitmap.height).map { y in (0..<bitmap.width).map { bitmap.buffer[$0, y] } }
    return before == after
  }

  // MARK: Pointer

  /// Clicks in the middle of the part with this name. False if there is none.
  @discardableResult
  public func click(
    _ name: String, _ role: AccessibilityRole? = nil, count: Int = 1, button: PointerButton = .left,
    modifiers: KeyModifiers = []
  ) -> Bool {
    guard let node = node(name, role) else { return false }
    for _ in 0..<count { click(at: node.rect.center, button: button, modifiers: modifiers) }
    return true
  }

  public func click(at point: Point, button: PointerButton = .left, modifiers: KeyModifiers = []) {
    move(to: point)
    window.pointerButton(button, pressed: true, modifiers: modifiers)
    settle()
    window.pointerButton(button, pressed: false, modifiers: modifiers)
    settle()
  }

  public func press(at point: Point, modifiers: KeyModifiers = []) {
    move(to: point)
    window.pointerButton(.left, pressed: true, modifiers: modifiers)
    settle()
  }

  public func release() {
    window.pointerButton(.left, pressed: false)
    settle()
  }

  public func move(to point: Point) {
    window.pointerMoved(to: point)
    settle()
  }

  /// Presses at one point, moves in steps to another, releases.
  public func drag(from start: Point, to end: Point) {
    press(at: start)
    for step in 1...4 {
      let part = Double(step) / 4
      move(to: Point(x: start.x + (end.x - start.x) * part, y: start.y + (end.y - start.y) * part))
    }
    release()
  }

  /// Turns the wheel with the pointer at a point; down is positive.
  public func scroll(at point: Point, _ notches: Double) {
    move(to: point)
    window.scrolled(deltaX: 0, deltaY: notches)
    settle()
  }

  // MARK: Keyboard

  /// Presses and releases a key.
  public func key(_ key: Key, _ modifiers: KeyModifiers = [], count: Int = 1) {
    for _ in 0..<count {
      window.keyEvent(KeyEvent(key, modifiers))
      settle()
      window.keyEvent(KeyEvent(key, modifiers, phase: .up))
      settle()
    }
  }

  /// Types text as a keyboard layout would deliver it.
  public func type(_ text: String) {
    for scalar in text.unicodeScalars { window.textInput(scalar) }
    settle()
  }
}
