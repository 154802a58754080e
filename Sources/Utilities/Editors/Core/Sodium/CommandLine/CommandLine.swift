// The line at the bottom that commands and searches are typed in.

/// A line being typed.
struct CommandLine {
  /// What it is for.
  enum Purpose: Equatable {
    /// With what stands there at first.
    case command(prefix: [UInt8])
    case search(isForward: Bool)
    /// A shell command that lines go through.
    case filter(lines: ClosedRange<Int>)
  }

  var purpose = Purpose.command(prefix: [])
  var text: [UInt8] = []
  /// Bytes before the cursor.
  var cursor = 0
  /// Where the history is; nil at the line that is typed.
  var historyIndex: Int?
  /// What was typed before the history was looked at.
  var own: [UInt8] = []
  /// Keys behind Ctrl-R or Ctrl-V.
  var prefix: Key?
  /// Names that completion goes through, and where the name begins.
  var choices: [[UInt8]] = []
  var choice = 0
  var nameStart = 0
  /// The mode to go back to, and what was seen before the search.
  var returnMode = SodiumMode.normal
  var origin = Position.zero
  var originTop = Viewport()

  /// The sign in front.
  var sign: UInt8 {
    switch purpose {
    case .command: UInt8(ascii: ":")
    case .filter: UInt8(ascii: "!")
    case .search(let isForward): isForward ? UInt8(ascii: "/") : UInt8(ascii: "?")
    }
  }

  mutating func insert(_ bytes: [UInt8]) {
    text.insert(contentsOf: bytes, at: cursor)
    cursor += bytes.count
  }

  mutating func erase(from start: Int) {
    text.removeSubrange(start..<cursor)
    cursor = start
  }
}
