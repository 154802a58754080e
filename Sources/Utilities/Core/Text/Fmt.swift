// fmt: breaks paragraphs into lines of about the same length.
//
// Specification: GNU coreutils 9.1, fmt.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let fmtProgram = Utility(
  "fmt", "[-WIDTH] [OPTION]... [FILE]...", "Break paragraphs into lines of about the same length.",
  [
    OptionDescription("-c --crown-margin", "the second line says how far the others stand in"),
    OptionDescription("-g --goal=WIDTH", "the length that is aimed for (93 % of the width)"),
    OptionDescription("-p --prefix=TEXT", "only lines that start so"),
    OptionDescription("-s --split-only", "join no lines"),
    OptionDescription("-t --tagged-paragraph", "the first line stands elsewhere than the others"),
    OptionDescription("-u --uniform-spacing", "one blank between words, two between sentences"),
    OptionDescription("-w --width=WIDTH", "the longest line (75)"),
  ], numberWords: .value
) { tool in
  guard let style = formatStyle(tool) else { return 1 }
  var status: Int32 = 0
  for path in tool.operands.isEmpty ? ["-"] : tool.operands {
    do throws(Errno) {
      let reader: LineReader
      do throws(Errno) { reader = try LineReader(path) } catch {
        if error == .isDirectory {
          tool.report("read error")
        } else {
          tool.report("cannot open \(quoted(path)) for reading", error)
        }
        status = 1
        continue
      }
      var chunk: ArraySlice<UInt8> = []
      let output = tool.output
      var formatter = ParagraphFormatter(
        style,
        read: {
          if chunk.isEmpty { chunk = reader.nextChunk() }
          return chunk.popFirst()
        },
        write: { output.write(byte: $0) })
      formatter.run()
      if let failure = reader.failure { throw failure }
    } catch {
      tool.report("read error", error)
      status = 1
    }
    if tool.isOutputClosed { break }
  }
  return status
}

/// What the options ask for; nil when they are wrong, which has been reported.
private func formatStyle(_ tool: Tool) -> ParagraphFormatter.Style? {
  var style = ParagraphFormatter.Style()
  if tool.has("t") { style.indentation = .tagged }
  if tool.has("c") { style.indentation = .crown }
  if tool.has("s") { style.indentation = .split }
  style.isUniform = tool.has("u")
  style.prefix = tool.options.value("p") ?? []
  func number(_ text: Bytes, upTo most: Int) -> Int? { tool.number(text, "width", in: 0...most) }
  if let text = tool.options.value("w") ?? tool.options.value("0") {
    guard let width = number(text, upTo: 2500) else { return nil }
    style.width = width
  }
  if let text = tool.options.value("g") {
    let hasWidth = tool.has("w") || tool.has("0")
    guard let goal = number(text, upTo: hasWidth ? style.width : 75) else { return nil }
    style.goal = goal
    if !hasWidth { style.width = goal + 10 }
  } else {
    style.goal = style.width * 187 / 200
  }
  return style
}
