// The translation of one pattern, character by character: `\v`, `\m`, `\M` and `\V` say how much magic there is.

/// From Vim's writing to POSIX's.
struct PatternTranslator {
  private enum Magic: Int { case none, little, normal, very }

  private let source: [UInt8]
  private var index = 0
  private var magic = Magic.normal
  private var output: [UInt8] = []
  /// Whether what stands here begins an expression: there `*` is a star, and `^` the begin of a line.
  private var isFirst = true
  /// What `\c` or `\C` said.
  private(set) var ignoresCase: Bool?

  init(_ source: [UInt8]) { self.source = source }

  mutating func translate() throws(EditorError) -> [UInt8] {
    while index < source.count {
      let byte = source[index]
      index += 1
      if byte == 0x5C {
        guard index < source.count else { throw EditorError("E55: Unmatched \\") }
        let letter = source[index]
        index += 1
        try take(letter, isEscaped: true)
      } else {
        try take(byte, isEscaped: false)
      }
    }
    return output
  }

  /// Whether a sign is an operator as it stands here.
  private func isOperator(_ sign: UInt8, _ isEscaped: Bool) -> Bool {
    switch sign {
    case 0x5E, 0x24: isEscaped != (magic.rawValue >= Magic.little.rawValue)
    case 0x2E, 0x2A, 0x5B, 0x7E: isEscaped != (magic.rawValue >= Magic.normal.rawValue)
    default: isEscaped != (magic == .very)
    }
  }

  private mutating func take(_ sign: UInt8, isEscaped: Bool) throws(EditorError) {
    switch sign {
    case UInt8(ascii: ".") where isOperator(sign, isEscaped): emit([sign])
    case UInt8(ascii: "^") where isOperator(sign, isEscaped) && isFirst,
      UInt8(ascii: "(") where isOperator(sign, isEscaped), UInt8(ascii: "|") where isOperator(sign, isEscaped):
      emit([sign])
      isFirst = true
    case UInt8(ascii: "$") where isOperator(sign, isEscaped) && endsExpression: emit([sign])
    case UInt8(ascii: ")") where isOperator(sign, isEscaped): emit([sign])
    case UInt8(ascii: "*") where isOperator(sign, isEscaped) && !isFirst: emit([sign])
    case UInt8(ascii: "+") where isOperator(sign, isEscaped): emit([sign])
    case UInt8(ascii: "?") where isOperator(sign, isEscaped), UInt8(ascii: "=") where isOperator(sign, isEscaped):
      emit([UInt8(ascii: "?")])
    case UInt8(ascii: "{") where isOperator(sign, isEscaped): try braces()
    case UInt8(ascii: "<") where isOperator(sign, isEscaped), UInt8(ascii: ">") where isOperator(sign, isEscaped):
      emit([0x5C, sign])
    case UInt8(ascii: "[") where isOperator(sign, isEscaped): bracket()
    case UInt8(ascii: "&") where isOperator(sign, isEscaped), UInt8(ascii: "@") where isOperator(sign, isEscaped):
      throw EditorError("E866: \\& and \\@ are not supported")
    case _ where isEscaped: try escape(sign)
    default: literal(sign)
    }
  }

  private mutating func emit(_ bytes: [UInt8]) {
    output += bytes
    isFirst = false
  }

  private mutating func literal(_ byte: UInt8) {
    if ".[]*+?{}()|^$\\".utf8.contains(byte) { output.append(0x5C) }
    emit([byte])
  }

  /// Whether the expression ends here, or the alternative.
  private var endsExpression: Bool {
    guard index < source.count else { return true }
    let isEscaped = source[index] == 0x5C
    guard index + (isEscaped ? 1 : 0) < source.count else { return false }
    let sign = source[index + (isEscaped ? 1 : 0)]
    return (sign == 0x29 || sign == 0x7C) && isOperator(sign, isEscaped) || magic == .very
  }

  private mutating func escape(_ letter: UInt8) throws(EditorError) {
    switch letter {
    case UInt8(ascii: "v"): magic = .very
    case UInt8(ascii: "m"): magic = .normal
    case UInt8(ascii: "M"): magic = .little
    case UInt8(ascii: "V"): magic = .none
    case UInt8(ascii: "c"): ignoresCase = true
    case UInt8(ascii: "C"): ignoresCase = false
    case UInt8(ascii: "s"): emit(Array("[ \t]".utf8))
    case UInt8(ascii: "S"): emit(Array("[^ \t]".utf8))
    case UInt8(ascii: "d"): emit(Array("[0-9]".utf8))
    case UInt8(ascii: "D"): emit(Array("[^0-9]".utf8))
    case UInt8(ascii: "w"): emit(Array("[0-9A-Za-z_]".utf8))
    case UInt8(ascii: "W"): emit(Array("[^0-9A-Za-z_]".utf8))
    case UInt8(ascii: "x"): emit(Array("[0-9A-Fa-f]".utf8))
    case UInt8(ascii: "h"): emit(Array("[A-Za-z_]".utf8))
    case UInt8(ascii: "a"): emit(Array("[A-Za-z]".utf8))
    case UInt8(ascii: "l"): emit(Array("[a-z]".utf8))
    case UInt8(ascii: "u"): emit(Array("[A-Z]".utf8))
    case UInt8(ascii: "t"): emit([0x09])
    case UInt8(ascii: "e"): emit([0x1B])
    case UInt8(ascii: "r"): emit([0x0D])
    case UInt8(ascii: "n"), UInt8(ascii: "_"), UInt8(ascii: "z"), UInt8(ascii: "%"):
      throw EditorError(Array("E866: \\".utf8) + [letter] + Array(" is not supported".utf8))
    case UInt8(ascii: "1")...UInt8(ascii: "9"): emit([0x5C, letter])
    default: literal(letter)
    }
  }

  /// `{n,m}`, with an optional backslash before the closing brace.
  private mutating func braces() throws(EditorError) {
    var counts: [UInt8] = []
    while index < source.count, source[index] != 0x7D {
      if source[index] != 0x5C { counts.append(source[index]) }
      index += 1
    }
    index += 1
    if counts.first == 0x2D { throw EditorError("E866: \\{-} is not supported") }
    guard counts.allSatisfy({ $0 == 0x2C || $0 >= 0x30 && $0 <= 0x39 }) else { throw EditorError("E554: Syntax error") }
    if counts.isEmpty { return emit([UInt8(ascii: "*")]) }
    if counts.first == 0x2C { counts.insert(0x30, at: 0) }
    emit([0x7B] + counts + [0x7D])
  }

  /// A bracket expression; without a closing bracket it is a bracket. Escapes in it are taken out.
  private mutating func bracket() {
    var place = index
    var negation: [UInt8] = []
    if place < source.count, source[place] == 0x5E {
      negation = [0x5E]
      place += 1
    }
    var members: [UInt8] = []
    var isClosing = false
    var hasDash = false
    var hasCaret = false
    let start = place
    while place < source.count {
      let byte = source[place]
      if byte == 0x5D, place > start { break }
      place += 1
      if byte == 0x5C, place < source.count, let meant = Self.escapes[source[place]] {
        place += 1
        switch meant {
        case 0x5D: isClosing = true
        case 0x2D: hasDash = true
        case 0x5E: hasCaret = true
        default: members.append(meant)
        }
      } else if byte == 0x5B, place < source.count, source[place] == 0x3A,
        let end = source[place...].firstIndex(of: 0x5D)
      {
        members += source[(place - 1)...end]
        place = end + 1
      } else if byte == 0x5D {
        isClosing = true
      } else {
        members.append(byte)
      }
    }
    guard place < source.count else { return literal(0x5B) }
    index = place + 1
    let isCaretAlone = hasCaret && !isClosing && members.isEmpty && negation.isEmpty
    if isCaretAlone { return literal(0x5E) }
    emit(
      [0x5B] + negation + (isClosing ? [0x5D] : []) + members + (hasCaret ? [0x5E] : []) + (hasDash ? [0x2D] : [])
        + [0x5D])
  }

  private static let escapes: [UInt8: UInt8] = [
    0x5D: 0x5D, 0x5C: 0x5C, 0x2D: 0x2D, 0x5E: 0x5E, 0x74: 0x09, 0x65: 0x1B, 0x72: 0x0D, 0x62: 0x08,
  ]
}
