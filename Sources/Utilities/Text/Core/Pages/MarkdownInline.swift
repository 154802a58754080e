// The text of a paragraph in Markdown: emphasis, code, links, escapes, as words with styles.

/// Reads the inline parts of Markdown.
struct MarkdownInline {
  private let text: [UInt8]
  private var index = 0
  private var style: TextStyle = []
  private(set) var line = StyledLine()

  /// A text with styles; its line feeds are blanks.
  static func parse(_ text: [UInt8], style: TextStyle = []) -> StyledLine {
    var parser = MarkdownInline(text, style)
    parser.run()
    return parser.line
  }

  private init(_ text: [UInt8], _ style: TextStyle) {
    self.text = text
    self.style = style
  }

  private func peek(_ distance: Int = 0) -> UInt8? {
    index + distance >= 0 && index + distance < text.count ? text[index + distance] : nil
  }

  private mutating func run() {
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\\"):
        if let next = peek(1), Self.isPunctuation(next) { index += 1 }
        takeByte()
      case UInt8(ascii: "`"): takeCode()
      case UInt8(ascii: "*"), UInt8(ascii: "_"): takeEmphasis(byte)
      case UInt8(ascii: "["), UInt8(ascii: "!"): takeLink()
      case UInt8(ascii: "<"): takeAutomaticLink()
      case 0x0a:
        line.append([0x20], style)
        index += 1
      default: takeByte()
      }
    }
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    (byte > 0x20 && byte < 0x30) || (byte > 0x39 && byte < 0x41) || (byte > 0x5a && byte < 0x61)
      || (byte > 0x7a && byte < 0x7f)
  }

  private mutating func takeByte() {
    if let byte = peek() { line.append([byte], style) }
    index += 1
  }

  /// `code`, between as many signs as it starts with.
  private mutating func takeCode() {
    var count = 0
    while peek(count) == UInt8(ascii: "`") { count += 1 }
    var end = index + count
    while end < text.count {
      guard text[end] == UInt8(ascii: "`") else {
        end += 1
        continue
      }
      var length = 0
      while end + length < text.count, text[end + length] == UInt8(ascii: "`") { length += 1 }
      if length == count {
        line.append(text[(index + count)..<end].map { $0 == 0x0a ? 0x20 : $0 }, style.union(.code))
        index = end + count
        return
      }
      end += length
    }
    line.append(text[index..<index + count], style)
    index += count
  }

  private mutating func takeEmphasis(_ mark: UInt8) {
    let isStrong = peek(1) == mark
    let wanted: TextStyle = isStrong ? .bold : .italic
    let length = isStrong ? 2 : 1
    func isBlank(_ byte: UInt8?) -> Bool { byte == nil || byte == 0x20 || byte == 0x0a }
    let isOpening = !isBlank(peek(length)) && !style.contains(wanted)
    let isClosing = !isBlank(peek(-1)) && style.contains(wanted)
    // An underscore inside a word is one.
    let isInsideWord = mark == UInt8(ascii: "_") && isWord(peek(-1)) && isWord(peek(length))
    guard !isInsideWord, isClosing || isOpening && hasClosing(mark, length) else { return takeByte() }
    style.formSymmetricDifference(wanted)
    index += length
  }

  private func isWord(_ byte: UInt8?) -> Bool {
    byte.map { ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7a) || $0 >= 0x80 } ?? false
  }

  /// How far an end is looked for.
  private static let reach = 4096

  private func hasClosing(_ mark: UInt8, _ length: Int) -> Bool {
    var place = index + length + 1
    let end = min(text.count, index + Self.reach)
    while place + length <= end {
      if text[place] == mark, length == 1 || text[place + 1] == mark, text[place - 1] != 0x20 { return true }
      place += 1
    }
    return false
  }

  /// `[text](target)`: the text, and the target where it is an address.
  private mutating func takeLink() {
    let start = peek() == UInt8(ascii: "!") ? index + 1 : index
    guard start < text.count, text[start] == UInt8(ascii: "[") else { return takeByte() }
    let limit = min(text.count, index + Self.reach)
    guard let close = closing(UInt8(ascii: "["), UInt8(ascii: "]"), start, limit), close + 1 < text.count,
      text[close + 1] == UInt8(ascii: "("), let end = closing(UInt8(ascii: "("), UInt8(ascii: ")"), close + 1, limit)
    else { return takeByte() }
    line.append(text[(start + 1)..<close].map { $0 == 0x0a ? 0x20 : $0 }, style.union(.underlined))
    let target = text[(close + 2)..<end]
    if target.starts(with: "http".utf8) {
      line.append(Array(" (".utf8) + target + Array(")".utf8), style.union(.faint))
    }
    index = end + 1
  }

  private func closing(_ open: UInt8, _ close: UInt8, _ start: Int, _ limit: Int) -> Int? {
    var depth = 0
    var place = start
    while place < limit {
      if text[place] == UInt8(ascii: "\\") {
        place += 1
      } else if text[place] == open {
        depth += 1
      } else if text[place] == close {
        depth -= 1
        if depth == 0 { return place }
      }
      place += 1
    }
    return nil
  }

  private mutating func takeAutomaticLink() {
    let limit = min(text.count, index + Self.reach)
    guard let end = text[index..<limit].firstIndex(of: UInt8(ascii: ">")),
      text[(index + 1)..<end].contains(UInt8(ascii: ":")), !text[index..<end].contains(0x20)
    else { return takeByte() }
    line.append(text[(index + 1)..<end], style.union(.underlined))
    index = end + 1
  }
}
