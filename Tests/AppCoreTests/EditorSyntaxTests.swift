// The colours of source text.

import EditorCore
import Testing

@Suite struct EditorSyntaxTests {
  /// The coloured words of lines, as "kind:text".
  private func colours(_ file: String, _ text: String) -> [String] {
    guard let highlighter = SyntaxHighlighter(fileName: file) else { return ["none"] }
    var state = SyntaxHighlighter.State.normal
    var result: [String] = []
    for line in Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false) {
      let (spans, next) = highlighter.highlight(line, from: state)
      state = next
      for span in spans {
        let bytes = line.dropFirst(span.range.lowerBound).prefix(span.range.count)
        result.append("\(span.kind):\(String(decoding: bytes, as: UTF8.self))")
      }
    }
    return result
  }

  @Test func swift() {
    #expect(
      colours("a.swift", "let x: Int = 42 // why")
        == ["keyword:let", "type:Int", "number:42", "comment:// why"])
    #expect(colours("a.swift", #"f("a \" // b") + letter"#) == [#"string:"a \" // b""#])
    #expect(
      colours("a.swift", "a /* b\nlet c\nd */ let") == ["comment:/* b", "comment:let c", "comment:d */", "keyword:let"])
    #expect(
      colours("a.swift", "x = \"\"\"\nlet\n\"\"\" + 1")
        == ["string:\"\"\"", "string:let", "string:\"\"\"", "number:1"])
    #expect(colours("a.swift", "/* */ var") == ["comment:/* */", "keyword:var"])
  }

  @Test func others() {
    #expect(colours("x.sh", "if true # yes") == ["keyword:if", "keyword:true", "comment:# yes"])
    #expect(colours("x.md", "# Title\ntext # no") == ["heading:# Title"])
    #expect(colours("Makefile", "# a") == ["comment:# a"] && colours("x.unknown", "let") == ["none"])
    #expect(colours("x.c", "'unclosed") == ["string:'unclosed"])
    #expect(colours("x.c", "\"\\") == ["string:\"\\"])
  }

  @Test func anyBytesAreReadToTheirEnd() {
    var dice = Dice(seed: 5)
    let parts = ["/*", "*/", "//", "\"", "\"\"\"", "\\", "x", "1", ".", "#", "'", " ", "é"]
    for name in ["a.swift", "a.c", "a.py", "a.sh", "a.md", "a.json"] {
      for _ in 0..<200 {
        var text = ""
        for _ in 0..<dice.below(12) { text += parts[dice.below(parts.count)] }
        guard let highlighter = SyntaxHighlighter(fileName: name) else { continue }
        for state in [SyntaxHighlighter.State.normal, .blockComment, .longString] {
          let bytes = Array(text.utf8)
          var end = 0
          for span in highlighter.highlight(bytes[...], from: state).spans {
            #expect(span.range.lowerBound >= end && span.range.upperBound <= bytes.count)
            end = span.range.upperBound
          }
        }
      }
    }
  }
}
