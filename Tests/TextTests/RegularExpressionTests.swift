// The regular-expression engine: what it matches, that it takes bounded time, and that no pattern traps it.

import RegularExpressions
import TestSupport
import Testing

private func match(_ pattern: String, _ text: String, _ syntax: PatternSyntax = .extended) throws -> String? {
  let expression = try RegularExpression(Array(pattern.utf8), syntax)
  let bytes = Array(text.utf8)
  return expression.firstMatch(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
}

/// The groups of a match, the whole first; `-` for one that took no part.
private func groups(_ pattern: String, _ text: String) throws -> [String] {
  let expression = try RegularExpression(Array(pattern.utf8), .extended)
  let bytes = Array(text.utf8)
  guard let match = expression.firstMatch(in: bytes) else { return [] }
  return expression.groups(in: bytes.span, of: match).map {
    $0.map { String(decoding: bytes[$0], as: UTF8.self) } ?? "-"
  }
}

@Test(
  arguments: [
    ("abc", "xabcx", "abc"), ("a|ab|abc", "abcd", "abc"), ("(a|ab)(c|bcd)", "abcd", "abcd"), ("x*", "aaa", ""),
    ("a+", "baaab", "aaa"), ("a{2}", "aaaa", "aa"), ("a{2,3}", "aaaa", "aaa"), ("a{,2}b", "aaab", "aab"),
    ("a{0}b", "ab", "b"), ("^b", "ab", nil), ("b$", "ab", "b"), ("a.c", "a日c", "a日c"), ("[é-ü]+", "xöäy", "ö"),
    ("[^a]+", "aabca", "bc"), ("[]a]+", "x]a]", "]a]"), ("[a-]+", "b-a-", "-a-"), ("[[:digit:]]+", "ab12", "12"),
    ("(ab)+", "ababx", "abab"), ("(a*)*", "aab", "aa"), ("(a|b)*c", "ababc", "ababc"), ("\\.", "a.b", "."),
    ("\\w+", "-a_1-", "a_1"), ("\\bfoo\\b", "a foo b", "foo"), ("\\<b", "ab b", "b"), ("()", "a", ""),
    ("a||b", "b", "b"), ("(^a|b$)", "ab", "a"), ("a{", "a{", "a{"), ("", "abc", ""), ("x?y", "xy", "xy"),
    ("(a(b(c)))", "abc", "abc"), ("(a+)b\\1", "aabaa", "aabaa"), ("(a+)b\\1", "aabac", "aba"), ("[[=a=]]b", "ab", "ab"),
    ("[[.-.]a]+", "x-a", "-a"), ("a+b", "aaaaaac", nil), ("[^é]", "éa", "a"), ("é+", "xééy", "éé"),
  ] as [(String, String, String?)])
func extendedPatternsMatchLeftmostLongest(_ pattern: String, _ text: String, _ expected: String?) throws {
  #expect(try match(pattern, text) == expected)
}

@Test(
  arguments: [
    ("a\\{2\\}", "aaa", "aa"), ("\\(ab\\)*", "abab", "abab"), ("a+", "aa+", "a+"), ("a\\+", "aaa", "aaa"),
    ("a\\|b", "b", "b"), ("*a", "x*a", "*a"), ("a^b", "a^b", "a^b"), ("a$b", "a$b", "a$b"), ("(a)", "(a)", "(a)"),
    ("^*a", "*a", "*a"), ("\\(^a\\)", "ba", nil), ("\\(.\\)\\1", "abccd", "cc"),
  ] as [(String, String, String?)])
func basicPatternsHaveTheirOwnSpecials(_ pattern: String, _ text: String, _ expected: String?) throws {
  #expect(try match(pattern, text, .basic) == expected)
}

@Test(
  arguments: [
    ("(a|ab)(c|bcd)(d*)", "abcd", ["abcd", "ab", "c", "d"]), ("(a*)(ab)*(b*)", "abb", ["abb", "a", "-", "bb"]),
    ("(a*)*", "b", ["", ""]), ("(a*)*", "aa", ["aa", "aa"]), ("(a*)+", "aa", ["aa", "aa"]),
    ("((a)|(b))*", "ab", ["ab", "b", "a", "b"]), ("(a)|b", "b", ["b", "-"]),
    ("(.*) (.*)", "a b c", ["a b c", "a b", "c"]),
    ("([a-z]+)([0-9]*)", "--ab12", ["ab12", "ab", "12"]), ("(a?)(ab)?", "ab", ["ab", "", "ab"]),
    ("(x)(y(z)?)*w", "xyzyw", ["xyzyw", "x", "y", "z"]),
  ] as [(String, String, [String])])
func groupsTakeWhatTheyCan(_ pattern: String, _ text: String, _ expected: [String]) throws {
  #expect(try groups(pattern, text) == expected)
}

@Test(arguments: ["(", "[a", "[[:nope:]]", "a\\", "[b-a]", "a{3,2}", "\\1", "((a{9999}){9999})", "[[.nope.]]", "["])
func wrongPatternsAreErrors(_ pattern: String) {
  #expect(throws: PatternError.self) { try RegularExpression(Array(pattern.utf8), .extended) }
}

@Test func patternsThatExplodeElsewhereTakeBoundedTime() throws {
  let count = 28
  let pattern = String(repeating: "a?", count: count) + String(repeating: "a", count: count)
  #expect(try match(pattern, String(repeating: "a", count: count)) == String(repeating: "a", count: count))
  #expect(try match("(a*)*b", String(repeating: "a", count: 5000)) == nil)
  #expect(try match("(x+x+)+y", String(repeating: "x", count: 5000)) == nil)
  // Each start of the text looks promising to its end.
  let long = String(repeating: "a", count: 200_000)
  #expect(try match("a*b|c", long + "c") == "c")
  // The states of this one double with each character.
  let random = String((0..<100_000).map { $0 &* 2_654_435_761 & 64 == 0 ? "a" : "b" })
  _ = try match("(a|b)*a(a|b){14}c", random)
  _ = try groups("((a|b)*)a((a|b){12})$", random)
}

@Test func groupsOfLongTexts() throws {
  let text = String(repeating: "abc ", count: 20_000)
  let found = try groups("(([a-z]+) )*(.*)$", text)
  #expect(found == [text, "abc ", "abc", ""])
}

@Test func wholeWordsAndLines() throws {
  var options = PatternOptions()
  options.ignoresCase = true
  options.wholeWords = true
  let words = try RegularExpression([Array("the".utf8)], .fixed, options)
  #expect(words.matches(Array("in THE end".utf8)))
  #expect(!words.matches(Array("other then".utf8)))
  options = PatternOptions()
  options.wholeLines = true
  let lines = try RegularExpression([Array("a".utf8), Array("b+".utf8)], .extended, options)
  #expect(lines.matches(Array("bbb".utf8)))
  #expect(!lines.matches(Array("ab".utf8)))
}

@Test func lettersOfOtherAlphabetsHaveTwoCases() throws {
  let expression = try RegularExpression(Array("ÄÖ[а-в]Σ".utf8), .basic, ignoresCase: true)
  #expect(expression.matches(Array("äöБσ".utf8)))
}

@Test func linesOfABufferAreFound() throws {
  for (pattern, text, expected) in [
    ("b", "a\nab\nb\n", 3), ("^b", "a\nab\nb\n", 5), ("^$", "a\n\nb\n", 2), ("^$", "a\nb\n", nil), ("x*", "", nil),
    ("b$", "bc\nab", 5), ("c.*d", "c\nd\nc-d\n", 6), ("(a)\\1", "ab\naa\n", 4),
  ] as [(String, String, Int?)] {
    var options = PatternOptions()
    options.separator = 0x0a
    let expression = try RegularExpression([Array(pattern.utf8)], .extended, options)
    let bytes = Array(text.utf8)
    let found = expression.lineWithMatch(in: bytes.span, 0..<bytes.count)
    func line(_ place: Int?) -> Int? { place.map { bytes[..<$0].count { $0 == 0x0a } } }
    #expect(line(found) == line(expected), "\(pattern)")
  }
}

@Test func randomPatternsNeverTrap() {
  var state: UInt64 = 42
  func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
  let pieces = [
    "a", "b", "(", ")", "[", "]", "*", "+", "?", "{", "}", "1", ",", "|", "^", "$", ".", "\\", "-", "é", "[:", "\\1",
    "\\(", "\\)", "\\{", "\\}", "\\|",
  ]
  for _ in 0..<6000 {
    let pattern = (0..<next(12) + 1).map { _ in pieces[next(pieces.count)] }.joined()
    let text = Array((0..<next(10)).map { _ in pieces[next(pieces.count)] }.joined().utf8)
    for syntax in [PatternSyntax.basic, .extended, .fixed] {
      guard let expression = try? RegularExpression(Array(pattern.utf8), syntax) else { continue }
      let found = expression.firstMatch(in: text)
      #expect((found != nil) == expression.matches(text), "\(pattern)")
      if let found { #expect(expression.groups(in: text.span, of: found).first == found) }
    }
  }
}
