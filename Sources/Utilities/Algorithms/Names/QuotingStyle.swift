// How names are shown: as they are, for a shell, or as in C.
//
// UTF-8 counts as printable, whatever it says.
//
// Specification: GNU coreutils 9.1, `ls --quoting-style`.

public import UtilitySupport

/// A way to write names.
public enum QuotingStyle: Sendable {
  case literal
  case shell(always: Bool, escapes: Bool)
  case c
  case escape

  /// The style of a name in `--quoting-style`; nil when there is none.
  public init?(named name: Bytes) {
    switch name {
    case "literal": self = .literal
    case "shell": self = .shell(always: false, escapes: false)
    case "shell-always": self = .shell(always: true, escapes: false)
    case "shell-escape": self = .shell(always: false, escapes: true)
    case "shell-escape-always": self = .shell(always: true, escapes: true)
    case "c", "locale", "clocale": self = .c
    case "escape": self = .escape
    default: return nil
    }
  }

  /// A name in a message, in quotes only where it needs them.
  public static func message(_ name: Bytes) -> Bytes { QuotingStyle.shell(always: false, escapes: true).quote(name) }

  /// A name in a message, always in quotes.
  public static func quoted(_ name: Bytes) -> Bytes { QuotingStyle.shell(always: true, escapes: true).quote(name) }

  /// An argument in a message: in single quotes, with escapes as in C.
  static func argument(_ text: Bytes) -> Bytes { [0x27] + escaped(text, quote: 0x27) + [0x27] }

  /// The name in this style.
  public func quote(_ name: Bytes) -> Bytes {
    switch self {
    case .literal: name
    case .shell(let always, let escapes): Self.shellQuoted(name, always: always, escapes: escapes)
    case .c: [0x22] + Self.escaped(name, quote: 0x22) + [0x22]
    case .escape: Self.escaped(name, quote: 0x20)
    }
  }

  // MARK: Shell

  private static func isSpecial(_ name: Bytes, _ index: Int) -> Bool {
    switch name[index] {
    case UInt8(ascii: "#"), UInt8(ascii: "~"): index == 0
    case UInt8(ascii: "{"), UInt8(ascii: "}"): name.count == 1
    case let byte: " !\"$&()*;<=>[^`|?\\".utf8.contains(byte)
    }
  }

  private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7f }

  private static func shellQuoted(_ name: Bytes, always: Bool, escapes: Bool) -> Bytes {
    if name.isEmpty { return "''".bytes }
    let controls = name.contains(where: isControl)
    let quotes = name.contains(UInt8(ascii: "'"))
    let special = controls || quotes || name.indices.contains { isSpecial(name, $0) }
    if !always, !special { return name }
    // A name with a quote and nothing that double quotes would not keep.
    let isPlain = !name.contains { !(Character8.isWord($0) || "%+,-./:]{}' ".utf8.contains($0)) && $0 < 0x80 }
    if quotes, !controls, isPlain { return [0x22] + name + [0x22] }
    var text: Bytes = [UInt8(ascii: "'")]
    var isInEscape = false
    for byte in name {
      if escapes, isControl(byte) {
        if !isInEscape { text += "'$'".bytes }
        isInEscape = true
        text += escape(byte)
        continue
      }
      if isInEscape { text += "''".bytes }
      isInEscape = false
      text += byte == UInt8(ascii: "'") ? "'\\''".bytes : [byte]
    }
    return text + [UInt8(ascii: "'")]
  }

  // MARK: C

  private static func escaped(_ name: Bytes, quote: UInt8) -> Bytes {
    var text = Bytes()
    for byte in name {
      if byte == UInt8(ascii: "\\") || byte == quote {
        text += [UInt8(ascii: "\\"), byte]
      } else if isControl(byte) {
        text += escape(byte)
      } else {
        text.append(byte)
      }
    }
    return text
  }

  private static func escape(_ byte: UInt8) -> Bytes {
    switch byte {
    case 0x07: return "\\a".bytes
    case 0x08: return "\\b".bytes
    case 0x09: return "\\t".bytes
    case 0x0a: return "\\n".bytes
    case 0x0b: return "\\v".bytes
    case 0x0c: return "\\f".bytes
    case 0x0d: return "\\r".bytes
    default:
      return [UInt8(ascii: "\\"), 0x30 + (byte >> 6), 0x30 + (byte >> 3 & 7), 0x30 + (byte & 7)]
    }
  }
}
