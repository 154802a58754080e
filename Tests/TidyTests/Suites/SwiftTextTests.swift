// Taking sources apart: what is code, what is a comment, what is neither.

import Testing

struct SwiftTextTests {
  private func code(_ text: String) -> String { SwiftText(text).code.joined(separator: "\n") }
  private func comments(_ text: String) -> String {
    SwiftText(text).comments.joined(separator: "\n").split { $0.isWhitespace }.joined(separator: " ")
  }

  @Test func commentsEndWhereTheyEnd() {
    #expect(code("a // b\nc") == "a     \nc")
    #expect(comments("a // b\nc") == "// b")
    #expect(code("a /* b /* c */ d\n */ e") == "a               \n    e")
    #expect(comments("a /* b /* c */ d\n */ e") == "/* b /* c */ d */")
  }

  @Test func stringsAreNoCode() {
    #expect(code(#"a("b // c")"#) == #"a("      ")"#)
    #expect(code(#"a("\"b\\") // c"#) == #"a("     ")     "#)
    #expect(code("#\"a\"b\\\"# c") == "#\"    \"# c")
    #expect(code("\"\"\"\na \"b\" \\\nc\n\"\"\" d") == "\"\"\"\n       \n \n\"\"\" d")
    #expect(comments(#"a("b // c") // d"#) == "// d")
  }

  @Test func interpolationsAreCode() {
    #expect(code(#""a\(b(c) + "d")e" f"#) == #""  (b(c) + " ") " f"#)
    #expect(code(##"#"a\(b)\#(c)"#"##) == ##"#"       (c)"#"##)
  }

  @Test func directivesAreNoStrings() {
    #expect(code("#if a\nb\n#endif") == "#if a\nb\n#endif")
    #expect(code("#") == "#")
  }

  @Test func whatIsNotClosedEnds() {
    #expect(code("\"a\nb") == "\" \nb")
    #expect(code("/* a") == "    ")
    #expect(code("\"\\") == "\" ")
    #expect(code("\"\\(a").hasSuffix("(a"))
  }
}
