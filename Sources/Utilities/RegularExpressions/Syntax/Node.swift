// The syntax tree of a pattern.

/// A part of a pattern.
indirect enum Node {
  case empty
  case scalar(UInt32)
  /// A byte that is part of no character: it stands for itself.
  case byte(UInt8)
  case set(ScalarSet)
  case sequence([Node])
  case alternatives([Node])
  case repeated(Node, minimum: Int, maximum: Int?)
  case group(Node, Int)
  case assertion(Assertion)
  case backReference(Int)
}

/// What has to be true of a place in the text.
enum Assertion {
  case lineStart
  case lineEnd
  case textStart
  case textEnd
  case wordBoundary
  case notWordBoundary
  case wordStart
  case wordEnd
  case notBehindWord
  case notBeforeWord

  /// Whether it holds between `before` and `after`.
  func holds(_ before: Edge, _ after: Edge, isMultiline: Bool) -> Bool {
    switch self {
    case .lineStart: before == .border || isMultiline && before == .newline
    case .lineEnd: after == .border || isMultiline && after == .newline
    case .textStart: before == .border
    case .textEnd: after == .border
    case .wordBoundary: (before == .word) != (after == .word)
    case .notWordBoundary: (before == .word) == (after == .word)
    case .wordStart: before != .word && after == .word
    case .wordEnd: before == .word && after != .word
    case .notBehindWord: before != .word
    case .notBeforeWord: after != .word
    }
  }
}

/// What stands beside a place in the text.
enum Edge: UInt8 {
  /// The text starts or ends here.
  case border
  case newline
  case word
  case other

  /// The kind of a byte. In UTF-8 the bytes of other alphabets count as parts of words.
  init(_ byte: UInt8, usesBytes: Bool) {
    let isWord =
      (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a) || byte == 0x5f
      || (byte >= 0x80 && !usesBytes)
    self = byte == 0x0a ? .newline : isWord ? .word : .other
  }
}
