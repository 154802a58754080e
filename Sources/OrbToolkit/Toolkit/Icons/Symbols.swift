// Symbolic icons: 16 × 16, strokes of 1.5 with round ends in the current colour. Drawn for this system.

import Graphics

/// The symbolic icons of the interface.
public enum Symbols {
  public static let check = VectorIcon.symbol("M3 8.5 L6.5 12 L13 4.5")
  public static let chevronRight = VectorIcon.symbol("M6 3.5 L10.5 8 L6 12.5")
  public static let warning = VectorIcon.symbol("M8 2.2 L14.4 13.5 H1.6 Z M8 6.5 V9.6 M8 11.6 V11.7")
  public static let search = VectorIcon.symbol("M11.5 7 A4.5 4.5 0 1 1 2.5 7 A4.5 4.5 0 1 1 11.5 7 Z M10.4 10.4 L14 14")
}
