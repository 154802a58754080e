// A soft shadow with its outline, drawn once and stretched to every size: four corners, four edges of equal columns or
// rows.
//
// Only what lies around the frame is drawn; a frame too small for the corners gets a picture of its own (see
// ShadowSet).

import Graphics
import OrbitalModel

/// The surroundings of a rounded frame as a picture in nine parts.
final class NinePatch {
  /// What a shadow looks like.
  struct Style: Equatable {
    var radius: Int
    /// Of the shadow; the outline is the same for all.
    var opacity: Double
    /// The distance over which the edge fades, and how far the shadow lies below. Logical pixels.
    var blur: Double
    var drop: Double
  }

  /// Equal columns in the middle: a long edge takes few blends.
  private static let run = 128

  private let bitmap: Bitmap
  /// From each side of the picture to its middle part.
  private let left: Int
  private let top: Int
  private let bottom: Int
  /// The frame that was drawn.
  let isExact: Bool
  let frameSize: PixelSize
  let style: Style

  /// For frames of any size from `minimum(style)` on; with a size, for just that one.
  init(_ style: Style, exact: PixelSize?, metrics: Metrics, theme: DesktopTheme) {
    self.style = style
    isExact = exact != nil
    let side = NinePatch.inside(style, metrics)
    frameSize = exact ?? PixelSize(width: 2 * side + NinePatch.run, height: 2 * side + NinePatch.run)
    left = metrics.shadowSide + side
    top = metrics.shadowTop + side
    bottom = metrics.shadowBottom + side
    let frame = PixelRect(origin: PixelPoint(x: metrics.shadowSide, y: metrics.shadowTop), size: frameSize)
    let outer = metrics.outer(frame)
    bitmap = Bitmap(width: outer.width, height: outer.height)
    let scale = Double(metrics.scale) / 256
    let painter = Painter(bitmap.buffer, scale: scale)
    let rect = frame.logical(scale: scale)
    let radius = Double(style.radius) / scale
    painter.shadow(
      rect, radius: radius, offset: Point(x: 0, y: style.drop), blur: style.blur,
      theme.shadow.multiplyingAlpha(style.opacity))
    painter.strokeRounded(rect.inset(by: -1), radius: radius + 1, width: 1, theme.outline)
  }

  /// How far corners reach into the frame: the blur shows inside of an edge as well as outside.
  private static func inside(_ style: Style, _ metrics: Metrics) -> Int {
    metrics.pixels(Int(style.blur) + 8) + metrics.pixels(Int(style.drop)) + style.radius
  }

  /// True if the general picture can be stretched to a frame of this size.
  static func canStretch(_ style: Style, to size: PixelSize, _ metrics: Metrics) -> Bool {
    let side = inside(style, metrics)
    return size.width >= 2 * side && size.height >= 2 * side
  }

  /// Blends the part of the surroundings `outer` that lies in `clip`; returns the number of pixels.
  func draw(on target: PixelBuffer, outer: PixelRect, clip: PixelRect) -> Int {
    let area = clip.intersection(outer)
    if area.isEmpty { return 0 }
    if isExact {
      target.blendOver(from: bitmap.buffer, area.offset(x: -outer.minX, y: -outer.minY), to: area.origin)
      return area.area
    }
    var y = area.minY
    while y < area.maxY {
      let (sourceY, height) = span(y - outer.minY, outer.height, bitmap.height, top, bottom, area.maxY - y)
      var x = area.minX
      while x < area.maxX {
        let (sourceX, width) = span(x - outer.minX, outer.width, bitmap.width, left, left, area.maxX - x)
        target.blendOver(
          from: bitmap.buffer, PixelRect(x: sourceX, y: sourceY, width: width, height: height),
          to: PixelPoint(x: x, y: y))
        x += width
      }
      y += height
    }
    return area.area
  }

  /// Where in the picture a place of the target lies, and how many pixels follow it there, at most `limit`.
  private func span(
    _ place: Int, _ targetLength: Int, _ length: Int, _ before: Int, _ after: Int, _ limit: Int
  ) -> (source: Int, count: Int) {
    if place < before { return (place, min(limit, before - place)) }
    let fromEnd = targetLength - place
    if fromEnd <= after { return (length - fromEnd, min(limit, fromEnd)) }
    return (before, min(limit, min(NinePatch.run, fromEnd - after)))
  }
}
