// Large icons with names below, in as many columns as fit. Virtual like every list.

import Graphics

/// What a grid shows of one item.
public struct GridItem: Sendable {
  public var title: String
  public var icon: VectorIcon
  public var isDim: Bool

  public init(_ title: String, icon: VectorIcon, isDim: Bool = false) {
    self.title = title
    self.icon = icon
    self.isDim = isDim
  }
}

/// The virtual cells of an icon grid; put it into a `ScrollView`.
public final class IconGrid: ItemView {
  /// Width and height of a cell, logical pixels.
  public let cell: Size
  public let iconSide: Double
  private let content: (Int) -> GridItem
  private static let inset = 8.0

  public init(
    cell: Size = Size(width: 112, height: 108), iconSide: Double = 48, selection: SelectionModel.Mode = .single,
    item: @escaping (Int) -> GridItem
  ) {
    self.cell = cell
    self.iconSide = iconSide
    content = item
    super.init(selection: selection)
    itemText = { item($0).title }
  }

  private func columns(_ width: Double) -> Int {
    max(1, ((width - 2 * IconGrid.inset) / cell.width).clampedToInt)
  }

  /// Cells are spread over the width that is left.
  private var pitch: Double { (bounds.width - 2 * IconGrid.inset) / Double(columns(bounds.width)) }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let width = proposal.width ?? cell.width * 5 + 2 * IconGrid.inset
    let rows = (count + columns(width) - 1) / columns(width)
    return Size(width: width, height: Double(rows) * cell.height + 2 * IconGrid.inset)
  }

  public override func rect(ofItem index: Int) -> Rect {
    let columns = columns(bounds.width)
    let pitch = self.pitch
    let width = min(cell.width, pitch)
    return Rect(
      x: (IconGrid.inset + Double(index % columns) * pitch + (pitch - width) / 2).wholeNearest,
      y: IconGrid.inset + Double(index / columns) * cell.height, width: width, height: cell.height)
  }

  /// Where an item's name is, for editing in place.
  public func titleRect(ofItem index: Int) -> Rect {
    let rect = rect(ofItem: index)
    return Rect(x: rect.minX + 4, y: rect.minY + iconSide + 18, width: rect.width - 8, height: 28)
  }

  public override func item(at point: Point) -> Int? {
    let columns = columns(bounds.width)
    let column = ((point.x - IconGrid.inset) / max(1, pitch)).clampedToInt
    let row = ((point.y - IconGrid.inset) / cell.height).clampedToInt
    guard column >= 0, column < columns, row >= 0, row < count else { return nil }
    let index = row * columns + column
    return index < count && rect(ofItem: index).contains(point) ? index : nil
  }

  public override func items(in rect: Rect) -> Range<Int> {
    guard !rect.isEmpty else { return 0..<0 }
    let columns = columns(bounds.width)
    let first = max(0, ((rect.minY - IconGrid.inset) / cell.height).clampedToInt)
    let last = max(first, ((rect.maxY - IconGrid.inset) / cell.height).wholeAbove.clampedToInt)
    return min(count, min(first, count) * columns)..<min(count, min(last, count) * columns)
  }

  public override func neighbour(of index: Int, _ key: Key) -> Int? {
    let columns = columns(bounds.width)
    switch key {
    case .left: return index - 1
    case .right: return index + 1
    case .up: return index >= columns ? index - columns : index
    case .down: return index + columns < count ? index + columns : index
    case .pageUp: return index - 3 * columns
    case .pageDown: return index + 3 * columns
    default: return nil
    }
  }

  public override func paintItem(_ index: Int, in rect: Rect, _ context: inout PaintContext) {
    let item = content(index)
    let colors = context.colors
    let face = rect.inset(by: 3)
    if let background = background(index, context) {
      context.painter.fillRounded(face, radius: Metrics.cardRadius, background)
    }
    let icon = Rect(x: rect.minX, y: rect.minY + 12, width: rect.width, height: iconSide)
    context.icon(item.icon, in: icon, side: iconSide, color: item.isDim ? colors.dim : colors.text)
    let ink = item.isDim ? colors.dim : colors.text
    let room = Rect(x: face.minX + 5, y: icon.maxY + 6, width: face.width - 10, height: 20)
    // Two lines for a long name, the second shortened.
    let lines = TextWrap.lines(item.title, width: room.width, role: .body, fonts: context.fonts)
    if lines.count < 2 || rect.maxY - room.maxY < 20 {
      context.text(item.title, .body, fitting: room, color: ink, align: .center, ellipsis: .middle)
    } else {
      context.text(lines[0], .body, fitting: room, color: ink, align: .center)
      let rest = String(item.title.dropFirst(lines[0].count)).drop { $0 == " " }
      context.text(
        String(rest), .body, fitting: room.offset(x: 0, y: 18), color: ink, align: .center, ellipsis: .middle)
    }
  }

  public override func accessibilityOfItem(_ index: Int) -> AccessibilityInfo {
    AccessibilityInfo(.row, name: content(index).title, actions: [.press])
  }
}
