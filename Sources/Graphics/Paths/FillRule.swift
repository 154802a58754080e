// What counts as inside where contours overlap.

/// Non-zero: all that the contours wind around. Even-odd: what they wind around an odd number of times.
public enum FillRule: Equatable, Sendable { case nonZero, evenOdd }
