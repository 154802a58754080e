// Box drawing (U+2500 to U+257F), block elements (U+2580 to U+259F) and Powerline's arrows, drawn instead of set: so
// they join from cell to cell without seams at every size and in every font.

import Graphics
import OrbToolkit

/// Draws characters that fill their cell.
struct BoxDrawing {
  let cell: Rect
  /// The thickness of light lines.
  let stroke: Double
  let color: Color

  /// Whether a character is drawn here.
  static func covers(_ scalar: UInt32) -> Bool {
    scalar >= 0x2500 && scalar <= 0x259F || scalar >= 0xE0B0 && scalar <= 0xE0B2
  }

  /// Draws it; false if the font has to do it after all.
  func draw(_ scalar: UInt32, _ painter: Painter) -> Bool {
    switch scalar {
    case 0x2504...0x250B, 0x254C...0x254F: return dashes(scalar, painter)
    case 0x256D...0x2570: return corner(scalar, painter)
    case 0x2571...0x2573: return diagonals(scalar, painter)
    case 0x2500...0x257F:
      guard let arms = BoxArms.of(scalar) else { return false }
      lines(arms, painter)
      return true
    case 0x2580...0x259F: return blocks(scalar, painter)
    case 0xE0B0, 0xE0B2: return triangle(scalar == 0xE0B0, painter)
    default: return false
    }
  }

  private var middleX: Double { cell.minX + ((cell.width - stroke) / 2).wholeBelow }
  private var middleY: Double { cell.minY + ((cell.height - stroke) / 2).wholeBelow }

  private func thickness(_ weight: BoxArms.Weight) -> Double {
    switch weight {
    case .none: 0
    case .light: stroke
    case .heavy: 2 * stroke
    case .double: 3 * stroke
    }
  }

  // MARK: - Lines

  private func lines(_ arms: BoxArms, _ painter: Painter) {
    let x = middleX
    let y = middleY
    // An arm reaches over the middle as far as the line that it meets is thick.
    let across = max(thickness(arms.up), thickness(arms.down), arms.up == .none && arms.down == .none ? 0 : stroke)
    let along = max(thickness(arms.left), thickness(arms.right), arms.left == .none && arms.right == .none ? 0 : stroke)
    horizontal(arms.left, from: cell.minX, to: x + stroke / 2 + across / 2, y, painter)
    horizontal(arms.right, from: x + stroke / 2 - across / 2, to: cell.maxX, y, painter)
    vertical(arms.up, from: cell.minY, to: y + stroke / 2 + along / 2, x, painter)
    vertical(arms.down, from: y + stroke / 2 - along / 2, to: cell.maxY, x, painter)
    hollow(arms, painter)
  }

  private func horizontal(
    _ weight: BoxArms.Weight, from: Double, to: Double, _ y: Double, _ painter: Painter
  ) {
    guard weight != .none else { return }
    if weight == .double {
      for offset in [-stroke, stroke] { fill(from, y + offset, to, y + offset + stroke, painter) }
    } else {
      let top = weight == .heavy ? y - stroke / 2 : y
      fill(from, top, to, top + thickness(weight), painter)
    }
  }

  private func vertical(
    _ weight: BoxArms.Weight, from: Double, to: Double, _ x: Double, _ painter: Painter
  ) {
    guard weight != .none else { return }
    if weight == .double {
      for offset in [-stroke, stroke] { fill(x + offset, from, x + offset + stroke, to, painter) }
    } else {
      let left = weight == .heavy ? x - stroke / 2 : x
      fill(left, from, left + thickness(weight), to, painter)
    }
  }

  /// Where double lines meet there is no line between the corners; this closes the small gaps of corners.
  private func hollow(_ arms: BoxArms, _ painter: Painter) {
    let isVertical = arms.up == .double || arms.down == .double
    let isHorizontal = arms.left == .double || arms.right == .double
    guard isVertical && isHorizontal else { return }
    let x = middleX
    let y = middleY
    if arms.up == .none { fill(x - stroke, y - stroke, x + 2 * stroke, y, painter) }
    if arms.down == .none { fill(x - stroke, y + stroke, x + 2 * stroke, y + 2 * stroke, painter) }
    if arms.left == .none { fill(x - stroke, y - stroke, x, y + 2 * stroke, painter) }
    if arms.right == .none { fill(x + stroke, y - stroke, x + 2 * stroke, y + 2 * stroke, painter) }
  }

  private func fill(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double, _ painter: Painter) {
    painter.fill(Rect(left: left, top: top, right: right, bottom: bottom), color)
  }

  private func dashes(_ scalar: UInt32, _ painter: Painter) -> Bool {
    let isDouble = scalar >= 0x254C
    let count = isDouble ? 2 : scalar < 0x2508 ? 3 : 4
    let index = isDouble ? scalar - 0x254C : (scalar - 0x2504) % 4
    let isHeavy = index % 2 == 1
    let isVertical = index >= 2
    let width = isHeavy ? 2 * stroke : stroke
    let length = (isVertical ? cell.height : cell.width) / Double(count)
    for number in 0..<count {
      let start = Double(number) * length + length * 0.2
      if isVertical {
        fill(middleX, cell.minY + start, middleX + width, cell.minY + start + length * 0.6, painter)
      } else {
        fill(cell.minX + start, middleY, cell.minX + start + length * 0.6, middleY + width, painter)
      }
    }
    return true
  }

  /// ╭ ╮ ╯ ╰
  private func corner(_ scalar: UInt32, _ painter: Painter) -> Bool {
    let x = middleX + stroke / 2
    let y = middleY + stroke / 2
    let isLeft = scalar == 0x256E || scalar == 0x256F
    let isUp = scalar == 0x256F || scalar == 0x2570
    let endX = isLeft ? cell.minX : cell.maxX
    let endY = isUp ? cell.minY : cell.maxY
    let radius = min(abs(endX - x), abs(endY - y))
    let turnY = isUp ? y - radius : y + radius
    let turnX = isLeft ? x - radius : x + radius
    var path = Path()
    path.move(to: Point(x: x, y: endY))
    path.line(to: Point(x: x, y: turnY))
    path.quad(to: Point(x: turnX, y: y), control: Point(x: x, y: y))
    path.line(to: Point(x: endX, y: y))
    painter.stroke(path, width: stroke, color)
    return true
  }

  private func diagonals(_ scalar: UInt32, _ painter: Painter) -> Bool {
    if scalar != 0x2572 {
      painter.line(
        from: Point(x: cell.minX, y: cell.maxY), to: Point(x: cell.maxX, y: cell.minY), width: stroke, color)
    }
    if scalar != 0x2571 {
      painter.line(
        from: Point(x: cell.minX, y: cell.minY), to: Point(x: cell.maxX, y: cell.maxY), width: stroke, color)
    }
    return true
  }

  private func triangle(_ pointsRight: Bool, _ painter: Painter) -> Bool {
    let near = pointsRight ? cell.minX : cell.maxX
    let far = pointsRight ? cell.maxX : cell.minX
    var path = Path()
    path.move(to: Point(x: near, y: cell.minY))
    path.line(to: Point(x: far, y: cell.midY))
    path.line(to: Point(x: near, y: cell.maxY))
    path.close()
    painter.fill(path, color)
    return true
  }

  // MARK: - Blocks

  private func blocks(_ scalar: UInt32, _ painter: Painter) -> Bool {
    func part(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) {
      fill(
        cell.minX + cell.width * left, cell.minY + cell.height * top, cell.minX + cell.width * right,
        cell.minY + cell.height * bottom, painter)
    }
    switch scalar {
    case 0x2580: part(0, 0, 1, 0.5)
    case 0x2581...0x2588: part(0, 1 - Double(scalar - 0x2580) / 8, 1, 1)
    case 0x2589...0x258F: part(0, 0, Double(0x2590 - scalar) / 8, 1)
    case 0x2590: part(0.5, 0, 1, 1)
    case 0x2591...0x2593: painter.fill(cell, color.multiplyingAlpha(Double(scalar - 0x2590) / 4))
    case 0x2594: part(0, 0, 1, 0.125)
    case 0x2595: part(0.875, 0, 1, 1)
    default:
      // Quadrants: upper left, upper right, lower left, lower right.
      let patterns: [UInt8] = [0b0010, 0b0001, 0b1000, 0b1011, 0b1001, 0b1110, 0b1101, 0b0100, 0b0110, 0b0111]
      let pattern = patterns[Int(scalar - 0x2596)]
      if pattern & 8 != 0 { part(0, 0, 0.5, 0.5) }
      if pattern & 4 != 0 { part(0.5, 0, 1, 0.5) }
      if pattern & 2 != 0 { part(0, 0.5, 0.5, 1) }
      if pattern & 1 != 0 { part(0.5, 0.5, 1, 1) }
    }
    return true
  }
}
