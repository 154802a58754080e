// The terminal's view and window with a program that only remembers what it was sent.

import Graphics
import OrbToolkit
import TerminalApp
import TerminalCore
import Testing

/// A program in a terminal.
private final class FakeProgram: TerminalProcess {
  var input: [UInt8] = []
  var size = (columns: 0, rows: 0)
  var isClosed = false
  func write(_ bytes: [UInt8]) { input += bytes }
  func resize(columns: Int, rows: Int, width: Int, height: Int) { size = (columns, rows) }
  func close() { isClosed = true }
  /// What was written since the last call, ESC as "^".
  func taken() -> String {
    defer { input = [] }
    return String(decoding: input.map { $0 == 0x1B ? 0x5E : $0 }, as: UTF8.self)
  }
}

/// A terminal window and its programs.
private final class Bench {
  var programs: [FakeProgram] = []
  var views: [TerminalView] = []
  var ends: [(Int?) -> Void] = []
  var harness: TestHarness?

  init(theme: Theme = .light) {
    let window = TerminalWindow.make { [self] view, _, onEnd in
      let program = FakeProgram()
      programs.append(program)
      views.append(view)
      ends.append(onEnd)
      view.process = program
      view.tellSize()
      return nil
    }
    harness = TestHarness(window, theme: theme)
  }
}

private func bench(_ theme: Theme = .light) -> (TestHarness, Bench) {
  let bench = Bench(theme: theme)
  // SAFETY of the test: the harness is made in the initialiser.
  guard let harness = bench.harness else { preconditionFailure("no harness") }
  return (harness, bench)
}

@Test func terminalSendsKeysAndText() {
  let (harness, bench) = bench()
  let program = bench.programs[0]
  harness.type("ls é")
  harness.key(.enter)
  #expect(program.taken() == "ls é\r")
  harness.key(.up)
  harness.key(.tab)
  harness.key(.c, .control)
  harness.key(.x, .alt)
  harness.key(.f10)
  harness.key(.right, .control)
  #expect(program.taken() == "^[A\t\u{3}^x^[21~^[1;5C")
  bench.views[0].feed("\u{1B}[?1h")
  harness.key(.left)
  #expect(program.taken() == "^OD")
}

@Test func terminalTellsItsSize() {
  let (harness, bench) = bench()
  let before = bench.programs[0].size
  #expect(before.columns >= 79 && before.rows >= 22)
  harness.surface?.resize(to: Size(width: 400, height: 300), scale: 1)
  harness.settle()
  let after = bench.programs[0].size
  #expect(after.columns < before.columns && after.rows < before.rows)
  harness.key(.equal, .control, count: 4)
  #expect(bench.programs[0].size.columns < after.columns)
  harness.key(.digit0, .control)
  #expect(bench.programs[0].size == after)
}

@Test func terminalAnswersAndShowsOutput() {
  let (harness, bench) = bench()
  bench.views[0].feed("hello \u{1B}[6n\u{1B}]0;my title\u{7}")
  harness.settle()
  #expect(bench.programs[0].taken() == "^[1;7R")
  #expect(harness.window.title == "my title" && harness.dump().contains("hello"))
}

@Test func terminalSelectsAndCopiesWithTheMouse() {
  let (harness, bench) = bench()
  bench.views[0].feed("one two three\r\nfour")
  harness.settle()
  let origin = bench.views[0].originInWindow
  let word = Point(x: origin.x + 10 + 8 * 5, y: origin.y + 15)
  harness.click(at: word)
  harness.click(at: word)
  harness.key(.c, [.control, .shift])
  #expect(harness.platform.clipboardText == "two")
  harness.advance(2000)
  harness.drag(from: Point(x: origin.x + 10, y: origin.y + 15), to: Point(x: origin.x + 10 + 8 * 3, y: origin.y + 15))
  harness.key(.insert, .control)
  #expect(harness.platform.clipboardText == "one")
  #expect(bench.programs[0].taken() == "")
}

@Test func terminalAsksBeforePastingSeveralLines() {
  let (harness, bench) = bench()
  harness.platform.clipboardText = "one line"
  harness.key(.v, [.control, .shift])
  #expect(bench.programs[0].taken() == "one line")
  harness.platform.clipboardText = "rm x\nrm y\n"
  harness.key(.v, [.control, .shift])
  #expect(bench.programs[0].taken() == "" && harness.dump().contains("Paste 2 lines?"))
  harness.key(.escape)
  #expect(bench.programs[0].taken() == "")
  harness.key(.v, [.control, .shift])
  harness.click("Paste", .button)
  #expect(bench.programs[0].taken() == "rm x\rrm y\r")
}

@Test func terminalReportsTheMouseToThoseWhoAsk() {
  let (harness, bench) = bench()
  bench.views[0].feed("\u{1B}[?1000;1006h")
  let origin = bench.views[0].originInWindow
  let point = Point(x: origin.x + 10 + 8 * 2 + 1, y: origin.y + 6 + 19 + 5)
  harness.click(at: point)
  #expect(bench.programs[0].taken() == "^[<0;3;2M^[<0;3;2m")
  harness.click(at: point, modifiers: .shift)
  #expect(bench.programs[0].taken() == "")
  harness.scroll(at: point, 1)
  #expect(bench.programs[0].taken().hasPrefix("^[<65;3;2M"))
}

@Test func terminalScrollsBackAndSearches() {
  let (harness, bench) = bench()
  let view = bench.views[0]
  view.feed((1...200).map { "line \($0)\r\n" }.joined())
  harness.settle()
  harness.key(.pageUp, .shift)
  #expect(view.terminal.viewOffset > 10)
  harness.type("x")
  #expect(view.terminal.viewOffset == 0)
  harness.key(.f, [.control, .shift])
  harness.type("line 7")
  #expect(harness.dump().contains("11 of 11"))
  harness.key(.enter)
  #expect(harness.dump().contains("10 of 11") && view.terminal.viewOffset > 0)
  harness.key(.escape)
  bench.programs[0].input = []
  harness.type("y")
  #expect(bench.programs[0].taken() == "y")
}

@Test func terminalTabs() {
  let (harness, bench) = bench()
  harness.key(.t, [.control, .shift])
  #expect(bench.programs.count == 2)
  harness.type("b")
  #expect(bench.programs[1].taken() == "b")
  harness.key(.pageDown, .control)
  harness.type("a")
  #expect(bench.programs[0].taken() == "a" && bench.programs[1].taken() == "")
  harness.key(.w, [.control, .shift])
  #expect(bench.programs[0].isClosed && harness.window.isOpen)
  bench.ends[1](0)
  harness.settle()
  #expect(!harness.window.isOpen)
}

@Test func terminalAsksBeforeEndingAProgramThatHasTheScreen() {
  let (harness, bench) = bench()
  bench.views[0].feed("\u{1B}]0;vim\u{7}\u{1B}[?1049h")
  harness.window.requestClose()
  harness.settle()
  #expect(harness.window.isOpen && harness.dump().contains("vim"))
  harness.key(.escape)
  bench.views[0].feed("\u{1B}[?1049l")
  harness.window.requestClose()
  #expect(!harness.window.isOpen && bench.programs[0].isClosed)
}

@Test func terminalKeepsWhatAFailedProgramSaid() {
  let (harness, bench) = bench()
  bench.views[0].feed("disk on fire\r\n")
  bench.ends[0](3)
  harness.settle()
  #expect(harness.window.isOpen && harness.dump().contains("disk on fire") && harness.dump().contains("status 3"))
}

@Test func terminalPaintsOnlyRowsThatChanged() {
  let (harness, bench) = bench(.dark)
  bench.views[0].feed("\u{1B}[?12l\u{1B}[1 q\u{1B}[2 qx\r\ny")
  harness.advance(100)
  _ = harness.surface?.takeDamage()
  bench.views[0].feed("z")
  harness.advance(100)
  let height = (harness.surface?.takeDamage() ?? []).map { $0.height }.reduce(0, +)
  #expect(height > 0 && height <= 2 * 19)
  bench.views[0].feed("\u{1B}[31mred\u{1B}[0m 日本 ┌─┐ e\u{301} \u{1B}[7minverse\u{1B}[4:3m")
  harness.advance(100)
  #expect(harness.incrementalPaintIsComplete())
}
