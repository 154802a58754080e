// `let`: assignments with types, arrays and maps.
//
// All values are found before the first variable changes, so that `let a b = $b $a` swaps.

extension Evaluator {
  private enum Value {
    case text(Bytes)
    case collection(ValueCollection)
  }

  func run(_ statement: LetStatement) throws(Unwind) -> Int32 {
    if statement.targets.isEmpty { return listCollections() }
    guard statement.targets.count == statement.values.count else {
      return complain(
        Bytes(decimal: statement.targets.count) + " names, but ".bytes + Bytes(decimal: statement.values.count)
          + " values".bytes)
    }
    var results: [(target: LetStatement.Target, key: Bytes?, value: Value)] = []
    for (target, word) in zip(statement.targets, statement.values) {
      let key: Bytes? = if let index = target.index { try expandText(index) } else { nil }
      let value = try self.value(of: word, for: target)
      guard let combined = combine(target, key, statement.operation, value), let checked = check(combined, target)
      else { return 1 }
      results.append((target, key, checked))
    }
    for result in results where try !store(result.value, in: result.target, key: result.key) { return 1 }
    return 0
  }

  /// Reports what is wrong; the status of the command.
  @discardableResult
  private func complain(_ message: Bytes) -> Int32 {
    report("let: ".bytes + message)
    return 1
  }

  // MARK: Values

  private func value(of value: LetStatement.Value, for target: LetStatement.Target) throws(Unwind) -> Value {
    switch value {
    case .word(let word):
      if let name = word.wholeCollection, let collection = state.variables[name]?.collection {
        return .collection(collection)
      }
      if word.startsWithFields { return .collection(.array(try expandFields([word]))) }
      return .text(try expandText(word, isAssignment: true))
    case .list(let words):
      guard isMap(target) else { return .collection(.array(try expandFields(words))) }
      var map = OrderedMap()
      for word in words {
        let (key, value) = word.keyAndValue
        map[try expandText(key)] = try expandText(value)
      }
      return .collection(.map(map))
    }
  }

  /// Whether a list for the variable has keys: by its type, or because it is a map already.
  private func isMap(_ target: LetStatement.Target) -> Bool {
    if let type = target.type { return type.shape == .map }
    if case .map? = state.variables[target.name]?.collection { return true }
    return false
  }

  private func check(_ value: Value, _ target: LetStatement.Target) -> Value? {
    guard let type = target.type else { return value }
    switch value {
    case .text(let text):
      if type.shape == .single, let checked = type.checked(text) { return .text(checked) }
      complain(target.name + ": not of type ".bytes + type.spelling + ": ".bytes + text)
    case .collection(let collection):
      if let checked = type.checked(collection) { return .collection(checked) }
      complain(target.name + ": not of type ".bytes + type.spelling)
    }
    return nil
  }

  // MARK: Operators

  /// The new value, from the old one and what stands behind the operator. Nil after a message.
  private func combine(
    _ target: LetStatement.Target, _ key: Bytes?, _ operation: LetStatement.Operator, _ value: Value
  ) -> Value? {
    if operation == .assign { return value }
    let variable = state.variables[target.name]
    if key == nil, let old = variable?.collection, operation == .append || operation == .prepend {
      return join(old, value, isFirst: operation == .append)
    }
    let old = key.map { variable?.collection?.selected($0).first ?? [] } ?? variable?.value ?? []
    guard case .text(let text) = value else {
      if operation == .append || operation == .prepend, variable?.value == nil { return value }
      complain(target.name + ": not an array".bytes)
      return nil
    }
    switch operation {
    case .append: return .text(old + text)
    case .prepend: return .text(text + old)
    default: break
    }
    guard let left = old.isEmpty ? 0 : old.decimalValue, let right = text.decimalValue else {
      complain(target.name + ": only whole numbers can be calculated with".bytes)
      return nil
    }
    guard let result = Self.calculate(left, operation, right) else {
      complain(target.name + ": there is no such number".bytes)
      return nil
    }
    return .text(Bytes(decimal: result))
  }

  private func join(_ old: ValueCollection, _ value: Value, isFirst: Bool) -> Value {
    switch (old, value) {
    case (.array(let elements), .text(let text)):
      return .collection(.array(isFirst ? elements + [text] : [text] + elements))
    case (.array(let elements), .collection(let more)):
      return .collection(.array(isFirst ? elements + more.fields : more.fields + elements))
    case (.map(var map), .collection(.map(let more))):
      for key in more.keys { map[key] = more[key] }
      return .collection(.map(map))
    case (.map, _): return value
    }
  }

  private static func calculate(_ left: Int64, _ operation: LetStatement.Operator, _ right: Int64) -> Int64? {
    let (value, overflow) =
      switch operation {
      case .add: left.addingReportingOverflow(right)
      case .subtract: left.subtractingReportingOverflow(right)
      case .multiply: left.multipliedReportingOverflow(by: right)
      case .divide: left.dividedReportingOverflow(by: right)
      case .remainder: left.remainderReportingOverflow(dividingBy: right)
      default: power(left, right)
      }
    return overflow ? nil : value
  }

  private static func power(_ base: Int64, _ exponent: Int64) -> (Int64, Bool) {
    guard exponent >= 0 else { return (0, true) }
    if base == 0 || base == 1 { return (exponent == 0 ? 1 : base, false) }
    if base == -1 { return (exponent % 2 == 0 ? 1 : -1, false) }
    var value: Int64 = 1
    for _ in 0..<min(exponent, 64) {
      let (next, overflow) = value.multipliedReportingOverflow(by: base)
      if overflow { return (0, true) }
      value = next
    }
    return (value, false)
  }

  // MARK: Variables

  private func store(_ value: Value, in target: LetStatement.Target, key: Bytes?) throws(Unwind) -> Bool {
    guard let key else {
      switch value {
      case .text(let text): try assign(target.name, text)
      case .collection(let collection):
        try assign(target.name, [])
        state.variables[target.name]?.collection = collection
      }
      return true
    }
    if state.variables[target.name]?.isReadOnly ?? false { throw failure(target.name + ": is read only".bytes) }
    guard case .text(let text) = value, let collection = state.variables[target.name]?.collection else {
      complain(target.name + ": is no array or map of texts".bytes)
      return false
    }
    switch collection {
    case .map(var map):
      map[key] = text
      state.variables[target.name]?.collection = .map(map)
    case .array(var elements):
      guard let range = ElementRange(key)?.range(in: elements.count), range.count == 1 else {
        complain(target.name + ": there is no element ".bytes + key)
        return false
      }
      elements[range.lowerBound] = text
      state.variables[target.name]?.collection = .array(elements)
    }
    return true
  }

  private func listCollections() -> Int32 {
    var text = Bytes()
    for name in state.variables.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      if let line = state.variables[name]?.collection?.declaration(of: name) { text += line }
    }
    return output("let", text)
  }
}

extension ValueCollection {
  /// The command that makes the variable `name` what it is.
  func declaration(of name: Bytes) -> Bytes {
    let type = if case .map = self { ":map" } else { "" }
    return "let ".bytes + name + type.bytes + " = ".bytes + literal + [ASCII.newline]
  }
}

extension Word {
  /// The two sides of the first unquoted `=`; without one the word is a key with an empty value.
  var keyAndValue: (key: Word, value: Word) {
    for (index, part) in parts.enumerated() {
      guard case .literal(let bytes) = part, let equals = bytes.firstIndex(of: ASCII.equals) else { continue }
      var left = Array(parts[..<index])
      var right = Array(parts[(index + 1)...])
      if equals > 0 { left.append(.literal(Bytes(bytes[..<equals]))) }
      if equals + 1 < bytes.count { right.insert(.literal(Bytes(bytes[(equals + 1)...])), at: 0) }
      return (Word(left), Word(right))
    }
    return (self, Word())
  }
}
