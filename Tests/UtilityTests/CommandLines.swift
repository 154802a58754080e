// Command lines for the comparison with Debian's programs, by subject in the files beside this one.

/// The tables of command lines.
enum CommandLines {
  static var all: [String] { fileLines + searchLines + textLines }
}
