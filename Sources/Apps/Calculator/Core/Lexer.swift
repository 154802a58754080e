// Expressions as people type and paste them, in tokens: × ÷ · − and their plain forms, √ ² π, numbers with a decimal
// point or comma and with thousands in groups ("1,234.5", "1.234,5", "1 234,5").

/// A part of an expression.
enum Token: Equatable {
  enum Symbol: Equatable {
    case plus, minus, times, divide, power, percent, factorial, root, open, close
  }

  case number(Decimal)
  case symbol(Symbol)
  case name(String)
}

/// A token and where it begins.
struct PlacedToken {
  var token: Token
  var position: Int
}

/// Cuts an expression into tokens.
struct Lexer {
  /// Scalars of an expression: far more than anyone types, few enough to be read at every key.
  static let lengthLimit = 10_000

  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var tokens: [PlacedToken] = []

  static func tokens(_ text: String) throws(CalculatorError) -> [PlacedToken] {
    var lexer = Lexer(scalars: Array(text.unicodeScalars.prefix(lengthLimit + 1)))
    if lexer.scalars.count > lengthLimit { throw CalculatorError(.tooLong, at: lengthLimit) }
    return try lexer.run()
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private func scalar(_ offset: Int = 0) -> UInt32 {
    index + offset < scalars.count ? scalars[index + offset].value : 0
  }

  private mutating func run() throws(CalculatorError) -> [PlacedToken] {
    while index < scalars.count {
      let value = scalar()
      if Lexer.isSpace(value) {
        index += 1
      } else if Lexer.isDigit(value) || value == 0x2E || value == 0x2C {
        try number()
      } else if Lexer.isLetter(value) {
        name()
      } else if value == 0x3D && scalars[index...].dropFirst().allSatisfy({ Lexer.isSpace($0.value) }) {
        // "2+2=" is what people copy.
        index = scalars.count
      } else {
        try symbol()
      }
    }
    return tokens
  }

  static func isSpace(_ value: UInt32) -> Bool {
    value == 0x20 || value == 0x09 || value == 0x0A || value == 0x0D || value == 0xA0 || value == 0x2009
      || value == 0x202F
  }

  static func isDigit(_ value: UInt32) -> Bool { value >= 0x30 && value <= 0x39 }
  private static func isLetter(_ value: UInt32) -> Bool {
    value >= 0x41 && value <= 0x5A || value >= 0x61 && value <= 0x7A || value == 0x3C0 || value == 0x3C4
  }

  private mutating func append(_ token: Token, _ length: Int) {
    tokens.append(PlacedToken(token: token, position: index))
    index += length
  }

  private mutating func symbol() throws(CalculatorError) {
    switch scalar() {
    case 0x2B: append(.symbol(.plus), 1)
    case 0x2D, 0x2212, 0x2013: append(.symbol(.minus), 1)
    case 0x2A where scalar(1) == 0x2A: append(.symbol(.power), 2)
    case 0x2A, 0xD7, 0xB7, 0x22C5, 0x2217: append(.symbol(.times), 1)
    case 0x2F, 0xF7, 0x3A, 0x2215, 0x2044: append(.symbol(.divide), 1)
    case 0x5E: append(.symbol(.power), 1)
    case 0x25: append(.symbol(.percent), 1)
    case 0x21: append(.symbol(.factorial), 1)
    case 0x221A: append(.symbol(.root), 1)
    case 0x28, 0x5B: append(.symbol(.open), 1)
    case 0x29, 0x5D: append(.symbol(.close), 1)
    case 0xB2: superscript(2)
    case 0xB3: superscript(3)
    default: throw CalculatorError(.unknownCharacter, at: index)
    }
  }

  private mutating func superscript(_ power: Int) {
    append(.symbol(.power), 0)
    append(.number(Decimal(power)), 1)
  }

  private mutating func name() {
    var length = 0
    var text = ""
    while index + length < scalars.count, Lexer.isLetter(scalar(length)) {
      // "π" stands alone; a letter behind it begins a new name.
      if length > 0 && (scalar(length) > 0x7F || scalar() > 0x7F) { break }
      text.unicodeScalars.append(scalars[index + length])
      length += 1
    }
    let folded = text.lowercased()
    append(folded == "x" ? .symbol(.times) : .name(folded), length)
  }

  // MARK: - Numbers

  private mutating func number() throws(CalculatorError) {
    let start = index
    var digits: [UInt8] = []
    var marks: [(mark: UInt32, digitsBefore: Int)] = []
    while index < scalars.count {
      let value = scalar()
      if Lexer.isDigit(value) {
        digits.append(UInt8(truncatingIfNeeded: value))
      } else if value == 0x2E || value == 0x2C {
        marks.append((value, digits.count))
      } else if !(value == 0x27 || value == 0x5F || Lexer.isSpace(value)) || !isGroup() {
        break
      }
      index += 1
    }
    guard !digits.isEmpty, let point = Lexer.point(marks, digits.count) else {
      throw CalculatorError(.malformedNumber, at: start)
    }
    var text = String(decoding: digits[..<point], as: UTF8.self)
    if point < digits.count { text += "." + String(decoding: digits[point...], as: UTF8.self) }
    text += exponent()
    guard let value = Decimal(text.first == "." ? "0" + text : text) else {
      throw CalculatorError(.arithmetic(.tooLarge), at: start)
    }
    tokens.append(PlacedToken(token: .number(value), position: start))
  }

  /// Whether the separator here is followed by exactly three digits, as between thousands.
  private func isGroup() -> Bool {
    Lexer.isDigit(scalar(1)) && Lexer.isDigit(scalar(2)) && Lexer.isDigit(scalar(3)) && !Lexer.isDigit(scalar(4))
  }

  /// How many digits stand before the decimal mark, given points and commas; nil if they make no sense.
  private static func point(_ marks: [(mark: UInt32, digitsBefore: Int)], _ count: Int) -> Int? {
    guard let last = marks.last else { return count }
    let isSingle = marks.count == 1
    let isUniform = marks.allSatisfy { $0.mark == last.mark }
    // "1,234" is a group as we print it; "1.234" and "1,5" have a fraction.
    let isGroup = last.mark == 0x2C && count - last.digitsBefore == 3 && last.digitsBefore > 0 && last.digitsBefore <= 3
    let isAllGroups = !isSingle && isUniform || isSingle && isGroup
    let groups = isAllGroups ? marks[...] : marks.dropLast()
    var border = isAllGroups ? count : last.digitsBefore
    for mark in groups.reversed() {
      guard border - mark.digitsBefore == 3, isAllGroups || mark.mark != last.mark else { return nil }
      border = mark.digitsBefore
    }
    guard groups.isEmpty || border >= 1 && border <= 3 else { return nil }
    return isAllGroups ? count : last.digitsBefore
  }

  /// "e-5" and the like, if it follows.
  private mutating func exponent() -> String {
    guard scalar() == 0x65 || scalar() == 0x45 else { return "" }
    var length = 1
    var text = "e"
    if scalar(1) == 0x2D || scalar(1) == 0x2B || scalar(1) == 0x2212 {
      if scalar(1) != 0x2B { text += "-" }
      length = 2
    }
    guard Lexer.isDigit(scalar(length)) else { return "" }
    while Lexer.isDigit(scalar(length)) {
      text.unicodeScalars.append(scalars[index + length])
      length += 1
    }
    index += length
    return text
  }
}
