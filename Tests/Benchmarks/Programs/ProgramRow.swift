// The programs whose throughput is measured, and how they are called.

/// One row: a program on one of the files.
struct ProgramRow {
  enum Input { case text, compressed }

  let name: String
  /// The multi-call image that has the program.
  let image: String
  /// Of both programs; the file follows.
  let arguments: [String]
  var input = Input.text

  static let all = [
    ProgramRow(name: "cat_mb", image: "coreutils", arguments: ["cat"]),
    ProgramRow(name: "wc_mb", image: "coreutils", arguments: ["wc"]),
    ProgramRow(name: "wc_lines_mb", image: "coreutils", arguments: ["wc", "-l"]),
    ProgramRow(name: "sort_mb", image: "coreutils", arguments: ["sort"]),
    ProgramRow(name: "sort_numbers_mb", image: "coreutils", arguments: ["sort", "-k2,2n"]),
    ProgramRow(name: "cut_mb", image: "coreutils", arguments: ["cut", "-d", " ", "-f", "2,4"]),
    ProgramRow(name: "sha256sum_mb", image: "coreutils", arguments: ["sha256sum"]),
    ProgramRow(name: "grep_word_mb", image: "textutils", arguments: ["grep", "needle"]),
    ProgramRow(name: "grep_pattern_mb", image: "textutils", arguments: ["grep", "-E", "(ab|cd)+ [0-9]{3,5}( of|$)"]),
    ProgramRow(name: "sed_mb", image: "textutils", arguments: ["sed", "s/the/THE/g"]),
    ProgramRow(name: "awk_mb", image: "textutils", arguments: ["awk", "{ sum += $2 } END { print sum, NR }"]),
    ProgramRow(name: "gunzip_mb", image: "archiveutils", arguments: ["gzip", "-dc"], input: .compressed),
  ]
}
