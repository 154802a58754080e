// Symbolic icons: 16 × 16, strokes of 1.5 with round ends in the current colour. Drawn for this system; the same
// drawings lie as SVG files in assets/icons/symbolic.

import Graphics

/// The symbolic icons of the interface.
public enum Symbols {
  /// Nothing: keeps the place of an icon.
  public static let blank = VectorIcon(canvas: Size(width: 16, height: 16), layers: [])
  public static let check = VectorIcon.symbol("M3.5 8.5 L6.5 11.5 L12.5 5")
  public static let close = VectorIcon.symbol("M4 4 L12 12 M12 4 L4 12")
  public static let chevronRight = VectorIcon.symbol("M6 3.5 L10.5 8 L6 12.5")
  public static let chevronLeft = VectorIcon.symbol("M10 3.5 L5.5 8 L10 12.5")
  public static let chevronDown = VectorIcon.symbol("M3.5 6 L8 10.5 L12.5 6")
  public static let chevronUp = VectorIcon.symbol("M3.5 10 L8 5.5 L12.5 10")
  public static let arrowLeft = VectorIcon.symbol("M13 8 H3 M7.5 3.5 L3 8 L7.5 12.5")
  public static let arrowRight = VectorIcon.symbol("M3 8 H13 M8.5 3.5 L13 8 L8.5 12.5")
  public static let arrowUp = VectorIcon.symbol("M8 13 V3 M3.5 7.5 L8 3 L12.5 7.5")
  public static let arrowDown = VectorIcon.symbol("M8 3 V13 M3.5 8.5 L8 13 L12.5 8.5")
  public static let plus = VectorIcon.symbol("M8 3 V13 M3 8 H13")
  public static let minus = VectorIcon.symbol("M3 8 H13")
  public static let search = VectorIcon.symbol("M11.5 7 A4.5 4.5 0 1 1 2.5 7 A4.5 4.5 0 1 1 11.5 7 Z M10.4 10.4 L14 14")
  public static let warning = VectorIcon.symbol("M8 2.2 L14.4 13.5 H1.6 Z M8 6.5 V9.4 M8 11.4 V11.5")
  public static let info = VectorIcon.symbol("M14 8 A6 6 0 1 1 2 8 A6 6 0 1 1 14 8 Z M8 7.5 V11 M8 5 V5.1")
  public static let menu = VectorIcon.symbol("M2.5 4 H13.5 M2.5 8 H13.5 M2.5 12 H13.5")
  public static let more = VectorIcon.symbol("M3.5 8 H3.6 M8 8 H8.1 M12.5 8 H12.6", width: 2)
  public static let folder = VectorIcon.symbol(
    "M2 12 V4.5 Q2 3.5 3 3.5 H6 L7.5 5.2 H13 Q14 5.2 14 6.2 V12 Q14 13 13 13 H3 Q2 13 2 12 Z")
  public static let newFolder = VectorIcon.symbol(
    "M14 8 V6.2 Q14 5.2 13 5.2 H7.5 L6 3.5 H3 Q2 3.5 2 4.5 V12 Q2 13 3 13 H8 M12 9.8 V14.2 M9.8 12 H14.2")
  public static let file = VectorIcon.symbol(
    "M3.5 13 V3 Q3.5 2 4.5 2 H9 L12.5 5.5 V13 Q12.5 14 11.5 14 H4.5 Q3.5 14 3.5 13 Z M9 2 V5.5 H12.5")
  public static let text = VectorIcon.symbol(
    "M3.5 13 V3 Q3.5 2 4.5 2 H9 L12.5 5.5 V13 Q12.5 14 11.5 14 H4.5 Q3.5 14 3.5 13 Z M6 7 H10 M6 9.2 H10 M6 11.4 H8.5")
  public static let image = VectorIcon.symbol(
    "M2.5 4 Q2.5 3 3.5 3 H12.5 Q13.5 3 13.5 4 V12 Q13.5 13 12.5 13 H3.5 Q2.5 13 2.5 12 Z M3 11.5 L6.2 8 L8.6 10.5 "
      + "L10.3 8.8 L13 11.5 M10.6 5.9 V6")
  public static let code = VectorIcon.symbol("M5.5 4 L1.8 8 L5.5 12 M10.5 4 L14.2 8 L10.5 12")
  public static let archive = VectorIcon.symbol("M2.5 3 H13.5 V6 H2.5 Z M3.5 6 V13 H12.5 V6 M6.5 8.5 H9.5")
  public static let link = VectorIcon.symbol(
    "M6.5 9.5 L9.5 6.5 M7.5 4.5 L9 3 Q11 1.6 12.8 3.2 Q14.4 5 13 7 L11.5 8.5 M8.5 11.5 L7 13 Q5 14.4 3.2 12.8 Q1.6 11 "
      + "3 9 L4.5 7.5")
  public static let home = VectorIcon.symbol("M2 8 L8 2.5 L14 8 M3.8 6.6 V13.5 H12.2 V6.6 M6.7 13.5 V9.8 H9.3 V13.5")
  public static let desktop = VectorIcon.symbol("M2 3 H14 V11 H2 Z M8 11 V13.5 M5 13.5 H11")
  public static let disk = VectorIcon.symbol(
    "M2.5 8.5 L4.5 3.5 H11.5 L13.5 8.5 V12.5 H2.5 Z M2.5 8.5 H13.5 M10.8 10.5 H11")
  public static let trash = VectorIcon.symbol(
    "M2.5 4.5 H13.5 M6 4.5 V2.5 H10 V4.5 M4 4.5 L4.6 13.5 H11.4 L12 4.5 M6.8 7 V11 M9.2 7 V11")
  public static let edit = VectorIcon.symbol("M2.5 13.5 L3.2 10.6 L11 2.8 L13.2 5 L5.4 12.8 Z M9.4 4.4 L11.6 6.6")
  public static let copy = VectorIcon.symbol("M5.5 5.5 H13.5 V13.5 H5.5 Z M10.5 5.5 V2.5 H2.5 V10.5 H5.5")
  public static let cut = VectorIcon.symbol(
    "M5.8 11.5 A1.8 1.8 0 1 1 2.2 11.5 A1.8 1.8 0 1 1 5.8 11.5 Z "
      + "M13.8 11.5 A1.8 1.8 0 1 1 10.2 11.5 A1.8 1.8 0 1 1 13.8 11.5 Z M5 10 L11.5 2.5 M11 10 L4.5 2.5")
  public static let paste = VectorIcon.symbol("M5.5 3.5 H3 V14 H13 V3.5 H10.5 M5.5 2 H10.5 V5 H5.5 Z")
  public static let undo = VectorIcon.symbol("M3 6.5 H10 A3.5 3.5 0 0 1 10 13.5 H6 M6.5 3 L3 6.5 L6.5 10")
  public static let redo = VectorIcon.symbol("M13 6.5 H6 A3.5 3.5 0 0 0 6 13.5 H10 M9.5 3 L13 6.5 L9.5 10")
  public static let save = VectorIcon.symbol(
    "M2.5 2.5 H11 L13.5 5 V13.5 H2.5 Z M5 2.5 V6 H10 V2.5 M5 13.5 V9.5 H11 V13.5")
  public static let open = VectorIcon.symbol("M2 12.5 V3.5 H6 L7.5 5.2 H12.5 V7.5 M2 12.5 L4.2 7.5 H15 L12.8 12.5 Z")
  public static let refresh = VectorIcon.symbol("M13 8 A5 5 0 1 1 11.3 4.2 M11.8 1.6 L11.6 4.5 L8.7 4.3")
  public static let settings = VectorIcon.symbol(
    "M2.5 4.5 H8 M11.5 4.5 H13.5 M11.5 4.5 A1.7 1.7 0 1 1 8.1 4.5 A1.7 1.7 0 1 1 11.5 4.5 Z "
      + "M2.5 11.5 H4.5 M8 11.5 H13.5 M7.9 11.5 A1.7 1.7 0 1 1 4.5 11.5 A1.7 1.7 0 1 1 7.9 11.5 Z")
  public static let list = VectorIcon.symbol(
    "M5.5 4 H13.5 M5.5 8 H13.5 M5.5 12 H13.5 M2.5 4 H2.6 M2.5 8 H2.6 M2.5 12 H2.6")
  public static let grid = VectorIcon.symbol(
    "M2.5 2.5 H6.5 V6.5 H2.5 Z M9.5 2.5 H13.5 V6.5 H9.5 Z M2.5 9.5 H6.5 V13.5 H2.5 Z M9.5 "
      + "9.5 H13.5 V13.5 H9.5 Z")
  public static let sidebar = VectorIcon.symbol("M2 3 H14 V13 H2 Z M6 3 V13")
  public static let eye = VectorIcon.symbol(
    "M1.5 8 Q4.5 3.5 8 3.5 Q11.5 3.5 14.5 8 Q11.5 12.5 8 12.5 Q4.5 12.5 1.5 8 Z "
      + "M9.8 8 A1.8 1.8 0 1 1 6.2 8 A1.8 1.8 0 1 1 9.8 8 Z")
  public static let moon = VectorIcon.symbol("M13.2 9.6 A5.6 5.6 0 1 1 6.4 2.8 A4.4 4.4 0 0 0 13.2 9.6 Z")
  public static let sun = VectorIcon.symbol(
    "M10.8 8 A2.8 2.8 0 1 1 5.2 8 A2.8 2.8 0 1 1 10.8 8 Z M8 1.5 V2.6 M8 13.4 V14.5 M1.5 8 H2.6 M13.4 8 H14.5 "
      + "M3.4 3.4 L4.2 4.2 M11.8 11.8 L12.6 12.6 M12.6 3.4 L11.8 4.2 M4.2 11.8 L3.4 12.6")
  public static let power = VectorIcon.symbol("M8 2 V8 M4.8 4.2 A5.3 5.3 0 1 0 11.2 4.2")
  public static let restart = VectorIcon.symbol("M12.9 9 A5 5 0 1 1 12 5 M12.4 2 L12.2 5.2 L9 5")
  public static let lock = VectorIcon.symbol("M3.5 7.5 H12.5 V13.5 H3.5 Z M5.5 7.5 V5 A2.5 2.5 0 0 1 10.5 5 V7.5")
  public static let window = VectorIcon.symbol("M2 3 H14 V13 H2 Z M2 6 H14")
  public static let terminal = VectorIcon.symbol("M2 3 H14 V13 H2 Z M4.5 6 L6.8 8 L4.5 10 M8.5 10.5 H11.5")
  public static let calculator = VectorIcon.symbol(
    "M3.5 2 H12.5 V14 H3.5 Z M5.5 4.5 H10.5 M5.8 8 H5.9 M8 8 H8.1 M10.2 8 H10.3 M5.8 11 "
      + "H5.9 M8 11 H8.1 M10.2 11 H10.3")
  public static let clock = VectorIcon.symbol("M14 8 A6 6 0 1 1 2 8 A6 6 0 1 1 14 8 Z M8 4.5 V8 L10.5 9.5")
  public static let keyboard = VectorIcon.symbol(
    "M1.5 4 H14.5 V12 H1.5 Z M4 6.5 H4.1 M6.7 6.5 H6.8 M9.3 6.5 H9.4 M12 6.5 H12.1 M4.5 "
      + "9.5 H11.5")
  public static let sort = VectorIcon.symbol("M5 3 V13 M2.5 10.5 L5 13 L7.5 10.5 M11 13 V3 M8.5 5.5 L11 3 L13.5 5.5")
  public static let columns = VectorIcon.symbol("M2 3 H14 V13 H2 Z M6 3 V13 M10 3 V13")
  public static let bold = VectorIcon.symbol(
    "M4.5 3 H8.5 A2.4 2.4 0 0 1 8.5 7.8 H4.5 Z M4.5 7.8 H9.2 A2.6 2.6 0 0 1 9.2 13 H4.5 Z")
}
