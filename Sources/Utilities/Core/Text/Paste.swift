// paste: lines of files side by side.
//
// Specification: POSIX.1-2017, paste; GNU coreutils 9.1.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let pasteProgram = Utility(
  "paste", "[OPTION]... [FILE]...", "Join lines of files.",
  [
    OptionDescription("-d --delimiters=LIST", "in turn between lines (tab)"),
    OptionDescription("-s --serial", "one file after the other"),
    OptionDescription("-z --zero-terminated", "lines end with NUL"),
  ]
) { tool in
  let text = tool.options.value("d") ?? [0x09]
  guard let delimiters = pasteDelimiters(text.isEmpty ? "\\0".bytes : text) else {
    tool.report("delimiter list ends with an unescaped backslash: \(text.text)")
    return 1
  }
  let separator: UInt8 = tool.has("z") ? 0 : 0x0a
  let paths = tool.operands.isEmpty ? ["-"] : tool.operands
  return tool.has("s")
    ? pasteSerial(tool, paths, delimiters, separator) : pasteParallel(tool, paths, delimiters, separator)
}

/// Each delimiter as its bytes (`\0` is none); nil when a backslash ends the list.
private func pasteDelimiters(_ text: Bytes) -> [Bytes]? {
  var list: [Bytes] = []
  var index = 0
  while index < text.count {
    guard text[index] == UInt8(ascii: "\\") else {
      list.append([text[index]])
      index += 1
      continue
    }
    guard index + 1 < text.count else { return nil }
    switch text[index + 1] {
    case UInt8(ascii: "0"): list.append([])
    case UInt8(ascii: "b"): list.append([0x08])
    case UInt8(ascii: "f"): list.append([0x0c])
    case UInt8(ascii: "n"): list.append([0x0a])
    case UInt8(ascii: "r"): list.append([0x0d])
    case UInt8(ascii: "t"): list.append([0x09])
    case UInt8(ascii: "v"): list.append([0x0b])
    case let byte: list.append([byte])
    }
    index += 2
  }
  return list
}

private func pasteSerial(_ tool: Tool, _ paths: [String], _ delimiters: [Bytes], _ separator: UInt8) -> Int32 {
  var status: Int32 = 0
  for path in paths {
    do throws(Errno) {
      let reader = try LineReader(path, separator: separator)
      var count = 0
      while let line = reader.next() {
        if count > 0 { tool.output.write(delimiters[(count - 1) % delimiters.count]) }
        count += 1
        tool.output.write(line)
      }
      if let failure = reader.failure { throw failure }
      tool.output.write(byte: separator)
    } catch {
      tool.report(shown(path), error)
      status = 1
    }
  }
  return status
}

private func pasteParallel(_ tool: Tool, _ paths: [String], _ delimiters: [Bytes], _ separator: UInt8) -> Int32 {
  var readers: [LineReader] = []
  var standard: LineReader?
  for path in paths {
    do throws(Errno) {
      // `paste - -` takes lines of the one standard input in turn.
      if path.isSame(as: "-"), let known = standard {
        readers.append(known)
        continue
      }
      let reader = try LineReader(path, separator: separator)
      if path.isSame(as: "-") { standard = reader }
      readers.append(reader)
    } catch {
      tool.report(shown(path), error)
      return 1
    }
  }
  var isOpen = [Bool](repeating: true, count: readers.count)
  while !tool.isOutputClosed {
    var line = Bytes()
    var hasLine = false
    for (index, reader) in readers.enumerated() {
      if index > 0 { line += delimiters[(index - 1) % delimiters.count] }
      guard isOpen[index] else { continue }
      if let next = reader.next() {
        line += next
        hasLine = true
      } else {
        isOpen[index] = false
      }
    }
    guard hasLine else { break }
    line.append(separator)
    tool.output.write(line)
  }
  var status: Int32 = 0
  for (path, reader) in zip(paths, readers) {
    guard let failure = reader.failure else { continue }
    tool.report(shown(path), failure)
    status = 1
  }
  return status
}
