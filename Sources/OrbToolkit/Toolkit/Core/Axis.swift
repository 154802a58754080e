// Directions and alignments that layout speaks in.

/// A direction of layout.
public enum Axis: UInt8, Sendable {
  case horizontal
  case vertical
}

/// Where a child goes across the direction of its row or column.
public enum CrossAlignment: UInt8, Sendable {
  case start
  case center
  case end
  /// As wide (or high) as the container.
  case fill
}

/// Where something goes inside a larger rectangle.
public enum Alignment: UInt8, Sendable {
  case topLeading, top, topTrailing
  case leading, center, trailing
  case bottomLeading, bottom, bottomTrailing

  /// 0 at the left edge, 0.5 in the middle, 1 at the right edge.
  var horizontalFraction: Double {
    switch self {
    case .topLeading, .leading, .bottomLeading: 0
    case .top, .center, .bottom: 0.5
    case .topTrailing, .trailing, .bottomTrailing: 1
    }
  }

  /// 0 at the top edge, 1 at the bottom edge.
  var verticalFraction: Double {
    switch self {
    case .topLeading, .top, .topTrailing: 0
    case .leading, .center, .trailing: 0.5
    case .bottomLeading, .bottom, .bottomTrailing: 1
    }
  }
}
