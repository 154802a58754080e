// Turns the syntax tree into code. Variables get numbered places; what is an array is found out beforehand.
//
// Expressions: AwkCompiler+Expressions. What is an array: AwkArrayFinder.

/// A program being compiled.
struct AwkCompiler {
  var program: AwkProgram
  private let rules: [AwkRule]
  let functions: [AwkFunction]
  /// For each function which of its parameters are arrays.
  private(set) var parameterArrays: [[Bool]] = []
  private var globalArrays: [[UInt8]] = []
  /// The function that is being compiled.
  private(set) var current: Int?
  private var loops: [Loop] = []
  private var stringPlaces: [[UInt8]: Int] = [:]

  /// Jumps that wait for the place they lead to.
  private struct Loop {
    var breaks: [Int] = []
    var continues: [Int] = []
    /// Walks through an array: leaving it by `return` ends it.
    let walksArray: Bool
  }

  init(_ program: AwkProgram, _ rules: [AwkRule], _ functions: [AwkFunction]) {
    self.program = program
    self.rules = rules
    self.functions = functions
  }

  mutating func compile() throws(AwkError) {
    var finder = AwkArrayFinder(functions)
    finder.run(rules)
    (parameterArrays, globalArrays) = (finder.parameters, finder.globals)
    for (number, function) in functions.enumerated() {
      if functions[..<number].contains(where: { $0.name == function.name }) {
        throw AwkError("function `\(Self.shown(function.name))' is defined twice", line: function.line)
      }
      program.functions.append(
        AwkProgram.Function(
          arrays: parameterArrays[number], scalarCount: parameterArrays[number].count { !$0 },
          arrayCount: parameterArrays[number].count { $0 }))
    }
    for name in ["ARGC", "ENVIRON", "ARGV"] {
      if name.utf8.elementsEqual("ARGC".utf8) { _ = global(Array(name.utf8)) } else { _ = array(Array(name.utf8)) }
    }
    program.beginEntry = program.code.count
    try compileRules { if case .begin = $0 { true } else { false } }
    program.mainEntry = program.code.count
    try compileRules {
      switch $0 {
      case .begin, .end: false
      default: true
      }
    }
    program.endEntry = program.code.count
    try compileRules { if case .end = $0 { true } else { false } }
    program.hasMain = program.endEntry > program.mainEntry + 1
    program.hasEnd = program.code.count > program.endEntry + 1
    try compileFunctions()
  }

  static func shown(_ name: [UInt8]) -> String { String(decoding: name, as: UTF8.self) }

  private mutating func compileRules(_ isWanted: (AwkPattern) -> Bool) throws(AwkError) {
    for rule in rules where isWanted(rule.pattern) {
      var skips: [Int] = []
      switch rule.pattern {
      case .begin, .end, .always: break
      case .expression(let condition): skips = [try compileJump(unless: condition)]
      case .range(let first, let last):
        // Inside a range its start is not asked for.
        let range = program.rangeCount
        program.rangeCount += 1
        let start = emit(.startRange(range, behind: 0))
        skips = [try compileJump(unless: first)]
        program.code[start] = .startRange(range, behind: program.code.count)
        try compile(condition: last)
        emit(.endRange(range))
      }
      if let body = rule.body {
        for statement in body { try compile(statement) }
      } else {
        emit(.print(0, .standard))
      }
      for skip in skips { target(skip, program.code.count) }
    }
    emit(.stop)
  }

  private mutating func compileFunctions() throws(AwkError) {
    for (number, function) in functions.enumerated() {
      current = number
      program.functions[number].entry = program.code.count
      for statement in function.body { try compile(statement) }
      emit(.none)
      emit(.returnValue)
    }
    current = nil
  }

  // MARK: Code

  @discardableResult
  mutating func emit(_ instruction: AwkInstruction) -> Int {
    program.code.append(instruction)
    return program.code.count - 1
  }

  /// Lets a jump lead to `place`.
  mutating func target(_ jump: Int, _ place: Int) {
    switch program.code[jump] {
    case .jump: program.code[jump] = .jump(place)
    case .jumpIfFalse: program.code[jump] = .jumpIfFalse(place)
    case .jumpIfTrue: program.code[jump] = .jumpIfTrue(place)
    case .nextKey: program.code[jump] = .nextKey(place)
    default: break
    }
  }

  mutating func string(_ text: [UInt8]) -> Int {
    if let known = stringPlaces[text] { return known }
    program.strings.append(text)
    stringPlaces[text] = program.strings.count - 1
    return program.strings.count - 1
  }

  /// A jump that is taken when a condition does not hold.
  mutating func compileJump(unless condition: AwkExpression) throws(AwkError) -> Int {
    try compile(condition: condition)
    return emit(.jumpIfFalse(0))
  }

  // MARK: Names

  private mutating func global(_ name: [UInt8]) -> Int {
    if let known = program.globals[name] { return known }
    let place = program.globals.count
    program.globals[name] = place
    return place
  }

  private mutating func array(_ name: [UInt8]) -> Int {
    if let known = program.arrays[name] { return known }
    let place = program.arrays.count
    program.arrays[name] = place
    return place
  }

  /// The number of a parameter among those of its kind, and whether it is an array.
  private func parameter(_ name: [UInt8]) -> (number: Int, isArray: Bool)? {
    guard let current, let place = functions[current].parameters.firstIndex(of: name) else { return nil }
    let kinds = parameterArrays[current]
    return (kinds[..<place].count { $0 == kinds[place] }, kinds[place])
  }

  func isArray(_ name: [UInt8]) -> Bool { parameter(name)?.isArray ?? globalArrays.contains(name) }

  mutating func place(ofVariable name: [UInt8]) throws(AwkError) -> AwkPlace {
    if let (number, isArray) = parameter(name) {
      if isArray { throw AwkError("array `\(Self.shown(name))' used where a value is wanted") }
      return .local(number)
    }
    if let special = AwkSpecial.named(name) { return .special(special) }
    if functions.contains(where: { $0.name == name }) {
      throw AwkError("function `\(Self.shown(name))' used as a variable")
    }
    if globalArrays.contains(name) { throw AwkError("array `\(Self.shown(name))' used where a value is wanted") }
    return .global(global(name))
  }

  mutating func place(ofArray name: [UInt8]) throws(AwkError) -> AwkArrayPlace {
    if let (number, isArray) = parameter(name) {
      if !isArray { throw AwkError("`\(Self.shown(name))' is no array") }
      return .local(number)
    }
    if AwkSpecial.named(name) != nil { throw AwkError("`\(Self.shown(name))' is no array") }
    return .global(array(name))
  }

  // MARK: Statements

  mutating func compile(_ statement: AwkStatement) throws(AwkError) {
    switch statement {
    case .expression(let expression):
      try compile(expression)
      emit(.pop)
    case .block(let statements): for statement in statements { try compile(statement) }
    case .print(let arguments, let output):
      let kind = try compile(arguments, output)
      emit(.print(arguments.count, kind))
    case .printf(let arguments, let output):
      let kind = try compile(arguments, output)
      emit(.printf(arguments.count, kind))
    case .conditional(let condition, let first, let second): try compileIf(condition, first, second)
    case .delete(let name, let keys):
      let array = try place(ofArray: name)
      if keys.isEmpty {
        emit(.deleteArray(array))
      } else {
        try compile(keys: keys)
        emit(.deleteElement(array))
      }
    case .next, .nextFile:
      if case .next = statement { emit(.next) } else { emit(.nextFile) }
    case .exit(let value):
      if let value { try compile(value) }
      emit(.exit(hasValue: value != nil))
    case .returnValue(let value, let line):
      guard current != nil else { throw AwkError("`return' outside a function", line: line) }
      for loop in loops where loop.walksArray { emit(.endLoop) }
      if let value { try compile(value) } else { emit(.none) }
      emit(.returnValue)
    default: try compile(loop: statement)
    }
  }

  private mutating func compileIf(
    _ condition: AwkExpression, _ first: AwkStatement, _ second: AwkStatement?
  ) throws(AwkError) {
    let skip = try compileJump(unless: condition)
    try compile(first)
    guard let second else { return target(skip, program.code.count) }
    let end = emit(.jump(0))
    target(skip, program.code.count)
    try compile(second)
    target(end, program.code.count)
  }

  private mutating func compile(_ arguments: [AwkExpression], _ output: AwkOutput) throws(AwkError) -> AwkStreamKind {
    for argument in arguments { try compile(argument) }
    switch output {
    case .standard: return .standard
    case .file(let name):
      try compile(name)
      return .file
    case .append(let name):
      try compile(name)
      return .append
    case .command(let name):
      try compile(name)
      return .command
    }
  }

  // MARK: Loops

  private mutating func compile(loop statement: AwkStatement) throws(AwkError) {
    switch statement {
    case .whileLoop(let condition, let body): try compileFor(condition, nil, body)
    case .forLoop(let first, let condition, let step, let body):
      if let first { try compile(first) }
      try compileFor(condition, step, body)
    case .doLoop(let body, let condition):
      let start = program.code.count
      loops.append(Loop(walksArray: false))
      try compile(body)
      let check = program.code.count
      try compile(condition: condition)
      emit(.jumpIfTrue(start))
      endLoop(continuesAt: check)
    case .forIn(let variable, let name, let body):
      emit(.startLoop(try place(ofArray: name)))
      let start = emit(.nextKey(0))
      emit(.store(try place(ofVariable: variable)))
      emit(.pop)
      loops.append(Loop(walksArray: true))
      try compile(body)
      emit(.jump(start))
      endLoop(continuesAt: start)
      target(start, program.code.count)
      emit(.endLoop)
    case .breakLoop(let line):
      guard !loops.isEmpty else { throw AwkError("`break' outside a loop", line: line) }
      let jump = emit(.jump(0))
      loops[loops.count - 1].breaks.append(jump)
    case .continueLoop(let line):
      guard !loops.isEmpty else { throw AwkError("`continue' outside a loop", line: line) }
      let jump = emit(.jump(0))
      loops[loops.count - 1].continues.append(jump)
    default: break
    }
  }

  /// The condition stands behind the body: one jump a turn.
  private mutating func compileFor(
    _ condition: AwkExpression?, _ step: AwkStatement?, _ body: AwkStatement
  ) throws(AwkError) {
    let entry = condition == nil ? nil : emit(.jump(0))
    let start = program.code.count
    loops.append(Loop(walksArray: false))
    try compile(body)
    let next = program.code.count
    if let step { try compile(step) }
    if let entry { target(entry, program.code.count) }
    if let condition {
      try compile(condition: condition)
      emit(.jumpIfTrue(start))
    } else {
      emit(.jump(start))
    }
    endLoop(continuesAt: next)
  }

  private mutating func endLoop(continuesAt place: Int) {
    guard let loop = loops.popLast() else { return }
    for jump in loop.breaks { target(jump, program.code.count) }
    for jump in loop.continues { target(jump, place) }
  }
}
