// The expressions of find.

import ABI
import RegularExpressions
import System
import UtilityAlgorithms
import UtilitySupport

/// Options that hold for the whole walk.
struct FindSettings {
  var maximumDepth = deepestDirectory
  var minimumDepth = 0
  /// What is in a directory before the directory itself.
  var isDepthFirst = false
  var followsLinks = false
  /// Whether links among the paths are followed.
  var followsOperands = false
  /// Ages count from the end of today.
  var countsFromToday = false
  var commands: [FindCommand] = []
  /// Files that actions write to.
  var files: [String] = []
}

/// Parses an expression.
struct FindParser {
  private var words: ArraySlice<String>
  var settings: FindSettings
  private(set) var warnings: [String] = []
  private var syntax = RegularExpression.Syntax.basic
  private var depth = 0
  private var hasExplicitDepth = false
  private var deletes = false
  /// The last word that takes an argument, and that argument: for a hint at patterns that the shell has expanded.
  private var lastTest: (name: String, argument: Bytes)?

  init(_ words: ArraySlice<String>, _ settings: FindSettings) { (self.words, self.settings) = (words, settings) }

  mutating func parse() throws(FindError) -> FindExpression {
    guard !words.isEmpty else { return .print(terminator: 0x0a, file: nil) }
    let expression = try parseList()
    if let word = words.first {
      if word.isSame(as: ")") { throw FindError("you have too many ')'") }
      throw unexpected(word)
    }
    if deletes, expression.prunes, !hasExplicitDepth {
      throw FindError(
        "The -delete action automatically turns on -depth, but -prune does nothing when -depth is in effect.  If you "
          + "want to carry on anyway, just explicitly use the -depth option.")
    }
    return expression.acts ? expression : .and(expression, .print(terminator: 0x0a, file: nil))
  }

  private func unexpected(_ word: String) -> FindError {
    let message = "paths must precede expression: `\(word)'"
    guard let lastTest, status(word, followLinks: false) != nil,
      ["-name", "-iname", "-path", "-ipath", "-wholename"].contains(where: { $0.isSame(as: lastTest.name) })
    else { return FindError(message) }
    return FindError(message, "possible unquoted pattern after predicate `\(lastTest.name)'?")
  }

  private mutating func take(_ names: String...) -> String? {
    guard let word = words.first, names.contains(where: { $0.isSame(as: word) }) else { return nil }
    words = words.dropFirst()
    return word
  }

  private func isNext(_ names: String...) -> Bool {
    words.first.map { word in names.contains { $0.isSame(as: word) } } ?? false
  }

  // MARK: Operators

  private mutating func parseList() throws(FindError) -> FindExpression {
    guard depth < 100 else { throw FindError("the expression is nested too deeply") }
    depth += 1
    defer { depth -= 1 }
    var left = try parseOr()
    while let name = take(",") {
      left = .list(left, try operand(name) { parser throws(FindError) in try parser.parseOr() })
    }
    return left
  }

  private mutating func operand(
    _ name: String, _ parse: (inout FindParser) throws(FindError) -> FindExpression
  ) throws(FindError) -> FindExpression {
    if words.isEmpty { throw FindError("expected an expression after '\(name)'") }
    return try parse(&self)
  }

  private mutating func parseOr() throws(FindError) -> FindExpression {
    var left = try parseAnd()
    while let name = take("-o", "-or") {
      left = .or(left, try operand(name) { parser throws(FindError) in try parser.parseAnd() })
    }
    return left
  }

  private mutating func parseAnd() throws(FindError) -> FindExpression {
    var left = try parseNot()
    while !words.isEmpty, !isNext("-o", "-or", ")", ",") {
      if let name = take("-a", "-and") {
        left = .and(left, try operand(name) { parser throws(FindError) in try parser.parseNot() })
      } else {
        left = .and(left, try parseNot())
      }
    }
    return left
  }

  private mutating func parseNot() throws(FindError) -> FindExpression {
    var isNegated = false
    while let name = take("!", "-not") {
      isNegated.toggle()
      if words.isEmpty { throw FindError("expected an expression after '\(name)'") }
    }
    let inner = try parsePrimary()
    return isNegated ? .not(inner) : inner
  }

  private mutating func parsePrimary() throws(FindError) -> FindExpression {
    guard let name = words.popFirst() else { throw FindError("expected an expression") }
    if ["-o", "-or", "-a", "-and", ","].contains(where: { $0.isSame(as: name) }) {
      throw FindError("invalid expression; you have used a binary operator '\(name)' with nothing before it.")
    }
    if name.isSame(as: "(") { return try parseParentheses() }
    if let test = try parseNameTest(name) { return test }
    if let test = try parseNumberTest(name) { return test }
    if let test = try parseStatusTest(name) { return test }
    if let action = try parseAction(name) { return action }
    return try parseSetting(name)
  }

  private mutating func parseParentheses() throws(FindError) -> FindExpression {
    if words.isEmpty {
      throw FindError(
        "invalid expression; expected to find a ')' but didn't see one. Perhaps you need an extra predicate after '('")
    }
    if isNext(")") { throw FindError("invalid expression; empty parentheses are not allowed.") }
    let inner = try parseList()
    guard take(")") != nil else {
      throw FindError("invalid expression; I was expecting to find a ')' somewhere but did not see one.")
    }
    return inner
  }

  /// The argument of a word.
  mutating func argument(_ name: String) throws(FindError) -> Bytes {
    guard let word = words.popFirst() else { throw FindError("missing argument to `\(name)'") }
    lastTest = (name, word.bytes)
    return word.bytes
  }

  // MARK: Names

  private mutating func parseNameTest(_ name: String) throws(FindError) -> FindExpression? {
    switch name.bytes {
    case "-name": return .name(NamePattern(try argument(name)))
    case "-iname": return .name(NamePattern(try argument(name), ignoresCase: true))
    case "-path", "-wholename": return .path(NamePattern(try argument(name)))
    case "-ipath", "-iwholename": return .path(NamePattern(try argument(name), ignoresCase: true))
    case "-lname": return .linkTarget(NamePattern(try argument(name)))
    case "-ilname": return .linkTarget(NamePattern(try argument(name), ignoresCase: true))
    case "-regex", "-iregex":
      let text = try argument(name)
      var options = PatternOptions()
      options.ignoresCase = name.isSame(as: "-iregex")
      options.wholeLines = true
      let expression = try? RegularExpression([text], syntax, options)
      guard let expression else {
        throw FindError("failed to compile regular expression \(quoted(text)): Invalid regular expression")
      }
      return .regex(expression)
    case "-regextype":
      let text = try argument(name)
      let basic = ["findutils-default", "ed", "emacs", "grep", "posix-basic", "posix-minimal-basic", "sed"]
      let extended = ["gnu-awk", "posix-awk", "awk", "posix-egrep", "egrep", "posix-extended"]
      if basic.contains(where: { $0.utf8.elementsEqual(text) }) {
        syntax = .basic
      } else if extended.contains(where: { $0.utf8.elementsEqual(text) }) {
        syntax = .extended
      } else {
        throw FindError(
          "Unknown regular expression type \(quoted(text)); valid types are 'findutils-default', 'ed', 'emacs', "
            + "'gnu-awk', 'grep', 'posix-awk', 'awk', 'posix-basic', 'posix-egrep', 'egrep', 'posix-extended', "
            + "'posix-minimal-basic', 'sed'.")
      }
      return .always(true)
    default: return nil
    }
  }

  // MARK: Options

  private mutating func parseSetting(_ name: String) throws(FindError) -> FindExpression {
    switch name.bytes {
    case "-maxdepth", "-mindepth":
      let text = try argument(name)
      guard !text.isEmpty, text.allSatisfy(Character8.isDigit), let number = text.decimal else {
        throw FindError("Expected a positive decimal integer argument to \(name), but got \(quoted(text))")
      }
      if name.isSame(as: "-maxdepth") {
        settings.maximumDepth = min(number, deepestDirectory)
      } else {
        settings.minimumDepth = number
      }
    case "-depth", "-d":
      settings.isDepthFirst = true
      hasExplicitDepth = true
    case "-follow": settings.followsLinks = true
    case "-daystart": settings.countsFromToday = true
    case "-mount", "-xdev", "-noleaf", "-warn", "-nowarn", "-ignore_readdir_race", "-noignore_readdir_race": break
    default:
      if name.utf8.starts(with: "-newer".utf8), name.utf8.count == 8 { throw FindError("invalid predicate `\(name)'") }
      throw name.utf8.first == UInt8(ascii: "-") ? FindError("unknown predicate `\(name)'") : unexpected(name)
    }
    return .always(true)
  }

  // MARK: Actions

  private mutating func parseAction(_ name: String) throws(FindError) -> FindExpression? {
    switch name.bytes {
    case "-true": return .always(true)
    case "-false": return .always(false)
    case "-print": return .print(terminator: 0x0a, file: nil)
    case "-print0": return .print(terminator: 0, file: nil)
    case "-fprint": return .print(terminator: 0x0a, file: try file(name))
    case "-fprint0": return .print(terminator: 0, file: try file(name))
    case "-ls": return .listing(file: nil)
    case "-fls": return .listing(file: try file(name))
    case "-printf": return .format(try format(name), file: nil)
    case "-fprintf":
      let number = try file(name)
      return .format(try format(name), file: number)
    case "-delete":
      settings.isDepthFirst = true
      deletes = true
      return .delete
    case "-prune": return .prune
    case "-quit": return .quit
    case "-exec", "-execdir", "-ok", "-okdir": return try parseExecute(name)
    default: return nil
    }
  }

  private mutating func file(_ name: String) throws(FindError) -> Int {
    settings.files.append(try argument(name).text)
    return settings.files.count - 1
  }

  private mutating func format(_ name: String) throws(FindError) -> [FindFormat.Part] {
    let (parts, found) = try FindFormat.parse(try argument(name))
    warnings += found
    return parts
  }

  private mutating func parseExecute(_ name: String) throws(FindError) -> FindExpression {
    var command = FindCommand(words: [])
    command.isLocal = name.isSame(as: "-execdir") || name.isSame(as: "-okdir")
    command.asks = name.isSame(as: "-ok") || name.isSame(as: "-okdir")
    while let word = words.popFirst() {
      let isEnd = word.isSame(as: ";") && !command.words.isEmpty
      let isBatchEnd = word.isSame(as: "+") && !command.asks && command.words.last.map { $0.isSame(as: "{}") } ?? false
      if isBatchEnd {
        command.words.removeLast()
        command.isBatched = true
        if command.words.contains(where: { $0.isSame(as: "{}") }) {
          throw FindError("Only one instance of {} is supported with -exec ... +")
        }
      }
      if isEnd || isBatchEnd {
        settings.commands.append(command)
        return .execute(settings.commands.count - 1)
      }
      command.words.append(word)
    }
    throw FindError("missing argument to `\(name)'")
  }
}
