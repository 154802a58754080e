// Who has the keyboard focus, and how it moves: Tab in tree order, arrow keys inside groups, back after a dialog.

import Graphics

extension Window {
  /// Where Tab walks: the topmost layer that takes the keyboard, or the content.
  var focusScope: Widget { overlays.last { $0.takesKeyboard }?.content ?? root }

  /// Moves the focus; nil takes it from everybody.
  public func focus(_ widget: Widget?, _ change: FocusChange = .gainedByProgram) {
    let byKeyboard = change == .gainedByKeyboard
    if change != .gainedByProgram && byKeyboard != showsFocus {
      showsFocus = byKeyboard
      focusedWidget?.damageIncludingRing()
    }
    guard widget !== focusedWidget else { return }
    if let widget, widget.window !== self { return }
    if let old = focusedWidget {
      focusedWidget = nil
      old.isFocused = false
      deliver(.focus(.lost), to: old)
      old.damageIncludingRing()
      notifyAncestors(of: old)
    }
    guard let widget else { return }
    focusedWidget = widget
    widget.isFocused = true
    deliver(.focus(change), to: widget)
    widget.damageIncludingRing()
    notifyAncestors(of: widget)
    widget.scrollIntoView()
    if byKeyboard { restartToolTip(widget) }
  }

  /// Containers that look different while the focus is inside get a chance to repaint.
  private func notifyAncestors(of widget: Widget) {
    var ancestor = widget.parent
    while let current = ancestor {
      current.descendantFocusDidChange()
      ancestor = current.parent
    }
  }

  /// Moves to the next (or previous) stop of Tab. False if there is none.
  @discardableResult
  public func focusNext(backwards: Bool = false) -> Bool {
    let stops = tabStops(in: focusScope)
    guard !stops.isEmpty else { return false }
    var index = backwards ? stops.count - 1 : 0
    if let current = focusedWidget, let at = stops.firstIndex(where: { $0.isSameStop(as: current) }) {
      index = (at + (backwards ? stops.count - 1 : 1)) % stops.count
    }
    focus(stops[index], .gainedByKeyboard)
    return true
  }

  /// The stops of Tab in tree order; a focus group is one stop: its selected or first member.
  private func tabStops(in scope: Widget) -> [Widget] {
    var stops: [Widget] = []
    scope.walk { widget in
      guard widget.isVisible, widget.isEnabled else { return false }
      if widget.focusGroup != nil {
        let members = self.members(of: widget)
        if let entry = members.first(where: { $0.isFocused }) ?? members.first(where: { $0.isPreferredInGroup })
          ?? members.first
        {
          stops.append(entry)
        }
        return false
      }
      if widget.isFocusable { stops.append(widget) }
      return true
    }
    return stops
  }

  private func members(of group: Widget) -> [Widget] {
    var members: [Widget] = []
    group.walk { widget in
      guard widget.isVisible, widget.isEnabled else { return false }
      if widget.isFocusable { members.append(widget) }
      return true
    }
    return members
  }

  /// Tab, Shift+Tab and the arrow keys inside groups.
  func handleFocusKey(_ event: KeyEvent) {
    if event.matches(.tab) {
      focusNext()
    } else if event.matches(.tab, .shift) {
      focusNext(backwards: true)
    } else if event.modifiers.forShortcut.isEmpty {
      moveInGroup(event.key)
    }
  }

  private func moveInGroup(_ key: Key) {
    guard let current = focusedWidget, let group = current.enclosingFocusGroup, let axis = group.focusGroup else {
      return
    }
    let horizontal = axis != .vertical && (key == .left || key == .right)
    let vertical = axis != .horizontal && (key == .up || key == .down)
    let ends = key == .home || key == .end
    guard horizontal || vertical || ends else { return }
    let members = self.members(of: group)
    guard let at = members.firstIndex(where: { $0 === current }) else { return }
    let target: Int
    switch key {
    case .home: target = 0
    case .end: target = members.count - 1
    case .left, .up: target = (at + members.count - 1) % members.count
    default: target = (at + 1) % members.count
    }
    focus(members[target], .gainedByKeyboard)
    members[target].didReceiveGroupFocus()
  }

  /// The focus pass: whoever has the focus must still be there, visible and enabled.
  func runFocusCheck() {
    guard focusCheckIsNeeded else { return }
    focusCheckIsNeeded = false
    if let widget = focusedWidget {
      if widget.isFocusable && widget.isReachable && focusScope.isAncestor(of: widget) { return }
      focus(nil)
    }
    // A layer that takes the keyboard never leaves it without a place to go.
    if overlays.contains(where: { $0.takesKeyboard }), let first = tabStops(in: focusScope).first { focus(first) }
  }

  /// Gives the focus to the first stop of a layer: its default choice, or the first thing that can have it.
  func focusFirst(in scope: Widget) {
    let stops = tabStops(in: scope)
    if let stop = stops.first(where: { $0.wantsInitialFocus }) ?? stops.first { focus(stop) } else { focus(nil) }
  }

  /// Gives the focus to the first thing in the content that can have it (called when the window opens).
  public func focusFirst() {
    guard focusedWidget == nil else { return }
    if let initialFocus, initialFocus.window === self, initialFocus.isReachable { return focus(initialFocus) }
    focusFirst(in: focusScope)
  }
}

extension Widget {
  /// Visible and enabled, with all ancestors.
  final var isReachable: Bool {
    var widget: Widget? = self
    while let current = widget {
      if !current.isVisible || !current.isEnabled { return false }
      widget = current.parent
    }
    return true
  }

  final var enclosingFocusGroup: Widget? {
    var widget = parent
    while let current = widget {
      if current.focusGroup != nil { return current }
      widget = current.parent
    }
    return nil
  }

  final func isSameStop(as other: Widget) -> Bool {
    if self === other { return true }
    guard let group = enclosingFocusGroup else { return false }
    return group === other.enclosingFocusGroup
  }

  /// Scrolls every ancestor so that the widget can be seen.
  public final func scrollIntoView() { scrollIntoView(bounds) }

  /// Scrolls every ancestor so that a rectangle of the widget can be seen.
  public final func scrollIntoView(_ rect: Rect) {
    var rect = rect.offset(by: frame.origin)
    var ancestor = parent
    while let current = ancestor {
      current.reveal(rect)
      rect = rect.offset(by: current.frame.origin)
      ancestor = current.parent
    }
  }
}
