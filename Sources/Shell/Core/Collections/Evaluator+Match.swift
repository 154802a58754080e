// `match`, and the arguments of functions that name them.

extension Evaluator {
  /// Runs the first branch whose patterns fit the value, or the fields of an array one by one.
  func runMatch(_ subject: Word, _ branches: [MatchBranch]) throws(Unwind) -> Int32 {
    let values = subject.startsWithFields ? try expandFields([subject]) : [try expandText(subject)]
    for branch in branches {
      for pattern in branch.patterns where try fits(values, pattern) {
        if let condition = branch.condition, try !holds(condition) { break }
        return branch.body.items.isEmpty ? 0 : try run(branch.body)
      }
    }
    return 0
  }

  private func fits(_ values: [Bytes], _ patterns: [Word]) throws(Unwind) -> Bool {
    // `...` at the end takes whatever is left.
    let isOpen = patterns.last?.plainText?.matches("...") ?? false
    let fixed = isOpen ? patterns.dropLast() : patterns[...]
    guard isOpen ? values.count >= fixed.count : values.count == fixed.count else { return false }
    for (value, pattern) in zip(values, fixed) {
      if try !Pattern(expandPattern(pattern)).matches(value) { return false }
    }
    return true
  }

  /// Gives a function's named parameters their arguments. False after a message.
  func bind(_ function: FunctionDefinition, _ arguments: [Bytes]) throws(Unwind) -> Bool {
    for (index, parameter) in function.parameters.enumerated() {
      var value: Bytes
      if index < arguments.count {
        value = arguments[index]
      } else if let usual = parameter.usual {
        value = try expandText(usual)
      } else {
        report(function.name + ": the argument for ".bytes + parameter.name + " is missing".bytes)
        return false
      }
      if let type = parameter.type {
        guard let checked = type.checked(value) else {
          report(function.name + ": ".bytes + parameter.name + " is not of type ".bytes + type.spelling)
          return false
        }
        value = checked
      }
      makeLocal(parameter.name)
      try assign(parameter.name, value)
    }
    return true
  }
}
