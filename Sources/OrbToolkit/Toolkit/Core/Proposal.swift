// What a parent offers a child when it asks for the child's size.

import Graphics

/// The room a parent proposes. `nil` in a direction asks for the ideal extent, 0 for the least.
public struct Proposal: Equatable, Sendable {
  public var width: Double?
  public var height: Double?

  public init(width: Double? = nil, height: Double? = nil) {
    self.width = width
    self.height = height
  }

  public init(_ size: Size) {
    self.init(width: size.width, height: size.height)
  }

  /// Asks for the ideal size.
  public static let ideal = Proposal()

  /// Smaller by the insets in every direction that is given.
  public func inset(by insets: Insets) -> Proposal {
    Proposal(
      width: width.map { max(0, $0 - insets.horizontal) }, height: height.map { max(0, $0 - insets.vertical) })
  }

  subscript(axis: Axis) -> Double? { axis == .horizontal ? width : height }

  init(_ axis: Axis, main: Double?, cross: Double?) {
    self.init(width: axis == .horizontal ? main : cross, height: axis == .horizontal ? cross : main)
  }
}

extension Size {
  subscript(axis: Axis) -> Double { axis == .horizontal ? width : height }

  init(_ axis: Axis, main: Double, cross: Double) {
    self.init(width: axis == .horizontal ? main : cross, height: axis == .horizontal ? cross : main)
  }

  /// Never below `least` in either direction.
  func atLeast(_ least: Size) -> Size {
    Size(width: max(width, least.width), height: max(height, least.height))
  }
}

extension Axis {
  /// The other direction.
  var cross: Axis { self == .horizontal ? .vertical : .horizontal }
}
