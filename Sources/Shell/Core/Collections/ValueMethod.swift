// The methods of texts, arrays and maps: pure functions.

/// A method, called as `$name(value …)` for a text or `@name(value …)` for fields.
public enum ValueMethod: String, CaseIterable, Sendable {
  case len, upper, lower, trim, replace, replacen, `repeat`, reverse, join, split, lines, words, chars, bytes, find
  case contains, starts_with, ends_with, basename, extension_ = "extension", filename, parent, or, escape, sort, unique
  case keys, values

  /// The method with this name.
  init?(_ name: Bytes) {
    guard let method = Self.allCases.first(where: { name.matches($0.rawValue) }) else { return nil }
    self = method
  }

  /// What a method is asked of.
  enum Receiver {
    case text(Bytes)
    case collection(ValueCollection)

    var text: Bytes {
      switch self {
      case .text(let text): text
      case .collection(let collection): collection.text
      }
    }

    var elements: [Bytes] {
      switch self {
      case .text(let text): text.isEmpty ? [] : [text]
      case .collection(let collection): collection.fields
      }
    }
  }

  /// What a method answers.
  enum Result: Equatable {
    case text(Bytes)
    case list([Bytes])
  }

  /// How many arguments there are behind the value, at least and at most.
  private var counts: ClosedRange<Int> {
    switch self {
    case .replace: 2...2
    case .replacen: 3...3
    case .repeat, .find, .contains, .starts_with, .ends_with, .or: 1...1
    case .join, .split: 0...1
    default: 0...0
    }
  }

  /// The answer; nil when the arguments are wrong.
  func apply(to receiver: Receiver, _ arguments: [Bytes]) -> Result? {
    guard counts.contains(arguments.count) else { return nil }
    let first = arguments.first ?? []
    switch self {
    case .len:
      if case .collection(let collection) = receiver { return .text(Bytes(decimal: collection.fields.count)) }
      return .text(Bytes(decimal: UTF8Scanner.count(receiver.text)))
    case .join: return .text(Bytes(receiver.elements.joined(separator: arguments.isEmpty ? [ASCII.space] : first)))
    case .sort: return .list(receiver.elements.sorted { $0.lexicographicallyPrecedes($1) })
    case .unique:
      var seen: Set<Bytes> = []
      return .list(receiver.elements.filter { seen.insert($0).inserted })
    case .keys:
      guard case .collection(.map(let map)) = receiver else { return nil }
      return .list(map.keys)
    case .values: return .list(receiver.elements)
    case .reverse:
      if case .collection(let collection) = receiver { return .list(collection.fields.reversed()) }
      return .text(Bytes(Self.characters(receiver.text).reversed().joined()))
    case .contains:
      if case .collection(.map(let map)) = receiver { return Self.truth(map[first] != nil) }
      if case .collection(let collection) = receiver { return Self.truth(collection.fields.contains(first)) }
      return Self.truth(Self.place(of: first, in: receiver.text, from: 0) != nil)
    case .repeat:
      guard let count = first.decimalValue, count >= 0,
        count * Int64(max(receiver.text.count, 1)) <= Limits.textLength
      else { return nil }
      return .text(Bytes([Bytes](repeating: receiver.text, count: Int(count)).joined()))
    case .replacen:
      guard let count = arguments[2].decimalValue, count >= 0 else { return nil }
      return .text(Self.replacing(first, in: receiver.text, with: arguments[1], count: Int(clamping: count)))
    default: return apply(to: receiver.text, arguments)
    }
  }

  /// The answers about one text.
  private func apply(to text: Bytes, _ arguments: [Bytes]) -> Result? {
    let first = arguments.first ?? []
    switch self {
    case .upper: return .text(text.map { $0 >= 0x61 && $0 <= 0x7a ? $0 &- 0x20 : $0 })
    case .lower: return .text(text.map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 })
    case .trim:
      return .text(Bytes(text.drop(while: ASCII.isWhitespace).reversed().drop(while: ASCII.isWhitespace).reversed()))
    case .replace: return .text(Self.replacing(first, in: text, with: arguments[1], count: .max))
    case .split: return .list(Self.split(text, at: arguments.isEmpty ? nil : first))
    case .words: return .list(Self.split(text, at: nil))
    case .lines:
      var lines = text.pieces(separatedBy: ASCII.newline)
      if lines.last?.isEmpty ?? false { lines.removeLast() }
      return .list(lines)
    case .chars: return .list(Self.characters(text))
    case .bytes: return .list(text.map { Bytes(decimal: Int($0)) })
    case .find: return .text(Bytes(decimal: Self.place(of: first, in: text, from: 0) ?? -1))
    case .starts_with: return Self.truth(text.starts(with: first))
    case .ends_with: return Self.truth(text.reversed().starts(with: first.reversed()))
    case .basename: return .text(Self.pathParts(text).name)
    case .parent: return .text(Self.pathParts(text).parent)
    case .extension_:
      let name = Self.pathParts(text).name
      return .text(name.lastIndex(of: ASCII.period).map { $0 > 0 ? Bytes(name[($0 + 1)...]) : [] } ?? [])
    case .filename:
      let name = Self.pathParts(text).name
      return .text(name.lastIndex(of: ASCII.period).map { $0 > 0 ? Bytes(name[..<$0]) : name } ?? name)
    case .or: return .text(text.isEmpty ? first : text)
    case .escape: return .text(SyntaxPrinter.quote(text))
    default: return nil
    }
  }

  // MARK: Texts

  private static func truth(_ holds: Bool) -> Result { .text((holds ? "true" : "false").bytes) }

  /// The characters of a text, each as bytes.
  static func characters(_ text: Bytes) -> [Bytes] {
    var characters: [Bytes] = []
    var index = 0
    while index < text.count {
      let length = UTF8Scanner.length(text[index...])
      characters.append(Bytes(text[index..<(index + length)]))
      index += length
    }
    return characters
  }

  private static func place(of part: Bytes, in text: Bytes, from start: Int) -> Int? {
    guard text.count - start >= part.count else { return nil }
    return (start...(text.count - part.count)).first { text[$0...].starts(with: part) }
  }

  private static func replacing(_ part: Bytes, in text: Bytes, with other: Bytes, count: Int) -> Bytes {
    guard !part.isEmpty else { return text }
    var result = Bytes()
    var index = 0
    var left = count
    while left > 0, let found = place(of: part, in: text, from: index) {
      result += text[index..<found] + other
      index = found + part.count
      left -= 1
    }
    return result + text[index...]
  }

  /// The pieces between separators; between blanks and line ends when there is none.
  private static func split(_ text: Bytes, at separator: Bytes?) -> [Bytes] {
    guard let separator, !separator.isEmpty else {
      return text.split(omittingEmptySubsequences: true, whereSeparator: ASCII.isWhitespace).map { Bytes($0) }
    }
    var pieces: [Bytes] = []
    var index = 0
    while let found = place(of: separator, in: text, from: index) {
      pieces.append(Bytes(text[index..<found]))
      index = found + separator.count
    }
    return pieces + [Bytes(text[index...])]
  }

  private static func pathParts(_ path: Bytes) -> (parent: Bytes, name: Bytes) {
    var path = path
    while path.count > 1, path.last == ASCII.slash { path.removeLast() }
    guard let slash = path.lastIndex(of: ASCII.slash) else { return (".".bytes, path) }
    if path.count == 1 { return ("/".bytes, "/".bytes) }
    return (slash == 0 ? "/".bytes : Bytes(path[..<slash]), Bytes(path[(slash + 1)...]))
  }
}
