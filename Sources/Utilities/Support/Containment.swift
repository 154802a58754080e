// What `contain` was asked for: which schemes a program may open, and which program. Starts nothing.

/// The words behind `contain`: `[--without] SCHEME... -- PROGRAM [ARGUMENT]...`
public struct Containment: Equatable, Sendable {
  /// The named schemes are taken away, rather than being all there is.
  public let takesAway: Bool
  public let schemes: [String]
  /// Program and arguments, at least the program.
  public let command: [String]

  /// Nil where there is no `--` with a program behind it, or an option that there is not.
  public init?(_ words: [String]) {
    var words = words[...]
    takesAway = words.first?.utf8.elementsEqual("--without".utf8) ?? false
    if takesAway { words.removeFirst() }
    guard let end = words.firstIndex(where: { $0.utf8.elementsEqual("--".utf8) }), end + 1 < words.endIndex else {
      return nil
    }
    schemes = words[..<end].flatMap { word in word.utf8.split(separator: 0x2C).map { Self.name($0) } }
    guard schemes.allSatisfy({ $0.utf8.first != 0x2D }) else { return nil }
    command = Array(words[(end + 1)...])
  }

  /// People write `file` and `file:`.
  private static func name(_ word: Substring.UTF8View) -> String {
    String(Substring(word.last == 0x3A ? word.dropLast() : word))
  }

  /// The first scheme that was named and is not there: nothing would be granted or taken away by it.
  public func unknown(among visible: [String]) -> String? {
    schemes.first { name in !visible.contains { $0.utf8.elementsEqual(name.utf8) } }
  }

  /// The program's namespace, of those schemes that the caller has itself.
  public func namespace(of visible: [String]) -> [String] {
    visible.filter { scheme in
      schemes.contains { $0.utf8.elementsEqual(scheme.utf8) } != takesAway
    }
  }
}
