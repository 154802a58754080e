// The expressions of find.

import ABI
import System
import UtilitySupport

/// Options that hold for the whole walk.
struct FindSettings {
  var maximumDepth = deepestDirectory
  var minimumDepth = 0
  /// What is in a directory before the directory itself.
  var isDepthFirst = false
  var followsLinks = false
}

/// Parses an expression.
struct FindParser {
  private var words: ArraySlice<String>
  private(set) var settings = FindSettings()
  private var depth = 0

  init(_ words: ArraySlice<String>) { self.words = words }

  mutating func parse() throws(FindError) -> FindExpression {
    guard !words.isEmpty else { return .print(terminator: 0x0a) }
    let expression = try parseOr()
    if let word = words.first { throw FindError(message: "unexpected '\(word)'") }
    return expression.acts ? expression : .and(expression, .print(terminator: 0x0a))
  }

  private mutating func take(_ names: String...) -> Bool {
    guard let word = words.first, names.contains(where: { $0.isSame(as: word) }) else { return false }
    words = words.dropFirst()
    return true
  }

  private mutating func parseOr() throws(FindError) -> FindExpression {
    guard depth < 100 else { throw FindError(message: "the expression is nested too deeply") }
    depth += 1
    defer { depth -= 1 }
    var left = try parseAnd()
    while take("-o", "-or") { left = .or(left, try parseAnd()) }
    return left
  }

  private mutating func parseAnd() throws(FindError) -> FindExpression {
    var left = try parseNot()
    while let word = words.first, !word.isSame(as: "-o"), !word.isSame(as: "-or"), !word.isSame(as: ")") {
      _ = take("-a", "-and")
      left = .and(left, try parseNot())
    }
    return left
  }

  private mutating func parseNot() throws(FindError) -> FindExpression {
    var isNegated = false
    while take("!", "-not") { isNegated.toggle() }
    let inner = try parsePrimary()
    return isNegated ? .not(inner) : inner
  }

  private mutating func argument(_ name: String) throws(FindError) -> Bytes {
    guard let word = words.popFirst() else { throw FindError(message: "missing argument to `\(name)'") }
    return word.bytes
  }

  private mutating func parsePrimary() throws(FindError) -> FindExpression {
    guard let name = words.popFirst() else { throw FindError(message: "expected an expression") }
    switch name.bytes {
    case "(":
      let inner = try parseOr()
      guard take(")") else { throw FindError(message: "invalid expression; you have '(' without ')'") }
      return inner
    case "-name": return .name(NamePattern(try argument(name)))
    case "-iname": return .name(NamePattern(try argument(name), ignoresCase: true))
    case "-path", "-wholename": return .path(NamePattern(try argument(name)))
    case "-ipath": return .path(NamePattern(try argument(name), ignoresCase: true))
    case "-type": return .kind(try kinds(name))
    case "-size": return try parseSize(name)
    case "-perm": return try parsePermissions(name)
    case "-newer": return .newer(try modified(name))
    case "-mtime": return .age(try comparison(name), seconds: 86400)
    case "-mmin": return .age(try comparison(name), seconds: 60)
    case "-user":
      let text = try argument(name)
      guard let user = Account.number(text, in: "/etc/passwd") else {
        throw FindError(message: "'\(text.text)' is not the name of a known user")
      }
      return .user(user)
    case "-empty": return .empty
    case "-true": return .always(true)
    case "-false": return .always(false)
    case "-print": return .print(terminator: 0x0a)
    case "-print0": return .print(terminator: 0)
    case "-delete":
      settings.isDepthFirst = true
      return .delete
    case "-prune": return .prune
    case "-quit": return .quit
    case "-exec": return try parseExecute(name)
    default: return try parseSetting(name)
    }
  }

  private mutating func parseSetting(_ name: String) throws(FindError) -> FindExpression {
    switch name.bytes {
    case "-maxdepth", "-mindepth":
      guard let number = try argument(name).decimal, number >= 0 else {
        throw FindError(message: "Expected a positive decimal integer argument to \(name)")
      }
      if name.isSame(as: "-maxdepth") {
        settings.maximumDepth = min(number, deepestDirectory)
      } else {
        settings.minimumDepth = number
      }
    case "-depth", "-d": settings.isDepthFirst = true
    case "-follow", "-L": settings.followsLinks = true
    case "-P", "-mount", "-xdev", "-noleaf": break
    default:
      throw FindError(
        message: name.utf8.first == UInt8(ascii: "-")
          ? "unknown predicate `\(name)'" : "paths must precede expression: '\(name)'")
    }
    return .always(true)
  }

  private mutating func kinds(_ name: String) throws(FindError) -> [FileKind] {
    var kinds: [FileKind] = []
    for letter in try argument(name) where letter != UInt8(ascii: ",") {
      switch letter {
      case UInt8(ascii: "f"): kinds.append(.regular)
      case UInt8(ascii: "d"): kinds += [.directory, .scheme]
      case UInt8(ascii: "l"): kinds.append(.symbolicLink)
      case UInt8(ascii: "p"): kinds.append(.pipe)
      case UInt8(ascii: "c"): kinds.append(.characterDevice)
      default: throw FindError(message: "Unknown argument to -type: \(Bytes([letter]).text)")
      }
    }
    return kinds
  }

  private mutating func comparison(_ name: String) throws(FindError) -> FindExpression.Comparison {
    let text = try argument(name)
    guard let comparison = FindExpression.Comparison(text) else {
      throw FindError(message: "invalid argument '\(text.text)' to '\(name)'")
    }
    return comparison
  }

  private mutating func parseSize(_ name: String) throws(FindError) -> FindExpression {
    var text = try argument(name)
    let original = text
    var unit: UInt64 = 512
    if let letter = text.last, !Character8.isDigit(letter) {
      text.removeLast()
      switch letter {
      case UInt8(ascii: "c"): unit = 1
      case UInt8(ascii: "w"): unit = 2
      case UInt8(ascii: "b"): unit = 512
      case UInt8(ascii: "k"): unit = 1 << 10
      case UInt8(ascii: "M"): unit = 1 << 20
      case UInt8(ascii: "G"): unit = 1 << 30
      default: throw FindError(message: "Invalid argument '\(original.text)' to -size")
      }
    }
    guard let comparison = FindExpression.Comparison(text) else {
      throw FindError(message: "Invalid argument '\(original.text)' to -size")
    }
    return .size(comparison, unit: unit)
  }

  private mutating func parsePermissions(_ name: String) throws(FindError) -> FindExpression {
    let text = try argument(name)
    let sign = text.first
    let match: FindExpression.PermissionMatch =
      sign == UInt8(ascii: "-") ? .all : sign == UInt8(ascii: "/") ? .any : .exactly
    guard let change = ModeChange(match == .exactly ? text : Bytes(text.dropFirst())) else {
      throw FindError(message: "invalid mode '\(text.text)'")
    }
    return .permissions(change.applied(to: 0, isDirectory: false), matching: match)
  }

  private mutating func modified(_ name: String) throws(FindError) -> UInt64 {
    let path = try argument(name).text
    guard let known = status(path) else { throw FindError(message: "'\(path)': No such file or directory") }
    return known.modified
  }

  private mutating func parseExecute(_ name: String) throws(FindError) -> FindExpression {
    var command: [String] = []
    while let word = words.popFirst() {
      if word.isSame(as: ";"), !command.isEmpty { return .execute(command, isBatched: false) }
      if word.isSame(as: "+"), let last = command.last, last.isSame(as: "{}") {
        return .execute(Array(command.dropLast()), isBatched: true)
      }
      command.append(word)
    }
    throw FindError(message: "missing argument to `\(name)'")
  }
}
