// What went wrong, in words, and where in the expression.

/// An error in an expression.
public struct CalculatorError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Kind: Equatable, Sendable {
    case arithmetic(ArithmeticError)
    case unexpectedEnd
    case expectedNumber
    case expectedOperator
    case unexpectedParenthesis
    case expectedParenthesis(String)
    case unknownName(String)
    case unknownCharacter
    case malformedNumber
    case noAnswerYet
    case tooLong
  }

  public let kind: Kind
  /// The place in the expression, in Unicode scalars from 0.
  public let position: Int

  public init(_ kind: Kind, at position: Int) {
    self.kind = kind
    self.position = position
  }

  /// A sentence for the display.
  public var message: String {
    switch kind {
    case .arithmetic(.divisionByZero): "Cannot divide by zero"
    case .arithmetic(.tooLarge): "The number is too large"
    case .arithmetic(.notReal): "Not defined for this number"
    case .arithmetic(.undefined): "The result is not defined"
    case .arithmetic(.notWhole): "Needs a whole number that is not negative"
    case .unexpectedEnd: "The expression is not finished"
    case .expectedNumber: "A number is missing"
    case .expectedOperator: "An operator is missing"
    case .unexpectedParenthesis: "This parenthesis was never opened"
    case .expectedParenthesis(let name): "“\(name)” needs its argument in parentheses"
    case .unknownName(let name): "“\(name)” is not known"
    case .unknownCharacter: "This character is not understood"
    case .malformedNumber: "This is not a number"
    case .noAnswerYet: "There is no result yet"
    case .tooLong: "The expression is too long"
    }
  }
}
