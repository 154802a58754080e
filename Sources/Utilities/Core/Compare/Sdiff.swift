// sdiff: two files side by side. It is diff in two columns with other letters; it does not ask how to merge them.
//
// Specification: GNU diffutils 3.8, sdiff.

import System
import UtilitySupport

let sdiffProgram = Utility(
  "sdiff", "[OPTION]... FILE1 FILE2", "Show two files side by side.",
  [
    OptionDescription("-a --text", "all files are text"),
    OptionDescription("-b --ignore-space-change", "runs of blanks are one blank"),
    OptionDescription("-B --ignore-blank-lines", "empty lines do not count"),
    OptionDescription("-d --minimal", "the fewest changes, whatever it costs"),
    OptionDescription("-E --ignore-tab-expansion", "tabs are blanks"),
    OptionDescription("-H --speed-large-files", "ignored"),
    OptionDescription("-i --ignore-case", "large and small letters are the same"),
    OptionDescription("-I --ignore-matching-lines=REGEX", "changes of such lines do not count"),
    OptionDescription("-l --left-column", "common lines only on the left"),
    OptionDescription("-o --output=FILE", "not supported: it would ask for each difference"),
    OptionDescription("-s --suppress-common-lines", "only what differs"),
    OptionDescription("--strip-trailing-cr", "no carriage returns at the end of lines"),
    OptionDescription("-t --expand-tabs", "tabs as blanks"),
    OptionDescription("-w --width=COLUMNS", "so wide (130)"),
    OptionDescription("-W --ignore-all-space", "blanks do not count"),
    OptionDescription("-Z --ignore-trailing-space", "blanks at the end of lines do not count"),
  ], usageStatus: 2, hintsByName: true
) { tool in
  guard tool.operands.count > 1 else {
    return tool.comparisonError("missing operand after '\(tool.operands.first ?? "sdiff")'")
  }
  if tool.operands.count > 2 { return tool.comparisonError("extra operand '\(tool.operands[2])'") }
  if tool.has("o") {
    tool.report("--output is not supported: nothing can be merged here by questions")
    return 2
  }
  var words = ["-y"]
  for (key, value) in tool.options.inOrder {
    // The letters that mean other things to diff.
    let option =
      switch key.bytes {
      case "w": "--width"
      case "W": "--ignore-all-space"
      case "l": "--left-column"
      case "s": "--suppress-common-lines"
      case "I": "--ignore-matching-lines"
      case "strip-trailing-cr": "--strip-trailing-cr"
      default: "-" + key
      }
    words.append(value.map { "\(option)=\($0.text)" } ?? option)
  }
  return diffProgram.run(words + ["--"] + tool.operands)
}
