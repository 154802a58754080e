// A theme: palette and switches, shared by the windows of an application and exchanged as a whole at run time.

import Graphics

/// How widgets look.
public final class Theme: Sendable {
  public let name: String
  public let isDark: Bool
  public let colors: Palette

  public init(name: String, isDark: Bool, colors: Palette) {
    self.name = name
    self.isDark = isDark
    self.colors = colors
  }

  public static let light = Theme(name: "light", isDark: false, colors: .light)
  public static let dark = Theme(name: "dark", isDark: true, colors: .dark)
}
