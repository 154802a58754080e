// The node of the retained tree: who is whose child, and the five things a widget can be asked.
//
// A subclass overrides what it needs of `measure`, `layout`, `paint`, `handle` and `accessibility`; each gets a context
// that offers just what is allowed in that pass. Nothing is called on a widget outside of the window's passes:
//   event → update (bound states) → focus → layout → paint     (Window+Passes.swift)
// A parent owns its children; a child's way up is an unretained reference that the parent clears when it dies.
// Geometry and damage: Widget+Geometry.swift. Modifiers that chain: Widget+Modifiers.swift.

import Graphics

/// A part of a window: the base of all controls and containers.
open class Widget: Bindable {
  // MARK: Properties

  /// Identity among siblings when content is rebuilt, and a name for tests. Empty: none.
  public final var key = ""
  public final private(set) var children: [Widget] = []
  /// In the parent's coordinates, logical pixels. Set by the parent's layout.
  public final internal(set) var frame = Rect.zero
  /// How the parent lays this widget out.
  public final var layoutHints = LayoutHints() { didSet { setNeedsLayout() } }
  /// Shown after half a second under the pointer, and with keyboard focus.
  public final var toolTip: String?
  /// The items of the menu that a right click or the Menu key opens.
  public final var contextMenu: (() -> [MenuItem])?
  /// The name that assistive technology and tests use where the widget's own is not enough.
  public final var accessibilityName: String?
  /// Whether Tab (or a click) may give it the keyboard focus.
  public final var isFocusable = false
  /// The pointer's shape over the widget; nil: that of its parent.
  public final var cursor: Cursor?
  /// Children are cut at the edges.
  public final var clipsChildren = false
  /// Nobody can press it or anything in it; the pointer falls through to what is below.
  public final var ignoresPointer = false
  /// Arrow keys move the focus among the focusable descendants, and Tab stops only once.
  public final var focusGroup: FocusGroup?

  /// The pointer is over the widget or a descendant. Kept by the window.
  public final internal(set) var isHovered = false
  /// It has the keyboard focus. Kept by the window.
  public final internal(set) var isFocused = false

  private unowned(unsafe) var parentReference: Widget?
  private unowned(unsafe) var windowReference: Window?
  private var subscriptions: [Subscription] = []
  final var needsLayout = true
  final var measurements = MeasureCache()

  public init() {}

  deinit {
    for subscription in subscriptions { subscription.cancel() }
    for child in children { child.setParent(nil) }
  }

  // MARK: To override

  /// The size it wants for a proposal, logical pixels. Ask children through the context: the answers are cached.
  open func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size { .zero }

  /// Places the children into `size` (origin 0, 0).
  open func layout(_ size: Size, _ context: LayoutContext) {}

  /// Draws the widget itself (children follow by themselves); the origin is its top left corner.
  open func paint(_ context: inout PaintContext) {}

  /// Reacts to an event; true ends its way, false hands it to the parent.
  open func handle(_ event: Event, _ context: EventContext) -> Bool { false }

  /// What the widget is and says, for assistive technology and tests.
  open func accessibility() -> AccessibilityInfo { AccessibilityInfo(.group) }

  /// Parts that are not widgets (rows of a list), with rectangles in this widget's coordinates.
  open func accessibilityParts() -> [AccessibilityNode] { [] }

  /// What assistive technology asks for; true if it was done.
  open func perform(_ action: AccessibilityAction) -> Bool { false }

  /// How the keyboard focus is shown.
  open var focusRing: FocusRing { .outside(radius: Metrics.controlRadius) }

  /// It became part of a window.
  open func didAttach(to window: Window) {}

  /// It leaves its window.
  open func willDetach(from window: Window) {}

  /// `isEnabled` or the theme changed.
  open func appearanceDidChange() { setNeedsPaint() }

  /// The focus came to or left something below.
  open func descendantFocusDidChange() {}

  /// An arrow key inside a focus group brought the focus here (a radio button selects itself).
  open func didReceiveGroupFocus() {}

  /// Tab enters a focus group here (the selected tab, the chosen radio button).
  open var isPreferredInGroup: Bool { false }

  /// A dialog gives it the focus when it opens.
  open var wantsInitialFocus: Bool { false }

  /// Makes a rectangle in this widget's coordinates visible, if it scrolls.
  open func reveal(_ rect: Rect) {}

  /// Where a context menu that is opened by keyboard goes, in this widget's coordinates; nil: its middle.
  open var contextMenuAnchor: Point? { nil }

  /// How far what it paints reaches beyond its frame (a shadow), logical pixels.
  open var shadowOutset: Double { 0 }

  // MARK: Enabled and visible

  public final var isEnabled = true {
    didSet {
      guard isEnabled != oldValue else { return }
      window?.focusMayBeLost()
      appearanceDidChange()
      setNeedsPaint()
    }
  }

  public final var isVisible = true {
    didSet {
      guard isVisible != oldValue else { return }
      window?.focusMayBeLost()
      window?.addDamage(frameInWindow(ofFrame: frame))
      parent?.setNeedsLayout()
      setNeedsLayout()
    }
  }

  /// The widget and all its ancestors are enabled.
  public final var isEffectivelyEnabled: Bool {
    var widget: Widget? = self
    while let current = widget {
      if !current.isEnabled { return false }
      widget = current.parent
    }
    return true
  }

  // MARK: The tree

  public final var parent: Widget? {
    // SAFETY: set only by the parent that owns this child, and cleared by its deinit.
    unsafe parentReference
  }

  public final var window: Window? {
    // SAFETY: set while attached; a window detaches its trees in its deinit.
    unsafe windowReference
  }

  public final func addChild(_ child: Widget) { insertChild(child, at: children.count) }

  /// Inserts a child, taking it from its old parent; an index beyond the end appends.
  public final func insertChild(_ child: Widget, at index: Int) {
    child.removeFromParent()
    children.insert(child, at: min(max(index, 0), children.count))
    child.setParent(self)
    if let window { child.attach(to: window) }
    setNeedsLayout()
  }

  public final func removeFromParent() {
    guard let parent else { return }
    window?.addDamage(frameInWindow(ofFrame: frame))
    detach()
    setParent(nil)
    parent.children.removeAll { $0 === self }
    parent.setNeedsLayout()
  }

  /// Exchanges all children. Those that stay keep their state.
  public final func setChildren(_ widgets: [Widget]) {
    for child in children where !widgets.contains(where: { $0 === child }) { child.removeFromParent() }
    for child in widgets where child.parent !== self {
      child.removeFromParent()
      child.setParent(self)
    }
    children = widgets
    if let window {
      for child in widgets where child.window == nil { child.attach(to: window) }
    }
    setNeedsLayout()
    setNeedsPaint()
  }

  /// True if `other` is this widget or lies below it.
  public final func isAncestor(of other: Widget) -> Bool {
    var widget: Widget? = other
    while let current = widget {
      if current === self { return true }
      widget = current.parent
    }
    return false
  }

  final func setParent(_ parent: Widget?) {
    // SAFETY: the new parent owns this child, or it is nil.
    unsafe parentReference = parent
  }

  final func attach(to window: Window) {
    // SAFETY: cleared by `detach`, which the window calls at the latest in its deinit.
    unsafe windowReference = window
    needsLayout = true
    measurements.removeAll()
    didAttach(to: window)
    for child in children { child.attach(to: window) }
  }

  final func detach() {
    guard let window else { return }
    for child in children { child.detach() }
    willDetach(from: window)
    window.forget(self)
    isHovered = false
    isFocused = false
    // SAFETY: only forgets.
    unsafe windowReference = nil
  }

  // MARK: Following states

  /// Runs `body` in the update pass after each change of `source`, as long as the widget lives. `body` must not hold
  /// the widget strongly: prefer `bind`, which hands it in.
  public final func follow(_ source: Source, _ body: @escaping () -> Void) {
    let subscription = Subscription(target: self, body)
    subscriptions.append(subscription)
    source.add(subscription)
  }
}

/// How the focus of a widget is shown when it came by keyboard.
public enum FocusRing: Equatable, Sendable {
  /// Outside of the frame, at `Metrics.focusOffset`.
  case outside(radius: Double)
  /// On the frame's own edge.
  case inside(radius: Double)
  /// The widget paints its own.
  case none
}

/// A container whose focusable descendants are one stop for Tab.
public enum FocusGroup: Sendable {
  case horizontal
  case vertical
  case both
}
