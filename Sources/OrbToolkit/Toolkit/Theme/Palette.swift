// The colour tokens of the look, and what is derived from them. Widgets name tokens, never colours.
//
// The contrast that each pair promises is in ContrastRule.swift and asserted by a test.

import Graphics

/// The colours of a theme by role.
public struct Palette: Equatable, Sendable {
  /// Background of windows and panels.
  public var window: Color
  /// Lists, text areas, cards, menus.
  public var surface: Color
  /// Wells and the tracks of bars.
  public var sunken: Color
  public var text: Color
  /// Secondary text.
  public var dim: Color
  /// Separators: decoration only.
  public var line: Color
  /// Faces of buttons and fields.
  public var control: Color
  /// Borders of buttons and fields.
  public var controlLine: Color
  /// Default button, selection mark, links, focus ring.
  public var accent: Color
  public var onAccent: Color
  /// Selected rows and text.
  public var selection: Color
  public var error: Color
  public var warning: Color
  public var success: Color
  /// Shadows below popups and dialogs.
  public var shadow: Color

  public static let light = Palette(
    window: Color(0xF6F7F9), surface: Color(0xFFFFFF), sunken: Color(0xECEEF2), text: Color(0x16191F),
    dim: Color(0x565E6C), line: Color(0xD5D9E0), control: Color(0xFFFFFF), controlLine: Color(0x7F8796),
    accent: Color(0x2F5BD0), onAccent: Color(0xFFFFFF), selection: Color(0xD6E2FF), error: Color(0xB3261E),
    warning: Color(0x8A5300), success: Color(0x1B6E3C), shadow: Color(0x0B1020, alpha: 0.22))

  public static let dark = Palette(
    window: Color(0x1B1E25), surface: Color(0x232730), sunken: Color(0x14171C), text: Color(0xECEFF4),
    dim: Color(0xA3ABBA), line: Color(0x363C48), control: Color(0x2B303B), controlLine: Color(0x7A8394),
    accent: Color(0x8FB0FF), onAccent: Color(0x0E1A3A), selection: Color(0x273C6A), error: Color(0xFF9E96),
    warning: Color(0xF2BE6B), success: Color(0x7FD6A0), shadow: Color(0x000000, alpha: 0.5))

  /// A face under the pointer: `base` moved a little towards the text colour.
  public func hovered(_ base: Color) -> Color { base.mix(text, 0.06) }

  /// A face that is held down.
  public func pressed(_ base: Color) -> Color { base.mix(text, 0.13) }

  /// What is drawn on a control that cannot be used: half way to the window.
  public func disabled(_ color: Color) -> Color { color.mix(window, 0.55) }

  /// A row under the pointer.
  public var rowHover: Color { surface.mix(text, 0.05) }

  /// The selection of a view that does not have the focus.
  public var inactiveSelection: Color { surface.mix(dim, 0.18) }
}
