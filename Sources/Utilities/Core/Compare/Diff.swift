// diff: what has to change in one file to make it another.
//
// Specification: POSIX.1-2017, diff; GNU diffutils 3.8 for options, forms and messages.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let diffProgram = Utility(
  "diff", "[OPTION]... FILE1 FILE2", "Show how files differ.",
  [
    OptionDescription("-a --text", "all files are text"),
    OptionDescription("-b --ignore-space-change", "runs of blanks are one blank"),
    OptionDescription("-B --ignore-blank-lines", "empty lines do not count"),
    OptionDescription("-c", "with context, old style"),
    OptionDescription("-C LINES", "with so much context, old style"),
    OptionDescription("--context[=LINES]", "as -c or -C"),
    OptionDescription("--color[=WHEN]", "colours: always, auto, never"),
    OptionDescription("-d --minimal", "the fewest changes, whatever it costs"),
    OptionDescription("-e --ed", "a script for ed"), OptionDescription("-E --ignore-tab-expansion", "tabs are blanks"),
    OptionDescription("-H --speed-large-files", "ignored"),
    OptionDescription("-i --ignore-case", "large and small letters are the same"),
    OptionDescription("-I --ignore-matching-lines=REGEX", "changes of such lines do not count"),
    OptionDescription("--label=TEXT", "instead of a file's name and time"),
    OptionDescription("-n --rcs", "in the form of RCS"),
    OptionDescription("-N --new-file", "a missing file is empty"), OptionDescription("--normal", "the usual form"),
    OptionDescription("-q --brief", "only whether"), OptionDescription("-r --recursive", "directories"),
    OptionDescription("-s --report-identical-files", "say when equal"),
    OptionDescription("--strip-trailing-cr", "no carriage returns at the end of lines"),
    OptionDescription("--suppress-common-lines", "with -y: only what differs"),
    OptionDescription("--left-column", "with -y: common lines only on the left"),
    OptionDescription("-t --expand-tabs", "tabs as blanks"),
    OptionDescription("-T --initial-tab", "a tab before lines"),
    OptionDescription("-u", "with three lines around"),
    OptionDescription("-U LINES", "with so many lines around"),
    OptionDescription("--unified[=LINES]", "as -u or -U"),
    OptionDescription("-w --ignore-all-space", "blanks do not count"),
    OptionDescription("-W --width=COLUMNS", "with -y: so wide (130)"),
    OptionDescription("-x --exclude=PATTERN", "not these files"),
    OptionDescription("-y --side-by-side", "in two columns"),
    OptionDescription("-Z --ignore-trailing-space", "blanks at the end of lines do not count"),
  ] + (0...9).map { OptionDescription("-\($0)", "a digit of the number of lines around") },
  usageStatus: 2, hintsByName: true
) { tool in
  guard let style = DiffStyle(tool) else { return 2 }
  guard tool.operands.count > 1 else {
    let last = tool.operands.first ?? "diff"
    return tool.comparisonError("missing operand after '\(last)'")
  }
  if tool.operands.count > 2 { return tool.comparisonError("extra operand '\(tool.operands[2])'") }
  return DiffRun(tool, style).compare(tool.operands[0], tool.operands[1], depth: 0)
}
