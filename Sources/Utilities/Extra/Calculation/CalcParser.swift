// The grammar of calc: a parser by precedence that computes as it reads.
//
// From loose to tight: | and xor, &, << >>, + -, * / // %, signs and ~, power (to the right), factorial.

import CalculatorCore
import UtilitySupport

/// Computes the tokens of an expression.
struct CalcParser {
  /// Nested parentheses and signs: bounds the stack.
  private static let deepest = 200
  /// Operators of two sides, the loosest first.
  private static let levels: [[String]] = [
    ["|", "xor"], ["&"], ["<<", ">>"], ["+", "-"], ["*", "/", "//", "%", "mod"],
  ]

  private let tokens: [CalcToken]
  private let session: CalcSession
  private var index = 0

  init(_ tokens: [CalcToken], _ session: CalcSession) {
    self.tokens = tokens
    self.session = session
  }

  /// Whether a name is a constant, a function or an operator.
  static func isReserved(_ name: Bytes) -> Bool {
    ["pi", "tau", "e", "ans", "xor", "mod", "in", "to", "hex", "bin", "oct", "dec", "min", "max", "gcd", "lcm", "pow"]
      .contains { $0.utf8.elementsEqual(name) }
      || Evaluator.functionNames.contains { $0.utf8.elementsEqual(name) }
  }

  mutating func run() throws(CalcError) -> Decimal {
    let value = try binary(0, 0)
    guard index == tokens.count else {
      throw CalcError(
        tokens[index] == .symbol(")".bytes) ? "This parenthesis was never opened" : "An operator is missing")
    }
    return value
  }

  private mutating func take(_ spelling: String) -> Bool {
    guard index < tokens.count else { return false }
    switch tokens[index] {
    case .symbol(let text), .name(let text): guard text.elementsEqual(spelling.utf8) else { return false }
    case .number: return false
    }
    index += 1
    return true
  }

  private mutating func binary(_ level: Int, _ depth: Int) throws(CalcError) -> Decimal {
    guard level < Self.levels.count else { return try signed(depth) }
    var left = try binary(level + 1, depth)
    while true {
      var found: String?
      for spelling in Self.levels[level] where found == nil && take(spelling) { found = spelling }
      guard let found else { return left }
      let right = try binary(level + 1, depth)
      left = try Self.compute(left, found.bytes, right)
    }
  }

  private static func compute(_ left: Decimal, _ sign: Bytes, _ right: Decimal) throws(CalcError) -> Decimal {
    switch sign {
    case "&", "|", "xor", "<<", ">>": return try bits(left, sign, right)
    default: break
    }
    do throws(ArithmeticError) {
      switch sign {
      case "+": return try left + right
      case "-": return try left - right
      case "*": return try left * right
      case "//": return try (left / right).floor()
      case "%", "mod": return try left.modulo(right)
      default: return try left / right
      }
    } catch { throw CalcError(error) }
  }

  private static func bits(_ left: Decimal, _ sign: Bytes, _ right: Decimal) throws(CalcError) -> Decimal {
    if sign.count == 2 {
      // A shift is a power of two, so it never loses bits at the left end.
      guard let count = right.int, (0...200).contains(count) else { throw CalcError("Shifts by 0 to 200 bits only") }
      guard left.isWhole else { throw CalcError("Needs whole numbers") }
      do throws(ArithmeticError) {
        let power = try Decimal(2).raised(to: Decimal(count))
        return sign.elementsEqual("<<".utf8) ? try left * power : try (left / power).floor()
      } catch { throw CalcError(error) }
    }
    guard let first = left.int, let second = right.int else {
      throw CalcError("Needs whole numbers of at most 18 digits")
    }
    switch sign {
    case "&": return Decimal(first & second)
    case "|": return Decimal(first | second)
    default: return Decimal(first ^ second)
    }
  }

  private mutating func signed(_ depth: Int) throws(CalcError) -> Decimal {
    guard depth < Self.deepest else { throw CalcError("The expression is too deep") }
    if take("+") { return try signed(depth + 1) }
    if take("-") { return try signed(depth + 1).negated }
    if take("~") {
      let value = try signed(depth + 1)
      guard value.isWhole else { throw CalcError("Needs whole numbers") }
      do throws(ArithmeticError) { return try value.negated - Decimal.one } catch { throw CalcError(error) }
    }
    let base = try postfix(depth)
    guard take("^") || take("**") else { return base }
    let power = try signed(depth + 1)
    do throws(ArithmeticError) { return try base.raised(to: power) } catch { throw CalcError(error) }
  }

  private mutating func postfix(_ depth: Int) throws(CalcError) -> Decimal {
    var value = try primary(depth)
    while take("!") {
      do throws(ArithmeticError) { value = try value.factorial() } catch { throw CalcError(error) }
    }
    return value
  }

  private mutating func primary(_ depth: Int) throws(CalcError) -> Decimal {
    guard index < tokens.count else { throw CalcError("The expression is not finished") }
    let token = tokens[index]
    index += 1
    switch token {
    case .number(let value): return value
    case .name(let name): return try named(name, depth)
    case .symbol(let text):
      guard text.elementsEqual("(".utf8) else { throw CalcError("A number is missing") }
      let value = try binary(0, depth + 1)
      guard take(")") else { throw CalcError("A parenthesis is not closed") }
      return value
    }
  }

  private mutating func named(_ name: Bytes, _ depth: Int) throws(CalcError) -> Decimal {
    if let value = session.value(of: name) { return value }
    do throws(ArithmeticError) {
      switch name {
      case "pi": return try Decimal.pi()
      case "tau": return try Decimal.pi() * Decimal(2)
      case "e": return try Evaluator.apply("exp", .one, .radians)
      default: break
      }
    } catch { throw CalcError(error) }
    guard Self.isReserved(name), !name.elementsEqual("ans".utf8) else {
      throw CalcError("\"\(name.text)\" is not known")
    }
    guard take("(") else { throw CalcError("\"\(name.text)\" needs its argument in parentheses") }
    var arguments = [try binary(0, depth + 1)]
    while take(",") { arguments.append(try binary(0, depth + 1)) }
    guard take(")") else { throw CalcError("A parenthesis is not closed") }
    return try call(name, arguments)
  }

  private func call(_ name: Bytes, _ arguments: [Decimal]) throws(CalcError) -> Decimal {
    do throws(ArithmeticError) {
      switch name {
      case "min": return arguments.dropFirst().reduce(arguments[0]) { $1 < $0 ? $1 : $0 }
      case "max": return arguments.dropFirst().reduce(arguments[0]) { $0 < $1 ? $1 : $0 }
      case "pow" where arguments.count == 2: return try arguments[0].raised(to: arguments[1])
      case "gcd", "lcm":
        var value = arguments[0].magnitude
        for next in arguments.dropFirst() {
          let divisor = try Self.commonDivisor(value, next.magnitude)
          value = name.elementsEqual("gcd".utf8) || divisor.isZero ? divisor : try value / divisor * next.magnitude
        }
        return value
      default: break
      }
      if arguments.count == 1, !name.elementsEqual("pow".utf8) {
        return try Evaluator.apply(name.text, arguments[0], session.usesDegrees ? .degrees : .radians)
      }
    } catch { throw CalcError(error) }
    throw CalcError("\"\(name.text)\" takes another number of arguments")
  }

  private static func commonDivisor(_ left: Decimal, _ right: Decimal) throws(ArithmeticError) -> Decimal {
    var (left, right) = (left, right)
    guard left.isWhole, right.isWhole else { throw .notWhole }
    while !right.isZero { (left, right) = (right, try left.modulo(right)) }
    return left
  }
}
