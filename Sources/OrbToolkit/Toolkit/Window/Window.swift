// A window: a tree of widgets, the layers above it (menus, dialogs, tooltips), and who has focus and pointer.
//
// Aspects in files of their own: Window+Passes (update, focus, layout, paint), Window+Pointer, Window+Keyboard,
// Window+Focus, Window+Overlays. A window does not know its platform: it gets events through methods, and pixels from
// a `WindowSurface`. Everything runs on one thread.

import Graphics

/// A window of an application.
public final class Window {
  // MARK: What the program sets

  public var title: String {
    didSet { if title != oldValue { surface?.setTitle(title) } }
  }
  public let options: WindowOptions
  /// Reached by shortcut wherever the focus is, and listed in the command palette.
  public var actions: [Action] = []
  /// Asked when the user wants the window closed; false keeps it open (to ask about unsaved changes first).
  public var shouldClose: (() -> Bool)?
  public var didClose: (() -> Void)?
  /// The window got (true) or lost the focus.
  public var activationDidChange: ((Bool) -> Void)?
  /// Has the keyboard focus when the window opens; nil: the first thing that can have it.
  public var initialFocus: Widget?
  /// Sees key presses before anything else in the window; true takes the press away.
  public var keyFilter: ((KeyEvent) -> Bool)?
  /// A shortcut of the whole desktop reached this window (panels): nil for a tap on Super alone, or the key that was
  /// pressed with it.
  public var desktopShortcut: ((Key?, KeyModifiers) -> Void)?
  /// The screen has another size (panels).
  public var screenDidChange: (() -> Void)?
  /// Shown to the desktop: a close would lose something.
  public var hasUnsavedChanges = false {
    didSet { if hasUnsavedChanges != oldValue { surface?.setUnsaved(hasUnsavedChanges) } }
  }
  /// Logical pixels; enforced by the desktop.
  public var minimumSize: Size {
    didSet { surface?.setMinimumSize(minimumSize) }
  }
  /// The size to open with; nil: what the content measures.
  public var preferredSize: Size?

  // MARK: State

  /// Content size, logical pixels.
  public internal(set) var size: Size
  public internal(set) var scale = 1.0
  /// The screen, logical pixels; nil where the platform does not say. Set by the platform.
  public var screenSize: Size?
  public internal(set) var isActive = false
  public internal(set) var theme: Theme
  public internal(set) var fonts: FontLibrary
  public internal(set) var focusedWidget: Widget?
  /// Focus rings are shown: the last thing that moved the focus was the keyboard.
  public internal(set) var showsFocus = false
  public internal(set) var isOpen = false

  let root: RootWidget
  var overlays: [Overlay] = []
  var surface: (any WindowSurface)?
  private unowned(unsafe) var applicationReference: Application?

  var damage = Region()
  var layoutIsNeeded = true
  var focusCheckIsNeeded = false
  var pending: [Subscription] = []
  var pointer = PointerState()
  var toolTipTimer: Timer?
  var toolTipOverlay: Overlay?
  var toolTipWindow: Window?
  var altIsPending = false
  var lostFocus: Widget?
  /// Counts passes, for tests that prove that nothing is done twice.
  public internal(set) var statistics = PassStatistics()

  /// - Parameters:
  ///   - size: of the content, logical pixels; nil: what the content measures.
  public init(
    title: String, size: Size? = nil, minimumSize: Size = Size(width: 120, height: 80),
    options: WindowOptions = WindowOptions(), @WidgetBuilder content: () -> [Widget]
  ) {
    self.title = title
    self.options = options
    self.minimumSize = minimumSize
    preferredSize = size
    self.size = size ?? .zero
    theme = .light
    fonts = .shared
    root = RootWidget(content(), isTransparent: options.isTransparent)
    root.attach(to: self)
  }

  deinit {
    for overlay in overlays { overlay.content.detach() }
    root.detach()
  }

  /// The program's own content.
  public var content: Widget { root.children.first ?? root }

  public var application: Application? {
    // SAFETY: set while the window is in the application's list, cleared when it leaves it.
    unsafe applicationReference
  }

  func setApplication(_ application: Application?) {
    // SAFETY: see `application`.
    unsafe applicationReference = application
  }

  /// Milliseconds of the application's clock; 0 without an application.
  public var milliseconds: Int { application?.milliseconds ?? 0 }

  public var clipboardText: String {
    get { application?.platform.clipboardText ?? "" }
    set { application?.platform.clipboardText = newValue }
  }

  // MARK: What the program does

  /// Opens it in an application; the same as `application.open(window)`.
  public func close() { application?.close(self) }

  /// As if the user had asked: `shouldClose` decides.
  public func requestClose() {
    if shouldClose?() ?? true { close() }
  }

  public func startMove() { surface?.startMove() }
  public func setState(_ change: WindowStateChange) { surface?.setState(change) }
  public func resize(to size: Size) { surface?.setSize(size) }

  /// Runs `body` once after some milliseconds. Cancel the result if the reason goes away.
  @discardableResult
  public func schedule(after milliseconds: Int, _ body: @escaping () -> Void) -> Timer? {
    application?.timers.schedule(at: self.milliseconds + max(0, milliseconds), body)
  }

  /// Calls `body` with 0...1 (eased) once a frame for some milliseconds, the last time with 1. With reduced motion
  /// only that last time.
  public func animate(milliseconds: Int, _ body: @escaping (Double) -> Void) {
    guard let application, !application.reducedMotion else { return body(1) }
    application.animations.start(at: self.milliseconds, duration: milliseconds, body)
  }

  // MARK: What the platform reports

  /// The content has a new size (logical pixels) or scale; the surface's pixels have it already.
  public func resized(to size: Size, scale: Double) {
    if scale != self.scale {
      self.scale = scale
      root.walk { widget in
        widget.needsLayout = true
        widget.measurements.removeAll()
        return true
      }
    }
    self.size = size
    setNeedsLayout()
    root.needsLayout = true
    damageAll()
  }

  public func activationChanged(_ active: Bool) {
    guard active != isActive else { return }
    isActive = active
    if !active { hideToolTip() }
    if let widget = focusedWidget {
      deliver(.focus(active ? .gainedByProgram : .lost), to: widget)
      widget.setNeedsPaint()
    }
    activationDidChange?(active)
  }

  /// Exchanges the theme of everything in the window.
  public func setTheme(_ theme: Theme) {
    guard theme !== self.theme else { return }
    self.theme = theme
    let layers: [Widget] = [root] + overlays.map { $0.content }
    for layer in layers {
      layer.walk { widget in
        widget.appearanceDidChange()
        return true
      }
    }
    damageAll()
  }

  // MARK: For assistive technology and tests

  /// The tree below the window as it is now (run `updateNow` first).
  public func accessibilityTree() -> AccessibilityNode {
    var children = AccessibilityNode.nodes(of: root)
    for overlay in overlays { children += AccessibilityNode.nodes(of: overlay.content) }
    return AccessibilityNode(
      AccessibilityInfo(.window, name: title), rect: Rect(origin: .zero, size: size), children: children)
  }
}
