// The regular-expression engine: what it matches, that it takes bounded time, and that no pattern traps it.

import TestSupport
import Testing
import UtilitySupport

private func match(_ pattern: String, _ text: String, _ syntax: RegularExpression.Syntax = .extended) throws -> String?
{
  let expression = try RegularExpression(pattern.bytes, syntax)
  let bytes = text.bytes
  return expression.firstMatch(in: bytes).map { Bytes(bytes[$0]).text }
}

@Test(
  arguments: [
    ("abc", "xabcx", "abc"), ("a|ab|abc", "abcd", "abc"), ("(a|ab)(c|bcd)", "abcd", "abcd"), ("x*", "aaa", ""),
    ("a+", "baaab", "aaa"), ("a{2}", "aaaa", "aa"), ("a{2,3}", "aaaa", "aaa"), ("a{,2}b", "aaab", "aab"),
    ("a{0}b", "ab", "b"), ("^b", "ab", nil), ("b$", "ab", "b"), ("a.c", "a日c", "a日c"), ("[é-ü]+", "xöäy", "ö"),
    ("[^a]+", "aabca", "bc"), ("[]a]+", "x]a]", "]a]"), ("[a-]+", "b-a-", "-a-"), ("[[:digit:]]+", "ab12", "12"),
    ("(ab)+", "ababx", "abab"), ("(a*)*", "aab", "aa"), ("(a|b)*c", "ababc", "ababc"), ("\\.", "a.b", "."),
    ("\\w+", "-a_1-", "a_1"), ("\\bfoo\\b", "a foo b", "foo"), ("\\<b", "ab b", "b"), ("()", "a", ""),
    ("a||b", "b", "b"),
    ("(^a|b$)", "ab", "a"), ("a{", "a{", "a{"), ("", "abc", ""), ("x?y", "xy", "xy"), ("(a(b(c)))", "abc", "abc"),
  ] as [(String, String, String?)])
func extendedPatternsMatchLeftmostLongest(_ pattern: String, _ text: String, _ expected: String?) throws {
  #expect(try match(pattern, text) == expected)
}

@Test(
  arguments: [
    ("a\\{2\\}", "aaa", "aa"), ("\\(ab\\)*", "abab", "abab"), ("a+", "aa+", "a+"), ("a\\+", "aaa", "aaa"),
    ("a\\|b", "b", "b"), ("*a", "x*a", "*a"), ("a^b", "a^b", "a^b"), ("a$b", "a$b", "a$b"), ("(a)", "(a)", "(a)"),
    ("^*a", "*a", "*a"), ("\\(^a\\)", "ba", nil),
  ] as [(String, String, String?)])
func basicPatternsHaveTheirOwnSpecials(_ pattern: String, _ text: String, _ expected: String?) throws {
  #expect(try match(pattern, text, .basic) == expected)
}

@Test(arguments: ["(", ")", "[a", "[[:nope:]]", "a\\", "[b-a]", "a{3,2}", "\\1", "((a{9999}){9999})"])
func wrongPatternsAreErrors(_ pattern: String) {
  #expect(throws: RegularExpression.PatternError.self) { try RegularExpression(pattern.bytes, .extended) }
}

@Test func patternsThatExplodeElsewhereTakeBoundedTime() throws {
  let count = 28
  let pattern = String(repeating: "a?", count: count) + String(repeating: "a", count: count)
  #expect(try match(pattern, String(repeating: "a", count: count)) == String(repeating: "a", count: count))
  #expect(try match("(a*)*b", String(repeating: "a", count: 5000)) == nil)
  #expect(try match("(x+x+)+y", String(repeating: "x", count: 5000)) == nil)
}

@Test func wholeWordsAndLines() throws {
  let words = try RegularExpression(
    ["the".bytes], .fixed, ignoresCase: true, wholeWords: true, wholeLines: false)
  #expect(words.matches("in THE end".bytes))
  #expect(!words.matches("other then".bytes))
  let lines = try RegularExpression(
    ["a".bytes, "b+".bytes], .extended, ignoresCase: false, wholeWords: false, wholeLines: true)
  #expect(lines.matches("bbb".bytes))
  #expect(!lines.matches("ab".bytes))
}

@Test func randomPatternsNeverTrap() {
  var state: UInt64 = 42
  func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
  let pieces = [
    "a", "b", "(", ")", "[", "]", "*", "+", "?", "{", "}", "1", ",", "|", "^", "$", ".", "\\", "-", "é", "[:",
  ]
  for _ in 0..<4000 {
    let pattern = (0..<next(12) + 1).map { _ in pieces[next(pieces.count)] }.joined()
    let text = (0..<next(10)).map { _ in pieces[next(pieces.count)] }.joined()
    for syntax in [RegularExpression.Syntax.basic, .extended, .fixed] {
      guard let expression = try? RegularExpression(pattern.bytes, syntax) else { continue }
      let found = expression.firstMatch(in: text.bytes)
      #expect((found != nil) == expression.matches(text.bytes), "\(pattern) \(text)")
    }
  }
}
