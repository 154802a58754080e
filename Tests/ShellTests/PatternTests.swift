// Patterns at the beginnings and ends of texts, beside the plain way of trying every length.

import Testing

@testable import ShellCore

private func pattern(_ text: String) -> Pattern { Pattern(ExpandedField(text.bytes, isQuoted: false)) }

@Test(arguments: 0..<4) func affixesAreThoseThatMatch(_ seed: UInt64) {
  var numbers = SeededNumbers(state: seed)
  let letters = ["a", "b", "é", "*", "?", "[ab]", "[!a]"]
  for _ in 0..<1000 {
    let pattern = pattern(
      (0..<Int.random(in: 0...5, using: &numbers)).map { _ in letters.randomElement(using: &numbers) ?? "" }.joined())
    let text = (0..<Int.random(in: 0...8, using: &numbers)).map { _ in
      letters.prefix(3).randomElement(using: &numbers) ?? ""
    }.joined()
      .bytes
    let ends = (0...text.count).filter { text.count == $0 || text[$0] & 0xc0 != 0x80 }
    let prefixes = ends.filter { pattern.matches(text[..<$0]) }
    let suffixes = ends.filter { pattern.matches(text[$0...]) }
    #expect(pattern.prefixLength(of: text, longest: false) == prefixes.min())
    #expect(pattern.prefixLength(of: text, longest: true) == prefixes.max())
    #expect(pattern.suffixStart(of: text, longest: false) == suffixes.max())
    #expect(pattern.suffixStart(of: text, longest: true) == suffixes.min())
  }
}
