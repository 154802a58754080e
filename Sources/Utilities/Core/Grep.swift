// grep: shows the lines that match a pattern.
//
// Specification: POSIX.1-2017, grep; GNU grep 3.8 for options, colours and messages.

import ABI
import System
import UtilitySupport

let grepProgram = Utility(
  "grep", "[OPTION]... PATTERN [FILE]...", "Show lines that match a pattern.",
  [
    OptionDescription("-A --after-context=NUMBER", "and so many lines behind"),
    OptionDescription("-B --before-context=NUMBER", "and so many lines before"),
    OptionDescription("-C --context=NUMBER", "and so many lines around"),
    OptionDescription("-c --count", "only the number of lines"),
    OptionDescription("-E --extended-regexp", "extended patterns"),
    OptionDescription("-e --regexp=PATTERN", "a pattern"),
    OptionDescription("-F --fixed-strings", "text, not patterns"),
    OptionDescription("-f --file=FILE", "patterns from FILE"), OptionDescription("-G --basic-regexp", "basic patterns"),
    OptionDescription("-H --with-filename", "always names"), OptionDescription("-h --no-filename", "no names"),
    OptionDescription("-I", "no binary files"), OptionDescription("-a --text", "binary files as text"),
    OptionDescription("-i --ignore-case", "large and small letters are the same"),
    OptionDescription("-L --files-without-match", "only names of files without a match"),
    OptionDescription("-l --files-with-matches", "only names of files with a match"),
    OptionDescription("-m --max-count=NUMBER", "stop after so many lines"),
    OptionDescription("-n --line-number", "numbers of lines"),
    OptionDescription("-o --only-matching", "only what matches"),
    OptionDescription("-q --quiet", "no output"), OptionDescription("-R --dereference-recursive", "directories"),
    OptionDescription("-r --recursive", "directories with their content"),
    OptionDescription("-s --no-messages", "no messages"),
    OptionDescription("-v --invert-match", "lines that do not match"),
    OptionDescription("-w --word-regexp", "whole words"),
    OptionDescription("-x --line-regexp", "whole lines"), OptionDescription("-y", "as -i"),
    OptionDescription("--color[=WHEN]", "colours: always, auto, never"),
    OptionDescription("--include=PATTERN", "only files of such names"),
    OptionDescription("--exclude=PATTERN", "no files of such names"),
  ], usageStatus: 2, numberWords: .value
) { tool in
  guard let search = Search(tool) else { return 2 }
  return search.run()
}

/// One call of grep.
private final class Search {
  private let tool: Tool
  private let expression: RegularExpression
  private let isInverted: Bool
  private let isColoured: Bool
  private let showsNames: Bool
  private let before: Int
  private let after: Int
  private let limit: Int
  private var files: [String]
  private var hasMatch = false
  private var hasError = false
  private var needsSeparator = false

  /// Nil when the call is wrong; the message has been written.
  init?(_ tool: Tool) {
    self.tool = tool
    var operands = tool.operands
    var patterns: [Bytes] = []
    for text in tool.options.values("e") { patterns += Self.lines(text) }
    for path in tool.options.values("f") {
      guard let content = try? InputFile(path.text).readAll() else {
        tool.report("\(path.text)", .noSuchEntry)
        return nil
      }
      var lines = Self.lines(content)
      if lines.last?.isEmpty ?? false { lines.removeLast() }
      patterns += lines
    }
    if !tool.has("e"), !tool.has("f") {
      guard !operands.isEmpty else {
        try? Streams.writeAll(
          Streams.error,
          "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n".bytes)
        return nil
      }
      patterns = Self.lines(operands.removeFirst().bytes)
    }
    let syntax: RegularExpression.Syntax =
      switch tool.options.last(of: ["E", "F", "G"])?.bytes ?? [] {
      case "E": .extended
      case "F": .fixed
      default: .basic
      }
    do throws(RegularExpression.PatternError) {
      expression = try RegularExpression(
        patterns, syntax, ignoresCase: tool.has("i") || tool.has("y"), wholeWords: tool.has("w"),
        wholeLines: tool.has("x"))
    } catch {
      tool.report(error.message)
      return nil
    }
    let isRecursive = tool.has("r") || tool.has("R")
    if operands.isEmpty { operands = [isRecursive ? "." : "-"] }
    isInverted = tool.has("v")
    let naming = tool.options.last(of: ["H", "h"])
    showsNames = naming.map { $0.isSame(as: "H") } ?? (operands.count > 1 || isRecursive)
    let when = tool.options.value("color") ?? (tool.has("color") ? "auto" : "never").bytes
    isColoured =
      when.elementsEqual("always".utf8) || (when.elementsEqual("auto".utf8) && Terminal.isTerminal(Streams.output))
    let context = max(0, (tool.options.value("C") ?? tool.options.value("0"))?.decimal ?? 0)
    before = max(0, tool.options.value("B")?.decimal ?? context)
    after = max(0, tool.options.value("A")?.decimal ?? context)
    limit = max(0, tool.options.value("m")?.decimal ?? .max)
    files = operands
  }

  private static func lines(_ text: Bytes) -> [Bytes] {
    text.split(separator: 0x0a, omittingEmptySubsequences: false).map { Bytes($0) }
  }

  func run() -> Int32 {
    for path in files {
      search(path, isOperand: true, depth: 0)
      if hasMatch, tool.has("q") { return 0 }
      if tool.isOutputClosed { break }
    }
    if hasError, !(hasMatch && tool.has("q")) { return 2 }
    return hasMatch ? 0 : 1
  }

  // MARK: Files

  private func search(_ path: String, isOperand: Bool, depth: Int) {
    let isRecursive = tool.has("r") || tool.has("R")
    if isRecursive, let known = status(path, followLinks: isOperand || tool.has("R")) {
      if known.isDirectory { return searchDirectory(path, isOperand: isOperand, depth: depth) }
      if !isOperand, known.isLink { return }
    }
    if !isOperand, !isWanted(Paths.name(path)) { return }
    do throws(Errno) {
      search(try InputFile(path), path.isSame(as: "-") ? "(standard input)" : path)
    } catch {
      if error == .isDirectory {
        if !tool.has("s") { tool.report(path, error) }
        hasError = hasError || isOperand
        return
      }
      if !tool.has("s") { tool.report(path, error) }
      hasError = true
    }
  }

  private func searchDirectory(_ path: String, isOperand: Bool, depth: Int) {
    guard depth < deepestDirectory else { return }
    guard let items = try? FileSystem.list(path) else {
      if !tool.has("s") { tool.report(path, .accessDenied) }
      hasError = true
      return
    }
    // Without an operand GNU shows names without `./`.
    let isImplied = isOperand && tool.operands.count < (tool.has("e") || tool.has("f") ? 1 : 2)
    let names = items.map { $0.name }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for name in names {
      search(isImplied ? name : Paths.join(path, name), isOperand: false, depth: depth + 1)
      if tool.isOutputClosed { return }
    }
  }

  private func isWanted(_ name: String) -> Bool {
    if tool.options.values("exclude").contains(where: { NamePattern($0).matches(name.bytes) }) { return false }
    let wanted = tool.options.values("include")
    return wanted.isEmpty || wanted.contains { NamePattern($0).matches(name.bytes) }
  }

  // MARK: Lines

  private func search(_ input: InputFile, _ name: String) {
    var counter = LineCounter()
    var waiting: [(number: Int, line: Bytes)] = []
    var matches = 0
    var left = 0
    var isBinary = false
    let isQuiet = tool.has("q") || tool.has("l") || tool.has("L") || tool.has("c")
    while matches < limit || left > 0, let (line, _) = input.nextLine() {
      counter.number += 1
      if !isBinary, !tool.has("a"), line.contains(0) {
        if tool.has("I") { break }
        isBinary = true
      }
      if matches < limit, expression.matches(line) != isInverted {
        matches += 1
        hasMatch = true
        if tool.has("q") { return }
        if tool.has("l") || tool.has("L") { break }
        if isQuiet { continue }
        if isBinary {
          tool.output.write("grep: \(name): binary file matches\n")
          break
        }
        showContext(waiting, name, &counter)
        waiting = []
        show(line, counter.number, name, isMatch: true, &counter)
        left = after
      } else if left > 0 {
        show(line, counter.number, name, isMatch: false, &counter)
        left -= 1
      } else if before > 0 {
        waiting.append((counter.number, line))
        if waiting.count > before { waiting.removeFirst() }
      }
    }
    if let failure = input.failure {
      tool.report(name, failure)
      hasError = true
    }
    summarise(name, matches)
  }

  private func summarise(_ name: String, _ matches: Int) {
    if tool.has("l") {
      if matches > 0 { tool.output.write(name + "\n") }
    } else if tool.has("L") {
      if matches == 0 { tool.output.write(name + "\n") }
    } else if tool.has("c"), !tool.has("q") {
      tool.output.write((showsNames ? "\(name):" : "") + "\(matches)\n")
    }
  }

  private struct LineCounter {
    var number = 0
    /// The last line that was shown.
    var shown = 0
  }

  private func showContext(_ lines: [(number: Int, line: Bytes)], _ name: String, _ counter: inout LineCounter) {
    for (number, line) in lines { show(line, number, name, isMatch: false, &counter) }
  }

  private func show(_ line: Bytes, _ number: Int, _ name: String, isMatch: Bool, _ counter: inout LineCounter) {
    if before > 0 || after > 0 {
      if needsSeparator, number != counter.shown + 1 || counter.shown == 0 {
        tool.output.write(isColoured ? "\u{1b}[36m\u{1b}[K--\u{1b}[m\u{1b}[K\n" : "--\n")
      }
      needsSeparator = true
    }
    counter.shown = number
    let mark = isMatch ? ":" : "-"
    if tool.has("o") {
      guard isMatch, !isInverted else { return }
      for range in matches(in: line) {
        tool.output.write(prefix(number, name, mark) + coloured(line[range]) + [0x0a])
      }
      return
    }
    tool.output.write(prefix(number, name, mark))
    var end = 0
    if isColoured, isMatch != isInverted {
      for range in matches(in: line) {
        tool.output.write(line[end..<range.lowerBound])
        tool.output.write(coloured(line[range]))
        end = range.upperBound
      }
    }
    tool.output.write(line[end...])
    tool.output.write(byte: 0x0a)
  }

  private func matches(in line: Bytes) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = 0
    while index <= line.count, let range = expression.firstMatch(in: line, from: index) {
      if !range.isEmpty { ranges.append(range) }
      index = max(range.upperBound, range.isEmpty ? range.lowerBound + 1 : range.upperBound)
    }
    return ranges
  }

  private func prefix(_ number: Int, _ name: String, _ mark: String) -> Bytes {
    var text = ""
    let separator = isColoured ? "\u{1b}[36m\u{1b}[K\(mark)\u{1b}[m\u{1b}[K" : mark
    if showsNames { text += (isColoured ? "\u{1b}[35m\u{1b}[K\(name)\u{1b}[m\u{1b}[K" : name) + separator }
    if tool.has("n") { text += (isColoured ? "\u{1b}[32m\u{1b}[K\(number)\u{1b}[m\u{1b}[K" : "\(number)") + separator }
    return text.bytes
  }

  private func coloured(_ text: ArraySlice<UInt8>) -> Bytes {
    isColoured ? "\u{1b}[01;31m\u{1b}[K".bytes + text + "\u{1b}[m\u{1b}[K".bytes : Bytes(text)
  }
}
