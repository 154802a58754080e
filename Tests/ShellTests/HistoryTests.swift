// The history: what is kept, and its file.

import Testing

@testable import ShellCore

@Test func historyForgetsRepetitionsAndTheOldest() {
  var history = History()
  for line in ["a", "a", "", " secret", "b", "\tsecret", "a"] { history.add(line.bytes) }
  #expect(history.entries.map(\.text) == ["b", "a"])
  for number in 0..<(Limits.historyEntries + 5) { history.add("\(number)".bytes, time: Int64(number)) }
  #expect(history.entries.count == Limits.historyEntries)
  #expect(history.times.count == Limits.historyEntries)
  #expect(history.times.first == 5)
}

@Test func historyKeepsLinesAndTimesInItsFile() {
  var history = History()
  history.add("if a\nthen b\\n\nfi".bytes, time: 1_700_000_000)
  history.add("echo 'a\tb'".bytes, time: 1_700_000_001)
  #expect(history.file.text == "1700000000\tif a\\nthen b\\\\n\\nfi\n1700000001\techo 'a\tb'\n")
  #expect(History(file: history.file) == history)
}

@Test func oldAndBrokenFilesAreRead() {
  #expect(History(file: "x\ny\\n\nx\n\n z\n".bytes).entries.map(\.text) == ["y\\n", "x"])
  #expect(
    History(file: "12\ta\\\n99999999999999999999999\tb\n5\t".bytes).entries.map(\.text) == [
      "a", "99999999999999999999999\tb",
    ])
  var numbers = SeededNumbers(state: 3)
  for _ in 0..<200 {
    let bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    let history = History(file: bytes)
    #expect(History(file: history.file).entries.map(UTF8Scanner.repaired) == history.entries.map(UTF8Scanner.repaired))
  }
}

@Test func severalShellsAppendToOneFile() {
  // What two shells write in turns is one history in the order of writing.
  let lines = (0..<100).map { History.encode("command \($0)\nof shell \($0 % 2)".bytes, time: Int64($0)) }
  #expect(History(file: Bytes(lines.joined())).times == Array(0..<100))
}

@Test(arguments: [
  ("echo one", "one"), ("echo 'a b'", "'a b'"), ("echo a\\ b", "a\\ b"), ("ls; pwd;", "pwd"),
  ("echo \"x 'y z\"", "\"x 'y z\""), ("", ""),
])
func theLastWordOfACommandIsFound(_ command: String, _ word: String) {
  #expect(ShellWords.last(of: command.bytes).text == word)
}
