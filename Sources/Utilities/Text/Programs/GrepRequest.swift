// What a call of grep asks for: its options, read and checked.

import ABI
import RegularExpressions
import System
import TextCore
import UtilitySupport

/// A call that cannot be carried out.
enum GrepError: Error {
  case message(String)
  /// A wrong call: the short usage.
  case usage

  func write(_ tool: Tool) {
    switch self {
    case .message(let text): tool.report(text)
    case .usage:
      Streams.printError("Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.")
    }
  }
}

/// The options of one call.
struct GrepRequest {
  /// Which files are searched.
  struct Filters {
    var files = NameFilter([])
    var directories = NameFilter([])
    var isRecursive = false
    var followsLinks = false
    /// The directory is the working directory because nothing was named.
    var isImplied = false
    var skipsDirectories = false
    var skipsDevices = false
    var readsDevices = false
  }

  private(set) var report = SearchReport()
  private(set) var filters = Filters()
  private(set) var files: [String]
  private var patterns: [Bytes] = []
  private let syntax: PatternSyntax
  private let tool: Tool

  init(_ tool: Tool, _ syntax: PatternSyntax) throws(GrepError) {
    self.tool = tool
    self.syntax =
      switch tool.options.last(of: ["E", "F", "G", "P"])?.bytes ?? [] {
      case "E": .extended
      case "F": .fixed
      case "G": .basic
      case "P":
        throw .message("Perl matching not supported in a --disable-perl-regexp build")
      default: syntax
      }
    files = tool.operands
    try takeFilters()
    try takeReport()
    try takePatterns()
    if files.isEmpty {
      filters.isImplied = filters.isRecursive
      files = [filters.isRecursive ? "." : "-"]
    }
    let naming = tool.options.last(of: ["H", "h"])
    report.showsNames = naming.map { $0.isSame(as: "H") } ?? (files.count > 1 || filters.isRecursive)
  }

  // MARK: Patterns

  private mutating func takePatterns() throws(GrepError) {
    for text in tool.options.values("e") { patterns += Self.lines(text) }
    for path in tool.options.values("f") {
      var lines: [Bytes]
      do throws(Errno) { lines = Self.lines(try InputFile(path.text).readAll()) } catch {
        throw .message("\(path.text): \(error.message)")
      }
      if lines.last?.isEmpty ?? false { lines.removeLast() }
      patterns += lines
    }
    guard !tool.has("e"), !tool.has("f") else { return }
    guard !files.isEmpty else { throw .usage }
    patterns = Self.lines(files.removeFirst().bytes)
  }

  private static func lines(_ text: Bytes) -> [Bytes] {
    text.split(separator: 0x0a, omittingEmptySubsequences: false).map { Bytes($0) }
  }

  mutating func compile() throws(GrepError) -> RegularExpression {
    var options = PatternOptions()
    options.ignoresCase =
      tool.options.last(of: ["i", "y", "no-ignore-case"]).map { !$0.isSame(as: "no-ignore-case") } ?? false
    options.wholeLines = tool.has("x")
    options.wholeWords = tool.has("w") && !tool.has("x")
    options.usesBytes = report.usesBytes
    options.separator = report.separator
    do throws(PatternError) {
      let expression = try RegularExpression(patterns, syntax, options)
      for warning in expression.warnings { tool.report("warning: \(warning)") }
      return expression
    } catch {
      throw .message(error.message)
    }
  }

  // MARK: Output

  private mutating func takeReport() throws(GrepError) {
    report.usesBytes = TextEncoding.usesBytes
    report.isInverted = tool.has("v")
    report.showsNumbers = tool.has("n")
    report.showsOffsets = tool.has("b")
    report.alignsWithTab = tool.has("T")
    report.endsNamesWithZero = tool.has("Z")
    if tool.has("z") { report.separator = 0 }
    if tool.has("o") { report.kind = .parts }
    if tool.has("c") { report.kind = .count }
    if let names = tool.options.last(of: ["l", "L"]) { report.kind = .names(withMatch: names.isSame(as: "l")) }
    if tool.has("q") || tool.has("silent") { report.kind = .nothing }
    let around = try number(tool.has("C") ? "C" : "0", "context length") ?? 0
    report.before = try number("B", "context length") ?? around
    report.after = try number("A", "context length") ?? around
    report.limit = try number("m", "max count") ?? .max
    if let separator = tool.options.last(of: ["group-separator", "no-group-separator"]) {
      report.groupSeparator =
        separator.isSame(as: "group-separator") ? tool.options.value("group-separator") : nil
    }
    try takeBinaryFiles()
    takeColours()
  }

  private func number(_ key: String, _ what: String) throws(GrepError) -> Int? {
    guard let text = tool.options.value(key) else { return nil }
    if key.isSame(as: "m") {
      guard let value = text.decimal else { throw .message("invalid \(what)") }
      return value < 0 ? .max : value
    }
    guard let value = text.decimal, value >= 0 else { throw .message("\(text.text): invalid \(what) argument") }
    return value
  }

  private mutating func takeBinaryFiles() throws(GrepError) {
    switch tool.options.last(of: ["a", "I", "binary-files"])?.bytes ?? [] {
    case "a": report.binaryFiles = .text
    case "I": report.binaryFiles = .skip
    case "binary-files":
      switch tool.options.value("binary-files") ?? [] {
      case "binary": break
      case "text": report.binaryFiles = .text
      case "without-match": report.binaryFiles = .skip
      default: throw .message("unknown binary-files type")
      }
    default: break
    }
  }

  private mutating func takeColours() {
    guard let key = tool.options.last(of: ["color", "colour"]) else { return }
    let when = tool.options.value(key) ?? "auto".bytes
    let isWanted: Bool =
      switch when {
      case "always", "yes", "force": true
      case "auto", "tty", "if-tty": Terminal.isTerminal(Streams.output)
      default: false
      }
    if isWanted { report.colours = SearchColours(Environment["GREP_COLORS"]?.bytes ?? []) }
  }

  // MARK: Files

  private mutating func takeFilters() throws(GrepError) {
    filters.isRecursive = tool.has("r") || tool.has("R")
    filters.followsLinks = tool.has("R")
    switch tool.options.value("d") ?? [] {
    case "", "read": break
    case "skip": filters.skipsDirectories = true
    case "recurse": filters.isRecursive = true
    default: throw .message("unknown directories method")
    }
    switch tool.options.value("D") ?? [] {
    case "": break
    case "read": filters.readsDevices = true
    case "skip": filters.skipsDevices = true
    default: throw .message("unknown devices method")
    }
    var wishes: [(isIncluded: Bool, matches: ([UInt8]) -> Bool)] = []
    for (key, value) in tool.options.all(of: ["include", "exclude", "exclude-from"]) {
      guard let value else { continue }
      if key.isSame(as: "exclude-from") {
        do throws(Errno) {
          for line in Self.lines(try InputFile(value.text).readAll()) where !line.isEmpty {
            wishes.append((false, NamePattern(line).matches))
          }
        } catch {
          throw .message("\(value.text): \(error.message)")
        }
      } else {
        wishes.append((key.isSame(as: "include"), NamePattern(value).matches))
      }
    }
    filters.files = NameFilter(wishes)
    filters.directories = NameFilter(
      tool.options.values("exclude-dir").map { value in
        var pattern = value
        while pattern.count > 1, pattern.last == UInt8(ascii: "/") { pattern.removeLast() }
        return (false, NamePattern(pattern).matches)
      })
  }
}
