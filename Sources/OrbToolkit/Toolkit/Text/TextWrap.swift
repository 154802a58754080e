// Breaking of text into lines: at line feeds, at spaces, and inside words that are wider than a line.

import Graphics

enum TextWrap {
  /// The lines of a text in `width` logical pixels; nil breaks only at line feeds.
  static func lines(_ text: String, width: Double?, role: TextRole, fonts: FontLibrary) -> [String] {
    var result: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let width {
        wrap(String(paragraph), width, role, fonts, into: &result)
      } else {
        result.append(String(paragraph))
      }
    }
    return result
  }

  private static func wrap(
    _ paragraph: String, _ width: Double, _ role: TextRole, _ fonts: FontLibrary, into lines: inout [String]
  ) {
    let positions = fonts.caretPositions(paragraph, role.style)
    let characters = Array(paragraph)
    guard let total = positions.last, total > width, characters.count + 1 == positions.count else {
      lines.append(paragraph)
      return
    }
    var start = 0
    while start < characters.count {
      var end = start
      var lastSpace: Int?
      while end < characters.count && positions[end + 1] - positions[start] <= width {
        if characters[end] == " " { lastSpace = end }
        end += 1
      }
      if end < characters.count {
        if characters[end] == " " {
          lastSpace = end
        }
        // A word that is wider than the line is cut, but every line holds at least one character.
        end = lastSpace.flatMap { $0 > start ? $0 : nil } ?? max(end, start + 1)
      }
      lines.append(String(characters[start..<end]))
      start = end
      while start < characters.count && characters[start] == " " { start += 1 }
    }
  }

  /// The width of the widest line, rounded up to whole pixels.
  static func widest(_ lines: [String], _ role: TextRole, _ context: MeasureContext) -> Double {
    var widest = 0.0
    for line in lines { widest = max(widest, context.textWidth(line, role)) }
    return widest
  }
}
