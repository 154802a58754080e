// What a widget tells its parent about its place.

import Graphics

/// How a parent lays a child out.
public struct LayoutHints: Equatable, Sendable {
  /// Share of the room that is left in a row or column; 0: none.
  public var grow = 0.0
  /// Across the row or column; nil: as the container says.
  public var alignment: CrossAlignment?
  /// Bounds of the size; they win over what the widget measures.
  public var minimumWidth = 0.0
  public var minimumHeight = 0.0
  public var maximumWidth = Double.infinity
  public var maximumHeight = Double.infinity
  /// In place of the measured ideal size.
  public var width: Double?
  public var height: Double?
  /// Around the widget, outside of its frame.
  public var margin = Insets.zero
  /// Columns that it takes in a `Grid`.
  public var columnSpan = 1

  public init() {}
}
