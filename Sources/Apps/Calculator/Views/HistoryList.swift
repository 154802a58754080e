// Finished calculations, the newest at the top; a click takes one up again.

import CalculatorCore
import Graphics
import OrbToolkit

/// One finished calculation.
final class HistoryRow: Control {
  private let entry: HistoryEntry
  private let result: String
  private let action: () -> Void

  init(_ entry: HistoryEntry, _ format: NumberFormat, action: @escaping () -> Void) {
    self.entry = entry
    self.action = action
    result = format.string(entry.result)
    super.init()
  }

  override func activate() { action() }

  override var focusRing: FocusRing { .inside(radius: Metrics.controlRadius) }

  override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    Size(width: proposal.width ?? 200, height: 50)
  }

  override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    if isHovered || isPressed {
      context.painter.fillRounded(bounds, radius: Metrics.controlRadius, face(colors.rowHover, colors))
    }
    let room = Rect(x: 10, y: 5, width: bounds.width - 20, height: 18)
    context.text(entry.expression, .caption, fitting: room, color: colors.dim, align: .trailing, ellipsis: .middle)
    let second = Rect(x: 10, y: 23, width: bounds.width - 20, height: 21)
    context.text("= " + result, .number, fitting: second, color: colors.text, align: .trailing)
  }

  override func accessibility() -> AccessibilityInfo {
    AccessibilityInfo(.row, name: entry.expression, value: result, actions: [.press])
  }
}

/// The list of finished calculations.
enum HistoryList {
  static func make(_ model: CalculatorModel) -> Widget {
    let list = Dynamic(on: model) {
      let entries = model.calculator.history
      if entries.isEmpty {
        Label("Results will be listed here.", .caption, tone: .dim).margin(12)
      } else {
        for entry in entries.reversed() {
          HistoryRow(entry, model.calculator.format) { model.recall(entry) }
        }
      }
    }
    let column = Column(spacing: 4) {
      Row {
        Label("History", .emphasis).grow()
        Button("Clear", style: .link) { model.clearHistory() }
      }.margin(Insets(top: 0, left: 10, bottom: 0, right: 6))
      ScrollView { list }.grow()
    }
    return column.frame(width: 216)
  }
}
