// Shortening of one line of text to a width.

import Graphics

/// Where a text that does not fit is shortened.
public enum EllipsisMode: UInt8, Sendable {
  case end
  /// For file names: beginning and extension stay.
  case middle
}

enum Ellipsis {
  static let mark = "…"

  /// The text, or as much of it as fits into `width` logical pixels around an ellipsis.
  static func fit(_ text: String, width: Double, role: TextRole, mode: EllipsisMode, fonts: FontLibrary) -> String {
    let style = role.style
    if fonts.measure(text, style).width <= width + 0.5 { return text }
    let room = width - fonts.measure(mark, style).width
    guard room > 0 else { return width > 0 ? mark : "" }
    let positions = fonts.caretPositions(text, style)
    guard let total = positions.last, positions.count > 1 else { return text }
    let count = positions.count - 1
    if mode == .end {
      return String(text.prefix(countFitting(positions, room))) + mark
    }
    // In the middle: the tail gets a little less than half, and at least the extension where it fits.
    var tail = 0
    while tail < count && total - positions[count - tail - 1] <= room * 0.45 { tail += 1 }
    let head = countFitting(positions, room - (total - positions[count - tail]))
    return String(text.prefix(min(head, count - tail))) + mark + String(text.suffix(tail))
  }

  private static func countFitting(_ positions: [Double], _ room: Double) -> Int {
    var count = 0
    while count + 1 < positions.count && positions[count + 1] <= room { count += 1 }
    return count
  }
}
