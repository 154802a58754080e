// Which files tar is about: names and patterns of the command line, and those to be left out.
//
// Specification: GNU tar manual, "Wildcards Patterns and Matching" and "Excluding Some Files".

import ABI
import System
import UtilitySupport

/// Names, patterns and exclusions of one run.
final class TarSelection {
  private let tool: Tool
  /// Names that were asked for, in the order of the command line.
  private(set) var names: [Bytes] = []
  private var patterns: [NamePattern] = []
  private var found: [Bool] = []
  private var excluded: [NamePattern] = []

  init(_ tool: Tool) {
    self.tool = tool
    names = tool.operands.map { $0.bytes }
    excluded = tool.options.values("exclude").map { NamePattern(Self.withoutSlash($0)) }
  }

  /// Reads the files of -T and -X.
  func readFiles() throws(TarFatal) {
    for file in tool.options.values("T") { names += try Self.lines(file.text, tool.has("null") ? 0 : 0x0a) }
    for file in tool.options.values("X") {
      excluded += try Self.lines(file.text, 0x0a).map { NamePattern(Self.withoutSlash($0)) }
    }
    names = names.map(Self.withoutSlash)
    found = names.map { _ in false }
    if tool.has("wildcards"), !tool.has("no-wildcards") { patterns = names.map { NamePattern($0) } }
  }

  private static func lines(_ path: String, _ separator: UInt8) throws(TarFatal) -> [Bytes] {
    do throws(Errno) {
      let input = try InputFile(path)
      var lines: [Bytes] = []
      while let (line, _) = input.nextLine(separator: separator) { if !line.isEmpty { lines.append(line) } }
      if let failure = input.failure { throw failure }
      return lines
    } catch { throw TarFatal(path, "open", error) }
  }

  private static func withoutSlash(_ name: Bytes) -> Bytes {
    var name = name
    while name.count > 1, name.last == UInt8(ascii: "/") { name.removeLast() }
    return name
  }

  /// Whether a member of an archive was asked for: itself, or a directory above it.
  func wants(_ path: Bytes) -> Bool {
    if isExcluded(path) { return false }
    guard !names.isEmpty else { return true }
    let path = Self.withoutSlash(path)
    var isWanted = false
    for index in names.indices {
      let matches =
        patterns.isEmpty
        ? path.starts(with: names[index])
          && (path.count == names[index].count || path[names[index].count] == UInt8(ascii: "/"))
        : Self.prefixes(path).contains { patterns[index].matches($0) }
      if matches {
        found[index] = true
        isWanted = true
      }
    }
    return isWanted
  }

  /// The names that no member had.
  var missing: [Bytes] { names.indices.filter { !found[$0] }.map { names[$0] } }

  /// Whether a path, a directory above it, or the end of either behind a slash matches a pattern of --exclude.
  func isExcluded(_ path: Bytes) -> Bool {
    guard !excluded.isEmpty else { return false }
    let path = Self.withoutSlash(path)
    for prefix in Self.prefixes(path) {
      var start = 0
      while start < prefix.count {
        let part = Bytes(prefix[start...])
        if excluded.contains(where: { $0.matches(part) }) { return true }
        guard let slash = prefix[start...].firstIndex(of: UInt8(ascii: "/")) else { break }
        start = slash + 1
      }
    }
    return false
  }

  /// A path, and the directories above it.
  private static func prefixes(_ path: Bytes) -> [Bytes] {
    path.indices.filter { $0 > 0 && path[$0] == UInt8(ascii: "/") }.map { Bytes(path[..<$0]) } + [path]
  }
}
