// The names in patches: in quotes or not, with parts to strip, and which of several is meant.

public import UtilitySupport

/// Decides about names.
public enum PatchNames {
  /// The name at the start of a header's line, and what stands behind the tab.
  public static func split(_ line: Bytes) -> (name: Bytes, time: Bytes?) {
    let text = line.last == 0x0a ? line.dropLast() : line[...]
    if text.first == UInt8(ascii: "\""), let (name, end) = unquoted(text) {
      let rest = text[end...].drop { $0 == 0x09 || $0 == 0x20 }
      return (name, rest.isEmpty ? nil : Bytes(rest))
    }
    if let tab = text.firstIndex(of: 0x09) {
      let time = text[text.index(after: tab)...].drop { $0 == 0x09 || $0 == 0x20 }
      return (Bytes(text[..<tab]), time.isEmpty ? nil : Bytes(time))
    }
    let end = text.firstIndex(where: Character8.isSpace) ?? text.endIndex
    let time = text[end...].drop(while: Character8.isSpace)
    return (Bytes(text[..<end]), time.isEmpty ? nil : Bytes(time))
  }

  /// A name in quotes as in C, and where the text goes on.
  static func unquoted(_ text: ArraySlice<UInt8>) -> (name: Bytes, end: Int)? {
    var name = Bytes()
    var index = text.startIndex + 1
    while index < text.endIndex {
      let byte = text[index]
      index += 1
      if byte == UInt8(ascii: "\"") { return (name, index) }
      guard byte == UInt8(ascii: "\\") else {
        name.append(byte)
        continue
      }
      guard index < text.endIndex else { return nil }
      let letter = text[index]
      index += 1
      switch letter {
      case UInt8(ascii: "a"): name.append(0x07)
      case UInt8(ascii: "b"): name.append(0x08)
      case UInt8(ascii: "f"): name.append(0x0c)
      case UInt8(ascii: "n"): name.append(0x0a)
      case UInt8(ascii: "r"): name.append(0x0d)
      case UInt8(ascii: "t"): name.append(0x09)
      case UInt8(ascii: "v"): name.append(0x0b)
      case UInt8(ascii: "\\"), UInt8(ascii: "\""): name.append(letter)
      case 0x30...0x33:
        let digits = text[(index - 1)...].prefix(3)
        guard digits.count == 3, digits.allSatisfy({ $0 >= 0x30 && $0 < 0x38 }) else { return nil }
        name.append(digits.reduce(0) { $0 << 3 | ($1 - 0x30) })
        index += 2
      default: return nil
      }
    }
    return nil
  }

  /// Without the first `count` directories; nil when there are not so many. Without a count the last part alone.
  public static func stripped(_ name: Bytes, _ count: Int?) -> Bytes? {
    var start = 0
    var left = count ?? .max
    var index = 0
    while index < name.count, left > 0 {
      guard name[index] == UInt8(ascii: "/") else {
        index += 1
        continue
      }
      // Several slashes are one.
      while index < name.count, name[index] == UInt8(ascii: "/") { index += 1 }
      start = index
      left -= 1
    }
    if count != nil, left > 0 { return nil }
    return start < name.count ? Bytes(name[start...]) : nil
  }

  /// Whether the name stays in the folder where the work is done.
  public static func isSafe(_ name: Bytes) -> Bool {
    guard let first = name.first, first != UInt8(ascii: "/"), !name.contains(0) else { return false }
    // A colon before the first slash would name a scheme.
    let head = name.prefix { $0 != UInt8(ascii: "/") }
    if head.contains(UInt8(ascii: ":")) { return false }
    return !name.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
  }

  /// Parts between slashes.
  static func parts(_ name: Bytes) -> Int { name.split(separator: UInt8(ascii: "/")).count }

  /// The best of some names: the fewest parts, then the shortest last part, then the shortest, then the first.
  public static func best(_ names: [Bytes]) -> Bytes? {
    func weight(_ name: Bytes) -> [Int] {
      [parts(name), name.split(separator: UInt8(ascii: "/")).last?.count ?? 0, name.count]
    }
    var best: Bytes?
    for name in names where best.map({ weight(name).lexicographicallyPrecedes(weight($0)) }) ?? true { best = name }
    return best
  }
}
