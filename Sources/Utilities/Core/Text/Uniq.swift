// uniq: lines that are equal to their neighbours.
//
// Specification: POSIX.1-2017, uniq; GNU coreutils 9.1 for options and messages.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let uniqProgram = Utility(
  "uniq", "[OPTION]... [INPUT [OUTPUT]]", "Show one of equal lines that follow each other.",
  [
    OptionDescription("-c --count", "with their number"),
    OptionDescription("-d --repeated", "only lines that are repeated"),
    OptionDescription("-D", "all lines that are repeated"),
    OptionDescription("--all-repeated[=HOW]", "as -D, groups apart: none, prepend, separate"),
    OptionDescription("-f --skip-fields=NUMBER", "do not compare the first fields"),
    OptionDescription("--group[=HOW]", "all lines, groups apart: separate, prepend, append, both"),
    OptionDescription("-i --ignore-case", "large and small letters are the same"),
    OptionDescription("-s --skip-chars=NUMBER", "do not compare the first bytes"),
    OptionDescription("-u --unique", "only lines that are not repeated"),
    OptionDescription("-w --check-chars=NUMBER", "compare at most so many bytes"),
    OptionDescription("-z --zero-terminated", "lines end with NUL"),
  ], numberWords: .value
) { tool in
  if tool.operands.count > 2 { return tool.extraOperand(2) }
  guard var filter = UniqueFilter(tool) else { return 1 }
  let path = tool.operands.first ?? "-"
  do throws(Errno) {
    let reader = try LineReader(path, separator: tool.has("z") ? 0 : 0x0a)
    var file: RawHandle?
    if tool.operands.count > 1, !tool.operands[1].isSame(as: "-") {
      do throws(Errno) {
        let mode = OpenFlags.mode(CreationMode.file)
        file = try Handle.open(tool.operands[1], [.write, .create, .truncate, mode]).release()
      } catch {
        tool.report(shown(tool.operands[1]), error)
        return 1
      }
    }
    let output = file.map { BufferedWriter($0) } ?? tool.output
    filter.run(reader, output)
    output.flush()
    if let file { Handle(owning: file).close() }
    if let failure = reader.failure { throw failure }
    return 0
  } catch {
    if error == .isDirectory { tool.report("error reading \(quoted(path))") } else { tool.report(shown(path), error) }
    return 1
  }
}

/// Compares neighbours and writes what is asked for.
private struct UniqueFilter {
  /// Where empty lines stand between groups.
  private struct Gaps {
    var before = false
    var between = false
    var after = false
  }

  private let fields: Int
  private let characters: Int
  private let width: Int
  private let ignoresCase: Bool
  private let counts: Bool
  private let showsUnique: Bool
  private let showsRepeated: Bool
  private let showsAll: Bool
  private let separator: UInt8
  private var gaps: Gaps?
  private var hasOutput = false

  /// Nil when options do not go together; the message has been written.
  init?(_ tool: Tool) {
    func number(_ key: String, _ what: String) -> Int? {
      guard let text = tool.options.value(key) else { return key.isSame(as: "w") ? .max : 0 }
      if let value = text.decimal, value >= 0 { return value }
      if !text.isEmpty, text.allSatisfy(Character8.isDigit) { return .max }
      tool.report("\(text.text): invalid number of \(what)")
      return nil
    }
    guard let fields = number(tool.has("f") ? "f" : "0", "fields to skip"),
      let characters = number("s", "bytes to skip"), let width = number("w", "bytes to compare")
    else { return nil }
    (self.fields, self.characters, self.width) = (fields, characters, width)
    ignoresCase = tool.has("i")
    counts = tool.has("c")
    separator = tool.has("z") ? 0 : 0x0a
    let isGroup = tool.has("group")
    let isAll = tool.has("D") || tool.has("all-repeated")
    if isGroup, counts || tool.has("d") || tool.has("u") || isAll {
      _ = tool.usageError("--group is mutually exclusive with -c/-d/-D/-u")
      return nil
    }
    if isAll, counts {
      _ = tool.usageError("printing all duplicated lines and repeat counts is meaningless")
      return nil
    }
    showsUnique = isGroup || !(tool.has("d") || isAll)
    showsRepeated = !tool.has("u")
    showsAll = isAll || isGroup
    if isGroup {
      let names = ["prepend", "append", "separate", "both"]
      guard let how = tool.choice(tool.options.value("group") ?? "separate".bytes, of: names, "--group") else {
        return nil
      }
      gaps = Gaps()
      gaps?.before = how.isSame(as: "prepend") || how.isSame(as: "both")
      gaps?.after = how.isSame(as: "append") || how.isSame(as: "both")
      gaps?.between = true
    } else if let text = tool.options.value("all-repeated") {
      guard let how = tool.choice(text, of: ["none", "prepend", "separate"], "--all-repeated") else { return nil }
      if !how.isSame(as: "none") { gaps = Gaps(before: how.isSame(as: "prepend"), between: true) }
    }
  }

  mutating func run(_ reader: LineReader, _ output: BufferedWriter) {
    guard let first = reader.next() else { return }
    var last = Bytes(first)
    var count = 1
    while let line = reader.next() {
      let isSame = isSame(last[...], line)
      // In a group that is shown as a whole the former line goes out as soon as it is known to be in one.
      if showsAll, isSame || count > 1 || showsUnique { writeMember(last, isFirst: count == 1, output) }
      if isSame {
        count += 1
        if !showsAll { continue }
      } else {
        if !showsAll { write(last, count, output) }
        count = 1
      }
      last.removeAll(keepingCapacity: true)
      last += line
      if output.failure != nil { return }
    }
    if !showsAll {
      write(last, count, output)
    } else if count > 1 || showsUnique {
      writeMember(last, isFirst: count == 1, output)
    }
    if let gaps, gaps.after, hasOutput { output.write(byte: separator) }
  }

  private func write(_ line: Bytes, _ count: Int, _ output: BufferedWriter) {
    guard count > 1 ? showsRepeated : showsUnique else { return }
    if counts {
      output.write(Bytes(decimal: count).rightAligned(7))
      output.write(byte: 0x20)
    }
    output.write(line)
    output.write(byte: separator)
  }

  private mutating func writeMember(_ line: Bytes, isFirst: Bool, _ output: BufferedWriter) {
    if isFirst, let gaps, hasOutput ? gaps.between : gaps.before { output.write(byte: separator) }
    hasOutput = true
    output.write(line)
    output.write(byte: separator)
  }

  // MARK: Comparing

  private func part(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var part = line
    var left = fields
    while left > 0, !part.isEmpty {
      part = part.drop(while: Character8.isBlank).drop { !Character8.isBlank($0) }
      left -= 1
    }
    return part.dropFirst(characters).prefix(width)
  }

  private func isSame(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    let isWhole = fields == 0 && characters == 0 && width == .max
    let (first, second) = isWhole ? (left, right) : (part(left), part(right))
    guard first.count == second.count else { return false }
    let one = first.span
    let two = second.span
    var index = 0
    while index < one.count {
      if one[index] != two[index] {
        guard ignoresCase, Character8.lowered(one[index]) == Character8.lowered(two[index]) else { return false }
      }
      index &+= 1
    }
    return true
  }
}
