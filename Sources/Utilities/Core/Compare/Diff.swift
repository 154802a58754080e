// diff: what has to change in one file to make it another.
//
// The shortest edit script by Myers' algorithm, with a bound on its length: files that have almost nothing in common
// are shown as replaced.
//
// Specification: POSIX.1-2017, diff; E. Myers, An O(ND) Difference Algorithm and Its Variations, 1986.

import ABI
import System
import UtilitySupport

let diffProgram = Utility(
  "diff", "[OPTION]... FILE1 FILE2", "Show how files differ.",
  [
    OptionDescription("-b --ignore-space-change", "runs of blanks are one blank"),
    OptionDescription("-i --ignore-case", "large and small letters are the same"),
    OptionDescription("-N --new-file", "a missing file is empty"), OptionDescription("-q --brief", "only whether"),
    OptionDescription("-r --recursive", "directories"),
    OptionDescription("-s --report-identical-files", "say when equal"),
    OptionDescription("-u", "with three lines around"),
    OptionDescription("-U --unified=LINES", "with so many lines around"),
    OptionDescription("-w --ignore-all-space", "blanks do not count"),
  ], usageStatus: 2
) { tool in
  guard tool.operands.count == 2 else {
    return tool.usageError(
      tool.operands.count < 2
        ? "missing operand after '\(tool.operands.first ?? "diff")'" : "extra operand '\(tool.operands[2])'", 2)
  }
  return DiffRun(tool).compare(tool.operands[0], tool.operands[1], depth: 0)
}

/// Compares files and directories.
private struct DiffRun {
  private let tool: Tool
  private let context: Int?

  init(_ tool: Tool) {
    self.tool = tool
    let lines = tool.options.value("U")?.decimal ?? 3
    context = tool.has("u") || tool.has("U") ? max(0, lines) : nil
  }

  /// 0 when equal, 1 when not, 2 after an error.
  func compare(_ left: String, _ right: String, depth: Int) -> Int32 {
    let leftIsDirectory = status(left)?.isDirectory ?? false
    let rightIsDirectory = status(right)?.isDirectory ?? false
    if leftIsDirectory, rightIsDirectory { return compareDirectories(left, right, depth: depth) }
    if leftIsDirectory, status(right) != nil {
      return compare(Paths.join(left, Paths.name(right)), right, depth: depth)
    }
    if rightIsDirectory, status(left) != nil { return compare(left, Paths.join(right, Paths.name(left)), depth: depth) }
    if status(left) == nil || status(right) == nil, !tool.has("N") {
      let missing = status(left) == nil ? left : right
      if !missing.isSame(as: "-") {
        tool.report(missing, .noSuchEntry)
        return 2
      }
    }
    guard let first = read(left), let second = read(right) else { return 2 }
    if first == second {
      if tool.has("s") { tool.output.write("Files \(left) and \(right) are identical\n") }
      return 0
    }
    if first.contains(0) || second.contains(0) {
      tool.output.write("Binary files \(left) and \(right) differ\n")
      return 2
    }
    let script = EditScript(Lines(first), Lines(second)) { key($0) }
    if script.changes.isEmpty { return 0 }
    if tool.has("q") {
      tool.output.write("Files \(left) and \(right) differ\n")
    } else if let context {
      if depth > 0 { tool.output.write("diff -u \(left) \(right)\n") }
      tool.output.write("--- \(header(left))\n+++ \(header(right))\n")
      script.writeUnified(to: tool.output, context: context)
    } else {
      if depth > 0 { tool.output.write("diff -r \(left) \(right)\n") }
      script.writeNormal(to: tool.output)
    }
    return 1
  }

  private func read(_ path: String) -> Bytes? {
    do throws(Errno) { return try InputFile(path).readAll() } catch {
      if tool.has("N"), error == .noSuchEntry { return [] }
      tool.report(path, error)
      return nil
    }
  }

  private func header(_ path: String) -> String {
    let time = status(path)?.modified ?? SystemClock.realTime
    let date = CalendarDate(seconds: Int64(clamping: time / 1_000_000_000)).formatted("%F %T".bytes).text
    let fraction = "\(time % 1_000_000_000)"
    return "\(path)\t\(date).\(String(repeating: "0", count: 9 - fraction.utf8.count))\(fraction) +0000"
  }

  /// The part of a line that is compared.
  private func key(_ line: Bytes) -> Bytes {
    var key = line
    if tool.has("w") {
      key.removeAll(where: Character8.isSpace)
    } else if tool.has("b") {
      key = Bytes(line.split(whereSeparator: Character8.isSpace).joined(separator: [0x20]))
      if let first = line.first, Character8.isSpace(first) { key.insert(0x20, at: 0) }
    }
    return tool.has("i") ? key.map(Character8.lowered) : key
  }

  private func compareDirectories(_ left: String, _ right: String, depth: Int) -> Int32 {
    guard depth < deepestDirectory, let first = tool.sortedNames(in: left, ""),
      let second = tool.sortedNames(in: right, "")
    else { return 2 }
    var result: Int32 = 0
    var (i, j) = (0, 0)
    while i < first.count || j < second.count {
      let isLeft = j >= second.count || (i < first.count && first[i].utf8.lexicographicallyPrecedes(second[j].utf8))
      let isRight = i >= first.count || (j < second.count && second[j].utf8.lexicographicallyPrecedes(first[i].utf8))
      if isLeft || isRight {
        tool.output.write("Only in \(isLeft ? left : right): \(isLeft ? first[i] : second[j])\n")
        if isLeft { i += 1 } else { j += 1 }
        result = max(result, 1)
        continue
      }
      let (one, two) = (Paths.join(left, first[i]), Paths.join(right, second[j]))
      let areDirectories = (status(one)?.isDirectory ?? false) && (status(two)?.isDirectory ?? false)
      if areDirectories, !tool.has("r") {
        tool.output.write("Common subdirectories: \(one) and \(two)\n")
      } else {
        result = max(result, compare(one, two, depth: depth + 1))
      }
      i += 1
      j += 1
    }
    return result
  }
}
