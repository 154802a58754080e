// What the keys of vi have led to so far: the mode, a count and an operator that wait for a motion, and what `.`
// repeats.

/// The state of the vi keys.
struct ViState: Equatable {
  enum Mode: Equatable {
    case insert
    case replace
    case command
    /// From there to the cursor is selected, whole lines or not.
    case visual(anchor: Int, isLines: Bool)
  }

  /// What the next key is.
  enum Waiting: Equatable {
    case nothing
    /// The character that `f`, `F`, `t` or `T` looks for.
    case find(UInt8)
    /// The character for `r`.
    case replacement
    /// What follows `g`.
    case go
    /// What follows `i` or `a` behind an operator.
    case object(isWhole: Bool)
  }

  /// A search inside the line.
  struct Find: Equatable {
    /// `f`, `F`, `t` or `T`.
    var letter: UInt8
    var character: Bytes
  }

  var mode = Mode.insert
  var count: Int?
  var pendingOperator: UInt8?
  var operatorCount: Int?
  var waiting = Waiting.nothing
  var lastFind: Find?
  /// Whether what was removed last are whole lines.
  var holdsLines = false
  /// Whether undo knows the state before what is being inserted.
  var isInsertionNoted = false
  /// The keys of the command that is being given, and those of the last change.
  var recording: [Key] = []
  var lastChange: [Key] = []
  var isReplaying = false
  /// Whether the command being given has changed something.
  var isChange = false
  /// For `n` and `N`.
  var searchIndex = 0
  var searchesOlder = true

  static let longestRecording = 10_000

  /// A new line: typing, with nothing pending. What `.` repeats stays.
  mutating func begin() {
    mode = .insert
    reset()
    // Typing begins as if `i` had been pressed.
    recording = [.text([UInt8(ascii: "i")])]
    isInsertionNoted = false
    isReplaying = false
  }

  /// Forgets a half-given command.
  mutating func reset() {
    count = nil
    pendingOperator = nil
    operatorCount = nil
    waiting = .nothing
  }

  /// Whether no command is half given.
  var isAtRest: Bool { count == nil && pendingOperator == nil && waiting == .nothing }

  /// The count of the command; both counts of `2d3w`.
  var times: Int { min((count ?? 1) * (operatorCount ?? 1), 9999) }

  /// The cursor's shape (DECSCUSR).
  var shape: Int {
    switch mode {
    case .insert: 6
    case .replace: 4
    case .command, .visual: pendingOperator == nil ? 2 : 4
    }
  }
}
