// The colours of decorations and overlays: the tokens of the look that the compositor needs.

public import Graphics

/// Colours of title bars, cards and previews.
public struct DesktopTheme: Equatable, Sendable {
  /// Title bars, and what a window shows before its client has drawn.
  public var window: Color
  /// The switcher's card.
  public var surface: Color
  public var text: Color
  /// Titles of windows without the focus.
  public var dimText: Color
  /// Behind a title button under the pointer, and one that is held.
  public var hover: Color
  public var pressed: Color
  public var error: Color
  public var onError: Color
  public var selection: Color
  public var accent: Color
  public var onAccent: Color
  /// Around windows and cards.
  public var outline: Color
  public var shadow: Color

  public static let light = DesktopTheme(
    window: Color(0xF6F7F9), surface: Color(0xFFFFFF), text: Color(0x16191F), dimText: Color(0x565E6C),
    hover: Color(0x16191F, alpha: 0.08), pressed: Color(0x16191F, alpha: 0.16), error: Color(0xB3261E),
    onError: Color(0xFFFFFF), selection: Color(0xD6E2FF), accent: Color(0x2F5BD0), onAccent: Color(0xFFFFFF),
    outline: Color(0x000000, alpha: 0.12), shadow: Color(0x000000, alpha: 0.28))

  public static let dark = DesktopTheme(
    window: Color(0x1B1E25), surface: Color(0x232730), text: Color(0xECEFF4), dimText: Color(0xA3ABBA),
    hover: Color(0xECEFF4, alpha: 0.10), pressed: Color(0xECEFF4, alpha: 0.18), error: Color(0xFF9E96),
    onError: Color(0x1B1E25), selection: Color(0x2C4478), accent: Color(0x8FB0FF), onAccent: Color(0x0E1A3A),
    outline: Color(0xFFFFFF, alpha: 0.14), shadow: Color(0x000000, alpha: 0.42))
}
