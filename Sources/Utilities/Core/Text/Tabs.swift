// expand and unexpand: tabs to blanks and back.
//
// Specification: POSIX.1-2017, expand, unexpand; GNU coreutils 9.1.

import System
import UtilityAlgorithms
import UtilitySupport

private func tabStops(_ tool: Tool) -> TabStops? {
  do throws(TabStops.ListError) { return try TabStops(tool.options.values("t") + tool.options.values("0")) } catch {
    tool.report(error.message)
    return nil
  }
}

let expandProgram = Utility(
  "expand", "[OPTION]... [FILE]...", "Write blanks for tabs.",
  [
    OptionDescription("-i --initial", "only before the first character of a line"),
    OptionDescription("-t --tabs=LIST", "stops at these columns, or so far apart (8)"),
  ], numberWords: .value
) { tool in
  guard let stops = tabStops(tool) else { return 1 }
  let isInitial = tool.has("i")
  return tool.forEachReader { reader in
    while let line = reader.next(), !tool.isOutputClosed {
      var text = Bytes()
      var column = 0
      var isActive = true
      for byte in line {
        if byte == 0x09, isActive {
          let next = stops.next(after: column) ?? column + 1
          text += Bytes(repeating: 0x20, count: next - column)
          column = next
          continue
        }
        if byte == 0x08 { column = max(0, column - 1) } else { column += 1 }
        if isInitial, !Character8.isBlank(byte) { isActive = false }
        text.append(byte)
      }
      if reader.endsLine { text.append(0x0a) }
      tool.output.write(text)
    }
  }
}

let unexpandProgram = Utility(
  "unexpand", "[OPTION]... [FILE]...", "Write tabs for blanks.",
  [
    OptionDescription("-a --all", "all blanks, not only the first of a line"),
    OptionDescription("--first-only", "only the first of a line"),
    OptionDescription("-t --tabs=LIST", "stops at these columns, or so far apart (8); implies -a"),
  ], numberWords: .value
) { tool in
  guard let stops = tabStops(tool) else { return 1 }
  let isAll = (tool.has("a") || tool.has("t") || tool.has("0")) && !tool.has("first-only")
  return tool.forEachReader { reader in
    while let line = reader.next(), !tool.isOutputClosed {
      tool.output.write(unexpanded(line, stops, isAll))
      if reader.endsLine { tool.output.write(byte: 0x0a) }
    }
  }
}

private func unexpanded(_ line: ArraySlice<UInt8>, _ stops: TabStops, _ isAll: Bool) -> Bytes {
  var text = Bytes()
  var column = 0
  /// Blanks that may become a tab.
  var pending = Bytes()
  var isActive = true
  for (index, byte) in zip(line.indices, line) {
    guard isActive, Character8.isBlank(byte), let next = stops.next(after: column) else {
      text += pending
      pending = []
      text.append(byte)
      column = byte == 0x08 ? max(0, column - 1) : column + 1
      if !isAll, !Character8.isBlank(byte) { isActive = false }
      if stops.next(after: column) == nil { isActive = false }
      continue
    }
    if byte == 0x09 {
      column = next
      text.append(0x09)
      pending = []
      continue
    }
    column += 1
    pending.append(byte)
    guard column == next else { continue }
    // A single blank before a stop stays one, unless more blanks follow.
    let follows = index + 1 < line.endIndex && Character8.isBlank(line[index + 1])
    text += pending.count > 1 || follows ? [0x09] : pending
    pending = []
  }
  return text + pending
}
