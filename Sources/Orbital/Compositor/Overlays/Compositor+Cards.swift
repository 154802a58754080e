// Cards with rows: the menu of a window, the keys of the desktop, the question about a program that does not answer.

import Graphics
import OrbitalModel

extension Compositor {
  // MARK: Menu

  func drawMenu(_ menu: WindowMenu, _ model: DesktopModel, _ part: PixelRect) {
    let layout = model.menuLayout(menu)
    drawCard(layout.frame, part, radius: 8)
    let painter = painter(in: part)
    for index in menu.items.indices {
      let item = menu.items[index]
      let row = layout.row(index).logical(scale: scale)
      if index == menu.selection { painter.fillRounded(row, radius: 6, theme.selection) }
      let color = item.isEnabled ? theme.text : theme.dimText.withAlpha(0.6)
      if item.isOn {
        painter.circle(center: Point(x: row.minX + 12, y: row.midY), radius: 3, theme.accent)
      }
      drawLine(
        Compositor.words(item.command),
        in: Rect(x: row.minX + 24, y: row.minY, width: row.width - 32, height: row.height),
        Self.cardText, color, painter)
    }
  }

  private static func words(_ command: WindowMenu.Command) -> String {
    switch command {
    case .restore: "Restore"
    case .minimize: "Minimize"
    case .maximize: "Maximize"
    case .fullScreen: "Full screen"
    case .above: "Always on top"
    case .float: "Float above tiles"
    case .lessOpaque: "More transparent"
    case .moreOpaque: "Less transparent"
    case .previousWorkspace: "Move to previous workspace"
    case .nextWorkspace: "Move to next workspace"
    case .close: "Close"
    }
  }

  // MARK: Sheet

  func drawSheet(_ layout: CardRows, _ part: PixelRect) {
    drawCard(layout.frame, part)
    let painter = painter(in: part)
    for (index, line) in ShortcutSheet.lines.enumerated() {
      let row = layout.row(index).logical(scale: scale)
      let split = row.width * 2 / 5
      drawLine(
        "\(line.keys)", in: Rect(x: row.minX + 8, y: row.minY, width: split - 16, height: row.height), Self.cardTitle,
        theme.text, painter)
      drawLine(
        "\(line.meaning)",
        in: Rect(x: row.minX + split, y: row.minY, width: row.width - split - 8, height: row.height), Self.cardText,
        theme.dimText, painter)
    }
  }

  // MARK: Question

  func drawQuestion(_ question: HungQuestion, _ model: DesktopModel, _ part: PixelRect) {
    let layout = model.questionLayout(question)
    drawCard(layout.frame, part)
    let painter = painter(in: part)
    let title = model.window(question.window).map { String(decoding: $0.title, as: UTF8.self) } ?? ""
    for index in 0..<layout.count {
      let row = layout.row(index).logical(scale: scale)
      if index == 0 {
        drawLine("“\(title)” is not responding.", in: row, Self.cardTitle, theme.text, painter, centered: true)
        continue
      }
      let button = row.inset(by: 2)
      let isSelected = index == question.selectedRow
      painter.fillRounded(button, radius: 6, isSelected ? theme.accent : theme.window)
      painter.strokeRounded(button, radius: 6, width: 1, theme.outline)
      drawLine(
        index == HungQuestion.waitRow ? "Wait" : "End program", in: button, Self.cardTitle,
        isSelected ? theme.onAccent : theme.text, painter, centered: true)
    }
  }
}
