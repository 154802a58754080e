// The tree that assistive technology and tests see, and its text form.
//
// Groups without a name vanish, their children move up: what is left is what a person could name.

import Graphics

/// A part of the interface with its rectangle in window coordinates.
public struct AccessibilityNode: Sendable {
  public var info: AccessibilityInfo
  /// Window coordinates (of `accessibilityParts`: the widget's), logical pixels.
  public var rect: Rect
  public var children: [AccessibilityNode]

  public init(_ info: AccessibilityInfo, rect: Rect, children: [AccessibilityNode] = []) {
    self.info = info
    self.rect = rect
    self.children = children
  }

  /// The nodes of a widget's tree; empty if it is hidden.
  static func nodes(of widget: Widget) -> [AccessibilityNode] {
    guard widget.isVisible else { return [] }
    var info = widget.accessibility()
    if let name = widget.accessibilityName { info.name = name }
    if !widget.isEffectivelyEnabled { info.state.insert(.disabled) }
    if widget.isFocused { info.state.insert(.focused) }
    var children: [AccessibilityNode] = []
    for child in widget.children { children += nodes(of: child) }
    let origin = widget.originInWindow
    children += widget.accessibilityParts().map { $0.moved(by: origin) }
    if info.role == .group && info.name.isEmpty { return children }
    return [AccessibilityNode(info, rect: widget.visibleRect(of: widget.bounds), children: children)]
  }

  func moved(by offset: Point) -> AccessibilityNode {
    AccessibilityNode(info, rect: rect.offset(by: offset), children: children.map { $0.moved(by: offset) })
  }

  /// One line a node: `button "Save" [default]`, children indented by two spaces.
  public func dump(indent: Int = 0) -> String {
    var line = String(repeating: " ", count: indent) + info.role.rawValue
    if !info.name.isEmpty { line += " \"\(info.name)\"" }
    if !info.value.isEmpty { line += " = \"\(info.value)\"" }
    let states = AccessibilityNode.stateNames.filter { info.state.contains($0.state) }.map { $0.name }
    if !states.isEmpty { line += " [" + states.joined(separator: " ") + "]" }
    line += "\n"
    for child in children { line += child.dump(indent: indent + 2) }
    return line
  }

  private static let stateNames: [(state: AccessibilityInfo.State, name: String)] = [
    (.checked, "checked"), (.mixed, "mixed"), (.selected, "selected"), (.expanded, "expanded"),
    (.readOnly, "read-only"), (.invalid, "invalid"), (.isDefault, "default"), (.disabled, "disabled"),
    (.focused, "focused"), (.modal, "modal"),
  ]

  /// The first node of this role (nil: any) with this name, in tree order.
  public func find(_ role: AccessibilityRole?, _ name: String) -> AccessibilityNode? {
    if (role == nil || role == info.role) && info.name == name { return self }
    for child in children {
      if let found = child.find(role, name) { return found }
    }
    return nil
  }
}
