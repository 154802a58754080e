// Compares the operands of `diff`: files, directories, a file with one in a directory.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// One run of diff.
struct DiffRun {
  private let tool: Tool
  private let style: DiffStyle

  init(_ tool: Tool, _ style: DiffStyle) { (self.tool, self.style) = (tool, style) }

  /// 0 when equal, 1 when not, 2 after an error.
  func compare(_ left: String, _ right: String, depth: Int) -> Int32 {
    let leftIsDirectory = status(left)?.isDirectory ?? false
    let rightIsDirectory = status(right)?.isDirectory ?? false
    if leftIsDirectory, rightIsDirectory { return compareDirectories(left, right, depth: depth) }
    if depth == 0, leftIsDirectory, status(right) != nil {
      return compare(Paths.join(left, Paths.name(right)), right, depth: depth)
    }
    if depth == 0, rightIsDirectory, status(left) != nil {
      return compare(left, Paths.join(right, Paths.name(left)), depth: depth)
    }
    if leftIsDirectory != rightIsDirectory, status(left) != nil, status(right) != nil {
      let kinds = [left, right].map { path in
        switch status(path)?.fileKind {
        case .directory, .scheme: "directory"
        case .regular: (status(path)?.size ?? 0) == 0 ? "regular empty file" : "regular file"
        default: "special file"
        }
      }
      tool.output.write("File \(left) is a \(kinds[0]) while file \(right) is a \(kinds[1])\n")
      return 1
    }
    return compareFiles(left, right, depth: depth)
  }

  private func isMissing(_ path: String) -> Bool { !path.isSame(as: "-") && status(path) == nil }

  private func compareFiles(_ left: String, _ right: String, depth: Int) -> Int32 {
    var hasError = false
    for path in [left, right] where isMissing(path) {
      if tool.has("N"), !(isMissing(left) && isMissing(right)) { continue }
      tool.report(path, .noSuchEntry)
      hasError = true
    }
    if hasError { return 2 }
    guard let first = read(left), let second = read(right) else { return 2 }
    if first == second {
      if tool.has("s") { tool.output.write("Files \(left) and \(right) are identical\n") }
      if style.form == .sideBySide, !tool.has("q") { return write(left, right, first, second, depth) }
      return 0
    }
    if !tool.has("a"), first.prefix(8192).contains(0) || second.prefix(8192).contains(0) {
      let mark = tool.has("q") ? "Files" : "Binary files"
      tool.output.write("\(mark) \(left) and \(right) differ\n")
      return tool.has("q") ? 1 : 2
    }
    return write(left, right, first, second, depth)
  }

  private func write(_ left: String, _ right: String, _ first: Bytes, _ second: Bytes, _ depth: Int) -> Int32 {
    var writer = DiffWriter(tool, style, TextLines(first), TextLines(second), isMinimal: tool.has("d"))
    guard writer.hasChanges else {
      if tool.has("s") { tool.output.write("Files \(left) and \(right) are identical\n") }
      if style.form == .sideBySide { writer.write(names: []) }
      return 0
    }
    if tool.has("q") {
      tool.output.write("Files \(left) and \(right) differ\n")
      return 1
    }
    if depth > 0 { tool.output.write("\(style.commandLine) \(left) \(right)\n") }
    let labels = tool.options.values("label")
    let names = [left, right].enumerated().map { $0 < labels.count ? labels[$0].text : header($1) }
    writer.write(names: names)
    return 1
  }

  private func read(_ path: String) -> Bytes? {
    if isMissing(path) { return [] }
    do throws(Errno) {
      let reader = try LineReader(path)
      var all = Bytes()
      while true {
        let chunk = reader.nextChunk()
        if chunk.isEmpty { break }
        all += chunk
      }
      if let failure = reader.failure { throw failure }
      if tool.has("strip-trailing-cr") {
        // They are not in what is shown, either.
        all = Bytes(zip(all, all.dropFirst() + [0]).filter { $0 != 0x0d || $1 != 0x0a }.map { $0.0 })
      }
      return all
    } catch {
      tool.report(path, error)
      return nil
    }
  }

  /// The name of a file and its time.
  private func header(_ path: String) -> String {
    let time = path.isSame(as: "-") ? SystemClock.realTime : status(path)?.modified ?? 0
    let format = style.form == .context ? "%a %b %e %H:%M:%S %Y" : "%F %T.%N %z"
    let date = DateFormat(moment(time).seconds, moment(time).nanoseconds, currentZone()).formatted(format.bytes)
    return "\(path)\t\(date.text)"
  }

  // MARK: Directories

  private func names(_ directory: String) -> [String]? {
    do throws(Errno) {
      let all = try FileSystem.list(directory).map { $0.name }
      return all.filter { name in !style.excluded.contains { $0.matches(name.bytes) } }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    } catch {
      tool.report(directory, error)
      return nil
    }
  }

  private func compareDirectories(_ left: String, _ right: String, depth: Int) -> Int32 {
    guard depth < deepestDirectory, let first = names(left), let second = names(right) else { return 2 }
    var result: Int32 = 0
    var (i, j) = (0, 0)
    while i < first.count || j < second.count {
      let isLeft = j >= second.count || (i < first.count && first[i].utf8.lexicographicallyPrecedes(second[j].utf8))
      let isRight = i >= first.count || (j < second.count && second[j].utf8.lexicographicallyPrecedes(first[i].utf8))
      let name = isRight ? second[j] : first[i]
      if !isRight { i += 1 }
      if !isLeft { j += 1 }
      let (one, two) = (Paths.join(left, name), Paths.join(right, name))
      if isLeft || isRight {
        let present = isLeft ? one : two
        if tool.has("N"), tool.has("r") || !(status(present)?.isDirectory ?? false) {
          result = max(result, compareLone(one, two, present, depth))
        } else {
          tool.output.write("Only in \(isLeft ? left : right): \(name)\n")
          result = max(result, 1)
        }
        continue
      }
      let areDirectories = (status(one)?.isDirectory ?? false) && (status(two)?.isDirectory ?? false)
      if areDirectories, !tool.has("r") {
        tool.output.write("Common subdirectories: \(one) and \(two)\n")
      } else {
        result = max(result, compare(one, two, depth: depth + 1))
      }
    }
    return result
  }

  /// With -N: a file or tree that only one side has.
  private func compareLone(_ one: String, _ two: String, _ present: String, _ depth: Int) -> Int32 {
    guard status(present)?.isDirectory ?? false else { return compareFiles(one, two, depth: depth + 1) }
    guard depth < deepestDirectory, let names = names(present) else { return 2 }
    var result: Int32 = 0
    for name in names {
      let path = Paths.join(present, name)
      result = max(result, compareLone(Paths.join(one, name), Paths.join(two, name), path, depth + 1))
    }
    return result
  }
}
