// Keeps the colours of the line while it changes: what stands before the line of the first change is not read again.

/// The coloured pieces of a text.
struct Highlighter {
  private var text = Bytes()
  private(set) var spans: [SyntaxSpan] = []
  private var checkpoints: [(offset: Int, state: SyntaxState, spanCount: Int)] = []

  /// Reads what has changed.
  mutating func update(_ text: Bytes) {
    if text == self.text { return }
    var common = 0
    let shorter = min(text.count, self.text.count)
    while common < shorter, text[common] == self.text[common] { common += 1 }
    while let last = checkpoints.last, last.offset > common { checkpoints.removeLast() }
    self.text = text
    var scanner: SyntaxScanner
    if let last = checkpoints.last {
      spans.removeSubrange(last.spanCount...)
      // A span may have grown over the end of its line.
      if let end = spans.last?.end, end > last.offset { spans[spans.count - 1].end = last.offset }
      scanner = SyntaxScanner(text, from: last.offset, state: last.state, spans: spans)
    } else {
      scanner = SyntaxScanner(text)
    }
    spans = []
    scanner.scan()
    spans = scanner.spans
    checkpoints += scanner.checkpoints
  }

  /// What is open at the end of `text`.
  static func state(_ text: Bytes) -> SyntaxState {
    var scanner = SyntaxScanner(text)
    scanner.scan()
    return scanner.state
  }
}
