// Which names users and groups may have, and what the other fields may hold.

/// Rules for texts that get into the account files.
public enum AccountName {
  /// Bytes of a name, as elsewhere.
  public static let longest = 32
  /// Bytes of a comment, a home or a shell.
  public static let longestField = 1024

  /// Letters, digits, `_`, `-` and `.`; the first one a letter or `_`; `$` as the last one.
  public static func isValid(_ name: [UInt8]) -> Bool {
    guard let first = name.first, name.count <= longest, isLetter(first) else { return false }
    let body = name.last == UInt8(ascii: "$") && name.count > 1 ? name.dropLast() : name[...]
    return body.allSatisfy { isLetter($0) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D || $0 == 0x2E }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == UInt8(ascii: "_")
  }

  /// Whether a text can be a field: it must not end the field or the line.
  public static func isField(_ text: [UInt8]) -> Bool {
    text.count <= longestField && text.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: ":") }
  }
}
