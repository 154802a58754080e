// Reads sed scripts: addresses, commands and their arguments, character by character.
//
// Specification: POSIX.1-2017, sed; GNU sed 4.9 for its extensions and messages. Not: patterns and replacements
// (SedParser+Patterns).

import RegularExpressions

/// A script being read.
struct SedParser {
  private(set) var script = SedScript(empty: ())
  let options: SedScript.Options
  private let pieces: [SedScript.Piece]
  private var number = 0
  private var arguments = 0
  private(set) var text: [UInt8] = []
  var index = 0
  private var blocks: [Int] = []
  private var labels: [(name: [UInt8], place: Int)] = []
  private var jumps: [(name: [UInt8], command: Int)] = []
  /// The command whose text goes on in the next piece.
  private var openText: Int?

  /// Nesting of braces, and length of a script.
  private static let mostBlocks = 1000

  init(_ pieces: [SedScript.Piece], _ options: SedScript.Options) {
    self.pieces = pieces
    self.options = options
  }

  // MARK: Characters

  /// An error at this place.
  func fault(_ message: String, at place: Int? = nil) -> SedError {
    let prefix: String
    if let file = pieces[min(number, pieces.count - 1)].file {
      let lines = 1 + text.prefix(index).count { $0 == 0x0a }
      prefix = "file \(String(decoding: file, as: UTF8.self)) line \(lines): "
    } else {
      prefix = "-e expression #\(arguments), char \(place ?? index): "
    }
    return SedError(message: Array((prefix + message).utf8))
  }

  /// The next character; nil at the end of the piece.
  mutating func next() -> UInt8? {
    guard index < text.count else { return nil }
    index += 1
    return text[index - 1]
  }

  func peek(_ distance: Int = 0) -> UInt8? { index + distance < text.count ? text[index + distance] : nil }

  private mutating func nextBehindBlanks() -> UInt8? {
    while let byte = peek(), byte == 0x20 || byte == 0x09 { index += 1 }
    return next()
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0d) }

  private mutating func number(_ first: UInt8) -> Int {
    var value = Int(first) - 0x30
    while let digit = peek(), digit >= 0x30, digit <= 0x39 {
      value = min(value &* 10 &+ Int(digit - 0x30), 1 << 48)
      index += 1
    }
    return value
  }

  private func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }

  /// Goes on in another text: an argument that was cut out of the script.
  mutating func replaceText(_ content: [UInt8]) {
    text = content
    index = 0
  }

  // MARK: Scripts

  mutating func parse() throws(SedError) {
    for (place, piece) in pieces.enumerated() {
      number = place
      if piece.file == nil { arguments += 1 }
      text = piece.text
      index = 0
      if place == 0, text.starts(with: "#n".utf8), text.count == 2 || text[2] == 0x0a { script.isSilent = true }
      if let command = openText {
        openText = nil
        try takeText(of: command)
      }
      try parsePiece()
    }
    if !blocks.isEmpty { throw fault("unmatched `{'", at: 0) }
    for (name, command) in jumps {
      guard let label = labels.last(where: { $0.name == name }) else {
        throw SedError(message: Array("can't find label for jump to `".utf8) + name + Array("'".utf8), status: 4)
      }
      retarget(command, label.place)
    }
  }

  private mutating func parsePiece() throws(SedError) {
    while true {
      while let byte = peek(), isSpace(byte) || byte == UInt8(ascii: ";") { index += 1 }
      guard peek() != nil else { return }
      try parseCommand()
    }
  }

  private mutating func parseCommand() throws(SedError) {
    var command = SedCommand(action: .nothing)
    command.first = try parseAddress()
    if command.first != nil {
      if nextIs(UInt8(ascii: ",")) {
        guard let end = try parseRangeEnd() else { throw fault("unexpected `,'") }
        command.last = end
      }
      if case .line(0)? = command.first {
        guard case .address(.pattern)? = command.last else {
          throw fault("invalid usage of line address 0", at: min(text.count, index + 1))
        }
      }
    }
    if nextIs(UInt8(ascii: "!")) {
      command.isNegated = true
      if nextIs(UInt8(ascii: "!")) { throw fault("multiple `!'s") }
    }
    guard let letter = nextBehindBlanks() else { throw fault("missing command") }
    script.commands.append(command)
    try parseAction(letter, command)
  }

  /// Takes a character behind blanks, if it is this one.
  private mutating func nextIs(_ wanted: UInt8) -> Bool {
    let start = index
    if nextBehindBlanks() == wanted { return true }
    index = start
    return false
  }

  // MARK: Addresses

  private mutating func parseAddress() throws(SedError) -> SedAddress? {
    guard let first = peek() else { return nil }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      index += 1
      let value = number(first)
      guard nextIs(UInt8(ascii: "~")) else { return .line(value) }
      guard isDigit(peek()), let digit = next() else { return .line(value) }
      let step = number(digit)
      return step > 0 ? .step(first: value, step: step) : .line(value)
    case UInt8(ascii: "$"):
      index += 1
      return .last
    case UInt8(ascii: "+"), UInt8(ascii: "~"):
      index += 1
      if isDigit(peek()), let digit = next() { _ = number(digit) }
      throw fault("invalid usage of +N or ~N as first address")
    case UInt8(ascii: "/"), UInt8(ascii: "\\"): return try parsePatternAddress()
    default: return nil
    }
  }

  private mutating func parsePatternAddress() throws(SedError) -> SedAddress {
    var delimiter = next()
    if delimiter == UInt8(ascii: "\\") { delimiter = next() }
    guard let delimiter, let pattern = takeDelimited(delimiter, isPattern: true) else {
      throw fault("unterminated address regex")
    }
    var flags = PatternOptions()
    while true {
      if nextIs(UInt8(ascii: "I")) {
        flags.ignoresCase = true
      } else if nextIs(UInt8(ascii: "M")) {
        flags.isMultiline = true
      } else {
        return .pattern(try compile(pattern, flags))
      }
    }
  }

  private mutating func parseRangeEnd() throws(SedError) -> SedRangeEnd? {
    while let byte = peek(), byte == 0x20 || byte == 0x09 { index += 1 }
    if let sign = peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "~") {
      index += 1
      let value = isDigit(peek()) ? next().map { number($0) } ?? 0 : 0
      return sign == UInt8(ascii: "+") ? .count(value) : .multiple(value)
    }
    if let address = try parseAddress() { return .address(address) }
    index = min(text.count, index + 1)
    return nil
  }

  // MARK: Commands

  private mutating func setAction(_ action: SedAction) { script.commands[script.commands.count - 1].action = action }

  private mutating func endCommand() throws(SedError) {
    let start = index
    guard let byte = nextBehindBlanks() else { return }
    if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "#") {
      index -= 1
    } else if byte != 0x0a, byte != UInt8(ascii: ";") {
      if index == start + 1, byte == 0x0d { return }
      throw fault("extra characters after command")
    }
  }

  private mutating func parseAction(_ letter: UInt8, _ command: SedCommand) throws(SedError) {
    let place = script.commands.count - 1
    switch letter {
    case UInt8(ascii: "#"):
      if command.first != nil { throw fault("comments don't accept any addresses") }
      while let byte = next(), byte != 0x0a {}
    case UInt8(ascii: "{"):
      guard blocks.count < Self.mostBlocks else { throw fault("too many `{'s") }
      blocks.append(place)
    case UInt8(ascii: "}"):
      guard let block = blocks.popLast() else { throw fault("unexpected `}'") }
      if command.first != nil { throw fault("} doesn't want any addresses") }
      setAction(.blockEnd)
      script.commands[block].action = .block(end: place)
      try endCommand()
    case UInt8(ascii: ":"):
      if command.first != nil { throw fault(": doesn't want any addresses") }
      skipBlanks()
      let name = takeLabel()
      if name.isEmpty { throw fault("\":\" lacks a label") }
      labels.append((name, place))
    case UInt8(ascii: "b"), UInt8(ascii: "t"), UInt8(ascii: "T"): parseJump(letter, place)
    case UInt8(ascii: "a"), UInt8(ascii: "i"), UInt8(ascii: "c"): try parseText(letter, place)
    case UInt8(ascii: "r"), UInt8(ascii: "R"), UInt8(ascii: "w"), UInt8(ascii: "W"): try parseFile(letter)
    case UInt8(ascii: "q"), UInt8(ascii: "Q"):
      if command.last != nil { throw fault("command only uses one address") }
      let code = takeOptionalNumber() ?? 0
      setAction(.quit(Int32(truncatingIfNeeded: code & 0xff), prints: letter == UInt8(ascii: "q")))
      try endCommand()
    case UInt8(ascii: "l"):
      setAction(.list(width: takeOptionalNumber()))
      try endCommand()
    case UInt8(ascii: "s"): setAction(try parseSubstitution())
    case UInt8(ascii: "y"): setAction(try parseTranslation())
    case UInt8(ascii: "v"):
      skipBlanks()
      let version = takeLabel()
      if let digit = version.first, digit > UInt8(ascii: "4") { throw fault("expected newer version of sed") }
    default:
      guard let action = Self.plainAction(letter) else {
        throw fault("unknown command: `\(String(decoding: [letter], as: UTF8.self))'")
      }
      setAction(action)
      try endCommand()
    }
  }

  private static func plainAction(_ letter: UInt8) -> SedAction? {
    switch letter {
    case UInt8(ascii: "="): .lineNumber
    case UInt8(ascii: "d"): .delete
    case UInt8(ascii: "D"): .deleteFirstLine
    case UInt8(ascii: "F"): .fileName
    case UInt8(ascii: "g"): .get
    case UInt8(ascii: "G"): .getAppended
    case UInt8(ascii: "h"): .hold
    case UInt8(ascii: "H"): .holdAppended
    case UInt8(ascii: "n"): .next
    case UInt8(ascii: "N"): .nextAppended
    case UInt8(ascii: "p"): .print
    case UInt8(ascii: "P"): .printFirstLine
    case UInt8(ascii: "x"): .exchange
    case UInt8(ascii: "z"): .clear
    default: nil
    }
  }

  private mutating func takeOptionalNumber() -> Int? {
    skipBlanks()
    guard isDigit(peek()), let digit = next() else { return nil }
    return number(digit)
  }

  private mutating func skipBlanks() { while let byte = peek(), byte == 0x20 || byte == 0x09 { index += 1 } }

  private mutating func takeLabel() -> [UInt8] {
    var name: [UInt8] = []
    while let byte = peek(), !isSpace(byte), byte != UInt8(ascii: ";") {
      name.append(byte)
      index += 1
    }
    return name
  }

  private mutating func parseJump(_ letter: UInt8, _ place: Int) {
    skipBlanks()
    let name = takeLabel()
    setAction(
      letter == UInt8(ascii: "b")
        ? .branch(-1) : letter == UInt8(ascii: "t") ? .branchIfReplaced(-1) : .branchUnlessReplaced(-1))
    if !name.isEmpty { jumps.append((name, place)) }
  }

  private mutating func retarget(_ command: Int, _ place: Int) {
    switch script.commands[command].action {
    case .branch: script.commands[command].action = .branch(place)
    case .branchIfReplaced: script.commands[command].action = .branchIfReplaced(place)
    case .branchUnlessReplaced: script.commands[command].action = .branchUnlessReplaced(place)
    default: break
    }
  }

  // MARK: Texts and files

  private mutating func parseText(_ letter: UInt8, _ place: Int) throws(SedError) {
    skipBlanks()
    guard peek() != nil else { throw fault("expected \\ after `a', `c' or `i'") }
    setAction(
      letter == UInt8(ascii: "a") ? .append([]) : letter == UInt8(ascii: "i") ? .insert([]) : .change([]))
    if peek() == UInt8(ascii: "\\") {
      index += 1
      let start = index
      skipBlanks()
      if peek() == 0x0a {
        index += 1
      } else if peek() == nil {
        openText = place
        return
      } else {
        index = start
      }
    }
    try takeText(of: place)
  }

  /// Takes the text of a command up to the end of a line that no backslash continues.
  private mutating func takeText(of command: Int) throws(SedError) {
    var content: [UInt8] = []
    var isFirst = true
    while let byte = next(), byte != 0x0a {
      if byte == UInt8(ascii: "\\") {
        guard let escaped = peek() else { break }
        if !isFirst, escaped != 0x0a, let produced = takeEscape() {
          content += produced
        } else {
          index += 1
          content.append(escaped)
        }
      } else {
        content.append(byte)
      }
      isFirst = false
    }
    content.append(0x0a)
    switch script.commands[command].action {
    case .append: script.commands[command].action = .append(content)
    case .insert: script.commands[command].action = .insert(content)
    default: script.commands[command].action = .change(content)
    }
  }

  private mutating func takeFileName() throws(SedError) -> [UInt8] {
    skipBlanks()
    var name: [UInt8] = []
    while let byte = next(), byte != 0x0a { name.append(byte) }
    if name.isEmpty { throw fault("missing filename in r/R/w/W commands") }
    return name
  }

  private mutating func parseFile(_ letter: UInt8) throws(SedError) {
    if options.isSandboxed { throw fault("e/r/w commands disabled in sandbox mode") }
    switch letter {
    case UInt8(ascii: "r"): setAction(.readFile(try takeFileName()))
    case UInt8(ascii: "R"):
      let name = try takeFileName()
      setAction(.readLine(Self.place(of: name, in: &script.inputs)))
    case UInt8(ascii: "w"): setAction(.write(try takeOutput()))
    default: setAction(.writeFirstLine(try takeOutput()))
    }
  }

  /// The number of the output that is named here.
  mutating func takeOutput() throws(SedError) -> Int {
    if options.isSandboxed { throw fault("e/r/w commands disabled in sandbox mode") }
    let name = try takeFileName()
    return Self.place(of: name, in: &script.outputs)
  }

  private static func place(of name: [UInt8], in list: inout [[UInt8]]) -> Int {
    if let known = list.firstIndex(of: name) { return known }
    list.append(name)
    return list.count - 1
  }
}

extension SedScript {
  init(empty: Void) {}
}
