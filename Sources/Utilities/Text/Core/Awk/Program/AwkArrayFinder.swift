// Finds out which names of a program are arrays: those with subscripts, and those that are handed on to where they are.

struct AwkArrayFinder {
  private let functions: [AwkFunction]
  /// For each function which of its parameters are arrays.
  private(set) var parameters: [[Bool]]
  private(set) var globals: [[UInt8]] = [Array("ENVIRON".utf8), Array("ARGV".utf8)]
  private var current: Int?
  private var hasChanged = false

  init(_ functions: [AwkFunction]) {
    self.functions = functions
    parameters = functions.map { $0.parameters.map { _ in false } }
  }

  /// Goes over the program until nothing new is found: a call tells something about its function, and the other way.
  mutating func run(_ rules: [AwkRule]) {
    repeat {
      hasChanged = false
      current = nil
      for rule in rules {
        switch rule.pattern {
        case .expression(let condition): visit(condition)
        case .range(let first, let last):
          visit(first)
          visit(last)
        default: break
        }
        for statement in rule.body ?? [] { visit(statement) }
      }
      for (number, function) in functions.enumerated() {
        current = number
        for statement in function.body { visit(statement) }
      }
    } while hasChanged
  }

  private mutating func note(_ name: [UInt8]) {
    if let current, let place = functions[current].parameters.firstIndex(of: name) {
      if !parameters[current][place] { hasChanged = true }
      parameters[current][place] = true
    } else if !globals.contains(name) {
      globals.append(name)
      hasChanged = true
    }
  }

  private func isArray(_ name: [UInt8]) -> Bool {
    if let current, let place = functions[current].parameters.firstIndex(of: name) { return parameters[current][place] }
    return globals.contains(name)
  }

  private mutating func visit(_ list: [AwkExpression]) { for expression in list { visit(expression) } }

  private mutating func visit(_ statement: AwkStatement) {
    switch statement {
    case .expression(let expression): visit(expression)
    case .print(let arguments, let output), .printf(let arguments, let output):
      visit(arguments)
      switch output {
      case .standard: break
      case .file(let name), .append(let name), .command(let name): visit(name)
      }
    case .block(let statements): for statement in statements { visit(statement) }
    case .conditional(let condition, let first, let second):
      visit(condition)
      visit(first)
      if let second { visit(second) }
    case .whileLoop(let condition, let body), .doLoop(let body, let condition):
      visit(condition)
      visit(body)
    case .forLoop(let first, let condition, let step, let body):
      if let first { visit(first) }
      if let condition { visit(condition) }
      if let step { visit(step) }
      visit(body)
    case .forIn(_, let array, let body):
      note(array)
      visit(body)
    case .delete(let array, let keys):
      note(array)
      visit(keys)
    case .exit(let value), .returnValue(let value, _): if let value { visit(value) }
    case .breakLoop, .continueLoop, .next, .nextFile: break
    }
  }

  private mutating func visit(_ expression: AwkExpression) {
    switch expression {
    case .number, .string, .regex, .variable: break
    case .element(let name, let keys), .contains(let keys, let name):
      note(name)
      visit(keys)
    case .field(let inner), .group(let inner), .not(let inner), .negate(let inner), .plus(let inner),
      .increment(let inner, _, _):
      visit(inner)
    case .list(let list): visit(list)
    case .assign(let first, _, let second), .and(let first, let second), .or(let first, let second),
      .binary(_, let first, let second), .match(let first, let second, _):
      visit(first)
      visit(second)
    case .conditional(let condition, let first, let second): visit([condition, first, second])
    case .call(let name, let arguments): visit(call: name, arguments)
    case .builtin(let builtin, let arguments): visit(builtin, arguments)
    case .getline(let input, let target):
      switch input {
      case .main: break
      case .file(let name), .command(let name): visit(name)
      }
      if let target { visit(target) }
    }
  }

  private mutating func visit(call name: [UInt8], _ arguments: [AwkExpression]) {
    visit(arguments)
    guard let number = functions.firstIndex(where: { $0.name == name }) else { return }
    for (place, argument) in arguments.enumerated() where place < parameters[number].count {
      guard case .variable(let variable) = argument else { continue }
      if parameters[number][place] { note(variable) }
      if isArray(variable), !parameters[number][place] {
        parameters[number][place] = true
        hasChanged = true
      }
    }
  }

  private mutating func visit(_ builtin: AwkBuiltin, _ arguments: [AwkExpression]) {
    visit(arguments)
    let place = builtin == .split ? 1 : builtin == .match ? 2 : -1
    if place >= 0, place < arguments.count, case .variable(let name) = arguments[place] { note(name) }
  }
}
