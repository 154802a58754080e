// sort: sorts lines.
//
// Specification: POSIX.1-2017, sort; GNU coreutils 9.1. Text sorts by its bytes, as in the C locale.

import ABI
import System
import UtilitySupport

let sortProgram = Utility(
  "sort", "[OPTION]... [FILE]...", "Sort lines.",
  [
    OptionDescription("-b --ignore-leading-blanks", "blanks before a key do not count"),
    OptionDescription("-c --check", "say whether it is sorted"),
    OptionDescription("-d --dictionary-order", "only letters, digits, blanks"),
    OptionDescription("-f --ignore-case", "small letters as large ones"),
    OptionDescription("-h --human-numeric-sort", "sizes such as 2K and 1G"),
    OptionDescription("-k --key=START[,END]", "by fields START to END"),
    OptionDescription("-m --merge", "as sort"), OptionDescription("-n --numeric-sort", "numbers"),
    OptionDescription("-o --output=FILE", "into FILE"), OptionDescription("-r --reverse", "the other way round"),
    OptionDescription("-s --stable", "equal keys stay in their order"),
    OptionDescription("-t --field-separator=BYTE", "fields end with BYTE"),
    OptionDescription("-u --unique", "one of equal lines"),
    OptionDescription("-V --version-sort", "numbers in text by their value"),
    OptionDescription("-z --zero-terminated", "lines end with NUL"),
  ], usageStatus: 2
) { tool in
  guard let order = SortOrder(tool) else { return 2 }
  let separator: UInt8 = tool.has("z") ? 0 : 0x0a
  var lines: [Bytes] = []
  for path in tool.operands.isEmpty ? ["-"] : tool.operands {
    do throws(Errno) {
      let input = try InputFile(path)
      while let (line, _) = input.nextLine(separator: separator) { lines.append(line) }
      if let failure = input.failure { throw failure }
    } catch {
      tool.report(error == .isDirectory ? "read failed: \(path)" : "cannot read: \(path)", error)
      return 2
    }
  }
  if tool.has("c") { return check(tool, lines, order) }
  // The standard sort is stable.
  lines.sort { order.compare($0, $1) < 0 }
  var output = Bytes()
  var last: Bytes?
  for line in lines {
    if tool.has("u"), let last, order.compareKeys(last, line) == 0 { continue }
    last = line
    output += line
    output.append(separator)
  }
  guard let path = tool.options.value("o")?.text else {
    tool.output.write(output)
    return 0
  }
  do throws(Errno) {
    let file = try Handle.open(path, [.write, .create, .truncate, OpenFlags.mode(CreationMode.file)])
    try file.writeAll(output)
    return 0
  } catch {
    tool.report("open failed: \(path)", error)
    return 2
  }
}

private func check(_ tool: Tool, _ lines: [Bytes], _ order: SortOrder) -> Int32 {
  for index in lines.indices.dropFirst() {
    let difference =
      tool.has("u") ? order.compareKeys(lines[index - 1], lines[index]) : order.compare(lines[index - 1], lines[index])
    if difference > 0 || (difference == 0 && tool.has("u")) {
      tool.report("\(tool.operands.first ?? "-"):\(index + 1): disorder: \(lines[index].text)")
      return 1
    }
  }
  return 0
}
