// /etc/sudoers: who may run what as whom. A part of sudo's own language:
//
//   # comment
//   %sudo   ALL=(ALL:ALL) ALL
//   ann     ALL=(root) NOPASSWD: /bin/service, /bin/log
//   #1000   ALL=(ALL) ALL
//
// The last rule that fits counts. A line that is not understood grants nothing, and is named.

/// The rules.
public struct SudoRules: Equatable, Sendable {
  /// Bounds of the file.
  public enum Limits {
    public static let bytes = 1 << 16
  }

  /// Programs that a rule names.
  public enum Commands: Equatable, Sendable {
    case all
    case these([[UInt8]])
  }

  /// One line.
  public struct Rule: Equatable, Sendable {
    /// A name, `%GROUP`, `#NUMBER` or `ALL`.
    public var who: [UInt8]
    /// Names of users, or `ALL`.
    public var asUsers: [[UInt8]]
    /// Names of groups, or `ALL`; empty where the rule names none.
    public var asGroups: [[UInt8]]
    public var needsPassword: Bool
    public var commands: Commands
  }

  public private(set) var rules: [Rule] = []
  /// Numbers of lines that are not understood.
  public private(set) var badLines: [Int] = []

  public init(_ text: [UInt8]) {
    var number = 0
    for line in text.prefix(Limits.bytes).split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      let line = Self.trimmed(line)
      // `#1000` is a number; any other `#` begins a comment.
      guard let first = line.first, first != UInt8(ascii: "#") || Self.isDigit(line.dropFirst().first) else { continue }
      if let rule = Self.parse(line) { rules.append(rule) } else { badLines.append(number) }
    }
  }

  private static func parse(_ line: ArraySlice<UInt8>) -> Rule? {
    guard let end = line.firstIndex(where: isBlank) else { return nil }
    let who = Array(line[..<end])
    var rest = trimmed(line[end...])
    guard let equals = rest.firstIndex(of: UInt8(ascii: "=")),
      trimmed(rest[..<equals]).elementsEqual("ALL".utf8)
    else { return nil }
    rest = trimmed(rest[(equals + 1)...])
    var rule = Rule(who: who, asUsers: [Array("root".utf8)], asGroups: [], needsPassword: true, commands: .all)
    if rest.first == UInt8(ascii: "(") {
      guard let close = rest.firstIndex(of: UInt8(ascii: ")")) else { return nil }
      let parts = rest[(rest.startIndex + 1)..<close].split(
        separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
      rule.asUsers = parts.first.map { words($0) } ?? []
      rule.asGroups = parts.count > 1 ? words(parts[1]) : []
      rest = trimmed(rest[(close + 1)...])
    }
    for (tag, needs) in [("NOPASSWD:", false), ("PASSWD:", true)] where rest.starts(with: tag.utf8) {
      rule.needsPassword = needs
      rest = trimmed(rest.dropFirst(tag.utf8.count))
    }
    let commands = words(rest)
    guard !commands.isEmpty else { return nil }
    if commands.contains(where: { $0.elementsEqual("ALL".utf8) }) { return rule }
    guard commands.allSatisfy({ $0.first == UInt8(ascii: "/") && !$0.contains(where: isBlank) }) else { return nil }
    rule.commands = .these(commands)
    return rule
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
  private static func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text
    while let first = text.first, isBlank(first) { text.removeFirst() }
    while let last = text.last, isBlank(last) { text.removeLast() }
    return text
  }

  /// What stands between commas.
  private static func words(_ text: ArraySlice<UInt8>) -> [[UInt8]] {
    text.split(separator: UInt8(ascii: ",")).map { Array(trimmed($0)) }.filter { !$0.isEmpty }
  }
}
