// Patterns as vi and Vim write them, translated to POSIX extended expressions, which the shared engine runs.
//
// Not there: what no POSIX engine has (`\{-}`, `\zs`, `\n` across lines, look-around); such a pattern is refused.
// Of several alternatives the longest match counts, as POSIX demands.

import RegularExpressions

/// A pattern that is searched for.
struct VimPattern {
  let expression: RegularExpression
  /// As it was typed.
  let source: [UInt8]

  /// Compiles what was typed.
  init(_ source: [UInt8], ignoresCase: Bool, smartCase: Bool) throws(EditorError) {
    self.source = source
    var translator = PatternTranslator(source)
    let translated = try translator.translate()
    let hasCapitals = source.contains { $0 >= 0x41 && $0 <= 0x5A }
    let ignores = translator.ignoresCase ?? (ignoresCase && !(smartCase && hasCapitals))
    do throws(PatternError) {
      expression = try RegularExpression(translated, .extended, ignoresCase: ignores)
    } catch {
      throw EditorError(error.message)
    }
  }

  /// Compiles a POSIX extended expression, or a text that is searched for as it is.
  init(_ source: [UInt8], isExpression: Bool, ignoresCase: Bool) throws(EditorError) {
    self.source = source
    do throws(PatternError) {
      expression = try RegularExpression(source, isExpression ? .extended : .fixed, ignoresCase: ignoresCase)
    } catch {
      throw EditorError(error.message)
    }
  }

  /// The first match at or behind a byte of a line; never inside of a character.
  func match(_ line: [UInt8], from start: Int) -> Range<Int>? { expression.firstMatch(in: line, from: start) }

  /// All matches of a line, an empty one not right behind another.
  func matches(_ line: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while start <= line.count, let range = match(line, from: start) {
      // Nothing at the end of the line counts only when it is all there is.
      let isTail = range.isEmpty && range.lowerBound >= line.count && !found.isEmpty
      if !isTail, !(range.isEmpty && found.last?.upperBound == range.lowerBound) { found.append(range) }
      start = range.isEmpty ? Characters.next(line, range.lowerBound) : range.upperBound
      if range.isEmpty, range.lowerBound >= line.count { break }
    }
    return found
  }

  /// What the groups matched.
  func groups(_ line: [UInt8], _ match: Range<Int>) -> [Range<Int>?] { expression.groups(in: line.span, of: match) }

  /// The pattern for a text as it is.
  static func literal(_ text: [UInt8], wholeWord: Bool) -> [UInt8] {
    var pattern: [UInt8] = wholeWord ? Array("\\<".utf8) : []
    for byte in text {
      if "\\.*[]^$~/".utf8.contains(byte) { pattern.append(0x5C) }
      pattern.append(byte)
    }
    return pattern + (wholeWord ? Array("\\>".utf8) : [])
  }
}
