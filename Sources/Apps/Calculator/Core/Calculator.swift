// The calculator behind the keys: an expression that grows key by key, its value while it is being typed, the last
// result, a memory and a history. A state machine without a display: the app shows `expression` and `display`.

/// The state of the calculator.
public struct Calculator: Sendable {
  /// Calculations that are remembered.
  public static let historyLimit = 100

  /// What has been typed.
  public private(set) var expression = ""
  /// What is wrong with it; set by equals, cleared by the next key.
  public private(set) var error: CalculatorError?
  /// Whether the expression was just computed and its result is shown.
  public private(set) var isFinished = false
  /// Finished calculations, oldest first.
  public private(set) var history: [HistoryEntry] = []
  /// The memory; nil if it is empty.
  public private(set) var memory: Decimal?
  /// How results are written.
  public var format = NumberFormat.display

  private var evaluator = Evaluator()
  /// The last operator and number, for repeating with equals.
  private var repetition = ""
  private var result: Decimal?

  public init() {}

  /// How angles are given.
  public var angleUnit: AngleUnit {
    get { evaluator.angleUnit }
    set { evaluator.angleUnit = newValue }
  }

  /// The large line: the result, the error, or the value so far; "0" at the start.
  public var display: String {
    if let error { return error.message }
    if isFinished, let result { return format.string(result) }
    if expression.isEmpty { return "0" }
    return preview ?? expression
  }

  /// The value of what has been typed so far, nil while it has none.
  public var preview: String? {
    guard !isFinished, let value = try? evaluator.evaluate(Calculator.trimmed(expression)) else { return nil }
    return format.string(value)
  }

  /// What copy puts on the clipboard.
  public var copyText: String {
    if isFinished, let result { return NumberFormat(grouping: "", point: ".", digits: 16).string(result) }
    return expression
  }

  /// An expression without operators that wait for their number.
  private static func trimmed(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    while let last = scalars.last, isOperator(last) || last == "(" { scalars.removeLast() }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  // MARK: - Keys

  /// Handles a key.
  public mutating func press(_ key: CalculatorKey) {
    let hadError = error != nil
    error = nil
    switch key {
    case .equals: equals()
    case .backspace: backspace(hadError)
    case .clear: clear()
    case .memoryClear: memory = nil
    case .memoryAdd: changeMemory { (left, right) throws(ArithmeticError) in try left + right }
    case .memorySubtract: changeMemory { (left, right) throws(ArithmeticError) in try left - right }
    case .memoryRecall: if let memory { operand(text(of: memory)) }
    default: edit(key)
    }
  }

  private mutating func edit(_ key: CalculatorKey) {
    switch key {
    case .digit(let digit): typeDigit(digit)
    case .point: typePoint()
    case .add: typeOperator("+")
    case .subtract: typeOperator("\u{2212}")
    case .multiply: typeOperator("×")
    case .divide: typeOperator("÷")
    case .power: typeOperator("^")
    case .percent: typePostfix("%")
    case .factorial: typePostfix("!")
    case .square: typePostfix("²")
    case .openParenthesis: operand("(")
    case .closeParenthesis: typeClose()
    case .negate: negate()
    case .squareRoot: operand("√(")
    case .reciprocal: reciprocal()
    case .function(let name): operand(name + "(")
    case .constant(let name): operand(name)
    default: break
    }
  }

  /// Forgets the expression, not the memory and the history.
  public mutating func clear() {
    expression = ""
    error = nil
    isFinished = false
    result = nil
    repetition = ""
  }

  /// Inserts text as it was typed or pasted; line ends and control characters are left out.
  public mutating func insert(_ text: String) {
    error = nil
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.prefix(1000))
    guard let first = view.first else { return }
    if isFinished { if Calculator.isOperator(first) { continueFromResult() } else { clear() } }
    expression += String(view)
  }

  /// Takes an expression or a result from the history again.
  public mutating func recall(_ entry: HistoryEntry) {
    clear()
    expression = entry.expression
  }

  public mutating func clearHistory() { history = [] }

  // MARK: - Typing

  private static func isOperator(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "+" || scalar == "\u{2212}" || scalar == "-" || scalar == "×" || scalar == "÷" || scalar == "*"
      || scalar == "/" || scalar == "^"
  }

  private var last: Unicode.Scalar? { expression.unicodeScalars.last }

  /// The number at the end that is being typed.
  private var currentNumber: String {
    var view = String.UnicodeScalarView()
    view.append(
      contentsOf: Array(expression.unicodeScalars).suffix(while: {
        Lexer.isDigit($0.value) || $0 == "."
      }))
    return String(view)
  }

  private mutating func continueFromResult() {
    expression = result.map { text(of: $0) } ?? ""
    isFinished = false
  }

  /// A number as an operand: its digits if they say it exactly, otherwise the name of the last result.
  private func text(of value: Decimal) -> String {
    let text = NumberFormat(grouping: "", point: ".", digits: 16).string(value)
    let isExact = (try? evaluator.evaluate(text)) == value
    if isExact { return text }
    return value == evaluator.answer ? "ans" : NumberFormat.plain.string(value)
  }

  private mutating func typeDigit(_ digit: Int) {
    guard digit >= 0 && digit <= 9 else { return }
    if isFinished { clear() }
    if currentNumber == "0" { expression.unicodeScalars.removeLast() }
    operand("\(digit)")
  }

  private mutating func typePoint() {
    if isFinished { clear() }
    let number = currentNumber
    if number.unicodeScalars.contains(".") { return }
    operand(number.isEmpty ? "0." : ".")
  }

  /// Appends what begins or goes on with an operand. Behind a finished one a multiplication sign is typed for the user.
  private mutating func operand(_ text: String) {
    if isFinished { clear() }
    let first = text.unicodeScalars.first
    let extendsNumber = first.map { Lexer.isDigit($0.value) || $0 == "." } ?? false
    if let last {
      let endsOperand =
        last == ")" || last == "%" || last == "!" || last == "²" || last == "π" || last == "e"
        || last == "s" || (Lexer.isDigit(last.value) || last == ".") && !extendsNumber
      if endsOperand { expression += "×" }
    }
    expression += text
  }

  private mutating func typeOperator(_ sign: String) {
    if isFinished { continueFromResult() }
    guard let last, last != "(" else {
      // Only a sign may stand where a number is expected.
      if sign == "\u{2212}" { expression += sign } else if expression.isEmpty { expression = "0" + sign }
      return
    }
    if Calculator.isOperator(last) {
      let isSign = sign == "\u{2212}" && last != "\u{2212}" && last != "+"
      if !isSign { while let last = self.last, Calculator.isOperator(last) { expression.unicodeScalars.removeLast() } }
      if !isSign && (expression.isEmpty || self.last == "(") { return typeOperator(sign) }
    }
    expression += sign
  }

  private mutating func typePostfix(_ sign: String) {
    if isFinished { continueFromResult() }
    guard let last, last != "(", !Calculator.isOperator(last) else { return }
    expression += sign
  }

  private var openParentheses: Int {
    expression.unicodeScalars.reduce(0) { $0 + ($1 == "(" ? 1 : $1 == ")" ? -1 : 0) }
  }

  private mutating func typeClose() {
    guard !isFinished, openParentheses > 0, let last, last != "(", !Calculator.isOperator(last) else { return }
    expression += ")"
  }

  /// Changes the sign of the last operand: a number, a name or a parenthesis.
  private mutating func negate() {
    if isFinished { continueFromResult() }
    var scalars = Array(expression.unicodeScalars)
    let start = Calculator.startOfOperand(scalars)
    let hasSign = start > 0 && scalars[start - 1] == "\u{2212}"
    let isSign = hasSign && (start == 1 || scalars[start - 2] == "(" || Calculator.isOperator(scalars[start - 2]))
    if isSign { scalars.remove(at: start - 1) } else { scalars.insert("\u{2212}", at: start) }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    expression = String(view)
  }

  private static func startOfOperand(_ scalars: [Unicode.Scalar]) -> Int {
    var index = scalars.count
    var depth = 0
    while index > 0 {
      let scalar = scalars[index - 1]
      if scalar == ")" { depth += 1 }
      if depth == 0 && (scalar == "(" || isOperator(scalar)) { break }
      if scalar == "(" { depth -= 1 }
      index -= 1
    }
    return index
  }

  private mutating func reciprocal() {
    if isFinished { continueFromResult() }
    expression = expression.isEmpty ? "1÷" : "1÷(" + expression + ")"
  }

  private mutating func backspace(_ hadError: Bool) {
    if hadError { return }
    if isFinished {
      // The expression comes back to be corrected.
      isFinished = false
      return
    }
    // A function's name goes with its parenthesis.
    if last == "(" {
      expression.unicodeScalars.removeLast()
      while let last, last.value >= 0x61 && last.value <= 0x7A || last == "√" { expression.unicodeScalars.removeLast() }
    } else if expression.hasSuffix("ans") {
      expression.unicodeScalars.removeLast(3)
    } else if !expression.isEmpty {
      expression.unicodeScalars.removeLast()
    }
  }

  // MARK: - Results

  private mutating func equals() {
    if isFinished {
      guard !repetition.isEmpty, let result else { return }
      expression = text(of: result) + repetition
    }
    guard !expression.isEmpty else { return }
    do {
      let value = try evaluator.evaluate(expression)
      if !isFinished { repetition = Calculator.lastOperation(Array(expression.unicodeScalars)) }
      history.append(HistoryEntry(expression: expression, result: value))
      if history.count > Self.historyLimit { history.removeFirst() }
      evaluator.answer = value
      result = value
      isFinished = true
    } catch {
      self.error = error
      isFinished = false
    }
  }

  /// The operator and number at the end ("×3"), for pressing equals again; empty if the end is something else.
  private static func lastOperation(_ scalars: [Unicode.Scalar]) -> String {
    let start = startOfOperand(scalars)
    guard start > 1, isOperator(scalars[start - 1]), !isOperator(scalars[start - 2]), scalars[start - 2] != "(" else {
      return ""
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[(start - 1)...])
    return String(view)
  }

  private mutating func changeMemory(_ operation: (Decimal, Decimal) throws(ArithmeticError) -> Decimal) {
    guard let value = isFinished ? result : try? evaluator.evaluate(Calculator.trimmed(expression)) else { return }
    do {
      memory = try operation(memory ?? .zero, value)
    } catch {
      self.error = CalculatorError(.arithmetic(error), at: 0)
    }
  }
}

extension Array where Element == Unicode.Scalar {
  /// The longest end whose elements all satisfy a condition.
  fileprivate func suffix(while condition: (Unicode.Scalar) -> Bool) -> ArraySlice<Unicode.Scalar> {
    var start = count
    while start > 0, condition(self[start - 1]) { start -= 1 }
    return self[start...]
  }
}
