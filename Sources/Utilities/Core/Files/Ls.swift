// ls, dir and vdir: lists files and directories.
//
// Specification: POSIX.1-2017, ls; GNU coreutils 9.1 for options, columns and messages. Names sort by their bytes.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

private let options = [
  OptionDescription("-a --all", "also names that start with ."),
  OptionDescription("-A --almost-all", "as -a without . and .."), OptionDescription("--author", "ignored"),
  OptionDescription("-b --escape", "names as in C"),
  OptionDescription("-B --ignore-backups", "no names with ~ at the end"),
  OptionDescription("-c", "time of the last change of status"), OptionDescription("-C", "in columns"),
  OptionDescription("--color[=WHEN]", "colours: always, auto, never"),
  OptionDescription("-d --directory", "directories themselves, not their content"),
  OptionDescription("-f", "as -aU"), OptionDescription("-F --classify[=WHEN]", "mark kinds with */=>@|"),
  OptionDescription("--file-type", "as -F without *"),
  OptionDescription("--format=WORD", "across, commas, horizontal, long, single-column, verbose, vertical"),
  OptionDescription("--full-time", "as -l --time-style=full-iso"), OptionDescription("-g", "as -l without owners"),
  OptionDescription("-G --no-group", "no groups"), OptionDescription("--group-directories-first", "directories first"),
  OptionDescription("-h --human-readable", "sizes as 1.5K"), OptionDescription("-H", "follow links among the operands"),
  OptionDescription("--hide=PATTERN", "not these names, unless -a or -A"),
  OptionDescription("-i --inode", "show inode numbers"), OptionDescription("-I --ignore=PATTERN", "not these names"),
  OptionDescription("--indicator-style=WORD", "none, slash, file-type, classify"),
  OptionDescription("-k --kibibytes", "blocks of 1024 bytes"), OptionDescription("-l", "one file a line, with details"),
  OptionDescription("-L --dereference", "what links lead to"), OptionDescription("-m", "with commas"),
  OptionDescription("-n --numeric-uid-gid", "as -l with numbers"),
  OptionDescription("-N --literal", "names as they are"),
  OptionDescription("-o", "as -l without groups"), OptionDescription("-p", "mark directories with /"),
  OptionDescription("-q --hide-control-chars", "? for control characters"),
  OptionDescription("-Q --quote-name", "names in double quotes"),
  OptionDescription(
    "--quoting-style=WORD", "literal, shell, shell-always, shell-escape, shell-escape-always, c, escape"),
  OptionDescription("-r --reverse", "the other way round"),
  OptionDescription("-R --recursive", "directories in directories, too"),
  OptionDescription("-s --size", "show blocks"), OptionDescription("-S", "sort by size"),
  OptionDescription("--show-control-chars", "control characters as they are"),
  OptionDescription("--si", "as -h with powers of 1000"),
  OptionDescription("--sort=WORD", "none, size, time, version, extension, width"),
  OptionDescription("-t", "sort by time"),
  OptionDescription("-T --tabsize=COLUMNS", "tab stops so far apart (8); 0: no tabs"),
  OptionDescription("--time=WORD", "atime, access, use, ctime, status, mtime, modification"),
  OptionDescription("--time-style=STYLE", "full-iso, long-iso, iso, locale or +FORMAT"),
  OptionDescription("-u", "time of the last access"), OptionDescription("-U", "do not sort"),
  OptionDescription("-v", "sort by versions in names"), OptionDescription("-w --width=COLUMNS", "so wide"),
  OptionDescription("-x", "in columns, row by row"), OptionDescription("-X", "sort by extension"),
  OptionDescription("--zero", "lines end with NUL"), OptionDescription("-1", "one file a line"),
]

private func listUtility(_ name: String) -> Utility {
  Utility(name, "[OPTION]... [FILE]...", "List files.", options, usageStatus: 2) { tool in
    let style = ListStyle(tool)
    if let failure = style.failure { return failure }
    var listing = Listing(tool, style)
    return listing.run()
  }
}

let lsProgram = listUtility("ls")
let dirProgram = listUtility("dir")
let vdirProgram = listUtility("vdir")
