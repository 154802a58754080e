// Variables, fields and operators.

import RegularExpressions

extension AwkMachine {
  // MARK: Text

  /// A value as text.
  func text(_ value: AwkValue) -> [UInt8] {
    switch value {
    case .none, .pattern: []
    case .string(let text), .input(let text): text
    case .number(let number):
      if let whole = NumberText.whole(number) {
        NumberText.decimal(whole)
      } else {
        AwkFormatter.text(number, text(specials[AwkSpecial.convfmt.rawValue]))
      }
    }
  }

  /// The current record.
  mutating func wholeRecord() -> [UInt8] {
    let format = text(specials[AwkSpecial.convfmt.rawValue])
    let separator = text(specials[AwkSpecial.ofs.rawValue])
    return record.whole({ Self.text($0, format) }, separator)
  }

  static func text(_ value: AwkValue, _ format: [UInt8]) -> [UInt8] {
    switch value {
    case .none, .pattern: []
    case .string(let text), .input(let text): text
    case .number(let number): AwkFormatter.text(number, format)
    }
  }

  // MARK: Places

  mutating func load(_ place: AwkPlace) throws(AwkError) -> AwkValue {
    switch place {
    case .global(let number): return globals[number]
    case .local(let number): return locals[localBase + number]
    case .special(let special): return load(special)
    case .element(let place): return array(place)[text(stack.popLast() ?? .none)]
    case .field: return field(try fieldNumber(stack.popLast() ?? .none))
    }
  }

  /// As `load`, but the key stays on the stack.
  mutating func peek(_ place: AwkPlace) throws(AwkError) -> AwkValue {
    switch place {
    case .element(let place): return array(place)[text(stack.last ?? .none)]
    case .field: return field(try fieldNumber(stack.last ?? .none))
    default: return try load(place)
    }
  }

  /// Stores the value on the stack, and leaves it there without its key.
  mutating func store(_ place: AwkPlace) throws(AwkError) {
    let value = stack.popLast() ?? .none
    try store(value, place)
    stack.append(value)
  }

  mutating func store(_ value: AwkValue, _ place: AwkPlace) throws(AwkError) {
    switch place {
    case .global(let number): globals[number] = value
    case .local(let number): locals[localBase + number] = value
    case .special(let special): try store(value, special)
    case .element(let place): array(place)[text(stack.popLast() ?? .none)] = value
    case .field: try setField(try fieldNumber(stack.popLast() ?? .none), value)
    }
  }

  mutating func increment(_ place: AwkPlace, _ step: Double, _ isPrefix: Bool) throws(AwkError) {
    let old = try peek(place).number
    try store(.number(old + step), place)
    stack.append(.number(isPrefix ? old + step : old))
  }

  mutating func storeIfChanged(_ place: AwkPlace) throws(AwkError) {
    let value = stack.popLast() ?? .none
    if substitution.isChanged { return try store(value, place) }
    switch place {
    case .element, .field: stack.removeLast()
    default: break
    }
  }

  // MARK: Fields

  private func fieldNumber(_ value: AwkValue) throws(AwkError) -> Int {
    let number = value.number
    guard number > -1 else { throw AwkError("attempt to access field \(Int(max(number, -1e15)))") }
    guard number <= Double(AwkRecord.mostFields) else { throw AwkError("field number is too high") }
    return Int(number)
  }

  mutating func field(_ number: Int) -> AwkValue {
    number == 0 ? .input(wholeRecord()) : record.field(number)
  }

  private mutating func setField(_ number: Int, _ value: AwkValue) throws(AwkError) {
    if number == 0 {
      record.set(text(value), splitter)
    } else {
      // A field that is assigned to keeps being a number or a text.
      record.setField(number, value)
    }
  }

  // MARK: Variables with a meaning

  private mutating func load(_ special: AwkSpecial) -> AwkValue {
    switch special {
    case .nf: .number(Double(record.fieldCount))
    case .nr: .number(recordNumber)
    case .fnr: .number(fileRecordNumber)
    default: specials[special.rawValue]
    }
  }

  mutating func store(_ value: AwkValue, _ special: AwkSpecial) throws(AwkError) {
    switch special {
    case .nf:
      let count = value.number
      guard count >= 0 else { throw AwkError("NF set to negative value") }
      guard count <= Double(AwkRecord.mostFields) else { throw AwkError("NF is too high") }
      record.setFieldCount(Int(count))
    case .nr: recordNumber = value.number
    case .fnr: fileRecordNumber = value.number
    default:
      specials[special.rawValue] = value
      if special == .fs || special == .rs { try setSeparators() }
      if special == .fieldwidths {
        let widths = text(value).split(separator: 0x20).map { NumberText.parse($0).value }
        splitter = .widths(widths.map { Int(max(0, min($0, 1e9))) })
      }
    }
  }

  private mutating func setSeparators() throws(AwkError) {
    let record = text(specials[AwkSpecial.rs.rawValue])
    if record.isEmpty {
      separator = .paragraph
    } else if record.count == 1 {
      separator = .byte(record[0])
    } else {
      separator = .expression(try AwkProgram.compile(record, usesBytes: program.usesBytes))
    }
    splitter = try AwkFieldSplitter.make(
      text(specials[AwkSpecial.fs.rawValue]), isParagraph: record.isEmpty, usesBytes: program.usesBytes)
  }

  // MARK: Operators

  mutating func apply(_ operation: AwkOperator) throws(AwkError) {
    let right = stack.popLast() ?? .none
    let left = stack.popLast() ?? .none
    switch operation {
    case .add: stack.append(.number(left.number + right.number))
    case .subtract: stack.append(.number(left.number - right.number))
    case .multiply: stack.append(.number(left.number * right.number))
    case .divide:
      let divisor = right.number
      if divisor == 0 { throw AwkError("division by zero") }
      stack.append(.number(left.number / divisor))
    case .modulo:
      let divisor = right.number
      if divisor == 0 { throw AwkError("division by zero in %") }
      stack.append(.number(RealFunctions.remainder(left.number, divisor)))
    case .power: stack.append(.number(RealFunctions.power(left.number, right.number)))
    case .concatenate:
      var joined = text(left)
      joined += text(right)
      stack.append(.string(joined))
    default: stack.append(.number(compare(left, right, operation) ? 1 : 0))
    }
  }

  private func compare(_ left: AwkValue, _ right: AwkValue, _ operation: AwkOperator) -> Bool {
    if let first = left.comparable, let second = right.comparable {
      switch operation {
      case .less: return first < second
      case .lessOrEqual: return first <= second
      case .equal: return first == second
      case .notEqual: return first != second
      case .greater: return first > second
      default: return first >= second
      }
    }
    let first = text(left)
    let second = text(right)
    switch operation {
    case .equal: return first == second
    case .notEqual: return first != second
    case .less: return first.lexicographicallyPrecedes(second)
    case .greaterOrEqual: return !first.lexicographicallyPrecedes(second)
    case .greater: return second.lexicographicallyPrecedes(first)
    default: return !second.lexicographicallyPrecedes(first)
    }
  }

  // MARK: Expressions

  /// The expression that a value is, or means.
  mutating func expression(_ value: AwkValue) throws(AwkError) -> RegularExpression {
    try dynamicExpressions.expression(text(value), usesBytes: program.usesBytes)
  }

  /// The expression that was handed to a function: a constant, or a value.
  mutating func patternArgument(_ value: AwkValue) throws(AwkError) -> RegularExpression {
    if case .pattern(let number) = value { return program.expressions[number] }
    return try expression(value)
  }
}
