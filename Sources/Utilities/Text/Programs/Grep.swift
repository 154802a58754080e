// grep: shows the lines that match a pattern. Options, files and directories; the search itself is FileSearch.
//
// Specification: POSIX.1-2017, grep; GNU grep 3.8 for options, colours and messages.

import ABI
import RegularExpressions
import System
import TextCore
import UtilitySupport

private let grepOptions = [
  OptionDescription("-A --after-context=NUMBER", "and so many lines behind"),
  OptionDescription("-a --text", "binary files as text"),
  OptionDescription("-B --before-context=NUMBER", "and so many lines before"),
  OptionDescription("-b --byte-offset", "places in the file"),
  OptionDescription("--binary-files=TYPE", "binary, text, without-match"),
  OptionDescription("-C --context=NUMBER", "and so many lines around"),
  OptionDescription("-c --count", "only the number of lines"),
  OptionDescription("--color[=WHEN]", "colours: always, auto, never"),
  OptionDescription("--colour[=WHEN]", "as --color"),
  OptionDescription("-D --devices=ACTION", "devices: read, skip"),
  OptionDescription("-d --directories=ACTION", "directories: read, skip, recurse"),
  OptionDescription("-E --extended-regexp", "extended patterns"), OptionDescription("-e --regexp=PATTERNS", "patterns"),
  OptionDescription("--exclude=PATTERN", "no files of such names"),
  OptionDescription("--exclude-dir=PATTERN", "no directories of such names"),
  OptionDescription("--exclude-from=FILE", "no files of names as in FILE"),
  OptionDescription("-F --fixed-strings", "text, not patterns"),
  OptionDescription("-f --file=FILE", "patterns from FILE"),
  OptionDescription("-G --basic-regexp", "basic patterns"),
  OptionDescription("--group-separator=TEXT", "between groups, instead of --"),
  OptionDescription("-H --with-filename", "always names"), OptionDescription("-h --no-filename", "no names"),
  OptionDescription("-I", "no binary files"),
  OptionDescription("-i --ignore-case", "large and small letters are the same"),
  OptionDescription("--include=PATTERN", "only files of such names"),
  OptionDescription("-L --files-without-match", "only names of files without a match"),
  OptionDescription("-l --files-with-matches", "only names of files with a match"),
  OptionDescription("--label=NAME", "the name of the standard input"),
  OptionDescription("--line-buffered", "write after each line"),
  OptionDescription("-m --max-count=NUMBER", "stop after so many lines"),
  OptionDescription("-n --line-number", "numbers of lines"),
  OptionDescription("--no-group-separator", "nothing between groups"),
  OptionDescription("--no-ignore-case", "letters are what they are"),
  OptionDescription("-o --only-matching", "only what matches"),
  OptionDescription("-P --perl-regexp", "not available"),
  OptionDescription("-q --quiet", "no output"), OptionDescription("--silent", "as -q"),
  OptionDescription("-R --dereference-recursive", "directories, through links"),
  OptionDescription("-r --recursive", "directories with their content"),
  OptionDescription("-s --no-messages", "no messages"), OptionDescription("-T --initial-tab", "align with a tab"),
  OptionDescription("-U --binary", "ignored"), OptionDescription("-u --unix-byte-offsets", "ignored"),
  OptionDescription("-V", "show the version"), OptionDescription("-v --invert-match", "lines that do not match"),
  OptionDescription("-w --word-regexp", "whole words"), OptionDescription("-x --line-regexp", "whole lines"),
  OptionDescription("-y", "as -i"), OptionDescription("-Z --null", "a 0 behind names"),
  OptionDescription("-z --null-data", "lines end with 0"),
]

let grepProgram = Utility(
  "grep", "[OPTION]... PATTERNS [FILE]...", "Show lines that match a pattern.", grepOptions, usageStatus: 2,
  numberWords: .value, showsUsage: true
) { tool in runGrep(tool, .basic) }

let egrepProgram = Utility(
  "egrep", "[OPTION]... PATTERNS [FILE]...", "Show lines that match an extended pattern.", grepOptions, usageStatus: 2,
  numberWords: .value, showsUsage: true
) { tool in runGrep(tool, .extended) }

let fgrepProgram = Utility(
  "fgrep", "[OPTION]... PATTERNS [FILE]...", "Show lines that hold a text.", grepOptions, usageStatus: 2,
  numberWords: .value, showsUsage: true
) { tool in runGrep(tool, .fixed) }

private func runGrep(_ tool: Tool, _ syntax: PatternSyntax) -> Int32 {
  if tool.has("V") {
    tool.output.write("grep (Apus) 0.1\n")
    return 0
  }
  do throws(GrepError) {
    var request = try GrepRequest(tool, syntax)
    return Search(tool, request.files, try request.compile(), request.report, request.filters).run()
  } catch {
    error.write(tool)
    return 2
  }
}

/// One call of grep.
private final class Search {
  private let tool: Tool
  private let expression: RegularExpression
  private let report: SearchReport
  private let filters: GrepRequest.Filters
  private let files: [String]
  private let isRecursive: Bool
  private let isQuiet: Bool
  private let flushesLines: Bool
  private let label: String
  private var hasMatch = false
  private var hasError = false
  private var hasShown = false
  private var buffer = Bytes(repeating: 0, count: 128 * 1024)

  init(
    _ tool: Tool, _ files: [String], _ expression: RegularExpression, _ report: SearchReport,
    _ filters: GrepRequest.Filters
  ) {
    self.tool = tool
    self.files = files
    self.expression = expression
    self.report = report
    self.filters = filters
    isRecursive = filters.isRecursive
    isQuiet = tool.has("q") || tool.has("silent")
    flushesLines = tool.has("line-buffered")
    label = tool.options.value("label")?.text ?? "(standard input)"
  }

  func run() -> Int32 {
    for path in files {
      search(path, shown: path, isOperand: true, depth: 0)
      if hasMatch, isQuiet { return 0 }
      if tool.isOutputClosed { break }
    }
    if hasError, !(hasMatch && isQuiet) { return 2 }
    return hasMatch ? 0 : 1
  }

  // MARK: Files

  private func complain(_ path: String, _ error: Errno) {
    if !tool.has("s") { tool.report(path, error) }
    hasError = true
  }

  /// - Parameter shown: the path as messages and output show it.
  private func search(_ path: String, shown: String, isOperand: Bool, depth: Int) {
    if path.isSame(as: "-"), isOperand {
      return search(Streams.input, label)
    }
    let known: FileStatus
    do throws(Errno) {
      known = try FileSystem.status(path, followLinks: isOperand || filters.followsLinks)
    } catch {
      // What other schemes serve has no status by its path.
      guard isOperand, Paths.hasScheme(path), let file = try? Handle.open(path) else { return complain(shown, error) }
      return search(file.raw, shown)
    }
    let kind = FileKind(rawValue: known.kind) ?? .regular
    if kind == .directory || kind == .scheme {
      return searchDirectory(path, shown: shown, isOperand: isOperand, depth: depth)
    }
    if !isOperand, kind == .symbolicLink || (kind != .regular && !filters.readsDevices) { return }
    if filters.skipsDevices, kind == .characterDevice || kind == .pipe { return }
    guard filters.files.takes([path.bytes, Paths.name(path).bytes]) else { return }
    do throws(Errno) {
      let file = try Handle.open(path)
      search(file.raw, shown, size: kind == .regular ? Int(clamping: known.size) : nil)
    } catch {
      complain(shown, error)
    }
  }

  private func searchDirectory(_ path: String, shown: String, isOperand: Bool, depth: Int) {
    guard isRecursive else {
      if !filters.skipsDirectories { complain(shown, .isDirectory) }
      return
    }
    if depth > 0 || !filters.isImplied {
      guard filters.directories.takes([path.bytes, Paths.name(path).bytes]) else { return }
    }
    guard depth < Self.deepestDirectory else { return complain(shown, .nameTooLong) }
    do throws(Errno) {
      let names = try FileSystem.list(path).map { $0.name }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      for name in names {
        let inner = Paths.join(path, name)
        // Without an operand GNU shows names without `./`.
        search(
          inner, shown: filters.isImplied && depth == 0 ? name : Paths.join(shown, name), isOperand: false,
          depth: depth + 1)
        if tool.isOutputClosed || (hasMatch && isQuiet) { return }
      }
    } catch {
      complain(shown, error)
    }
  }

  /// Directories deeper than this are not walked: a program would run out of stack.
  private static let deepestDirectory = 500

  // MARK: Content

  /// Reads a file in large pieces and hands them on as whole lines. What is left of a line waits for its rest.
  private func search(_ raw: RawHandle, _ name: String, size: Int? = nil) {
    var search = FileSearch(expression, report, name: name.bytes, size: size, hasShown: hasShown)
    var rest = Bytes()
    do throws(Errno) {
      while !search.isFinished {
        let count = try Streams.read(raw, into: &buffer)
        if count == 0 { break }
        search.inspect(buffer.span.extracting(0..<count))
        if search.isFinished { break }
        feed(&search, count, &rest)
        write(&search)
        if tool.isOutputClosed { return }
      }
    } catch {
      complain(name, error)
    }
    if !rest.isEmpty, !search.isFinished { search.search(rest, 0..<rest.count) }
    search.finish()
    write(&search)
    if search.isSummaryDue { tool.report("\(name): binary file matches") }
    if search.selected > 0 { hasMatch = true }
    hasShown = search.hasShown
  }

  private func feed(_ search: inout FileSearch, _ count: Int, _ rest: inout Bytes) {
    var start = 0
    if !rest.isEmpty {
      let end = ByteSearch.first(report.separator, in: buffer.span, 0..<count)
      start = end.map { $0 + 1 } ?? count
      rest += buffer[0..<start]
      guard end != nil else { return }
      search.search(rest, 0..<rest.count)
      rest.removeAll(keepingCapacity: true)
    }
    let end = ByteSearch.last(report.separator, in: buffer.span, start..<count).map { $0 + 1 } ?? start
    if start < end { search.search(buffer, start..<end) }
    rest += buffer[end..<count]
  }

  private func write(_ search: inout FileSearch) {
    guard !search.output.isEmpty else { return }
    tool.output.write(search.output)
    search.output.removeAll(keepingCapacity: true)
    if flushesLines { tool.output.flush() }
  }
}
