// This shell's own constructs as script text: `let`, `match`, `fn`, arrays and methods.

extension SyntaxPrinter {
  mutating func append(_ statement: LetStatement) {
    append("let")
    for target in statement.targets {
      append(" ")
      output += target.name
      append(index: target.index)
      if let type = target.type { output += ":".bytes + type.spelling }
    }
    if statement.targets.isEmpty { return }
    append(" " + statement.operation.rawValue)
    for value in statement.values {
      append(" ")
      switch value {
      case .word(let word): append(word)
      case .list(let words):
        append("[")
        append(words)
        append("]")
      }
    }
  }

  mutating func append(_ subject: Word, _ branches: [MatchBranch]) {
    append("match ")
    append(subject)
    newline()
    for branch in branches {
      append("is ")
      for (index, pattern) in branch.patterns.enumerated() {
        if index > 0 { append(" | ") }
        append(pattern)
      }
      if let condition = branch.condition?.items.first {
        append(" if ")
        append(condition.chain)
      }
      newline()
      append(branch.body)
    }
    append("end")
  }

  /// A function with named parameters or a description.
  mutating func append(typed definition: FunctionDefinition) {
    append("fn ")
    output += definition.name
    for parameter in definition.parameters {
      append(" ")
      output += parameter.name
      if let type = parameter.type { output += ":".bytes + type.spelling }
      if let usual = parameter.usual {
        append("=")
        append(usual)
      }
    }
    if let summary = definition.summary { output += " -- ".bytes + summary }
    newline()
    if case .compound(.group(let list), _) = definition.body { append(list) }
    append("end")
  }

  mutating func append(_ selection: Selection) {
    switch selection.source {
    case .variable(let name):
      append(selection.makesFields ? "@{" : "${")
      output += name
      append(index: selection.index)
      append("}")
    case .method(let method, let arguments):
      append((selection.makesFields ? "@" : "$") + method.rawValue + "(")
      append(arguments)
      append(")")
      append(index: selection.index)
    case .command(let list):
      append("@(")
      output += Self.text(of: list)
      append(")")
      append(index: selection.index)
    }
  }

  private mutating func append(index: Word?) {
    guard let index else { return }
    append("[")
    append(index)
    append("]")
  }

  private mutating func append(_ words: [Word]) {
    for (index, word) in words.enumerated() {
      if index > 0 { append(" ") }
      append(word)
    }
  }
}
