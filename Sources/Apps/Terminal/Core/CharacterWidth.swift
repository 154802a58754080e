// How many cells of the grid a Unicode scalar takes: 0, 1 or 2.
// Follows the habit of terminals: East Asian Wide and Fullwidth take two, marks and format characters none, everything
// else one. Ambiguous characters are narrow. Not grapheme segmentation: a terminal counts scalar by scalar, so that it
// agrees with the wcwidth() of the programs that run in it.

/// Cell widths of Unicode scalars (UAX 11 as terminals read it).
public enum CharacterWidth {
  /// The number of cells that `scalar` takes: 0 (joins the cell before), 1 or 2.
  public static func cells(of scalar: UInt32) -> Int {
    if scalar < 0x300 { return 1 }
    // The blocks that make up most non-Latin output are decided without a search.
    if scalar >= 0x4E00 && scalar <= 0x9FFF || scalar >= 0xAC00 && scalar <= 0xD7A3 { return 2 }
    if scalar >= 0x2500 && scalar <= 0x259F || scalar >= 0x400 && scalar <= 0x482 { return 1 }
    if contains(CharacterWidthTables.zero, scalar) { return 0 }
    return contains(CharacterWidthTables.wide, scalar) ? 2 : 1
  }

  /// Whether U+FE0F turns this narrow scalar into a wide emoji.
  public static func becomesWideEmoji(_ scalar: UInt32) -> Bool {
    contains(CharacterWidthTables.emojiByVariation, scalar)
  }

  private static func contains(_ table: [UInt32], _ scalar: UInt32) -> Bool {
    var low = 0
    var high = table.count
    while low < high {
      let middle = (low + high) / 2
      let first = table[middle] >> 11
      if scalar < first {
        high = middle
      } else if scalar > first + (table[middle] & 0x7FF) {
        low = middle + 1
      } else {
        return true
      }
    }
    return false
  }
}
