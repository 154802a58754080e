// cat: writes files one behind the other.
//
// Specification: POSIX.1-2017, cat; GNU coreutils for the options.

import System
import UtilitySupport

let catProgram = Utility(
  "cat", "[OPTION]... [FILE]...", "Write files (or the standard input, -) one behind the other.",
  [
    OptionDescription("-A --show-all", "as -vET"), OptionDescription("-b --number-nonblank", "number lines with text"),
    OptionDescription("-e", "as -vE"), OptionDescription("-E --show-ends", "show $ at the end of lines"),
    OptionDescription("-n --number", "number all lines"),
    OptionDescription("-s --squeeze-blank", "no repeated empty lines"),
    OptionDescription("-t", "as -vT"), OptionDescription("-T --show-tabs", "show tabs as ^I"),
    OptionDescription("-u", "ignored"), OptionDescription("-v --show-nonprinting", "show control characters as ^X"),
  ]
) { tool in
  let isPlain = !["A", "b", "e", "E", "n", "s", "t", "T", "v"].contains { tool.has($0) }
  var writer = NumberedWriter(tool)
  return tool.forEachInput { input, _ in
    while true {
      let chunk = input.nextChunk()
      if chunk.isEmpty { return }
      if isPlain {
        tool.output.write(chunk)
        // A person at the other end sees each line as it comes.
        tool.output.flush()
      } else {
        for byte in chunk { writer.write(byte) }
      }
      if tool.isOutputClosed { return }
    }
  }
}

/// Writes bytes with numbers and marks.
private struct NumberedWriter {
  private let output: BufferedWriter
  private let numbersAll: Bool
  private let numbersText: Bool
  private let showsEnds: Bool
  private let showsTabs: Bool
  private let showsControls: Bool
  private let squeezes: Bool
  private var number = 0
  private var isLineStart = true
  private var emptyLines = 0

  init(_ tool: Tool) {
    output = tool.output
    numbersText = tool.has("b")
    numbersAll = tool.has("n") && !numbersText
    showsEnds = tool.has("E") || tool.has("A") || tool.has("e")
    showsTabs = tool.has("T") || tool.has("A") || tool.has("t")
    showsControls = tool.has("v") || tool.has("A") || tool.has("e") || tool.has("t")
    squeezes = tool.has("s")
  }

  mutating func write(_ byte: UInt8) {
    if isLineStart {
      emptyLines = byte == 0x0a ? emptyLines + 1 : 0
      if squeezes, emptyLines > 1 { return }
      if numbersAll || (numbersText && byte != 0x0a) {
        number += 1
        output.write(Bytes(decimal: number).rightAligned(6) + [0x09])
      }
    }
    isLineStart = byte == 0x0a
    switch byte {
    case 0x0a: output.write(showsEnds ? "$\n" : "\n")
    case 0x09: output.write(showsTabs ? "^I" : "\t")
    default: writeCharacter(byte)
    }
  }

  private func writeCharacter(_ byte: UInt8) {
    guard showsControls else { return output.write(byte: byte) }
    if byte >= 0x80 { output.write("M-") }
    let low = byte & 0x7f
    if low == 0x7f {
      output.write("^?")
    } else if low < 0x20 {
      output.write([UInt8(ascii: "^"), low ^ 0x40])
    } else {
      output.write(byte: low)
    }
  }
}
