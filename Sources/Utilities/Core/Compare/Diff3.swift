// diff3: where three files differ, or two changed ones merged.
//
// Specification: GNU diffutils 3.8, diff3.

import ABI
import System
import UtilitySupport

let diff3Program = Utility(
  "diff3", "[OPTION]... MINE OLD YOURS", "Compare three files, or merge what changed from OLD to YOURS into MINE.",
  [
    OptionDescription("-3 --easy-only", "a script for ed: only what does not overlap"),
    OptionDescription("-a --text", "all files are text, which they are here anyway"),
    OptionDescription("-A --show-all", "a script for ed: all changes, conflicts in brackets"),
    OptionDescription("-e --ed", "a script for ed: from OLD to YOURS"),
    OptionDescription("-E --show-overlap", "as -e, conflicts in brackets"),
    OptionDescription("-i", "scripts for ed save and end"),
    OptionDescription("-L --label=LABEL", "instead of a file's name, up to three times"),
    OptionDescription("-m --merge", "the merged text instead of a script"),
    OptionDescription("--strip-trailing-cr", "no carriage returns at the end of lines"),
    OptionDescription("-T --initial-tab", "a tab before lines"),
    OptionDescription("-x --overlap-only", "a script for ed: only what overlaps"),
    OptionDescription("-X", "as -x, as GNU has it"),
  ], usageStatus: 2, hintsByName: true
) { tool in
  let forms = tool.options.all(of: ["3", "A", "e", "E", "x", "X"])
  let labels = tool.options.values("L")
  if labels.count > 3 { return tool.comparisonError("too many file label options") }
  let isMerging = tool.has("m")
  var choice = Diff3Writer.Choice()
  choice.showsOld = tool.has("A") || (isMerging && forms.isEmpty)
  choice.brackets = choice.showsOld || tool.has("E")
  choice.onlyOverlaps = tool.has("x") || tool.has("X")
  choice.onlySimple = tool.has("3")
  if forms.count > 1 || (tool.has("i") && isMerging) || (!labels.isEmpty && !choice.brackets) {
    return tool.comparisonError("incompatible options")
  }
  let paths = tool.operands
  guard paths.count > 2 else { return tool.comparisonError("missing operand after '\(paths.last ?? "diff3")'") }
  if paths.count > 3 { return tool.comparisonError("extra operand '\(paths[3])'") }
  // People expect changes against the old file where they merge, against the last one where they only look.
  var common = isMerging || !forms.isEmpty ? 1 : 2
  if paths[common].isSame(as: "-") {
    common = 3 - common
    if paths[0].isSame(as: "-") || paths[common].isSame(as: "-") {
      tool.report("'-' specified for more than one input file")
      return 2
    }
  }
  var texts: [TextLines] = []
  for path in paths {
    guard let text = wholeText(tool, path) else { return 2 }
    texts.append(TextLines(text))
  }
  let names = paths.enumerated().map { $0 < labels.count ? labels[$0].text : $1 }
  let writer = Diff3Writer(tool, ThreeTexts(texts, common: common), choice, names: names)
  if isMerging { return writer.writeMerged() ? 1 : 0 }
  if !forms.isEmpty { return writer.writeScript() ? 1 : 0 }
  writer.writeAll()
  return 0
}

/// A file; nil after an error, which has been reported.
private func wholeText(_ tool: Tool, _ path: String) -> Bytes? {
  do throws(Errno) {
    let reader = try LineReader(path)
    var all = Bytes()
    while true {
      let chunk = reader.nextChunk()
      if chunk.isEmpty { break }
      all += chunk
    }
    if let failure = reader.failure { throw failure }
    guard tool.has("strip-trailing-cr") else { return all }
    return Bytes(zip(all, all.dropFirst() + [0]).filter { $0 != 0x0d || $1 != 0x0a }.map { $0.0 })
  } catch {
    tool.report(path, error)
    return nil
  }
}
