// A block of code in braces: the body of a function, an accessor or a closure.

struct CodeBlock {
  /// As the source introduces it: `func paint`, `init`, `let help`.
  let name: String
  /// Of the opening brace, counted from 1.
  let line: Int
  /// From brace to brace.
  let lines: Int

  /// The blocks that are no type's body and lie in no other such block. One that is never closed goes to the end.
  static func blocks(in code: [Substring]) -> [CodeBlock] {
    var finder = CodeBlockFinder()
    for (index, line) in code.enumerated() {
      for token in tokens(line) { finder.take(token, line: index + 1) }
    }
    finder.end(line: code.count)
    return finder.found
  }

  /// Words, and every other visible character by itself.
  private static func tokens(_ line: Substring) -> [Substring] {
    var tokens: [Substring] = []
    var rest = line
    while let first = rest.first {
      let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      if !word.isEmpty { tokens.append(word) } else if first != " " { tokens.append(rest.prefix(1)) }
      rest = rest.dropFirst(max(word.count, 1))
    }
    return tokens
  }
}
