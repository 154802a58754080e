// Command lines of the programs for texts, for the comparison with Debian's, by program in the files beside this one.

/// The tables of command lines.
enum TextCommandLines {
  static var all: [String] { grepLines + sedLines + awkLines }
}
