// Swift source taken apart: the code without comments and without what stands in strings, and the comments alone.
//
// Both keep the lines and columns of the source; what belongs to the other is blank. Not a parser: it knows comments
// (nested, too), string literals of every form and the code inside of interpolations, nothing else.

struct SwiftText {
  let code: [Substring]
  let comments: [Substring]

  init(_ text: String) {
    var splitter = SwiftSplitter(text)
    splitter.readCode(untilParenthesis: false)
    code = Self.lines(splitter.code)
    comments = Self.lines(splitter.comments)
  }

  private static func lines(_ bytes: [UInt8]) -> [Substring] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
  }
}
