// How a line looks beyond its characters.

/// What a line is painted with.
struct LineLook {
  /// Styles of ranges of bytes; later ones cover earlier ones.
  var styles: [(range: Range<Int>, style: ScreenStyle)] = []
  /// Columns that are selected as a block.
  var block: ClosedRange<Int>?
  /// Whether the end of the line shows as selected.
  var marksEnd = false
}
