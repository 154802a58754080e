// The shadows in use: one for windows with the focus, one for those without, one for popups, and a few of single sizes.

import Graphics
import OrbitalModel

/// Finds or draws the picture of a shadow.
struct ShadowSet {
  /// Small popups on the screen at one time are few.
  private static let limit = 8
  /// A little tighter than the look's 32: its last visible level then lies within 32 pixels, and what a moved window
  /// makes the compositor draw is a tenth less.
  static let blur = 28.0

  private let metrics: Metrics
  private let theme: DesktopTheme
  private var patches: [NinePatch] = []

  init(metrics: Metrics, theme: DesktopTheme) {
    self.metrics = metrics
    self.theme = theme
  }

  /// The shadow of a window. Popups float less high than windows.
  mutating func patch(_ window: Window, isActive: Bool) -> NinePatch {
    let isPopup = window.flags.contains(.popup)
    let radius = isPopup ? metrics.popupRadius : window.isFloating ? metrics.windowRadius : 0
    let style =
      isPopup
      ? NinePatch.Style(radius: radius, opacity: 0.8, blur: 20, drop: 6)
      : NinePatch.Style(radius: radius, opacity: isActive ? 1 : 0.5, blur: ShadowSet.blur, drop: 12)
    return patch(style, window.frame.size)
  }

  mutating func patch(_ style: NinePatch.Style, _ size: PixelSize) -> NinePatch {
    let stretches = NinePatch.canStretch(style, to: size, metrics)
    for patch in patches
    where patch.style == style && (stretches ? !patch.isExact : patch.isExact && patch.frameSize == size) {
      return patch
    }
    let fresh = NinePatch(style, exact: stretches ? nil : size, metrics: metrics, theme: theme)
    if patches.count >= ShadowSet.limit { patches.removeFirst() }
    patches.append(fresh)
    return fresh
  }
}
