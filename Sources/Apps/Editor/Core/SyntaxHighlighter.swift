// Colours for source text: a lexer that reads line by line and needs only one number of state from the line before (are
// we in a block comment, or in a string of several lines?). A table of languages, not grammars: comments, strings,
// numbers, keywords and types are what the eye looks for.

/// What a stretch of a line is.
public enum SyntaxKind: UInt8, Sendable {
  case plain, comment, string, number, keyword, type, heading
}

/// A stretch of a line: bytes from its begin.
public struct SyntaxSpan: Equatable, Sendable {
  public var range: Range<Int>
  public var kind: SyntaxKind
}

/// Reads lines of one language.
public struct SyntaxHighlighter: Sendable {
  /// Where a line begins.
  public enum State: UInt8, Sendable {
    case normal, blockComment, longString
  }

  let language: SyntaxLanguage
  /// Longer lines stay plain: nobody reads them, and they should scroll.
  static let lineLimit = 8192

  /// The lexer for a file by its name; nil if its language is not known.
  public init?(fileName: String) {
    guard let language = SyntaxLanguage.of(fileName: fileName) else { return nil }
    self.language = language
  }

  /// The spans of a line that are not plain, in order, and the state in which the next line begins.
  public func highlight(_ line: ArraySlice<UInt8>, from state: State) -> (spans: [SyntaxSpan], next: State) {
    guard line.count <= SyntaxHighlighter.lineLimit else { return ([], state) }
    var reader = Reader(line: Array(line), language: language, state: state)
    reader.run()
    return (reader.spans, reader.state)
  }

  private struct Reader {
    let line: [UInt8]
    let language: SyntaxLanguage
    var state: State
    var spans: [SyntaxSpan] = []
    var index = 0

    init(line: [UInt8], language: SyntaxLanguage, state: State) {
      self.line = line
      self.language = language
      self.state = state
    }

    mutating func run() {
      if language.isProse {
        if line.first == 0x23 { add(0, line.count, .heading) }
        return
      }
      while index < line.count {
        switch state {
        case .blockComment: untilEnd(language.blockComment?.close ?? [], .comment, from: index)
        case .longString: untilEnd(language.longString ?? [], .string, from: index)
        case .normal: normal()
        }
      }
    }

    private mutating func add(_ start: Int, _ end: Int, _ kind: SyntaxKind) {
      if end > start { spans.append(SyntaxSpan(range: start..<end, kind: kind)) }
    }

    private func has(_ text: [UInt8], at place: Int) -> Bool {
      !text.isEmpty && place + text.count <= line.count && line[place..<place + text.count].elementsEqual(text)
    }

    private mutating func untilEnd(_ close: [UInt8], _ kind: SyntaxKind, from start: Int) {
      while index < line.count && !has(close, at: index) { index += 1 }
      if index < line.count {
        index += close.count
        state = .normal
      }
      add(start, index, kind)
    }

    private mutating func normal() {
      let byte = line[index]
      if language.lineComments.contains(where: { has($0, at: index) }) {
        add(index, line.count, .comment)
        index = line.count
      } else if let block = language.blockComment, has(block.open, at: index) {
        state = .blockComment
        let start = index
        index += block.open.count
        untilEnd(block.close, .comment, from: start)
      } else if let long = language.longString, has(long, at: index) {
        state = .longString
        let start = index
        index += long.count
        untilEnd(long, .string, from: start)
      } else if language.quotes.contains(byte) {
        string(byte)
      } else if byte >= 0x30 && byte <= 0x39 {
        word(.number)
      } else if SyntaxLanguage.isLetter(byte) {
        word(nil)
      } else {
        index += 1
      }
    }

    private mutating func string(_ quote: UInt8) {
      let start = index
      index += 1
      while index < line.count && line[index] != quote { index += line[index] == 0x5C ? 2 : 1 }
      index = min(index + 1, line.count)
      add(start, index, .string)
    }

    private mutating func word(_ kind: SyntaxKind?) {
      let start = index
      while index < line.count,
        SyntaxLanguage.isLetter(line[index]) || (line[index] >= 0x30 && line[index] <= 0x39)
          || kind == .number && line[index] == 0x2E
      {
        index += 1
      }
      if let kind {
        add(start, index, kind)
      } else if language.keywords.contains(Array(line[start..<index])) {
        add(start, index, .keyword)
      } else if line[start] >= 0x41, line[start] <= 0x5A, index - start > 1 {
        add(start, index, .type)
      }
    }
  }
}
