// The expressions of `test` and `[`.
//
// Up to four arguments are decided by their number, as POSIX demands; more by a grammar with `-a`, `-o`, `!` and
// parentheses.
//
// Specification: POSIX.1-2017, test.

/// What `test` asks about files.
public protocol FileQueries: AnyObject {
  /// What a file is; nil when it is not there.
  func queryStatus(_ path: Bytes, followsLinks: Bool) -> FileStatus?
  /// Whether a file may be used.
  func queryAccess(_ path: Bytes, _ mode: AccessMode) -> Bool
  /// Whether a handle number leads to a terminal.
  func queryTerminal(_ number: Int) -> Bool
}

/// A wrong expression.
public struct TestError: Error, Equatable {
  /// A sentence for the user.
  public var message: Bytes
}

/// Evaluates the arguments of `test`.
public struct TestExpression<Queries: FileQueries> {
  private var words: ArraySlice<Bytes>
  private let queries: Queries
  private var depth = 0

  /// Whether the expression holds. Fails when it is none.
  public static func evaluate(_ arguments: [Bytes], _ queries: Queries) throws(TestError) -> Bool {
    var expression = TestExpression(words: arguments[...], queries: queries)
    return try expression.evaluate()
  }

  private init(words: ArraySlice<Bytes>, queries: Queries) {
    self.words = words
    self.queries = queries
  }

  private mutating func evaluate() throws(TestError) -> Bool {
    let all = Array(words)
    switch all.count {
    case 0: return false
    case 1: return !all[0].isEmpty
    case 2:
      if all[0].matches("!") { return all[1].isEmpty }
      if let value = try unary(all[0], all[1]) { return value }
      throw TestError(message: all[0] + ": a unary operator is wanted here".bytes)
    case 3:
      if let value = try binary(all[0], all[1], all[2]) { return value }
      if all[0].matches("!") { return try !evaluate(Array(all[1...])) }
      if all[0].matches("("), all[2].matches(")") { return !all[1].isEmpty }
    case 4:
      if all[0].matches("!") { return try !evaluate(Array(all[1...])) }
      if all[0].matches("("), all[3].matches(")") { return try evaluate(Array(all[1...2])) }
    default: break
    }
    let value = try parseOr()
    guard words.isEmpty else { throw TestError(message: "too many arguments".bytes) }
    return value
  }

  private func evaluate(_ arguments: [Bytes]) throws(TestError) -> Bool {
    try Self.evaluate(arguments, queries)
  }

  // MARK: Grammar

  private mutating func take(_ word: String) -> Bool {
    guard words.first?.matches(word) ?? false else { return false }
    words.removeFirst()
    return true
  }

  private mutating func parseOr() throws(TestError) -> Bool {
    var value = try parseAnd()
    while take("-o") {
      let right = try parseAnd()
      value = value || right
    }
    return value
  }

  private mutating func parseAnd() throws(TestError) -> Bool {
    var value = try parsePrimary()
    while take("-a") {
      let right = try parsePrimary()
      value = value && right
    }
    return value
  }

  private mutating func parsePrimary() throws(TestError) -> Bool {
    guard depth < Limits.arithmeticDepth else { throw TestError(message: "this is nested too deeply".bytes) }
    depth += 1
    defer { depth -= 1 }
    let all = Array(words.prefix(3))
    guard let first = all.first else { throw TestError(message: "an argument is missing".bytes) }
    if all.count == 3, let value = try binary(all[0], all[1], all[2]) {
      words = words.dropFirst(3)
      return value
    }
    if take("!") { return try !parsePrimary() }
    if take("(") {
      let value = try parseOr()
      guard take(")") else { throw TestError(message: "')' is missing".bytes) }
      return value
    }
    if all.count >= 2, let value = try unary(all[0], all[1]) {
      words = words.dropFirst(2)
      return value
    }
    words.removeFirst()
    return !first.isEmpty
  }

  // MARK: Operators

  /// Nil when `name` is no unary operator.
  private func unary(_ name: Bytes, _ operand: Bytes) throws(TestError) -> Bool? {
    guard name.count == 2, name[0] == ASCII.minus else { return nil }
    func kind(_ kind: FileStatus.Kind, followsLinks: Bool = true) -> Bool {
      queries.queryStatus(operand, followsLinks: followsLinks)?.kind == kind
    }
    switch name[1] {
    case UInt8(ascii: "n"): return !operand.isEmpty
    case UInt8(ascii: "z"): return operand.isEmpty
    case UInt8(ascii: "e"), UInt8(ascii: "a"): return queries.queryStatus(operand, followsLinks: true) != nil
    case UInt8(ascii: "f"): return kind(.file)
    case UInt8(ascii: "d"): return kind(.directory)
    case UInt8(ascii: "h"), UInt8(ascii: "L"): return kind(.link, followsLinks: false)
    case UInt8(ascii: "p"): return kind(.pipe)
    case UInt8(ascii: "S"): return kind(.socket)
    case UInt8(ascii: "b"): return kind(.blockDevice)
    case UInt8(ascii: "c"): return kind(.characterDevice)
    case UInt8(ascii: "s"): return queries.queryStatus(operand, followsLinks: true).map { $0.size > 0 } ?? false
    case UInt8(ascii: "r"): return queries.queryAccess(operand, .read)
    case UInt8(ascii: "w"): return queries.queryAccess(operand, .write)
    case UInt8(ascii: "x"): return queries.queryAccess(operand, .execute)
    case UInt8(ascii: "t"):
      let number = try number(operand)
      return number >= 0 && number <= Int64(Limits.handleNumber) && queries.queryTerminal(Int(number))
    default: return nil
    }
  }

  /// Nil when `name` is no binary operator.
  private func binary(_ left: Bytes, _ name: Bytes, _ right: Bytes) throws(TestError) -> Bool? {
    switch name {
    case "=", "==": return left == right
    case "!=": return left != right
    case "<": return left.lexicographicallyPrecedes(right)
    case ">": return right.lexicographicallyPrecedes(left)
    case "-eq": return try number(left) == number(right)
    case "-ne": return try number(left) != number(right)
    case "-lt": return try number(left) < number(right)
    case "-le": return try number(left) <= number(right)
    case "-gt": return try number(left) > number(right)
    case "-ge": return try number(left) >= number(right)
    case "-a": return !left.isEmpty && !right.isEmpty
    case "-o": return !left.isEmpty || !right.isEmpty
    case "-nt", "-ot", "-ef": return compareFiles(left, name, right)
    default: return nil
    }
  }

  private func compareFiles(_ left: Bytes, _ name: Bytes, _ right: Bytes) -> Bool {
    let first = queries.queryStatus(left, followsLinks: true)
    let second = queries.queryStatus(right, followsLinks: true)
    switch name {
    case "-ef":
      guard let first, let second else { return false }
      return !first.identity.isEmpty && first.identity == second.identity
    case "-nt": return (first?.modified ?? .min) > (second?.modified ?? .min)
    default: return (first?.modified ?? .min) < (second?.modified ?? .min)
    }
  }

  private func number(_ text: Bytes) throws(TestError) -> Int64 {
    let trimmed = Bytes(text.drop(while: ASCII.isWhitespace).reversed().drop(while: ASCII.isWhitespace).reversed())
    guard let number = trimmed.decimalValue else {
      throw TestError(message: text + ": a number is wanted here".bytes)
    }
    return number
  }
}

extension Evaluator: FileQueries {
  public func queryStatus(_ path: Bytes, followsLinks: Bool) -> FileStatus? {
    do { return try host.status(path, followsLinks: followsLinks) } catch { return nil }
  }

  public func queryAccess(_ path: Bytes, _ mode: AccessMode) -> Bool { host.isAccessible(path, mode) }

  public func queryTerminal(_ number: Int) -> Bool {
    guard case .host(let handle)? = state.handles[number] else { return false }
    return host.isTerminal(handle)
  }
}
