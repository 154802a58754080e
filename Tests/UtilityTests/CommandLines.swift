// Command lines for the comparison with Debian's programs, by subject in the files beside this one.

/// The tables of command lines.
enum CommandLines {
  static var all: [String] { basic + core }

  private static var basic: [String] { fileLines + searchLines + textLines }

  private static var core: [String] {
    [
      sumsLines, lineToolLines, numbersLines, printfLines, sortLines, datesLines, findLines, lsLines, compareLines,
      patchLines, blockLines, fileToolLines, paragraphLines, pieceLines, copyLines, linkLines, xargsLines,
      describeLines, colourLines, columnLines, pageLines,
      threeFileLines, indexLines,
    ].flatMap { $0 }
  }
}
