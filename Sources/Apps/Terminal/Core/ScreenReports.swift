// Answers to the questions of programs (DA, DSR, window reports) and the title stack.

extension Screen {
  /// DA1: a VT220 with colour.
  mutating func reportAttributes() { reply("\u{1B}[?62;22c") }

  /// DSR 5 and 6.
  mutating func reportStatus(_ which: Int) {
    if which == 5 { reply("\u{1B}[0n") }
    if which == 6 { reply("\u{1B}[\(reportedRow);\(cursor.column + 1)R") }
  }

  /// DECXCPR and the colour scheme.
  mutating func reportPrivateStatus(_ which: Int) {
    if which == 6 { reply("\u{1B}[?\(reportedRow);\(cursor.column + 1);1R") }
    if which == 996 { reportScheme() }
  }

  private var reportedRow: Int { cursor.row - (modes.contains(.origin) ? top : 0) + 1 }

  mutating func reportScheme() { reply("\u{1B}[?997;\(isDarkScheme ? 1 : 2)n") }

  mutating func reportSize() {
    reply("\u{1B}[48;\(rows);\(columns);\(rows * cellHeight);\(columns * cellWidth)t")
  }

  /// XTWINOPS: sizes and the title stack; nothing that moves windows.
  mutating func windowOperation(_ sequence: ControlSequence) {
    switch sequence.parameter(0) {
    case 14: reply("\u{1B}[4;\(rows * cellHeight);\(columns * cellWidth)t")
    case 16: reply("\u{1B}[6;\(cellHeight);\(cellWidth)t")
    case 18: reply("\u{1B}[8;\(rows);\(columns)t")
    case 22 where sequence.parameter(1) != 1:
      titleStack.append(title)
      if titleStack.count > Limit.titleStack { titleStack.removeFirst() }
    case 23 where sequence.parameter(1) != 1:
      if let saved = titleStack.popLast() { setTitle(saved[...]) }
    default: break
    }
  }

  mutating func setTitle(_ text: ArraySlice<UInt8>) {
    // Control characters in a title could speak to whoever shows it.
    title = text.prefix(Limit.title).filter { $0 >= 0x20 && $0 != 0x7F }
    post(.title)
  }
}
