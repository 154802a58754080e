// The letters of a window's path as a set.

import Protocols

/// What a window asked for when it was opened (`ABI.WindowFlag`, one bit each).
public struct WindowFlags: OptionSet, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }
  public static let back = WindowFlags(rawValue: 1 << 0)
  public static let front = WindowFlags(rawValue: 1 << 1)
  public static let resizable = WindowFlags(rawValue: 1 << 2)
  public static let unclosable = WindowFlags(rawValue: 1 << 3)
  public static let borderless = WindowFlags(rawValue: 1 << 4)
  public static let transparent = WindowFlags(rawValue: 1 << 5)
  public static let maximized = WindowFlags(rawValue: 1 << 6)
  public static let popup = WindowFlags(rawValue: 1 << 7)
  public static let dialog = WindowFlags(rawValue: 1 << 8)
  public static let noFocus = WindowFlags(rawValue: 1 << 9)
  public static let panel = WindowFlags(rawValue: 1 << 10)

  /// The flag of a letter; nil for letters without a meaning.
  public init?(letter: UInt8) {
    switch WindowFlag(rawValue: letter) {
    case .back: self = .back
    case .front: self = .front
    case .resizable: self = .resizable
    case .unclosable: self = .unclosable
    case .borderless: self = .borderless
    case .transparent: self = .transparent
    case .maximized: self = .maximized
    case .popup: self = .popup
    case .dialog: self = .dialog
    case .noFocus: self = .noFocus
    case .panel: self = .panel
    case nil: return nil
    }
  }
}
