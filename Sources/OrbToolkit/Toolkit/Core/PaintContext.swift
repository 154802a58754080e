// What a widget may do while it is painted: draw.

import Graphics

/// The context of `Widget.paint`. The painter's origin is the widget's top left corner.
public struct PaintContext: ~Copyable {
  public var painter: Painter
  public let theme: Theme
  public let fonts: FontLibrary
  /// The window has the keyboard focus.
  public let isWindowActive: Bool
  /// The focus came by keyboard: rings are shown.
  public let showsFocus: Bool
  /// Milliseconds of the application's clock, for what moves.
  public let milliseconds: Int

  public var colors: Palette { theme.colors }

  /// Draws one line of text at the left of `rect`, centred vertically on the role's capitals and line height.
  @discardableResult
  public func text(_ text: String, _ role: TextRole, in rect: Rect, color: Color, align: Alignment = .leading) -> Double
  {
    let style = role.style
    let metrics = fonts.measure(text, style)
    let x = rect.minX + max(0, rect.width - metrics.width) * align.horizontalFraction
    let slack = rect.height - (metrics.ascent + metrics.descent)
    let baseline = rect.minY + slack * align.verticalFraction + metrics.ascent
    let scale = painter.scale
    let snapped = Point(x: (x * scale).wholeNearest / scale, y: (baseline * scale).wholeNearest / scale)
    return painter.drawText(text, at: snapped, style: style, color: color)
  }

  /// Draws a line of text, shortened with an ellipsis where it does not fit.
  public func text(
    _ text: String, _ role: TextRole, fitting rect: Rect, color: Color, align: Alignment = .leading,
    ellipsis: EllipsisMode = .end
  ) {
    let shown = Ellipsis.fit(text, width: rect.width, role: role, mode: ellipsis, fonts: fonts)
    self.text(shown, role, in: rect, color: color, align: align)
  }

  /// Draws a symbolic icon centred in `rect`.
  public func icon(_ icon: VectorIcon, in rect: Rect, side: Double = Metrics.icon, color: Color) {
    let box = rect.centered(Size(width: side, height: side))
    let scale = painter.scale
    let origin = Point(x: (box.minX * scale).wholeNearest / scale, y: (box.minY * scale).wholeNearest / scale)
    painter.draw(icon, in: Rect(origin: origin, size: box.size), color: color)
  }
}
