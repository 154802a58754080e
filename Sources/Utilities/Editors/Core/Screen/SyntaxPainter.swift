// Colours of source text for the lines that are seen.
//
// The lexer needs to know in which state a line begins. It starts some lines above the screen instead of at the begin
// of the file: a comment that is longer than that shows as code, and a key press costs the same in a file of any size.

import EditorCore

/// Finds the styles of lines.
struct SyntaxPainter {
  /// Lines above the screen that are read.
  private static let lead = 300

  private let highlighter: SyntaxHighlighter?

  init(fileName: [UInt8]) { highlighter = SyntaxHighlighter(fileName: String(decoding: fileName, as: UTF8.self)) }

  /// The spans of each line of a range.
  func spans(_ text: EditedText, _ lines: ClosedRange<Int>) -> [[SyntaxSpan]] {
    guard let highlighter else { return lines.map { _ in [] } }
    var state = SyntaxHighlighter.State.normal
    var result: [[SyntaxSpan]] = []
    for number in max(0, lines.lowerBound - Self.lead)...lines.upperBound {
      let (spans, next) = highlighter.highlight(text.line(number)[...], from: state)
      if number >= lines.lowerBound { result.append(spans) }
      state = next
    }
    return result
  }

  static func style(_ kind: SyntaxKind) -> ScreenStyle {
    switch kind {
    case .plain: .plain
    case .comment: ScreenStyle(foreground: 7)
    case .string: ScreenStyle(foreground: 3)
    case .number: ScreenStyle(foreground: 2)
    case .keyword: ScreenStyle(foreground: 6, bold: true)
    case .type: ScreenStyle(foreground: 4)
    case .heading: ScreenStyle(foreground: 5, bold: true)
    }
  }
}
