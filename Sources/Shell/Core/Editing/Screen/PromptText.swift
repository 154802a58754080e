// A prompt as it was written: text with escape sequences. Colours become styles of its cells; everything else (titles
// of windows) is sent to the terminal once and takes no columns.

/// A prompt, read.
struct PromptText {
  /// Characters and their styles.
  private(set) var pieces: [(text: Bytes, style: UInt8)] = []
  /// Sequences that are no colours.
  private(set) var preamble = Bytes()
  /// Attributes of the styles from `firstStyle` on.
  private(set) var styles: [Bytes] = []

  /// The numbers below are those of Style.
  static let firstStyle: UInt8 = 32
  private static let mostStyles = 128

  init() {}

  /// Reads a prompt.
  init(_ prompt: Bytes) {
    var text = Bytes()
    var attributes = Bytes()
    var style: UInt8 = 0
    var index = 0
    while index < prompt.count {
      let byte = prompt[index]
      guard byte == ASCII.escape else {
        // `\[` and `\]` of other shells mark what takes no columns, as bytes 1 and 2.
        if byte != 1, byte != 2, byte != ASCII.carriageReturn { text.append(byte) }
        index += 1
        continue
      }
      let end = Self.sequenceEnd(prompt, index)
      let sequence = Bytes(prompt[index..<end])
      index = end
      guard sequence.count > 2, sequence[1] == ASCII.leftBracket, sequence.last == UInt8(ascii: "m") else {
        preamble += sequence
        continue
      }
      if !text.isEmpty { pieces.append((text, style)) }
      text = []
      Self.apply(Bytes(sequence.dropFirst(2).dropLast()), to: &attributes)
      style = number(of: attributes)
    }
    if !text.isEmpty { pieces.append((text, style)) }
  }

  private static func apply(_ parameters: Bytes, to attributes: inout Bytes) {
    for parameter in parameters.pieces(separatedBy: ASCII.semicolon) {
      if parameter.isEmpty || parameter.allSatisfy({ $0 == ASCII.zero }) {
        attributes = []
      } else if parameter.allSatisfy({ ASCII.isDigit($0) || $0 == ASCII.colon }), attributes.count < 64 {
        attributes += (attributes.isEmpty ? [] : [ASCII.semicolon]) + parameter
      }
    }
  }

  private mutating func number(of attributes: Bytes) -> UInt8 {
    if attributes.isEmpty { return Style.plain.rawValue }
    if let index = styles.firstIndex(of: attributes) { return Self.firstStyle + UInt8(truncatingIfNeeded: index) }
    guard styles.count < Self.mostStyles else { return Style.plain.rawValue }
    styles.append(attributes)
    return Self.firstStyle + UInt8(truncatingIfNeeded: styles.count - 1)
  }

  /// The index behind the escape sequence at `start`.
  private static func sequenceEnd(_ text: Bytes, _ start: Int) -> Int {
    var index = start + 1
    guard index < text.count else { return index }
    switch text[index] {
    case ASCII.leftBracket:
      index += 1
      while index < text.count, text[index] < 0x40 { index += 1 }
      return min(index + 1, text.count)
    case ASCII.rightBracket:
      while index < text.count, text[index] != ASCII.bell, text[index] != ASCII.backslash { index += 1 }
      return min(index + 1, text.count)
    default: return index + 1
    }
  }

  /// The text alone, for terminals without colours.
  var plainText: Bytes { Bytes(pieces.map { $0.text }.joined()) }
}
