// wc: counts lines, words, characters and bytes.
//
// Specification: POSIX.1-2017, wc; GNU coreutils 9.1 for the columns.

import ABI
import System
import UtilitySupport

let wcProgram = Utility(
  "wc", "[OPTION]... [FILE]...", "Count lines, words and bytes.",
  [
    OptionDescription("-c --bytes", "bytes"), OptionDescription("-l --lines", "lines"),
    OptionDescription("-L --max-line-length", "length of the longest line"),
    OptionDescription("-m --chars", "characters"),
    OptionDescription("-w --words", "words"),
  ]
) { tool in
  let isShort = !tool.has("w") && !tool.has("m") && !tool.has("L") && (tool.has("l") || tool.has("c"))
  var total = Counts()
  var rows: [(Counts, String)] = []
  let status = tool.forEachInput { input, path in
    let counts = isShort ? Counts(linesOf: input) : Counts(input)
    total.add(counts)
    rows.append((counts, tool.operands.isEmpty ? "" : path))
  }
  if tool.operands.count > 1 { rows.append((total, "total")) }
  let keys = ["l", "w", "m", "c", "L"].filter { tool.has($0) }
  let shown = keys.isEmpty ? ["l", "w", "c"] : keys
  let width = columnWidth(tool, total, shown.count)
  for (counts, name) in rows {
    let numbers = shown.map { Bytes(decimal: counts.value($0)).rightAligned(width) }
    let line = Bytes(numbers.joined(separator: [0x20]))
    tool.output.write(line + (name.utf8.isEmpty ? [] : [0x20] + name.bytes) + [0x0a])
  }
  return status
}

/// GNU: as wide as the sum of the files' sizes; seven where a size is not known; one for a single number.
private func columnWidth(_ tool: Tool, _ total: Counts, _ columns: Int) -> Int {
  if columns == 1, tool.operands.count < 2 { return 1 }
  var isRegular = true
  var size: UInt64 = 0
  for path in tool.operands {
    guard !path.isSame(as: "-"), let known = status(path), known.fileKind == .regular else {
      if !path.isSame(as: "-"), status(path) == nil { continue }
      isRegular = false
      continue
    }
    size &+= known.size
  }
  if tool.operands.isEmpty || tool.operands.contains(where: { $0.isSame(as: "-") }) {
    isRegular = (try? Streams.status(Streams.input)).map { $0.fileKind == .regular } ?? false
    if isRegular { size &+= UInt64(total.bytes) }
  }
  let digits = Bytes(decimal: size).count
  return isRegular ? digits : max(7, digits)
}

/// What one input holds.
private struct Counts {
  private var lines = 0
  private var words = 0
  private var characters = 0
  private(set) var bytes = 0
  private var longest = 0

  init() {}

  /// Only lines and bytes.
  init(linesOf input: InputFile) {
    while true {
      let chunk = input.nextChunk()
      if chunk.isEmpty { return }
      bytes += chunk.count
      let span = chunk.span
      var found = 0
      for index in span.indices { found &+= span[index] == 0x0a ? 1 : 0 }
      lines += found
    }
  }

  init(_ input: InputFile) {
    var isInWord = false
    var length = 0
    while true {
      let chunk = input.nextChunk()
      if chunk.isEmpty { break }
      bytes += chunk.count
      for byte in chunk {
        if byte & 0xc0 != 0x80 { characters += 1 }
        if byte == 0x0a {
          lines += 1
          longest = max(longest, length)
          length = 0
        } else if byte == 0x09 {
          length = (length / 8 + 1) * 8
        } else if byte >= 0x20, byte & 0xc0 != 0x80 {
          length += 1
        }
        let isSpace = Character8.isSpace(byte)
        if !isSpace, !isInWord { words += 1 }
        isInWord = !isSpace
      }
    }
    longest = max(longest, length)
  }

  mutating func add(_ other: Counts) {
    lines += other.lines
    words += other.words
    characters += other.characters
    bytes += other.bytes
    longest = max(longest, other.longest)
  }

  func value(_ key: String) -> Int {
    switch key.bytes {
    case "l": lines
    case "w": words
    case "m": characters
    case "L": longest
    default: bytes
    }
  }
}
