// Cuts an awk program into tokens.
//
// Specification: POSIX.1-2017, awk, lexical conventions.

/// A program being read.
struct AwkLexer {
  private let text: [UInt8]
  private var index = 0
  private(set) var line = 1
  /// Whether a slash here divides: something stands before it that can be divided.
  private var dividesNext = false

  init(_ text: [UInt8]) { self.text = text }

  private func peek(_ distance: Int = 0) -> UInt8? { index + distance < text.count ? text[index + distance] : nil }

  mutating func next() throws(AwkError) -> AwkToken {
    skipBlanks()
    let token = try take()
    switch token {
    case .number, .string, .regex, .name, .builtin: dividesNext = true
    case .symbol(let symbol):
      dividesNext = [String8(")"), String8("]"), String8("$"), String8("++"), String8("--")].contains(symbol)
    default: dividesNext = false
    }
    return token
  }

  /// Skips blanks, comments, and line ends behind backslashes.
  private mutating func skipBlanks() {
    while let byte = peek() {
      if byte == 0x20 || byte == 0x09 || byte == 0x0d {
        index += 1
      } else if byte == UInt8(ascii: "\\"), peek(1) == 0x0a {
        index += 2
        line += 1
      } else if byte == UInt8(ascii: "\\"), peek(1) == 0x0d, peek(2) == 0x0a {
        index += 3
        line += 1
      } else if byte == UInt8(ascii: "#") {
        while let other = peek(), other != 0x0a { index += 1 }
      } else {
        return
      }
    }
  }

  private mutating func take() throws(AwkError) -> AwkToken {
    guard let byte = peek() else { return .end }
    if byte == 0x0a {
      index += 1
      line += 1
      return .newline
    }
    if Self.isDigit(byte) || byte == UInt8(ascii: "."), Self.isDigit(byte) || peek(1).map(Self.isDigit) ?? false {
      return takeNumber()
    }
    if Self.isNameStart(byte) { return takeName() }
    if byte == UInt8(ascii: "\"") { return try takeString() }
    if byte == UInt8(ascii: "/"), !dividesNext { return try takeRegex() }
    return try takeSymbol()
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isNameStart(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a || byte == UInt8(ascii: "_")
  }

  private mutating func takeNumber() -> AwkToken {
    if peek() == 0x30, let mark = peek(1), mark | 0x20 == UInt8(ascii: "x"), let first = peek(2),
      AwkEscapes.hexadecimal(first) != nil
    {
      index += 2
      var value = 0.0
      while let byte = peek(), let digit = AwkEscapes.hexadecimal(byte) {
        value = value * 16 + Double(digit)
        index += 1
      }
      return .number(value)
    }
    let (value, end) = NumberText.parse(text[index...])
    index = max(end, index + 1)
    return .number(value)
  }

  private mutating func takeName() -> AwkToken {
    let start = index
    while let byte = peek(), Self.isNameStart(byte) || Self.isDigit(byte) { index += 1 }
    let name = Array(text[start..<index])
    if let keyword = AwkKeyword.named(name) { return .keyword(keyword) }
    if let builtin = AwkBuiltin.named(name) { return .builtin(builtin) }
    return peek() == UInt8(ascii: "(") ? .functionName(name) : .name(name)
  }

  private mutating func takeString() throws(AwkError) -> AwkToken {
    index += 1
    var raw: [UInt8] = []
    while let byte = peek(), byte != UInt8(ascii: "\"") {
      if byte == 0x0a { throw AwkError("unterminated string", line: line) }
      index += 1
      if byte == UInt8(ascii: "\\"), let escaped = peek() {
        index += 1
        if escaped == 0x0a {
          line += 1
          continue
        }
        raw += [byte, escaped]
      } else {
        raw.append(byte)
      }
    }
    guard peek() != nil else { throw AwkError("unterminated string", line: line) }
    index += 1
    return .string(AwkEscapes.resolve(raw))
  }

  private mutating func takeRegex() throws(AwkError) -> AwkToken {
    index += 1
    var pattern: [UInt8] = []
    var isInSet = false
    while let byte = peek(), byte != 0x0a {
      index += 1
      if byte == UInt8(ascii: "/"), !isInSet { return .regex(pattern) }
      pattern.append(byte)
      if byte == UInt8(ascii: "\\"), let escaped = peek(), escaped != 0x0a {
        index += 1
        if escaped == UInt8(ascii: "/") { pattern.removeLast() }
        pattern.append(escaped)
      } else if byte == UInt8(ascii: "["), !isInSet {
        isInSet = true
        if peek() == UInt8(ascii: "^") { takeInto(&pattern) }
        if peek() == UInt8(ascii: "]") { takeInto(&pattern) }
      } else if byte == UInt8(ascii: "["), let mark = peek(), mark == UInt8(ascii: ":") {
        takeInto(&pattern)
        while let inner = peek(), inner != UInt8(ascii: "]"), inner != 0x0a { takeInto(&pattern) }
        if peek() == UInt8(ascii: "]") { takeInto(&pattern) }
      } else if byte == UInt8(ascii: "]") {
        isInSet = false
      }
    }
    throw AwkError("unterminated regexp", line: line)
  }

  private mutating func takeInto(_ pattern: inout [UInt8]) {
    if let byte = peek() { pattern.append(byte) }
    index += 1
  }

  private static let symbols: [[UInt8]] = [
    "**=", "&&", "||", "++", "--", "+=", "-=", "*=", "/=", "%=", "^=", "**", "==", "<=", ">=", "!=", ">>", "!~", "{",
    "}", "(", ")", "[", "]", ";", ",", "+", "-", "*", "/", "%", "^", "!", ">", "<", "|", "?", ":", "~", "$", "=", "&",
  ].map { Array($0.utf8) }

  private mutating func takeSymbol() throws(AwkError) -> AwkToken {
    for symbol in Self.symbols where text[index...].starts(with: symbol) {
      index += symbol.count
      if symbol.elementsEqual("**".utf8) { return .symbol(String8("^")) }
      if symbol.elementsEqual("**=".utf8) { return .symbol(String8("^=")) }
      return .symbol(String8(symbol))
    }
    throw AwkError("syntax error at `\(String(decoding: [text[index]], as: UTF8.self))'", line: line)
  }
}
