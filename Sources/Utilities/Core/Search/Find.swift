// find: walks directories and applies an expression to each file.
//
// Specification: POSIX.1-2017, find; GNU findutils 4.9 for -maxdepth, -iname, -delete, -empty, -print0, -quit and
// messages.

import ABI
import System
import UtilitySupport

let findProgram = Utility(
  "find", "[PATH]... [EXPRESSION]",
  "Walk directories. -name -iname -path -type -size -newer -mtime -mmin -perm -user -empty -maxdepth -mindepth "
    + "-depth -prune -print -print0 -delete -exec -quit ! -a -o ( )",
  takesRawArguments: true
) { tool in
  if tool.operands.contains(where: { $0.isSame(as: "--help") }) {
    tool.output.write("Usage: find [PATH]... [EXPRESSION]\n")
    return 0
  }
  var paths: [String] = []
  var words = tool.operands[...]
  while let word = words.first, !isExpressionStart(word) {
    paths.append(word)
    words = words.dropFirst()
  }
  var parser = FindParser(words)
  do throws(FindError) {
    let expression = try parser.parse()
    let walk = FindWalk(tool, expression, parser.settings)
    return walk.run(paths.isEmpty ? ["."] : paths)
  } catch {
    tool.report(error.message)
    return 1
  }
}

private func isExpressionStart(_ word: String) -> Bool {
  let bytes = word.bytes
  return (bytes.first == UInt8(ascii: "-") && bytes.count > 1) || word.isSame(as: "!") || word.isSame(as: "(")
    || word.isSame(as: ")") || word.isSame(as: ",")
}

/// A wrong expression.
struct FindError: Error {
  let message: String
}

/// What is found out about a file, or done with it.
indirect enum FindExpression {
  case and(FindExpression, FindExpression)
  case or(FindExpression, FindExpression)
  case not(FindExpression)
  case always(Bool)
  case name(NamePattern)
  case path(NamePattern)
  case kind([FileKind])
  /// Units of so many bytes; compared as `+n`, `-n` or `n`.
  case size(Comparison, unit: UInt64)
  case permissions(UInt16, matching: PermissionMatch)
  case newer(UInt64)
  /// Age in units of so many seconds.
  case age(Comparison, seconds: UInt64)
  case user(UInt32)
  case empty
  case print(terminator: UInt8)
  case delete
  case prune
  case quit
  case execute([String], isBatched: Bool)

  enum PermissionMatch {
    case exactly, all, any
  }

  /// `+n`, `-n`, `n`.
  struct Comparison {
    let order: Int
    let number: UInt64

    init?(_ text: Bytes) {
      let sign = text.first
      order = sign == UInt8(ascii: "+") ? 1 : sign == UInt8(ascii: "-") ? -1 : 0
      guard let number = text.dropFirst(order == 0 ? 0 : 1).decimal, number >= 0 else { return nil }
      self.number = UInt64(number)
    }

    func holds(_ value: UInt64) -> Bool { order > 0 ? value > number : order < 0 ? value < number : value == number }
  }

  /// Whether it does something: then nothing is printed by itself.
  var acts: Bool {
    switch self {
    case .and(let left, let right), .or(let left, let right): left.acts || right.acts
    case .not(let inner): inner.acts
    case .print, .delete, .execute, .quit: true
    default: false
    }
  }
}
