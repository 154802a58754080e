// Finds blocks of code in a stream of tokens: counts braces, and remembers the declaration before one.

struct CodeBlockFinder {
  private static let types: Set<Substring> = ["struct", "class", "enum", "extension", "protocol", "actor"]
  private static let named: Set<Substring> = types.union(["func", "var", "let"])
  private static let nameless: Set<Substring> = ["init", "deinit", "subscript"]

  private(set) var found: [CodeBlock] = []
  /// Words of the last declaration, its keyword first: what the next brace belongs to.
  private var declaration: [Substring] = []
  /// Braces that are open since `start`; those of types are not counted.
  private var depth = 0
  private var start = 0
  private var parentheses = 0
  private var last: Substring = ""

  mutating func take(_ token: Substring, line: Int) {
    defer { last = token }
    switch token {
    case "{" where depth == 0 && parentheses == 0 && Self.types.contains(declaration.first ?? ""): declaration = []
    case "{":
      if depth == 0 { start = line }
      depth += 1
    case "}" where depth == 0: declaration = []
    case "}":
      depth -= 1
      if depth == 0 { close(line) }
    case _ where depth > 0: break
    case "(", "[": parentheses += 1
    case ")", "]": parentheses -= 1
    case _ where parentheses > 0: break
    case _ where last != "." && (Self.named.contains(token) || Self.nameless.contains(token)): declaration = [token]
    case _ where Self.named.contains(last): declaration.append(token)
    default: break
    }
  }

  mutating func end(line: Int) {
    if depth > 0 { close(line) }
  }

  private mutating func close(_ line: Int) {
    let name = declaration.isEmpty ? "a block" : declaration.joined(separator: " ")
    found.append(CodeBlock(name: name, line: start, lines: line - start + 1))
  }
}
