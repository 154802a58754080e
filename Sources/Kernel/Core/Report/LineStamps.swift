// Times in front of the lines of the console and the log, where the kernel's command line has the word `times`.
//
// For looking at a boot: which step came when. Programs do nothing for it.

/// Puts the time in front of each line.
struct LineStamps {
  private var isAtStart = true

  /// Nil without the word.
  init?(commandLine: [UInt8]) {
    guard CommandLine(bytes: commandLine).has("times") else { return nil }
  }

  /// The first `count` bytes, each line of them with the time `nanoseconds` in front.
  mutating func stamped(_ bytes: [UInt8], count: Int, at nanoseconds: UInt64) -> TextBuffer {
    var text = TextBuffer()
    for place in 0..<count {
      if isAtStart { stamp(nanoseconds, into: &text) }
      text.byte(bytes[place])
      isAtStart = bytes[place] == 10
    }
    return text
  }

  private func stamp(_ nanoseconds: UInt64, into text: inout TextBuffer) {
    text.byte(91)
    text.decimal(nanoseconds / 1_000_000_000)
    text.byte(46)
    // Nine digits, with their zeros: those of a one in front, which is left out.
    var digits = TextBuffer()
    digits.decimal(1_000_000_000 + nanoseconds % 1_000_000_000)
    for digit in digits.bytes.dropFirst() { text.byte(digit) }
    text.byte(93)
    text.byte(32)
  }
}
