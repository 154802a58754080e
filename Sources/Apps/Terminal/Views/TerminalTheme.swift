// The colours of the terminal for the light and the dark desktop. Every one of the sixteen can be read on the
// background (4.5:1, but for the two that programs use as backgrounds), because programs choose them blindly.

import Graphics
import OrbToolkit
import TerminalCore

enum TerminalTheme {
  private static let dark: [UInt32] = [
    0x2B303B, 0xFF8A80, 0x8FD694, 0xF2C572, 0x8FB0FF, 0xD9A0F0, 0x79D4D9, 0xD5DAE3,
    0x7A8394, 0xFFB3AC, 0xB4E8B7, 0xFFDD9E, 0xB7CCFF, 0xEBC5FA, 0xA8E8EB, 0xFFFFFF,
  ]
  private static let light: [UInt32] = [
    0x16191F, 0xB3261E, 0x1B6E3C, 0x8A5300, 0x2F5BD0, 0x8A3AA8, 0x0B6A76, 0xC4CAD4,
    0x565E6C, 0xC8362D, 0x22804A, 0x9A5F00, 0x4169D8, 0x9B4CB8, 0x117A86, 0xF6F7F9,
  ]

  /// The palette of a desktop theme.
  static func palette(_ theme: Theme) -> TerminalCore.Palette {
    let colors = theme.colors
    let background = theme.isDark ? colors.sunken : colors.surface
    return TerminalCore.Palette(
      named: (theme.isDark ? dark : light).map { PaletteColour($0) }, foreground: PaletteColour(colors.text),
      background: PaletteColour(background), cursor: PaletteColour(colors.accent))
  }
}

extension PaletteColour {
  init(_ color: Color) { self.init(color.red, color.green, color.blue) }
}

extension Color {
  init(_ colour: PaletteColour) { self.init(red: colour.red, green: colour.green, blue: colour.blue) }
}
