// fold: breaks long lines.
//
// Specification: POSIX.1-2017, fold; GNU coreutils 9.1.

import System
import UtilityAlgorithms
import UtilitySupport

let foldProgram = Utility(
  "fold", "[OPTION]... [FILE]...", "Break long lines.",
  [
    OptionDescription("-b --bytes", "count bytes, not columns"), OptionDescription("-s --spaces", "break at blanks"),
    OptionDescription("-w --width=COLUMNS", "so many columns (80)"),
  ], numberWords: .value
) { tool in
  let text = tool.options.value("w") ?? tool.options.value("0") ?? "80".bytes
  guard let width = tool.number(text, "number of columns", in: 1...(.max)) else { return 1 }
  let (countsBytes, breaksAtBlanks) = (tool.has("b"), tool.has("s"))
  func advanced(_ column: Int, _ byte: UInt8) -> Int {
    if countsBytes { return column + 1 }
    switch byte {
    case 0x08: return max(0, column - 1)
    case 0x0d: return 0
    case 0x09: return column + 8 - column % 8
    default: return column + 1
    }
  }
  return tool.forEachReader { reader in
    while let line = reader.next(), !tool.isOutputClosed {
      var start = line.startIndex
      var column = 0
      var index = start
      /// The place behind the last blank of the piece.
      var blank: Int?
      while index < line.endIndex {
        let next = advanced(column, line[index])
        if next > width, index > start {
          let end = breaksAtBlanks ? blank ?? index : index
          tool.output.write(line[start..<end])
          tool.output.write(byte: 0x0a)
          start = end
          blank = nil
          column = line[start..<index].reduce(0) { advanced($0, $1) }
          continue
        }
        column = next
        index += 1
        if Character8.isBlank(line[index - 1]) { blank = index }
      }
      tool.output.write(line[start...])
      if reader.endsLine { tool.output.write(byte: 0x0a) }
    }
  }
}
