// The contrast ratios that the palette promises (WCAG 2.2, 1.4.3 and 1.4.11), as data that a test checks.

import Graphics

/// One promise: this colour on that background has at least this contrast.
public struct ContrastRule: Sendable {
  public let name: String
  public let foreground: Color
  public let background: Color
  /// WCAG contrast ratio, 1...21.
  public let least: Double

  /// Every pair that the look names: text 7:1, dim text and status 4.5:1, control borders and focus 3:1.
  public static func all(_ palette: Palette) -> [ContrastRule] {
    var rules: [ContrastRule] = []
    let surfaces = [("window", palette.window), ("surface", palette.surface), ("sunken", palette.sunken)]
    let statuses = [("error", palette.error), ("warning", palette.warning), ("success", palette.success)]
    for (name, surface) in surfaces {
      rules.append(ContrastRule("text on \(name)", palette.text, surface, 7))
      rules.append(ContrastRule("dim on \(name)", palette.dim, surface, 4.5))
      rules.append(ContrastRule("control line on \(name)", palette.controlLine, surface, 3))
      rules.append(ContrastRule("accent on \(name)", palette.accent, surface, 3))
      for (status, color) in statuses {
        rules.append(ContrastRule("\(status) on \(name)", color, surface, 4.5))
      }
    }
    rules.append(ContrastRule("text on control", palette.text, palette.control, 7))
    rules.append(ContrastRule("control line on control", palette.controlLine, palette.control, 3))
    rules.append(ContrastRule("text on selection", palette.text, palette.selection, 7))
    rules.append(ContrastRule("dim on selection", palette.dim, palette.selection, 4.5))
    rules.append(ContrastRule("on accent on accent", palette.onAccent, palette.accent, 4.5))
    rules.append(ContrastRule("window on error", palette.window, palette.error, 4.5))
    return rules
  }

  private init(_ name: String, _ foreground: Color, _ background: Color, _ least: Double) {
    self.name = name
    self.foreground = foreground
    self.background = background
    self.least = least
  }
}
