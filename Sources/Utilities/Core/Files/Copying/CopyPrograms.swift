// cp and mv: copy and rename files and trees.
//
// Specification: POSIX.1-2017, cp, mv; GNU coreutils 9.1 for options and messages.

import System
import UtilitySupport

private let overwriteOptions =
  [
    OptionDescription("-f --force", "never ask"), OptionDescription("-i --interactive", "ask before overwriting"),
    OptionDescription("-n --no-clobber", "never overwrite"),
    OptionDescription("--strip-trailing-slashes", "no slashes at the end of sources"),
    OptionDescription("-t --target-directory=DIRECTORY", "into this directory"),
    OptionDescription("-T --no-target-directory", "the target is no directory"),
    OptionDescription("-u --update", "only what is newer"), OptionDescription("-v --verbose", "say what is done"),
    OptionDescription("-Z", "ignored"),
  ] + BackupNames.options

let cpProgram = Utility(
  "cp", "[OPTION]... SOURCE... TARGET", "Copy files and directories.",
  overwriteOptions + [
    OptionDescription("-a --archive", "as -d -R --preserve=all"),
    OptionDescription("--attributes-only", "not the content"),
    OptionDescription("-d", "copy links as links, and hard links as such"),
    OptionDescription("-H", "follow links among the operands"), OptionDescription("-l --link", "hard links, no copies"),
    OptionDescription("-L --dereference", "follow links"),
    OptionDescription("--no-preserve=LIST", "do not keep what LIST names"),
    OptionDescription("-P --no-dereference", "copy links as links"),
    OptionDescription("-p", "as --preserve=mode,ownership,timestamps"),
    OptionDescription("--preserve[=LIST]", "keep mode, ownership, timestamps, links or all"),
    OptionDescription("--parents", "with the directories of the source's name"),
    OptionDescription("-r", "copy directories"), OptionDescription("-R --recursive", "copy directories"),
    OptionDescription("--reflink[=WHEN]", "ignored: always, auto, never"),
    OptionDescription("--remove-destination", "remove what is there first"),
    OptionDescription("--sparse=WHEN", "holes for zeros: always, auto, never"),
    OptionDescription("-s --symbolic-link", "symbolic links, no copies"),
    OptionDescription("-x --one-file-system", "ignored"),
  ]
) { tool in
  guard let plan = CopyPlan(tool) else { return 1 }
  return Copier(tool, plan).run { copier, source, target in copier.copy(source, target, depth: 0) }
}

let mvProgram = Utility("mv", "[OPTION]... SOURCE... TARGET", "Rename or move files.", overwriteOptions) { tool in
  guard let plan = CopyPlan(tool) else { return 1 }
  return Copier(tool, plan).run { copier, source, target in copier.move(source, target) }
}
