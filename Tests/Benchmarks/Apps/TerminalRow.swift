// The terminal: 100 MB of mixed output through the parser onto a screen of 120 × 40, in megabytes a second.
//
// The mix is what people run: a build's log, coloured listings, a full-screen program that moves the cursor and erases,
// and text in UTF-8 with wide characters. Painting is not part of it: a terminal paints some frames a second, however
// much comes.

import TerminalCore

extension Meter {
  func terminalRow() {
    guard wants("terminal_mb") else { return }
    let block = TerminalOutput.block()
    let rounds = 100_000_000 / block.count
    var terminal = Terminal(columns: 120, rows: 40)
    let time = seconds {
      for _ in 0..<rounds {
        // Pieces as they come from a pseudo terminal.
        var start = 0
        while start < block.count {
          let end = min(start + 65536, block.count)
          terminal.feed(block.span.extracting(start..<end))
          start = end
        }
        _ = terminal.takeReplies()
        _ = terminal.takeEvents()
      }
    }
    precondition(terminal.scrollbackCount == Terminal.standardScrollback, "the output did not scroll")
    print("terminal_mb", Double(block.count * rounds) / 1e6 / time)
  }
}

/// About a megabyte of what programs write.
enum TerminalOutput {
  static func block() -> [UInt8] {
    var text = ""
    for round in 0..<160 {
      for line in 0..<20 {
        text += "[\(round * 20 + line)/3200] Compiling Sources/Apps/Terminal/Core/Module\(line).swift -O -wmo -g\r\n"
      }
      for file in 0..<20 {
        text += "\u{1B}[0m-rw-r--r-- 1 user user \(file * 7919) \u{1B}[01;34mfolder\(file)\u{1B}[0m  "
        text += "\u{1B}[38;5;\(file * 11)mindexed\u{1B}[48;2;\(file);20;30mdirect\u{1B}[m\r\n"
      }
      for row in 1...40 {
        text += "\u{1B}[\(row);\(row * 2)H\u{1B}[7m status \u{1B}[27m\u{1B}[K\u{1B}[\(row % 5 + 1)Cafter"
      }
      text += "\u{1B}[5;20r\u{1B}[20;1H\n\n\n\u{1B}[r\u{1B}[40;1H\u{1B}[2L\u{1B}[3P\u{1B}[4@\r\n"
      for _ in 0..<10 { text += "Grüße, Ελληνικά, русский текст, 日本語の文字列, e\u{301} – ✓ … 🙂\r\n" }
    }
    return Array(text.utf8)
  }
}
