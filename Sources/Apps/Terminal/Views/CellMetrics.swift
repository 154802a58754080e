// The grid's geometry: how large a cell is for a font size, in logical pixels on whole device pixels, so that boxes
// join.

import Graphics
import OrbToolkit

/// Sizes of a cell.
struct CellMetrics: Equatable {
  /// Font sizes that zooming reaches.
  static let sizes = 7.0...36.0
  static let standardSize = 13.0

  let fontSize: Double
  let width: Double
  let height: Double
  /// From the cell's top to the baseline.
  let baseline: Double
  /// The thickness of light lines.
  let stroke: Double

  init(fontSize: Double, fonts: FontLibrary, scale: Double) {
    self.fontSize = fontSize
    let style = TextStyle(family: .monospace, size: fontSize)
    let metrics = fonts.metrics(style)
    func snapped(_ value: Double) -> Double { max(1, (value * scale).wholeNearest) / scale }
    width = snapped(max(2, fonts.advance("M", style)))
    height = snapped(max(fontSize * TextRole.code.lineHeight / CellMetrics.standardSize, 4))
    baseline = snapped((height - metrics.height) / 2 + metrics.ascent)
    stroke = snapped(fontSize / 13)
  }

  func style(_ isBold: Bool, _ isItalic: Bool) -> TextStyle {
    TextStyle(family: .monospace, size: fontSize, weight: isBold ? 700 : 400, italic: isItalic)
  }
}
