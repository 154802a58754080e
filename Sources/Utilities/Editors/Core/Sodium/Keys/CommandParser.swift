// The grammar of normal mode: reads the keys of one command from their begin, each time a key is added.
//
//   command  := { register | count } verb
//   register := " name
//   verb     := motion | operator [count] (motion | object | operator) | …

/// Parses the keys of a command.
struct CommandParser {
  private let keys: [Key]
  private var index = 0
  /// The line of a search that was typed in the middle.
  private let line: [UInt8]?
  /// Visual mode has objects where normal mode has insertions.
  private let isVisual: Bool

  /// No count is larger: it is a finger that rests on a key.
  static let largestCount = 999_999_999

  init(_ keys: [Key], line: [UInt8]? = nil, isVisual: Bool = false) {
    self.keys = keys
    self.line = line
    self.isVisual = isVisual
  }

  mutating func next() throws(ParseStop) -> Key {
    guard index < keys.count else { throw .incomplete }
    defer { index += 1 }
    return keys[index]
  }

  private mutating func nextScalar() throws(ParseStop) -> UInt32 {
    switch try next() {
    case .character(let scalar): return scalar
    case .tab: return 0x09
    case .enter: return 0x0D
    default: throw .invalid
    }
  }

  private mutating func nextASCII() throws(ParseStop) -> UInt8 {
    guard let letter = try next().ascii else { throw .invalid }
    return letter
  }

  /// Registers and counts in front.
  mutating func prefix() throws(ParseStop) -> (register: UInt8?, count: Int?, key: Key) {
    var register: UInt8?
    var count: Int?
    while true {
      let key = try next()
      if key.ascii == UInt8(ascii: "\"") {
        let name = try nextASCII()
        guard Registers.isName(name) else { throw .invalid }
        register = name
      } else if let digit = key.ascii, digit >= 0x31 && digit <= 0x39 || digit == 0x30 && count != nil {
        count = min((count ?? 0) * 10 + Int(digit - 0x30), Self.largestCount)
      } else {
        return (register, count, key)
      }
    }
  }

  /// The whole command.
  mutating func parse() throws(ParseStop) -> NormalCommand {
    let (register, count, key) = try prefix()
    if let action = try textOperator(key) {
      return try operation(action, key, register, count)
    }
    if let motion = try motion(key) { return NormalCommand(register: register, count: count, verb: .move(motion)) }
    return NormalCommand(register: register, count: count, verb: try verb(key))
  }

  // MARK: - Operators

  private mutating func textOperator(_ key: Key) throws(ParseStop) -> TextOperator? {
    switch key.ascii {
    case UInt8(ascii: "d"): return .delete
    case UInt8(ascii: "c"): return .change
    case UInt8(ascii: "y"): return .yank
    case UInt8(ascii: ">"): return .shiftRight
    case UInt8(ascii: "<"): return .shiftLeft
    case UInt8(ascii: "="): return .indent
    case UInt8(ascii: "!"): return .filter
    case UInt8(ascii: "g"):
      guard index < keys.count else { throw .incomplete }
      let action: TextOperator? =
        switch keys[index].ascii {
        case UInt8(ascii: "~"): .toggleCase
        case UInt8(ascii: "u"): .lowercase
        case UInt8(ascii: "U"): .uppercase
        case UInt8(ascii: "?"): .rotate
        case UInt8(ascii: "q"), UInt8(ascii: "w"): .format
        default: nil
        }
      if action != nil { index += 1 }
      return action
    default: return nil
    }
  }

  private mutating func operation(
    _ action: TextOperator, _ first: Key, _ register: UInt8?, _ outer: Int?
  ) throws(ParseStop) -> NormalCommand {
    let (second, inner, key) = try prefix()
    var count = outer
    if let inner { count = min((outer ?? 1).multipliedReportingOverflow(by: inner).partialValue, Self.largestCount) }
    func command(_ target: OperatorTarget) -> NormalCommand {
      NormalCommand(register: second ?? register, count: count, verb: .operate(action, target))
    }
    if key == .escape || key == .ctrl("C") {
      return NormalCommand(register: nil, count: nil, verb: .cancel)
    }
    if isDoubled(action, first, key) { return command(.lines) }
    if key.ascii == UInt8(ascii: "i") || key.ascii == UInt8(ascii: "a") {
      return command(.object(try object(), isInner: key.ascii == UInt8(ascii: "i")))
    }
    guard let motion = try motion(key) else { throw .invalid }
    return command(.motion(motion))
  }

  /// `dd`, `g~~`, `g~g~`.
  private mutating func isDoubled(_ action: TextOperator, _ first: Key, _ key: Key) -> Bool {
    guard first.ascii == UInt8(ascii: "g") else { return key == first }
    let letter: UInt8? =
      switch action {
      case .toggleCase: UInt8(ascii: "~")
      case .lowercase: UInt8(ascii: "u")
      case .uppercase: UInt8(ascii: "U")
      case .rotate: UInt8(ascii: "?")
      default: UInt8(ascii: "q")
      }
    if key.ascii == letter { return true }
    if key.ascii == UInt8(ascii: "g"), index < keys.count, keys[index].ascii == letter {
      index += 1
      return true
    }
    return false
  }

  mutating func object() throws(ParseStop) -> TextObject {
    let letter = try nextASCII()
    switch letter {
    case UInt8(ascii: "w"): return .word(isBig: false)
    case UInt8(ascii: "W"): return .word(isBig: true)
    case UInt8(ascii: "s"): return .sentence
    case UInt8(ascii: "p"): return .paragraph
    case UInt8(ascii: "t"): return .tag
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return .quote(letter)
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "b"): return .bracket(UInt8(ascii: "("))
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "B"): return .bracket(UInt8(ascii: "{"))
    case UInt8(ascii: "["), UInt8(ascii: "]"): return .bracket(UInt8(ascii: "["))
    case UInt8(ascii: "<"), UInt8(ascii: ">"): return .bracket(UInt8(ascii: "<"))
    default: throw .invalid
    }
  }

  // MARK: - Motions

  /// The motion that a key begins; nil when it begins none.
  mutating func motion(_ key: Key) throws(ParseStop) -> CursorMotion? {
    switch key {
    case .left: return .left
    case .backspace: return .backward
    case .right: return .right
    case .up, .ctrl("P"): return .up
    case .down, .ctrl("J"), .ctrl("N"): return .down
    case .enter: return .lineBelow
    case .home: return .lineStart
    case .end: return .lineEnd
    case .wordLeft: return .word(.previousStart, isBig: false)
    case .wordRight: return .word(.nextStart, isBig: false)
    case .character(let scalar) where scalar < 0x80: return try letterMotion(UInt8(scalar))
    default: return nil
    }
  }

  private mutating func letterMotion(_ letter: UInt8) throws(ParseStop) -> CursorMotion? {
    switch letter {
    case UInt8(ascii: "h"): return .left
    case UInt8(ascii: "l"): return .right
    case UInt8(ascii: " "): return .forward
    case UInt8(ascii: "j"): return .down
    case UInt8(ascii: "k"): return .up
    case UInt8(ascii: "0"): return .lineStart
    case UInt8(ascii: "^"): return .firstNonBlank
    case UInt8(ascii: "$"): return .lineEnd
    case UInt8(ascii: "|"): return .column
    case UInt8(ascii: "+"): return .lineBelow
    case UInt8(ascii: "-"): return .lineAbove
    case UInt8(ascii: "_"): return .lineHere
    case UInt8(ascii: "w"): return .word(.nextStart, isBig: false)
    case UInt8(ascii: "W"): return .word(.nextStart, isBig: true)
    case UInt8(ascii: "e"): return .word(.nextEnd, isBig: false)
    case UInt8(ascii: "E"): return .word(.nextEnd, isBig: true)
    case UInt8(ascii: "b"): return .word(.previousStart, isBig: false)
    case UInt8(ascii: "B"): return .word(.previousStart, isBig: true)
    case UInt8(ascii: "f"): return .find(try nextScalar(), isForward: true, isTill: false)
    case UInt8(ascii: "F"): return .find(try nextScalar(), isForward: false, isTill: false)
    case UInt8(ascii: "t"): return .find(try nextScalar(), isForward: true, isTill: true)
    case UInt8(ascii: "T"): return .find(try nextScalar(), isForward: false, isTill: true)
    case UInt8(ascii: ";"): return .findAgain(isReversed: false)
    case UInt8(ascii: ","): return .findAgain(isReversed: true)
    case UInt8(ascii: "%"): return .pair
    case UInt8(ascii: "("): return .sentence(isForward: false)
    case UInt8(ascii: ")"): return .sentence(isForward: true)
    case UInt8(ascii: "{"): return .paragraph(isForward: false)
    case UInt8(ascii: "}"): return .paragraph(isForward: true)
    case UInt8(ascii: "["), UInt8(ascii: "]"): return try bracketMotion(letter)
    case UInt8(ascii: "H"): return .windowTop
    case UInt8(ascii: "M"): return .windowMiddle
    case UInt8(ascii: "L"): return .windowBottom
    case UInt8(ascii: "G"): return .lastLine
    case UInt8(ascii: "'"): return .mark(try nextASCII(), isLine: true)
    case UInt8(ascii: "`"): return .mark(try nextASCII(), isLine: false)
    case UInt8(ascii: "n"): return .searchAgain(isReversed: false)
    case UInt8(ascii: "N"): return .searchAgain(isReversed: true)
    case UInt8(ascii: "*"): return .wordUnderCursor(isForward: true, isWhole: true)
    case UInt8(ascii: "#"): return .wordUnderCursor(isForward: false, isWhole: true)
    case UInt8(ascii: "/"), UInt8(ascii: "?"):
      guard let line else { throw .needsLine(letter) }
      return .search(line, isForward: letter == UInt8(ascii: "/"))
    case UInt8(ascii: "g"): return try goMotion()
    default: return nil
    }
  }

  private mutating func bracketMotion(_ letter: UInt8) throws(ParseStop) -> CursorMotion {
    let second = try nextASCII()
    let isForward = letter == UInt8(ascii: "]")
    switch second {
    case UInt8(ascii: "["), UInt8(ascii: "]"):
      return .section(isForward: isForward, brace: second == letter ? UInt8(ascii: "{") : UInt8(ascii: "}"))
    case UInt8(ascii: "("), UInt8(ascii: "{"):
      if isForward { throw .invalid }
      return .unmatched(second)
    case UInt8(ascii: ")"), UInt8(ascii: "}"):
      if !isForward { throw .invalid }
      return .unmatched(second)
    default: throw .invalid
    }
  }

  private mutating func goMotion() throws(ParseStop) -> CursorMotion? {
    guard index < keys.count else { throw .incomplete }
    let motion: CursorMotion? =
      switch keys[index] {
      case .up: .rowUp
      case .down: .rowDown
      default:
        switch keys[index].ascii {
        case UInt8(ascii: "g"): .firstLine
        case UInt8(ascii: "_"): .lastNonBlank
        case UInt8(ascii: "e"): .word(.previousEnd, isBig: false)
        case UInt8(ascii: "E"): .word(.previousEnd, isBig: true)
        case UInt8(ascii: "j"): .rowDown
        case UInt8(ascii: "k"): .rowUp
        case UInt8(ascii: "0"): .lineStart
        case UInt8(ascii: "^"): .firstNonBlank
        case UInt8(ascii: "$"): .lineEnd
        case UInt8(ascii: "M"): .halfLine
        case UInt8(ascii: "o"): .byteOffset
        case UInt8(ascii: "*"): .wordUnderCursor(isForward: true, isWhole: false)
        case UInt8(ascii: "#"): .wordUnderCursor(isForward: false, isWhole: false)
        default: nil
        }
      }
    if motion != nil { index += 1 }
    return motion
  }

  // MARK: - Other commands

  private mutating func verb(_ key: Key) throws(ParseStop) -> NormalVerb {
    switch key {
    case .escape, .ctrl("C"): return .cancel
    case .insert: return .insert(.before)
    case .delete: return .operate(.delete, .motion(.right))
    case .pageDown, .ctrl("F"): return .scroll(.pageDown)
    case .pageUp, .ctrl("B"): return .scroll(.pageUp)
    case .ctrl("E"): return .scroll(.lineDown)
    case .ctrl("Y"): return .scroll(.lineUp)
    case .ctrl("D"): return .scroll(.halfDown)
    case .ctrl("U"): return .scroll(.halfUp)
    case .ctrl("R"): return .redo
    case .ctrl("G"): return .showPlace
    case .ctrl("L"): return .redraw
    case .ctrl("V"), .ctrl("Q"): return .visual(.block)
    case .ctrl("A"): return .increment(isNegative: false)
    case .ctrl("X"): return .increment(isNegative: true)
    case .ctrl("Z"): return .suspend
    case .ctrl("O"): return .jump(isOlder: true)
    case .tab: return .jump(isOlder: false)
    case .character(let scalar) where scalar < 0x80: return try letterVerb(UInt8(scalar))
    default: throw .invalid
    }
  }

  private mutating func letterVerb(_ letter: UInt8) throws(ParseStop) -> NormalVerb {
    switch letter {
    case UInt8(ascii: "i"): return .insert(.before)
    case UInt8(ascii: "a"): return .insert(.behind)
    case UInt8(ascii: "I"): return .insert(.firstNonBlank)
    case UInt8(ascii: "A"): return .insert(.lineEnd)
    case UInt8(ascii: "o"): return .insert(.lineBelow)
    case UInt8(ascii: "O"): return .insert(.lineAbove)
    case UInt8(ascii: "R"): return .overwrite
    case UInt8(ascii: "r"):
      switch try next() {
      case .escape: return .cancel
      case .ctrl("V"): return .replaceCharacter(try next())
      case let key: return .replaceCharacter(key)
      }
    case UInt8(ascii: "s"): return .operate(.change, .motion(.right))
    case UInt8(ascii: "S"): return .operate(.change, .lines)
    case UInt8(ascii: "x"): return .operate(.delete, .motion(.right))
    case UInt8(ascii: "X"): return .operate(.delete, .motion(.left))
    case UInt8(ascii: "D"): return .operate(.delete, .motion(.lineEnd))
    case UInt8(ascii: "C"): return .operate(.change, .motion(.lineEnd))
    case UInt8(ascii: "Y"): return .operate(.yank, .lines)
    case UInt8(ascii: "p"): return .put(isBefore: false, goesBehind: false)
    case UInt8(ascii: "P"): return .put(isBefore: true, goesBehind: false)
    case UInt8(ascii: "J"): return .join(isPlain: false)
    case UInt8(ascii: "~"): return .toggleCharacter
    case UInt8(ascii: "u"): return .undo
    case UInt8(ascii: "U"): return .undoLine
    case UInt8(ascii: "."): return .repeatChange
    case UInt8(ascii: "q"): return .record(try nextASCII())
    case UInt8(ascii: "@"): return .play(try nextASCII())
    case UInt8(ascii: "v"): return .visual(.characters)
    case UInt8(ascii: "V"): return .visual(.lines)
    case UInt8(ascii: "m"): return .setMark(try nextASCII())
    case UInt8(ascii: ":"): return .prompt
    case UInt8(ascii: "&"): return .repeatSubstitution(isGlobal: false)
    case UInt8(ascii: "z"): return .scroll(try scroll())
    case UInt8(ascii: "Z"):
      switch try nextASCII() {
      case UInt8(ascii: "Z"): return .saveAndQuit
      case UInt8(ascii: "Q"): return .quitDiscarding
      default: throw .invalid
      }
    case UInt8(ascii: "g"): return try goVerb()
    default: throw .invalid
    }
  }

  private mutating func scroll() throws(ParseStop) -> NormalVerb.Scroll {
    switch try next() {
    case .enter: return .toTopNonBlank
    case .character(let scalar):
      switch Unicode.Scalar(scalar) {
      case "t": return .toTop
      case "z": return .toMiddle
      case "b": return .toBottom
      case ".": return .toMiddleNonBlank
      case "-": return .toBottomNonBlank
      case "l": return .left
      case "h": return .right
      default: throw .invalid
      }
    default: throw .invalid
    }
  }

  private mutating func goVerb() throws(ParseStop) -> NormalVerb {
    switch try nextASCII() {
    case UInt8(ascii: "i"): return .insert(.lastInsertion)
    case UInt8(ascii: "I"): return .insert(.lineStart)
    case UInt8(ascii: "J"): return .join(isPlain: true)
    case UInt8(ascii: "p"): return .put(isBefore: false, goesBehind: true)
    case UInt8(ascii: "P"): return .put(isBefore: true, goesBehind: true)
    case UInt8(ascii: "v"): return .visualAgain
    case UInt8(ascii: "a"): return .showCharacter
    case UInt8(ascii: "&"): return .repeatSubstitution(isGlobal: true)
    default: throw .invalid
    }
  }
}
