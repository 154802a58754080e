// The syntax tree of awk programs.

indirect enum AwkExpression {
  case number(Double)
  case string([UInt8])
  /// As a condition: whether the record matches.
  case regex([UInt8])
  case variable([UInt8])
  case element([UInt8], [AwkExpression])
  case field(AwkExpression)
  /// Several expressions in parentheses: for `in` and `print`.
  case list([AwkExpression])
  /// An expression in parentheses.
  case group(AwkExpression)
  case assign(AwkExpression, AwkOperator?, AwkExpression)
  case conditional(AwkExpression, AwkExpression, AwkExpression)
  case and(AwkExpression, AwkExpression)
  case or(AwkExpression, AwkExpression)
  case not(AwkExpression)
  case negate(AwkExpression)
  case plus(AwkExpression)
  case binary(AwkOperator, AwkExpression, AwkExpression)
  case match(AwkExpression, AwkExpression, isNegated: Bool)
  case contains([AwkExpression], array: [UInt8])
  case increment(AwkExpression, by: Double, isPrefix: Bool)
  case call([UInt8], [AwkExpression])
  case builtin(AwkBuiltin, [AwkExpression])
  case getline(AwkInput, target: AwkExpression?)
}

enum AwkOperator: UInt8 {
  case add, subtract, multiply, divide, modulo, power, concatenate
  case less, lessOrEqual, equal, notEqual, greater, greaterOrEqual
}

/// Where `getline` reads.
indirect enum AwkInput {
  case main
  case file(AwkExpression)
  case command(AwkExpression)
}

/// Where `print` writes.
indirect enum AwkOutput {
  case standard
  case file(AwkExpression)
  case append(AwkExpression)
  case command(AwkExpression)
}

indirect enum AwkStatement {
  case expression(AwkExpression)
  case print([AwkExpression], AwkOutput)
  case printf([AwkExpression], AwkOutput)
  case block([AwkStatement])
  case conditional(AwkExpression, AwkStatement, AwkStatement?)
  case whileLoop(AwkExpression, AwkStatement)
  case doLoop(AwkStatement, AwkExpression)
  case forLoop(AwkStatement?, AwkExpression?, AwkStatement?, AwkStatement)
  case forIn([UInt8], array: [UInt8], AwkStatement)
  case delete([UInt8], [AwkExpression])
  case breakLoop(line: Int)
  case continueLoop(line: Int)
  case next(line: Int)
  case nextFile(line: Int)
  case exit(AwkExpression?)
  case returnValue(AwkExpression?, line: Int)
}

enum AwkPattern {
  case begin
  case end
  case always
  case expression(AwkExpression)
  case range(AwkExpression, AwkExpression)
}

struct AwkRule {
  var pattern: AwkPattern
  /// Nil: print the record.
  var body: [AwkStatement]?
}

struct AwkFunction {
  var name: [UInt8]
  var parameters: [[UInt8]]
  var body: [AwkStatement]
  var line: Int
}
