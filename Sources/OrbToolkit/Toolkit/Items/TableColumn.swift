// A column of a table.

import Graphics

/// Title, width and behaviour of a column.
public struct TableColumn: Sendable {
  public var title: String
  /// Logical pixels.
  public var width: Double
  public var leastWidth: Double
  /// Takes the room that is left.
  public var grows: Bool
  /// Numbers stand at the right.
  public var alignsRight: Bool
  public var isSortable: Bool

  public init(
    _ title: String, width: Double = 120, leastWidth: Double = 48, grows: Bool = false, alignsRight: Bool = false,
    isSortable: Bool = true
  ) {
    self.title = title
    self.width = width
    self.leastWidth = leastWidth
    self.grows = grows
    self.alignsRight = alignsRight
    self.isSortable = isSortable
  }
}

/// What one cell of a table shows.
public struct TableCell: Sendable {
  public var text: String
  public var icon: VectorIcon?
  public var isDim: Bool
  /// The icon in the accent colour: folders among files.
  public var tintsIcon: Bool

  public init(_ text: String, icon: VectorIcon? = nil, isDim: Bool = false, tintsIcon: Bool = false) {
    self.text = text
    self.icon = icon
    self.isDim = isDim
    self.tintsIcon = tintsIcon
  }
}
