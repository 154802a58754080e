// What dircolors reads, line by line: terminals for which the lines behind them count, kinds of files, ends of names.
//
// Specification: GNU coreutils 9.1, dircolors.

import UtilitySupport

/// A list of colours while it is read.
struct ColourList {
  /// What the lines about terminals say of the lines that follow.
  private enum Validity {
    /// No terminal was named yet.
    case everywhere
    case elsewhere
    /// A line of the group fits, and others of the group may follow.
    case hereInGroup
    case here
  }

  /// What LS_COLORS gets.
  private(set) var entries = Bytes()
  /// The number of the line that was taken last.
  private(set) var line = 0
  private var validity = Validity.everywhere
  private let terminal: Bytes
  private let colours: Bytes
  private let isShown: Bool

  init(terminal: String, colours: String, isShown: Bool) {
    (self.terminal, self.colours, self.isShown) = (terminal.bytes, colours.bytes, isShown)
  }

  /// Takes a line in; what is wrong with it, or nil.
  mutating func take(_ text: ArraySlice<UInt8>) -> String? {
    line += 1
    guard let (word, value) = Self.parts(text) else { return nil }
    guard let value else { return "invalid line;  missing second token" }
    let upper = word.map { $0 >= 0x61 && $0 <= 0x7a ? $0 & 0xdf : $0 }
    if upper.elementsEqual("TERM".utf8) || upper.elementsEqual("COLORTERM".utf8) {
      if validity != .hereInGroup {
        let fits = NamePattern(value).matches(upper.count == 4 ? terminal : colours)
        validity = fits ? .hereInGroup : .elsewhere
      }
      return nil
    }
    if validity == .hereInGroup { validity = .here }
    if validity == .elsewhere { return nil }
    if word.first == UInt8(ascii: ".") {
      append("*".bytes, word, value)
    } else if word.first == UInt8(ascii: "*") {
      append([], word, value)
    } else if let key = Self.kinds.first(where: { $0.word.utf8.elementsEqual(upper) })?.key {
      append(key.bytes, [], value)
    } else if !["OPTIONS", "COLOR", "EIGHTBIT"].contains(where: { $0.utf8.elementsEqual(upper) }) {
      return validity == .everywhere ? nil : "unrecognized keyword \(word.text)"
    }
    return nil
  }

  /// The first word and the rest without a remark; nil for a line that says nothing.
  private static func parts(_ line: ArraySlice<UInt8>) -> (word: Bytes, value: Bytes?)? {
    let text = line.drop(while: Character8.isSpace)
    guard let first = text.first, first != UInt8(ascii: "#") else { return nil }
    let word = text.prefix { !Character8.isSpace($0) }
    var value = text.dropFirst(word.count).drop(while: Character8.isSpace).prefix { $0 != UInt8(ascii: "#") }
    while let last = value.last, Character8.isSpace(last) { value = value.dropLast() }
    return (Bytes(word), value.isEmpty ? nil : Bytes(value))
  }

  private mutating func append(_ start: Bytes, _ word: Bytes, _ value: Bytes) {
    if isShown { entries += "\u{1b}[".bytes + value + "m".bytes }
    entries += start
    appendQuoted(word)
    entries.append(isShown ? 0x09 : UInt8(ascii: "="))
    appendQuoted(value)
    entries += isShown ? "\u{1b}[0m\n".bytes : ":".bytes
  }

  /// As the shell has to see it: within apostrophes, with the separators of the variable escaped.
  private mutating func appendQuoted(_ text: Bytes) {
    guard !isShown else {
      entries += text
      return
    }
    var isEscaped = false
    for byte in text {
      switch byte {
      case UInt8(ascii: "'"):
        entries += "'\\'".bytes
        isEscaped = false
      case UInt8(ascii: "\\"), UInt8(ascii: "^"): isEscaped.toggle()
      default:
        if !isEscaped, byte == UInt8(ascii: ":") || byte == UInt8(ascii: "=") { entries.append(UInt8(ascii: "\\")) }
        isEscaped = false
      }
      entries.append(byte)
    }
  }

  /// Kinds of files, under all their names.
  private static let kinds: [(word: String, key: String)] = [
    ("NORMAL", "no"), ("NORM", "no"), ("FILE", "fi"), ("RESET", "rs"), ("DIR", "di"), ("LNK", "ln"), ("LINK", "ln"),
    ("SYMLINK", "ln"), ("ORPHAN", "or"), ("MISSING", "mi"), ("FIFO", "pi"), ("PIPE", "pi"), ("SOCK", "so"),
    ("BLK", "bd"), ("BLOCK", "bd"), ("CHR", "cd"), ("CHAR", "cd"), ("DOOR", "do"), ("EXEC", "ex"), ("LEFT", "lc"),
    ("LEFTCODE", "lc"), ("RIGHT", "rc"), ("RIGHTCODE", "rc"), ("END", "ec"), ("ENDCODE", "ec"), ("SUID", "su"),
    ("SETUID", "su"), ("SGID", "sg"), ("SETGID", "sg"), ("STICKY", "st"), ("OTHER_WRITABLE", "ow"), ("OWR", "ow"),
    ("STICKY_OTHER_WRITABLE", "tw"), ("OWT", "tw"), ("CAPABILITY", "ca"), ("MULTIHARDLINK", "mh"),
    ("CLRTOEOL", "cl"),
  ]
}
