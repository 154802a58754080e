// sort: sorts lines, in memory as long as they fit, else in runs that are merged.
//
// Specification: POSIX.1-2017, sort; GNU coreutils 9.1. Text sorts by its bytes, as in the C locale.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let sortProgram = Utility(
  "sort", "[OPTION]... [FILE]...", "Sort lines.",
  [
    OptionDescription("-b --ignore-leading-blanks", "blanks before a key do not count"),
    OptionDescription("-c --check[=HOW]", "say whether it is sorted: quiet, silent, diagnose-first"),
    OptionDescription("-C", "as -c, silently"),
    OptionDescription("-d --dictionary-order", "only letters, digits, blanks"),
    OptionDescription("-f --ignore-case", "small letters as large ones"),
    OptionDescription("-g --general-numeric-sort", "floating point numbers"),
    OptionDescription("-h --human-numeric-sort", "sizes such as 2K and 1G"),
    OptionDescription("-i --ignore-nonprinting", "only printable characters"),
    OptionDescription("-k --key=START[,END]", "by fields START to END"),
    OptionDescription("-m --merge", "merge sorted files"),
    OptionDescription("-M --month-sort", "names of months"), OptionDescription("-n --numeric-sort", "numbers"),
    OptionDescription("-o --output=FILE", "into FILE"), OptionDescription("-r --reverse", "the other way round"),
    OptionDescription("-R --random-sort", "shuffled, equal keys together"),
    OptionDescription("-s --stable", "equal keys stay in their order"),
    OptionDescription("-S --buffer-size=SIZE", "memory to use"),
    OptionDescription("-t --field-separator=BYTE", "fields end with BYTE"),
    OptionDescription("-T --temporary-directory=DIRECTORY", "for runs"),
    OptionDescription("-u --unique", "one of equal lines"),
    OptionDescription("-V --version-sort", "numbers in text by their value"),
    OptionDescription("-z --zero-terminated", "lines end with NUL"),
    OptionDescription("--batch-size=NUMBER", "so many runs at once"),
    OptionDescription("--compress-program=PROGRAM", "ignored"),
    OptionDescription("--files0-from=FILE", "the names of the inputs, with NUL"),
    OptionDescription("--parallel=NUMBER", "ignored: there is one thread"),
    OptionDescription("--random-source=FILE", "ignored"),
    OptionDescription("--sort=WORD", "general-numeric, human-numeric, month, numeric, random, version"),
  ], usageStatus: 2
) { tool in
  guard let plan = SortPlan(tool) else { return 2 }
  if plan.checks != nil { return SortCheck(tool, plan).run() }
  var run = SortRun(tool, plan)
  return run.run()
}
