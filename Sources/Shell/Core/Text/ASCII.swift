// The ASCII bytes that have a meaning in shell syntax or on a terminal, by name.

/// Names and classes of ASCII bytes.
enum ASCII {
  static let null: UInt8 = 0
  static let bell: UInt8 = 7
  static let backspace: UInt8 = 8
  static let tab: UInt8 = 9
  static let newline: UInt8 = 10
  static let carriageReturn: UInt8 = 13
  static let escape: UInt8 = 27
  static let space: UInt8 = 0x20
  static let exclamation = UInt8(ascii: "!")
  static let doubleQuote = UInt8(ascii: "\"")
  static let hash = UInt8(ascii: "#")
  static let dollar = UInt8(ascii: "$")
  static let percent = UInt8(ascii: "%")
  static let ampersand = UInt8(ascii: "&")
  static let quote = UInt8(ascii: "'")
  static let leftParenthesis = UInt8(ascii: "(")
  static let rightParenthesis = UInt8(ascii: ")")
  static let asterisk = UInt8(ascii: "*")
  static let plus = UInt8(ascii: "+")
  static let minus = UInt8(ascii: "-")
  static let period = UInt8(ascii: ".")
  static let slash = UInt8(ascii: "/")
  static let zero = UInt8(ascii: "0")
  static let nine = UInt8(ascii: "9")
  static let colon = UInt8(ascii: ":")
  static let semicolon = UInt8(ascii: ";")
  static let less = UInt8(ascii: "<")
  static let equals = UInt8(ascii: "=")
  static let greater = UInt8(ascii: ">")
  static let question = UInt8(ascii: "?")
  static let at = UInt8(ascii: "@")
  static let leftBracket = UInt8(ascii: "[")
  static let backslash = UInt8(ascii: "\\")
  static let rightBracket = UInt8(ascii: "]")
  static let caret = UInt8(ascii: "^")
  static let underscore = UInt8(ascii: "_")
  static let backquote = UInt8(ascii: "`")
  static let leftBrace = UInt8(ascii: "{")
  static let pipe = UInt8(ascii: "|")
  static let rightBrace = UInt8(ascii: "}")
  static let tilde = UInt8(ascii: "~")
  static let delete: UInt8 = 0x7f

  static func isDigit(_ byte: UInt8) -> Bool { byte >= zero && byte <= nine }

  static func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
  }

  /// Space or tab: what separates words on a line.
  static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

  static func isWhitespace(_ byte: UInt8) -> Bool { byte == space || (byte >= tab && byte <= carriageReturn) }

  static func startsName(_ byte: UInt8) -> Bool { isLetter(byte) || byte == underscore }

  static func continuesName(_ byte: UInt8) -> Bool { startsName(byte) || isDigit(byte) }

  /// The special parameters that are one byte: `@ * # ? - $ !`.
  static func isSpecialParameter(_ byte: UInt8) -> Bool {
    switch byte {
    case at, asterisk, hash, question, minus, dollar, exclamation: true
    default: false
    }
  }

  /// Whether an unquoted byte ends a word (POSIX 2.3).
  static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case space, tab, newline, ampersand, pipe, semicolon, less, greater, leftParenthesis, rightParenthesis: true
    default: false
    }
  }
}
