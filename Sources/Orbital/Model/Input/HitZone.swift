// What lies under the pointer.

import Protocols

/// The buttons in a title bar, from left to right.
public enum TitleButton: UInt8, Sendable, CaseIterable {
  case minimize, maximize, close
}

/// Edges of a frame; two neighbours make a corner.
public struct Edges: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  public static let left = Edges(rawValue: 1)
  public static let right = Edges(rawValue: 2)
  public static let top = Edges(rawValue: 4)
  public static let bottom = Edges(rawValue: 8)
  static let all: Edges = [.left, .right, .top, .bottom]

  /// The pointer's shape over these edges.
  public var cursor: CursorShape {
    switch self {
    case [.left], [.right]: .resizeHorizontal
    case [.top], [.bottom]: .resizeVertical
    case [.left, .top], [.right, .bottom]: .resizeDiagonalDown
    case [.right, .top], [.left, .bottom]: .resizeDiagonalUp
    default: .arrow
    }
  }
}

/// A part of the desktop that a press means something to.
public enum HitZone: Equatable, Sendable {
  case desktop
  case content(WindowID)
  case title(WindowID)
  case button(WindowID, TitleButton)
  case edge(WindowID, Edges)

  public var window: WindowID? {
    switch self {
    case .desktop: nil
    case .content(let id), .title(let id), .button(let id, _), .edge(let id, _): id
    }
  }
}
