// Hostile and random output: nothing traps, the cursor stays inside, memory is bounded, and how the bytes were cut into
// pieces never matters. Also what is repainted.

import TerminalCore
import Testing

@Suite struct TerminalFuzzTests {
  /// Real sequences, whole: the raw material of mutation.
  private static let samples = [
    "\u{1B}[2J\u{1B}[H", "\u{1B}[1;31m", "\u{1B}[38;2;10;20;30m", "\u{1B}[38:5:99m", "\u{1B}[?1049h", "\u{1B}[?1049l",
    "\u{1B}[3;10r", "\u{1B}[5;5H", "\u{1B}[K", "\u{1B}[10X", "\u{1B}[3@", "\u{1B}[2P", "\u{1B}[2L", "\u{1B}[M",
    "\u{1B}M", "\u{1B}D", "\u{1B}7", "\u{1B}8", "\u{1B}]0;title\u{7}", "\u{1B}]4;1;#ffffff\u{1B}\\", "\u{1B}(0",
    "\u{1B}(B", "\u{E}", "\u{F}", "\r\n", "\t", "\u{8}", "hello world ", "日本語", "e\u{301}", "❤\u{FE0F}", "👩\u{200D}👧",
    "\u{1B}[?6h", "\u{1B}[?7l", "\u{1B}[?7h", "\u{1B}[4h", "\u{1B}[4l", "\u{1B}[20b", "\u{1B}[S", "\u{1B}[T",
    "\u{1B}P$qm\u{1B}\\", "\u{1B}[6n", "\u{1B}c", "\u{1B}[!p", "\u{1B}#8", "\u{1B}[3g", "\u{1B}H", "\u{1B}[Z",
    "\u{1B}]8;;http://x\u{7}", "\u{1B}]52;c;aGk=\u{7}", "\u{1B}[?2026h", "\u{1B}[?45h", "\u{1B}[3J", "\u{1B}[22t",
  ].map { Array($0.utf8) }

  private func hostile(_ dice: inout Dice, length: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < length {
      switch dice.below(8) {
      case 0: for _ in 0..<dice.below(20) { bytes.append(UInt8(truncatingIfNeeded: dice.next())) }
      case 1:
        var sample = Self.samples[dice.below(Self.samples.count)]
        sample[dice.below(sample.count)] = UInt8(truncatingIfNeeded: dice.next())
        bytes += sample
      case 2: bytes += Self.samples[dice.below(Self.samples.count)].dropLast()
      case 3: bytes += Array("\u{1B}[\(dice.below(70000));\(dice.below(300))".utf8) + [UInt8(0x40 + dice.below(63))]
      default: bytes += Self.samples[dice.below(Self.samples.count)]
      }
    }
    return bytes
  }

  /// All that can be seen of a terminal.
  private func picture(_ terminal: Terminal) -> [[Cell]] {
    (terminal.firstLine..<terminal.endLine).map { line in
      var cells = Array(terminal.cells(ofLine: line))
      while cells.last == .blank { cells.removeLast() }
      return cells
    }
  }

  @Test(arguments: 1...40) func anyInputLeavesTheTerminalSound(seed: UInt64) {
    var dice = Dice(seed: seed)
    var screen = Terminal(columns: 2 + dice.below(60), rows: 1 + dice.below(20), scrollbackLines: dice.below(50))
    for _ in 0..<60 {
      screen.feed(hostile(&dice, length: 400))
      if dice.below(4) == 0 { screen.resize(columns: dice.below(80), rows: dice.below(30)) }
      if dice.below(4) == 0 {
        let from = TextPosition(line: dice.below(200) - 20, column: dice.below(90) - 5)
        screen.beginSelection([.character, .word, .line, .block][dice.below(4)], at: from)
        screen.extendSelection(to: TextPosition(line: dice.below(200), column: dice.below(90)))
      }
      if dice.below(6) == 0 { screen.scrollView(to: dice.below(60)) }
      if let cursor = screen.cursor {
        #expect(cursor.row >= 0 && cursor.row < screen.rows && cursor.column >= 0 && cursor.column < screen.columns)
      }
      #expect(screen.scrollbackCount <= 50)
      for row in screen.takeDamage() { #expect(row >= 0 && row < screen.rows) }
      for line in screen.firstLine..<screen.endLine { soundHalves(screen, line) }
      _ = screen.selectedText()
      #expect(screen.takeReplies().count <= 64 * 1024)
      #expect(screen.takeEvents().count <= 64)
    }
  }

  /// A wide character always has both halves.
  private func soundHalves(_ screen: Terminal, _ line: Int) {
    let cells = Array(screen.cells(ofLine: line))
    for (column, cell) in cells.enumerated() {
      if cell.isWide { #expect(column + 1 < cells.count && cells[column + 1].isWideTail) }
      if cell.isWideTail { #expect(column > 0 && cells[column - 1].isWide) }
    }
  }

  @Test(arguments: 1...30) func splittingTheInputChangesNothing(seed: UInt64) {
    var dice = Dice(seed: seed)
    let bytes = hostile(&dice, length: 3000)
    var whole = Terminal(columns: 30, rows: 8, scrollbackLines: 100)
    whole.feed(bytes)
    var single = Terminal(columns: 30, rows: 8, scrollbackLines: 100)
    for byte in bytes { single.feed([byte]) }
    var pieces = Terminal(columns: 30, rows: 8, scrollbackLines: 100)
    var index = 0
    while index < bytes.count {
      let end = min(bytes.count, index + 1 + dice.below(9))
      pieces.feed(Array(bytes[index..<end]))
      index = end
    }
    #expect(picture(whole) == picture(single) && picture(whole) == picture(pieces))
    #expect(whole.place == single.place && whole.modes == single.modes && whole.title == pieces.title)
    #expect(whole.takeReplies() == single.takeReplies())
    #expect(whole.takeReplies() == [] && pieces.takeReplies().count <= 64 * 1024)
  }

  @Test func endlessStringsAreBounded() {
    var screen = Terminal(columns: 10, rows: 2)
    screen.feed("\u{1B}]0;")
    for _ in 0..<100 { screen.feed(Array(repeating: 0x41, count: 100_000)) }
    screen.feed("\u{7}after")
    #expect(screen.shown == ["after"] && screen.title == [])
  }

  @Test func onlyChangedRowsAreRepainted() {
    var screen = terminal("", columns: 10, rows: 5)
    #expect(screen.takeDamage() == [0, 1, 2, 3, 4])
    #expect(screen.isUpToDate && screen.takeDamage() == [])
    screen.feed("x")
    #expect(!screen.isUpToDate && screen.takeDamage() == [0])
    screen.feed("\u{1B}[4;1H")
    #expect(screen.takeDamage() == [0, 3])
    screen.feed("\u{1B}[2;3r\u{1B}[3;1H\n")
    #expect(screen.takeDamage() == [1, 2, 3])
    screen.feed("\u{1B}[r\u{1B}[5;1H\n")
    #expect(screen.takeDamage() == [0, 1, 2, 3, 4])
    screen.feed("\u{1B}[?25l")
    #expect(screen.takeDamage() == [4])
  }

  @Test func damageFollowsTheScrolledView() {
    var screen = terminal("1\r\n2\r\n3\r\n4", columns: 5, rows: 3)
    screen.scrollView(to: 1)
    _ = screen.takeDamage()
    screen.feed("\u{1B}[1;1Hx")
    #expect(screen.takeDamage() == [1])
  }
}
