// The expressions of `expr`: numbers of any length, strings, comparisons.
//
// Specification: POSIX.1-2017, expr; GNU coreutils 9.1 for `match`, `substr`, `index`, `length` and messages.

public import UtilitySupport

/// Evaluates an expression.
public struct ExprParser {
  /// A wrong expression.
  public struct ExprError: Error {
    public let message: String
    /// 2 for syntax, 3 for what the program cannot do.
    public let status: Int32

    public init(message: String, status: Int32) { (self.message, self.status) = (message, status) }
  }

  private let all: [Bytes]
  private var words: ArraySlice<Bytes>
  private var depth = 0
  /// Matches a text against a basic expression at its start: the group, or the length.
  private let match: (Bytes, Bytes) throws(ExprError) -> Bytes

  /// Deeper parentheses are refused.
  private static let deepest = 200

  private init(_ words: [Bytes], _ match: @escaping (Bytes, Bytes) throws(ExprError) -> Bytes) {
    (all, self.words, self.match) = (words, words[...], match)
  }

  /// The value of an expression.
  public static func evaluate(
    _ words: [Bytes], match: @escaping (Bytes, Bytes) throws(ExprError) -> Bytes
  ) throws(ExprError) -> Bytes {
    var parser = ExprParser(words, match)
    let value = try parser.parseOr(true)
    if let extra = parser.words.first {
      throw ExprError(message: "syntax error: unexpected argument \(QuotingStyle.quoted(extra).text)", status: 2)
    }
    return value
  }

  /// Whether a value counts as false.
  public static func isNull(_ value: Bytes) -> Bool {
    if value.isEmpty { return true }
    let digits = value.first == UInt8(ascii: "-") ? value.dropFirst() : value[...]
    return !digits.isEmpty && digits.allSatisfy { $0 == 0x30 }
  }

  private mutating func take(_ word: String) -> Bool {
    guard let first = words.first, first.elementsEqual(word.utf8) else { return false }
    words = words.dropFirst()
    return true
  }

  private mutating func parseOr(_ evaluates: Bool) throws(ExprError) -> Bytes {
    guard depth < Self.deepest else { throw ExprError(message: "the expression is nested too deeply", status: 3) }
    depth += 1
    defer { depth -= 1 }
    var left = try parseAnd(evaluates)
    while take("|") {
      let right = try parseAnd(evaluates && Self.isNull(left))
      if Self.isNull(left) { left = Self.isNull(right) ? "0".bytes : right }
    }
    return left
  }

  private mutating func parseAnd(_ evaluates: Bool) throws(ExprError) -> Bytes {
    var left = try parseComparison(evaluates)
    while take("&") {
      let right = try parseComparison(evaluates && !Self.isNull(left))
      if Self.isNull(left) || Self.isNull(right) { left = "0".bytes }
    }
    return left
  }

  private mutating func parseComparison(_ evaluates: Bool) throws(ExprError) -> Bytes {
    var left = try parseSum(evaluates)
    while true {
      guard let name = ["<", "<=", "=", "==", "!=", ">=", ">"].first(where: { take($0) }) else { return left }
      let right = try parseSum(evaluates)
      let order: Int
      if let first = BigInteger(left), let second = BigInteger(right) {
        order = first.compare(second)
      } else {
        order = left == right ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1
      }
      let holds =
        switch name.bytes {
        case "<": order < 0
        case "<=": order <= 0
        case "=", "==": order == 0
        case "!=": order != 0
        case ">=": order >= 0
        default: order > 0
        }
      left = (holds ? "1" : "0").bytes
    }
  }

  private func number(_ text: Bytes) throws(ExprError) -> BigInteger {
    guard let number = BigInteger(text) else { throw ExprError(message: "non-integer argument", status: 2) }
    return number
  }

  private mutating func parseSum(_ evaluates: Bool) throws(ExprError) -> Bytes {
    var left = try parseProduct(evaluates)
    while true {
      let isPlus = take("+")
      guard isPlus || take("-") else { return left }
      let right = try parseProduct(evaluates)
      guard evaluates else { continue }
      let first = try number(left)
      let second = try number(right)
      left = first.adding(isPlus ? second : BigInteger(second.magnitude, isNegative: !second.isNegative)).text
    }
  }

  private mutating func parseProduct(_ evaluates: Bool) throws(ExprError) -> Bytes {
    var left = try parseMatch(evaluates)
    while true {
      guard let name = ["*", "/", "%"].first(where: { take($0) }) else { return left }
      let right = try parseMatch(evaluates)
      guard evaluates else { continue }
      let first = try number(left)
      let second = try number(right)
      if name.isSame(as: "*") {
        let product = first.magnitude.multiplied(by: second.magnitude)
        left = BigInteger(product, isNegative: first.isNegative != second.isNegative).text
        continue
      }
      if second.magnitude.isZero { throw ExprError(message: "division by zero", status: 2) }
      let (quotient, rest) = first.magnitude.divided(by: second.magnitude)
      left =
        name.isSame(as: "/")
        ? BigInteger(quotient, isNegative: first.isNegative != second.isNegative).text
        : BigInteger(rest, isNegative: first.isNegative).text
    }
  }

  private mutating func parseMatch(_ evaluates: Bool) throws(ExprError) -> Bytes {
    var left = try parseFunction(evaluates)
    while take(":") {
      let right = try parseFunction(evaluates)
      if evaluates { left = try match(left, right) }
    }
    return left
  }

  private mutating func parseFunction(_ evaluates: Bool) throws(ExprError) -> Bytes {
    if take("+") { return try word(after: "+") }
    if take("length") { return Bytes(decimal: Self.characters(try parseFunction(evaluates)).count) }
    if take("match") {
      let text = try parseFunction(evaluates)
      let pattern = try parseFunction(evaluates)
      return evaluates ? try match(text, pattern) : text
    }
    if take("index") {
      let text = Self.characters(try parseFunction(evaluates))
      let wanted = Self.characters(try parseFunction(evaluates))
      return Bytes(decimal: text.firstIndex { wanted.contains($0) }.map { $0 + 1 } ?? 0)
    }
    if take("substr") {
      let text = Self.characters(try parseFunction(evaluates))
      let start = try parseFunction(evaluates).decimal ?? 0
      let length = try parseFunction(evaluates).decimal ?? 0
      guard start > 0, length > 0, start <= text.count else { return [] }
      return Bytes(text[(start - 1)...].prefix(length).joined())
    }
    return try parsePrimary(evaluates)
  }

  /// The characters of UTF-8, each as its bytes.
  private static func characters(_ text: Bytes) -> [ArraySlice<UInt8>] {
    var found: [ArraySlice<UInt8>] = []
    var start = 0
    for index in text.indices.dropFirst() where text[index] & 0xc0 != 0x80 {
      found.append(text[start..<index])
      start = index
    }
    if !text.isEmpty { found.append(text[start...]) }
    return found
  }

  private mutating func word(after name: String) throws(ExprError) -> Bytes {
    guard let word = words.popFirst() else {
      throw ExprError(message: "syntax error: missing argument after '\(name)'", status: 2)
    }
    return word
  }

  private mutating func parsePrimary(_ evaluates: Bool) throws(ExprError) -> Bytes {
    guard let word = words.first else {
      let before = last.map { QuotingStyle.quoted($0).text } ?? "''"
      throw ExprError(message: "syntax error: missing argument after \(before)", status: 2)
    }
    if take("(") {
      let value = try parseOr(evaluates)
      if words.isEmpty {
        let before = last.map { QuotingStyle.quoted($0).text } ?? "''"
        throw ExprError(message: "syntax error: expecting ')' after \(before)", status: 2)
      }
      guard take(")") else {
        throw ExprError(
          message: "syntax error: expecting ')' instead of \(QuotingStyle.quoted(words[words.startIndex]).text)",
          status: 2)
      }
      return value
    }
    if word.elementsEqual(")".utf8) { throw ExprError(message: "syntax error: unexpected ')'", status: 2) }
    words = words.dropFirst()
    return word
  }

  /// The word before the next one.
  private var last: Bytes? { words.startIndex > 0 ? all[words.startIndex - 1] : nil }
}
