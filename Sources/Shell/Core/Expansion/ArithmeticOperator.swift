// The operators of arithmetic expansion that stand between two operands.
//
// Specification: ISO C, 6.5.5 to 6.5.14.

/// An operator with two operands.
enum ArithmeticOperator {
  case orIf, andIf, or, xor, and, equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, shiftLeft, shiftRight
  case add, subtract, multiply, divide, remainder

  /// How tightly it binds, from 1.
  var level: Int {
    switch self {
    case .orIf: 1
    case .andIf: 2
    case .or: 3
    case .xor: 4
    case .and: 5
    case .equal, .notEqual: 6
    case .less, .lessOrEqual, .greater, .greaterOrEqual: 7
    case .shiftLeft, .shiftRight: 8
    case .add, .subtract: 9
    case .multiply, .divide, .remainder: 10
    }
  }

  /// Whether there is an assignment with it, as in `+=`.
  var canAssign: Bool {
    switch self {
    case .orIf, .andIf, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: false
    default: true
    }
  }

  /// The operator at the start of `text`, with its length.
  static func read(_ text: ArraySlice<UInt8>) -> (ArithmeticOperator, Int)? {
    guard let first = text.first else { return nil }
    let second = text.dropFirst().first
    switch first {
    case ASCII.pipe: return second == first ? (.orIf, 2) : (.or, 1)
    case ASCII.ampersand: return second == first ? (.andIf, 2) : (.and, 1)
    case ASCII.caret: return (.xor, 1)
    case ASCII.equals: return second == first ? (.equal, 2) : nil
    case ASCII.exclamation: return second == ASCII.equals ? (.notEqual, 2) : nil
    case ASCII.less: return second == first ? (.shiftLeft, 2) : second == ASCII.equals ? (.lessOrEqual, 2) : (.less, 1)
    case ASCII.greater:
      return second == first ? (.shiftRight, 2) : second == ASCII.equals ? (.greaterOrEqual, 2) : (.greater, 1)
    case ASCII.plus: return (.add, 1)
    case ASCII.minus: return (.subtract, 1)
    case ASCII.asterisk: return (.multiply, 1)
    case ASCII.slash: return (.divide, 1)
    case ASCII.percent: return (.remainder, 1)
    default: return nil
    }
  }
}
