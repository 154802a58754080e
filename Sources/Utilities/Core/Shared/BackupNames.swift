// The names under which files are kept before they are written over: NAME~, or NAME.~1~, NAME.~2~ …
//
// Specification: GNU coreutils 9.1, backup options.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// How backups are named.
struct BackupNames {
  enum Method {
    case simple
    case numbered
    /// Numbered where there are numbered ones, else simple.
    case existing
  }

  var method: Method
  var suffix: String

  private static let methods: [(name: String, method: Method?)] = [
    ("none", nil), ("off", nil), ("simple", .simple), ("never", .simple), ("existing", .existing), ("nil", .existing),
    ("numbered", .numbered), ("t", .numbered),
  ]

  /// What a word, also cut short, means: nil for no backups; `isKnown` says whether it means anything.
  static func method(_ word: Bytes) -> (isKnown: Bool, method: Method?) {
    if let exact = methods.first(where: { $0.name.utf8.elementsEqual(word) }) { return (true, exact.method) }
    let matching = methods.filter { $0.name.utf8.starts(with: word) }
    guard matching.count == 1 else { return (false, nil) }
    return (true, matching[0].method)
  }

  /// The method that the environment asks for.
  static func inEnvironment(_ names: [String]) -> Method? {
    for name in names {
      if let value = Environment[name], !value.utf8.isEmpty { return method(value.bytes).method }
    }
    return nil
  }

  /// The options for backups of cp, mv, ln and install.
  static let options = [
    OptionDescription("--backup[=CONTROL]", "keep what is replaced: none, numbered, existing, simple"),
    OptionDescription("-b", "as --backup, without a value"),
    OptionDescription("-S --suffix=SUFFIX", "of simple backups (~)"),
  ]

  /// What the options say: no value for no backups. Nil when they are wrong; the message has been written.
  static func read(_ tool: Tool) -> BackupNames?? {
    guard tool.has("b") || tool.has("backup") || tool.has("S") else { return .some(nil) }
    var suffix = tool.options.value("S")?.text ?? Environment["SIMPLE_BACKUP_SUFFIX"] ?? "~"
    // A name that leads to another folder is no suffix.
    if suffix.utf8.isEmpty || suffix.utf8.contains(UInt8(ascii: "/")) { suffix = "~" }
    guard let word = tool.options.value("backup") else {
      return BackupNames(method: inEnvironment(["VERSION_CONTROL"]) ?? .existing, suffix: suffix)
    }
    let (isKnown, method) = method(word)
    guard isKnown else {
      _ = tool.usageError(complaint(word, "backup type"))
      return nil
    }
    return .some(method.map { BackupNames(method: $0, suffix: suffix) })
  }

  /// What is wrong with such a word.
  static func complaint(_ word: Bytes, _ option: String) -> String {
    let kind = methods.contains { $0.name.utf8.starts(with: word) } ? "ambiguous" : "invalid"
    return """
      \(kind) argument \(quoted(word)) for '\(option)'
      Valid arguments are:
        - 'none', 'off'
        - 'simple', 'never'
        - 'existing', 'nil'
        - 'numbered', 't'
      """
  }

  /// The name for the next backup of a file.
  func name(for path: String) -> String {
    let simple = path + suffix
    if method == .simple { return simple }
    let highest = highestNumber(of: path)
    if method == .existing, highest == 0 { return simple }
    return "\(path).~\(highest &+ 1)~"
  }

  private func highestNumber(of path: String) -> Int {
    let prefix = Paths.name(path).bytes + ".~".bytes
    var highest = 0
    for item in (try? FileSystem.list(Paths.parent(path))) ?? [] {
      let name = item.name.bytes
      guard name.starts(with: prefix), name.last == UInt8(ascii: "~"), name.count > prefix.count + 1 else { continue }
      let digits = name[prefix.count..<name.count - 1]
      if digits.allSatisfy(Character8.isDigit), let number = digits.decimal { highest = max(highest, number) }
    }
    return highest
  }
}
