// The part of the text that an operator works on.

/// A range, as its shape demands.
enum OperatorRange: Equatable {
  /// From the first place to the second, which is behind it.
  case characters(Position, Position)
  case lines(ClosedRange<Int>)
  /// Columns of some lines; `toEnd` goes to the end of each.
  case block(ClosedRange<Int>, columns: ClosedRange<Int>, toEnd: Bool)

  /// The first and the last line.
  func lines(_ text: EditedText) -> ClosedRange<Int> {
    switch self {
    case .characters(let start, let end):
      // An end in the first column takes nothing of its line.
      start.line...max(start.line, end.byte == 0 ? end.line - 1 : end.line)
    case .lines(let lines): lines
    case .block(let lines, _, _): lines
    }
  }
}
