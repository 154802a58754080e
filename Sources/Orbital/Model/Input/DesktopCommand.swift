// What the keys of the desktop mean: the one table that the keyboard and the shortcut sheet go by.

import Protocols

/// Something that a shortcut of the desktop asks for.
enum DesktopCommand: Equatable {
  case openMenu
  case nextWindow, previousWindow
  case close, showDesktop, toggleMaximized, toggleFullScreen
  case arrow(SnapArrow)
  case step(SnapArrow)
  case showWorkspace(Int)
  case sendToWorkspace(Int)
  /// To the workspace before or after this one, with the active window or without.
  case stepWorkspace(Int, carrying: Bool)
  case overview
  case windowMenu
  /// The workspace lays out its windows, or no longer; the active window floats above them, or no longer.
  case tiling, floating
  /// Super with a key that the desktop has no use for.
  case forPanel

  /// What a key means, given by what it types where it types a letter; nil: it belongs to the window.
  init?(key: UInt16, _ modifiers: Modifiers) {
    let isShift = modifiers.contains(.shift)
    if modifiers.contains(.superKey) {
      self = DesktopCommand.withSuper(key, isShift: isShift)
    } else if modifiers.isSuperset(of: [.alt, .control]), let step = DesktopCommand.direction(key) {
      self = .stepWorkspace(step, carrying: isShift)
    } else if modifiers.contains(.alt), !modifiers.contains(.control),
      let command = DesktopCommand.withAlt(key, isShift)
    {
      self = command
    } else {
      return nil
    }
  }

  private static func withSuper(_ key: UInt16, isShift: Bool) -> DesktopCommand {
    if key >= KeyUsage.digit1, key < KeyUsage.digit1 + UInt16(Limits.workspaces) {
      let index = Int(key - KeyUsage.digit1)
      return isShift ? .sendToWorkspace(index) : .showWorkspace(index)
    }
    if let arrow = arrow(key) { return isShift ? .step(arrow) : .arrow(arrow) }
    switch key {
    case KeyUsage.tab: return isShift ? .previousWindow : .nextWindow
    case KeyUsage.letter("q"): return .close
    case KeyUsage.letter("d"): return .showDesktop
    case KeyUsage.letter("m"): return .toggleMaximized
    case KeyUsage.f11, KeyUsage.enter: return .toggleFullScreen
    case KeyUsage.letter("w"): return .overview
    case KeyUsage.letter("y"): return .tiling
    case KeyUsage.letter("g"): return .floating
    default: return .forPanel
    }
  }

  private static func withAlt(_ key: UInt16, _ isShift: Bool) -> DesktopCommand? {
    switch key {
    case KeyUsage.tab: isShift ? .previousWindow : .nextWindow
    case KeyUsage.f4: .close
    case KeyUsage.f1, KeyUsage.f2: .openMenu
    case KeyUsage.space: .windowMenu
    default: nil
    }
  }

  private static func arrow(_ key: UInt16) -> SnapArrow? {
    switch key {
    case KeyUsage.left: .left
    case KeyUsage.right: .right
    case KeyUsage.up: .up
    case KeyUsage.down: .down
    default: nil
    }
  }

  /// Workspaces lie in a row: back with left and up, on with right and down.
  private static func direction(_ key: UInt16) -> Int? {
    switch arrow(key) {
    case .left, .up: -1
    case .right, .down: 1
    case nil: nil
    }
  }
}
