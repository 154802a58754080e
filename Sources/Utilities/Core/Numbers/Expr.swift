// expr: evaluates an expression of words.
//
// Specification: POSIX.1-2017, expr; GNU coreutils 9.1.

import RegularExpressions
import System
import UtilityAlgorithms
import UtilitySupport

let exprProgram = Utility("expr", "EXPRESSION", "Evaluate an expression.", usageStatus: 2, takesRawArguments: true) {
  tool in
  var words = tool.operands
  if words.count == 1, words[0].isSame(as: "--help") || words[0].isSame(as: "--version") {
    tool.output.write(words[0].isSame(as: "--help") ? "Usage: expr EXPRESSION\n" : "expr (Apus) 0.1\n")
    return 0
  }
  if words.first?.isSame(as: "--") ?? false { words.removeFirst() }
  if words.isEmpty { return tool.missingOperand(2) }
  do throws(ExprParser.ExprError) {
    let value = try ExprParser.evaluate(words.map { $0.bytes }, match: match)
    tool.output.write(value + [0x0a])
    return ExprParser.isNull(value) ? 1 : 0
  } catch {
    tool.report(error.message)
    return error.status
  }
}

/// What `TEXT : PATTERN` gives: the first group if there is one, else how many characters match.
private func match(_ text: Bytes, _ pattern: Bytes) throws(ExprParser.ExprError) -> Bytes {
  let parts = GroupedPattern(pattern)
  let whole: RegularExpression
  do throws(PatternError) { whole = try RegularExpression(pattern) } catch {
    throw ExprParser.ExprError(message: error.message, status: 2)
  }
  // The pattern is anchored at the start.
  guard let found = whole.firstMatch(in: text), found.lowerBound == 0 else {
    return parts == nil ? "0".bytes : []
  }
  guard let parts else { return Bytes(decimal: text[found].count { $0 & 0xc0 != 0x80 }) }
  return parts.group(of: Bytes(text[found]))
}

/// A basic expression with a group, in three parts: before the group, in it, behind it.
private struct GroupedPattern {
  private let before: Bytes
  private let inside: Bytes
  private let behind: Bytes

  /// Nil without a group.
  init?(_ pattern: Bytes) {
    var open: Int?
    var depth = 0
    var index = 0
    var isInBracket = false
    while index < pattern.count {
      if isInBracket {
        if pattern[index] == UInt8(ascii: "]") { isInBracket = false }
        index += 1
        continue
      }
      if pattern[index] == UInt8(ascii: "[") {
        isInBracket = true
        // A bracket that stands first is a member.
        index += index + 1 < pattern.count && pattern[index + 1] == UInt8(ascii: "^") ? 2 : 1
        if index < pattern.count, pattern[index] == UInt8(ascii: "]") { index += 1 }
        continue
      }
      guard pattern[index] == UInt8(ascii: "\\"), index + 1 < pattern.count else {
        index += 1
        continue
      }
      if pattern[index + 1] == UInt8(ascii: "(") {
        if depth == 0, open == nil { open = index }
        depth += 1
      } else if pattern[index + 1] == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0, let open {
          before = Bytes(pattern[..<open])
          inside = Bytes(pattern[(open + 2)..<index])
          behind = Bytes(pattern[(index + 2)...])
          return
        }
      }
      index += 2
    }
    return nil
  }

  /// What the group holds in a text that the whole pattern matches: each part as long as it can be, from the first on.
  func group(of text: Bytes) -> Bytes {
    func compiled(_ pattern: Bytes) -> RegularExpression? {
      var options = PatternOptions()
      options.wholeLines = true
      return try? RegularExpression([pattern], .basic, options)
    }
    guard let first = compiled(before), let second = compiled(inside), let third = compiled(behind) else { return [] }
    for start in (0...text.count).reversed() where first.matches(Bytes(text[..<start])) {
      for end in (start...text.count).reversed() {
        if second.matches(Bytes(text[start..<end])), third.matches(Bytes(text[end...])) {
          return Bytes(text[start..<end])
        }
      }
    }
    return []
  }
}
