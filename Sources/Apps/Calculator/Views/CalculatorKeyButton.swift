// One key of the calculator. A click leaves the keyboard with the whole calculator, so that Enter after a click on "7"
// still computes; Tab reaches every key.

import CalculatorCore
import Graphics
import OrbToolkit

/// A key.
final class CalculatorKeyButton: Control {
  /// How a key looks.
  enum Look {
    case digit, operation, function, equals
  }

  private let title: String
  private let name: String
  private let look: Look
  private let press: () -> Void

  init(_ title: String, name: String, look: Look, press: @escaping () -> Void) {
    self.title = title
    self.name = name
    self.look = look
    self.press = press
    super.init()
    if name != title { toolTip = name }
  }

  override func activate() { press() }

  override func handle(_ event: Event, _ context: EventContext) -> Bool {
    let handled = super.handle(event, context)
    if case .pointer(let pointer) = event, pointer.phase == .down, handled, let view = calculator {
      context.focus(view)
    }
    return handled
  }

  private var calculator: Widget? {
    var ancestor = parent
    while let widget = ancestor {
      if widget is CalculatorView { return widget }
      ancestor = widget.parent
    }
    return nil
  }

  override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size { Size(width: 44, height: 36) }

  override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    let radius = Metrics.controlRadius
    var ink = colors.text
    switch look {
    case .digit:
      context.painter.fillRounded(bounds, radius: radius, face(colors.control, colors))
      context.painter.strokeRounded(bounds, radius: radius, width: 1, colors.line)
    case .operation:
      context.painter.fillRounded(bounds, radius: radius, face(colors.selection, colors))
    case .function:
      context.painter.fillRounded(bounds, radius: radius, face(colors.sunken, colors))
    case .equals:
      context.painter.fillRounded(bounds, radius: radius, face(colors.accent, colors))
      ink = colors.onAccent
    }
    let size = look == .function ? (title.unicodeScalars.count == 1 ? 15.0 : 13) : look == .digit ? 17 : 18
    let style = TextStyle(size: size, weight: look == .digit ? 500 : 400)
    let metrics = context.fonts.measure(title, style)
    let baseline = (bounds.height - metrics.height) / 2 + metrics.ascent
    let x = ((bounds.width - metrics.width) / 2).wholeNearest
    context.painter.drawText(title, at: Point(x: x, y: baseline.wholeNearest), style: style, color: ink)
  }

  override func accessibility() -> AccessibilityInfo { AccessibilityInfo(.button, name: name, actions: [.press]) }
}
