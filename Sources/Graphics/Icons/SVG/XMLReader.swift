// Reads XML as far as pictures need it: tags with attributes, one after the other. Text, comments, instructions and
// the document type are passed over; entities that a document type declares are not expanded (so none can explode).
//
// XML 1.0, without checks of what an icon does not depend on: names may hold any character.

/// A pull parser over bytes.
struct XMLReader {
  /// Attributes of one element; more are left out.
  static let attributeLimit = 256

  struct Attribute {
    var name: ArraySlice<UInt8>
    var value: [UInt8]
  }

  enum Token {
    case start(name: ArraySlice<UInt8>, attributes: [Attribute], isEmpty: Bool)
    case end
  }

  private let text: [UInt8]
  private var offset = 0

  init(_ text: [UInt8]) { self.text = text }

  /// The next tag; nil at the end of the text, or where it is not XML any more.
  mutating func next() -> Token? {
    while let open = text[offset...].firstIndex(of: UInt8(ascii: "<")) {
      offset = open + 1
      guard let byte = peek else { return nil }
      switch byte {
      case UInt8(ascii: "/"):
        skip(past: ">")
        return .end
      case UInt8(ascii: "?"): skip(past: "?>")
      case UInt8(ascii: "!"): skipDeclaration()
      default: return start()
      }
    }
    offset = text.count
    return nil
  }

  private var peek: UInt8? { offset < text.count ? text[offset] : nil }

  /// True if the bytes at `offset` are these.
  private func isAt(_ word: String) -> Bool { text[offset...].starts(with: word.utf8) }

  private mutating func skip(past word: String) {
    let count = word.utf8.count
    while offset < text.count, !isAt(word) { offset += 1 }
    offset = min(offset + count, text.count)
  }

  /// A comment, a CDATA section, or a document type with its internal part.
  private mutating func skipDeclaration() {
    if isAt("!--") {
      offset += 3
      return skip(past: "-->")
    }
    if isAt("![CDATA[") { return skip(past: "]]>") }
    var brackets = 0
    while let byte = peek {
      offset += 1
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        offset = min((text[offset...].firstIndex(of: byte) ?? text.count) + 1, text.count)
      }
      if byte == UInt8(ascii: "[") { brackets += 1 }
      if byte == UInt8(ascii: "]") { brackets -= 1 }
      if byte == UInt8(ascii: ">") && brackets <= 0 { return }
    }
  }

  private mutating func skipSpace() {
    while let byte = peek, byte <= 0x20 { offset += 1 }
  }

  /// Bytes up to what ends a name.
  private mutating func name() -> ArraySlice<UInt8> {
    let start = offset
    while let byte = peek, byte > 0x20, byte != UInt8(ascii: "="), byte != UInt8(ascii: ">"), byte != UInt8(ascii: "/")
    {
      offset += 1
    }
    return text[start..<offset]
  }

  private mutating func start() -> Token? {
    let element = name()
    var attributes: [Attribute] = []
    while true {
      skipSpace()
      guard let byte = peek else { return nil }
      offset += 1
      if byte == UInt8(ascii: ">") { return .start(name: element, attributes: attributes, isEmpty: false) }
      if byte == UInt8(ascii: "/") {
        guard peek == UInt8(ascii: ">") else { continue }
        offset += 1
        return .start(name: element, attributes: attributes, isEmpty: true)
      }
      offset -= 1
      let key = name()
      skipSpace()
      guard peek == UInt8(ascii: "=") else {
        // Not an attribute: pass over one byte at least.
        if key.isEmpty { offset += 1 }
        continue
      }
      offset += 1
      skipSpace()
      guard let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let end = text[(offset + 1)...].firstIndex(of: quote)
      else { return nil }
      if attributes.count < XMLReader.attributeLimit {
        attributes.append(Attribute(name: key, value: XMLReader.decoded(text[(offset + 1)..<end])))
      }
      offset = end + 1
    }
  }

  // MARK: Entities

  /// Replaces the five named entities and those by number; others stay as they are written.
  private static func decoded(_ raw: ArraySlice<UInt8>) -> [UInt8] {
    guard raw.contains(UInt8(ascii: "&")) else { return Array(raw) }
    var result: [UInt8] = []
    var place = raw.startIndex
    while place < raw.endIndex {
      if raw[place] == UInt8(ascii: "&"), let end = raw[place...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
        let bytes = entity(raw[(place + 1)..<end])
      {
        result += bytes
        place = end + 1
      } else {
        result.append(raw[place])
        place += 1
      }
    }
    return result
  }

  private static func entity(_ name: ArraySlice<UInt8>) -> [UInt8]? {
    for (known, byte) in [("lt", "<"), ("gt", ">"), ("amp", "&"), ("quot", "\""), ("apos", "'")]
    where name.elementsEqual(known.utf8) {
      return Array(byte.utf8)
    }
    guard name.first == UInt8(ascii: "#") else { return nil }
    let isHexadecimal = name.dropFirst().first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
    let digits = name.dropFirst(isHexadecimal ? 2 : 1)
    guard !digits.isEmpty, digits.count <= 8 else { return nil }
    var code: UInt32 = 0
    for byte in digits {
      guard let digit = HexDigit.value(byte), digit < (isHexadecimal ? 16 : 10) else { return nil }
      code = code &* (isHexadecimal ? 16 : 10) &+ UInt32(digit)
    }
    return Unicode.Scalar(code).map { Array(String(Character($0)).utf8) }
  }
}
