// What a list shows of one row.

import Graphics

/// A row of a `ListView`: icon, title, and something dim at the right.
public struct ListItem: Sendable {
  public var icon: VectorIcon?
  /// An icon with colours of its own is drawn as it is; a symbol takes the text's colour.
  public var title: String
  public var detail: String
  /// Dim: hidden files, things that cannot be used.
  public var isDim: Bool
  /// Heads a group: not indented, emphasised.
  public var isHeader: Bool

  public init(
    _ title: String, icon: VectorIcon? = nil, detail: String = "", isDim: Bool = false, isHeader: Bool = false
  ) {
    self.title = title
    self.icon = icon
    self.detail = detail
    self.isDim = isDim
    self.isHeader = isHeader
  }
}
