// The code of expressions.

extension AwkCompiler {
  /// The value on the stack.
  mutating func compile(_ expression: AwkExpression) throws(AwkError) {
    switch expression {
    case .number(let value): emit(.number(value))
    case .string(let text): emit(.string(string(text)))
    case .regex(let pattern): emit(.matchRecord(try regex(pattern)))
    case .group(let inner): try compile(inner)
    case .list: throw AwkError("syntax error: a list where a value is wanted")
    case .variable, .element: emit(.load(try compile(target: expression)))
    case .field(.number(let number)) where number >= 0 && number < 32768: emit(.loadField(Int(number)))
    case .field: emit(.load(try compile(target: expression)))
    case .assign(let target, let operation, let value): try compile(assign: target, operation, value)
    case .increment(let target, let step, let isPrefix):
      emit(.increment(try compile(target: target), by: step, isPrefix: isPrefix))
    case .conditional(let condition, let first, let second):
      let skip = try compileJump(unless: condition)
      try compile(first)
      let end = emit(.jump(0))
      target(skip, program.code.count)
      try compile(second)
      target(end, program.code.count)
    case .and, .or: try compile(logical: expression)
    case .not(let inner):
      try compile(condition: inner)
      emit(.not)
    case .negate(let inner):
      try compile(inner)
      emit(.negate)
    case .plus(let inner):
      try compile(inner)
      emit(.plus)
    case .binary(let operation, let left, let right):
      try compile(left)
      try compile(right)
      emit(.binary(operation))
    case .match(let text, let pattern, let isNegated):
      try compile(text)
      if case .regex(let constant) = pattern {
        emit(.matchConstant(try regex(constant), isNegated: isNegated))
      } else {
        try compile(pattern)
        emit(.matchDynamic(isNegated: isNegated))
      }
    case .contains(let keys, let name):
      try compile(keys: keys)
      emit(.contains(try place(ofArray: name)))
    case .call(let name, let arguments): try compile(call: name, arguments)
    case .builtin(let builtin, let arguments): try compile(builtin, arguments)
    case .getline(let input, let target): try compile(getline: input, target)
    }
  }

  /// As above, where only the truth of the value counts.
  mutating func compile(condition: AwkExpression) throws(AwkError) { try compile(condition) }

  private mutating func regex(_ pattern: [UInt8]) throws(AwkError) -> Int {
    program.expressions.append(try AwkProgram.compile(pattern, usesBytes: program.usesBytes))
    return program.expressions.count - 1
  }

  /// One key on the stack.
  mutating func compile(keys: [AwkExpression]) throws(AwkError) {
    for key in keys { try compile(key) }
    if keys.count > 1 { emit(.joinKeys(keys.count)) }
  }

  /// The place of a target; its key lies on the stack.
  private mutating func compile(target expression: AwkExpression) throws(AwkError) -> AwkPlace {
    switch expression {
    case .variable(let name): return try place(ofVariable: name)
    case .element(let name, let keys):
      try compile(keys: keys)
      return .element(try place(ofArray: name))
    case .field(let number):
      try compile(number)
      return .field
    case .group(let inner): return try compile(target: inner)
    default: throw AwkError("syntax error: nothing that can be assigned to")
    }
  }

  private mutating func compile(
    assign target: AwkExpression, _ operation: AwkOperator?, _ value: AwkExpression
  ) throws(AwkError) {
    let place = try compile(target: target)
    if let operation {
      emit(.peek(place))
      try compile(value)
      emit(.binary(operation))
    } else {
      try compile(value)
    }
    emit(.store(place))
  }

  private mutating func compile(logical expression: AwkExpression) throws(AwkError) {
    switch expression {
    case .and(let left, let right):
      let skip = try compileJump(unless: left)
      try compile(condition: right)
      emit(.truth)
      let end = emit(.jump(0))
      target(skip, program.code.count)
      emit(.number(0))
      target(end, program.code.count)
    case .or(let left, let right):
      try compile(condition: left)
      let skip = emit(.jumpIfTrue(0))
      try compile(condition: right)
      emit(.truth)
      let end = emit(.jump(0))
      target(skip, program.code.count)
      emit(.number(1))
      target(end, program.code.count)
    default: break
    }
  }

  private mutating func compile(getline input: AwkInput, _ target: AwkExpression?) throws(AwkError) {
    let kind: AwkStreamKind
    switch input {
    case .main: kind = .standard
    case .file(let name):
      try compile(name)
      kind = .file
    case .command(let name):
      try compile(name)
      kind = .command
    }
    emit(.getline(kind, setsRecord: target == nil))
    guard let target else { return }
    // The answer is on the stack; the line is stored only when there is one.
    emit(.duplicate)
    emit(.number(0))
    emit(.binary(.greater))
    let skip = emit(.jumpIfFalse(0))
    let place = try compile(target: target)
    emit(.readLine)
    emit(.store(place))
    emit(.pop)
    self.target(skip, program.code.count)
  }

  // MARK: Calls

  private mutating func compile(call name: [UInt8], _ arguments: [AwkExpression]) throws(AwkError) {
    guard let number = functions.firstIndex(where: { $0.name == name }) else {
      throw AwkError("function `\(Self.shown(name))' is not defined")
    }
    let kinds = parameterArrays[number]
    guard arguments.count <= kinds.count else {
      throw AwkError("function `\(Self.shown(name))' called with more arguments than it has")
    }
    for (place, argument) in arguments.enumerated() {
      if kinds[place] {
        guard case .variable(let array) = argument else {
          throw AwkError("function `\(Self.shown(name))' wants an array")
        }
        emit(.pushArray(try self.place(ofArray: array)))
      } else {
        try compile(argument)
      }
    }
    emit(.call(number, arguments: arguments.count))
  }

  /// An argument that may be a constant expression.
  private mutating func compile(pattern: AwkExpression) throws(AwkError) {
    if case .regex(let constant) = pattern {
      emit(.regexConstant(try regex(constant)))
    } else {
      try compile(pattern)
    }
  }

  private mutating func compile(_ builtin: AwkBuiltin, _ arguments: [AwkExpression]) throws(AwkError) {
    guard Self.counts(builtin).contains(arguments.count) else {
      throw AwkError("wrong number of arguments of a function of the language")
    }
    switch builtin {
    case .length:
      if case .variable(let name)? = arguments.first, isArray(name) {
        emit(.arrayLength(try place(ofArray: name)))
        return
      }
      if arguments.isEmpty { emit(.loadField(0)) }
    case .split: return try compile(split: arguments)
    case .sub, .gsub: return try compile(substitute: builtin, arguments)
    case .match:
      try compile(arguments[0])
      try compile(pattern: arguments[1])
      emit(.builtin(.match, 2))
      if arguments.count == 3 {
        guard case .variable(let name) = arguments[2] else { throw AwkError("match: the third argument is no array") }
        emit(.matchGroups(try place(ofArray: name)))
      }
      return
    case .gensub:
      try compile(pattern: arguments[0])
      for argument in arguments[1...] { try compile(argument) }
      if arguments.count == 3 { emit(.loadField(0)) }
      emit(.builtin(.gensub, 4))
      return
    default: break
    }
    for argument in arguments { try compile(argument) }
    emit(.builtin(builtin, builtin == .length ? 1 : arguments.count))
  }

  private static func counts(_ builtin: AwkBuiltin) -> ClosedRange<Int> {
    switch builtin {
    case .length, .srand, .fflush: 0...1
    case .substr, .sub, .gsub, .match: 2...3
    case .split: 2...4
    case .index, .atan2, .lshift, .rshift: 2...2
    case .gensub: 3...4
    case .sprintf, .and, .or, .xor: 1...1000
    case .rand, .systime: 0...0
    case .close: 1...2
    default: 1...1
    }
  }

  private mutating func compile(split arguments: [AwkExpression]) throws(AwkError) {
    guard case .variable(let name) = arguments[1] else { throw AwkError("split: the second argument is no array") }
    try compile(arguments[0])
    let array = try place(ofArray: name)
    guard arguments.count > 2 else {
      emit(.split(array, .fieldSeparator))
      return
    }
    if case .regex(let pattern) = arguments[2] {
      emit(.split(array, .constant(try regex(pattern))))
    } else {
      try compile(arguments[2])
      emit(.split(array, .value))
    }
  }

  /// The target's key, the expression, the replacement, the text; then the new text and the count.
  private mutating func compile(substitute builtin: AwkBuiltin, _ arguments: [AwkExpression]) throws(AwkError) {
    let target = arguments.count > 2 ? arguments[2] : .field(.number(0))
    var isTarget = false
    switch target {
    case .variable, .element, .field: isTarget = true
    default: break
    }
    let place = isTarget ? try compile(target: target) : nil
    if let place { emit(.peek(place)) } else { try compile(target) }
    try compile(pattern: arguments[0])
    try compile(arguments[1])
    // Leaves the new text, and notes the count.
    emit(.substitute(isGlobal: builtin == .gsub))
    if let place { emit(.storeIfChanged(place)) } else { emit(.pop) }
    emit(.substitutionCount)
  }
}
