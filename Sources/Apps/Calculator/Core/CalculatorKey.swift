// The keys of the calculator, whatever pressed them, and what the history keeps.

/// A key of the calculator.
public enum CalculatorKey: Equatable, Sendable {
  /// 0 to 9.
  case digit(Int)
  case point
  case add, subtract, multiply, divide, power
  case percent, factorial
  case openParenthesis, closeParenthesis
  /// Changes the sign of the last number.
  case negate
  /// A function by its name ("sin"), or a constant ("π", "e", "ans").
  case function(String), constant(String)
  case squareRoot, square, reciprocal
  case equals, backspace
  /// Forgets the expression.
  case clear
  case memoryClear, memoryRecall, memoryAdd, memorySubtract
}

/// A calculation that was finished.
public struct HistoryEntry: Equatable, Sendable {
  public let expression: String
  public let result: Decimal
}
