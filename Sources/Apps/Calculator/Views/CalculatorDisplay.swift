// The display: what was typed, small; its value, large; an error in its place, with a mark and in words.

import CalculatorCore
import Graphics
import OrbToolkit

/// Shows expression and result.
final class CalculatorDisplay: Widget {
  private let model: CalculatorModel
  /// The result's size gets smaller until it fits.
  private static let sizes = [36.0, 30, 24, 20, 16]

  init(_ model: CalculatorModel) {
    self.model = model
    super.init()
    ignoresPointer = true
    bind(on: [model]) { $0.setNeedsPaint() }
  }

  override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    Size(width: proposal.width ?? 280, height: 96)
  }

  override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    let calculator = model.calculator
    context.painter.fillRounded(bounds, radius: Metrics.cardRadius, colors.surface)
    context.painter.strokeRounded(bounds, radius: Metrics.cardRadius, width: 1, colors.line)
    let inner = bounds.inset(by: 14)
    let first = Rect(x: inner.x, y: inner.y - 2, width: inner.width, height: 20)
    var expression = calculator.expression
    if calculator.isFinished { expression += " =" }
    // The end of a long expression is where one types.
    let shown = CalculatorDisplay.tail(expression, width: first.width - 34, context.fonts)
    context.text(shown, .body, in: first, color: colors.dim, align: .trailing)
    if calculator.memory != nil { context.text("M", .caption, in: first, color: colors.accent) }
    let second = Rect(left: inner.minX, top: first.maxY, right: inner.maxX, bottom: inner.maxY + 4)
    if let error = calculator.error {
      paintError(error.message, second, &context)
    } else {
      paintResult(calculator, second, &context)
    }
  }

  private func paintError(_ message: String, _ rect: Rect, _ context: inout PaintContext) {
    let color = context.colors.error
    let width = context.fonts.measure(message, TextRole.section.style).width
    context.text(message, .section, in: rect, color: color, align: .trailing)
    let icon = Rect(x: rect.maxX - width - 26, y: rect.y, width: 16, height: rect.height)
    if icon.x >= rect.x { context.icon(Symbols.warning, in: icon, color: color) }
  }

  private func paintResult(_ calculator: Calculator, _ rect: Rect, _ context: inout PaintContext) {
    let text = calculator.display
    var style = TextStyle(size: 36, weight: 500, tabularNumbers: true)
    for size in CalculatorDisplay.sizes {
      style.size = size
      if context.fonts.measure(text, style).width <= rect.width { break }
    }
    let metrics = context.fonts.measure(text, style)
    // A value that may still change is a shade lighter than a result.
    let isPreview = !calculator.isFinished && calculator.preview != nil && calculator.preview != calculator.expression
    let color = isPreview ? context.colors.text.mix(context.colors.surface, 0.28) : context.colors.text
    let x = rect.maxX - min(metrics.width, rect.width)
    let baseline = rect.maxY - (rect.height - metrics.height) / 2 - metrics.descent
    context.painter.save()
    context.painter.clip(to: rect)
    context.painter.drawText(text, at: Point(x: x, y: baseline), style: style, color: color)
    context.painter.restore()
  }

  /// The longest end of `text` that fits, with an ellipsis before it.
  private static func tail(_ text: String, width: Double, _ fonts: FontLibrary) -> String {
    let style = TextRole.body.style
    if fonts.measure(text, style).width <= width { return text }
    var kept = Array(text.unicodeScalars).suffix(200)
    while !kept.isEmpty {
      kept = kept.dropFirst()
      var view = String.UnicodeScalarView("…".unicodeScalars)
      view.append(contentsOf: kept)
      if fonts.measure(String(view), style).width <= width { return String(view) }
    }
    return ""
  }

  override func accessibility() -> AccessibilityInfo {
    AccessibilityInfo(.text, name: model.calculator.expression, value: model.calculator.display)
  }
}
