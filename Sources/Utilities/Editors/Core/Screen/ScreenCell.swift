// One cell of the screen.

/// A character and its style.
public struct ScreenCell: Equatable, Sendable {
  /// 0 for the right half of a wide character.
  public var scalar: UInt32
  /// Combining marks on it.
  public var marks: [UInt32] = []
  public var style: ScreenStyle

  init(_ scalar: UInt32, _ style: ScreenStyle) {
    self.scalar = scalar
    self.style = style
  }

  static let blank = ScreenCell(0x20, .plain)
}
