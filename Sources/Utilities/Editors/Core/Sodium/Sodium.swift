// Sodium, the vi of Apus: keys in, text and screen out. It reads and writes no files: what it wants from the world
// comes back as actions, and the answers are given to `answer(_:)`.
//
// Where both have a command it does what Vim does with `-u NONE -N`; Tests/EditorToolTests compares them.

/// The editor.
public final class Sodium {
  /// The text.
  public internal(set) var text: EditedText
  /// The cursor: in normal mode on a character, in insert mode before one.
  public internal(set) var cursor = Position.zero
  /// The name of the file; empty when it has none.
  public internal(set) var path: [UInt8]
  var mode = SodiumMode.normal
  var options = EditorOptions()
  var registers = Registers()
  var viewport = Viewport()
  /// The column that up and down try to keep; `Int.max` behind `$`.
  var wantedColumn = 0

  // Keys
  /// Keys of a command that is not complete.
  var pending: [Key] = []
  /// Keys that wait to be handled, the next one last.
  var typed: [Key] = []
  /// Keys of macros that run, the next one last.
  var playing: [Key] = []
  var recording: (name: UInt8, keys: [Key])?
  var lastPlayed: UInt8?
  /// Keys handled since the last typed one: a macro that never ends is ended.
  var steps = 0
  /// Commands that run inside of others.
  var depth = 0

  // Changes
  var insertion = Insertion()
  var lastChange: RepeatableChange?
  var isRepeating = false
  var savedLine: (number: Int, bytes: [UInt8], byte: Int)?
  var lastFind: (scalar: UInt32, isForward: Bool, isTill: Bool)?
  var jumps = JumpList()
  /// The last insertion, for `Ctrl-A` and register `.`.
  var visual = VisualState()

  // Command line
  var line = CommandLine()
  var histories = LineHistories()
  var search = SearchState()
  var lastSubstitution: Substitution?
  var asking: Asking?
  var isInGlobal = false
  var lastShellCommand: [UInt8] = []
  var completion: [[UInt8]] = []

  // Talking
  /// Shown in the last row.
  public internal(set) var message: [UInt8] = []
  var messageIsError = false
  /// A text of several rows that is shown until a key is pressed.
  var page: [[UInt8]] = []
  var actions: [EditorAction] = []
  /// Why no keys are taken: an answer is awaited.
  var waiting: Waiting?
  var hasFailed = false
  var isQuitting = false
  var clipboard: Registers.Content?

  /// What is awaited.
  enum Waiting {
    case file, command, names, write
    /// The clipboard; the keys are handled again when it is there.
    case clipboard
  }

  /// Keys that one typed key may lead to.
  static let stepLimit = 2_000_000
  /// Commands inside of commands.
  static let depthLimit = 20

  /// An editor for a text that has been read.
  public init(path: [UInt8] = [], bytes: [UInt8] = [], isReadOnly: Bool = false, message: [UInt8] = []) {
    text = EditedText(bytes)
    self.path = path
    self.message = message
    options.isReadOnly = isReadOnly
  }

  // MARK: - Keys in, actions out

  /// Takes keys; what is to be done because of them.
  public func press(_ keys: [Key]) -> [EditorAction] {
    typed = Self.withoutAlt(keys).reversed() + typed
    run()
    return takeActions()
  }

  /// There is no Alt in vi: it is an Escape that a key followed quickly.
  static func withoutAlt(_ keys: [Key]) -> [Key] {
    keys.flatMap { key -> [Key] in
      if case .alt(let scalar) = key { return [.escape, .character(scalar)] }
      return [key]
    }
  }

  /// Takes the answer to an action.
  public func answer(_ answer: EditorAnswer) -> [EditorAction] {
    let reason = waiting
    waiting = nil
    take(answer, reason)
    closeIdleGroup()
    run()
    return takeActions()
  }

  /// Whether an answer is awaited.
  public var isWaiting: Bool { waiting != nil }

  func takeActions() -> [EditorAction] {
    let result = actions
    actions = []
    return result
  }

  private func run() {
    while waiting == nil, !isQuitting {
      if let key = playing.popLast() {
        step(key)
      } else if let key = typed.popLast() {
        steps = 0
        if let register = recording, mode != .message { recording = (register.name, register.keys + [key]) }
        step(key)
      } else {
        break
      }
      closeIdleGroup()
    }
    scrollToCursor()
  }

  /// What comes next is a step of undo of its own, unless something is going on.
  private func closeIdleGroup() {
    let isIdle = playing.isEmpty && depth == 0 && pending.isEmpty
    if isIdle, !mode.isTyping, mode != .commandLine, mode != .question { text.closeGroup() }
  }

  private func step(_ key: Key) {
    steps += 1
    hasFailed = false
    handle(key)
    if hasFailed || steps > Self.stepLimit { playing = [] }
  }

  /// Handles keys at once, as `:normal` and `.` do.
  func execute(_ keys: [Key]) {
    guard depth < Self.depthLimit else { return fail("E192: Recursive use of :normal too deep") }
    depth += 1
    let outer = playing
    playing = keys.reversed()
    while waiting == nil, !isQuitting, let key = playing.popLast() {
      steps += 1
      hasFailed = false
      handle(key)
      if hasFailed || steps > Self.stepLimit { playing = [] }
    }
    let failed = hasFailed
    playing = outer
    depth -= 1
    hasFailed = failed
  }

  private func handle(_ key: Key) {
    switch mode {
    case .normal, .visual:
      if pending.isEmpty, !isRepeating, depth == 0 {
        message = []
        messageIsError = false
      }
      handleCommandKey(key)
    case .insert, .replace: handleInsertKey(key)
    case .commandLine: handleLineKey(key)
    case .question: handleQuestionKey(key)
    case .message:
      mode = .normal
      page = []
      if key.ascii == UInt8(ascii: ":") { handleCommandKey(key) }
    }
  }

  // MARK: - Messages

  /// The command cannot be done: a bell, and the end of macros.
  func fail() {
    hasFailed = true
    pending = []
    if depth == 0, !actions.contains(where: { if case .bell = $0 { true } else { false } }) { actions.append(.bell) }
  }

  func fail(_ text: String) { fail(Array(text.utf8)) }

  func fail(_ text: [UInt8]) {
    hasFailed = true
    pending = []
    message = text
    messageIsError = true
  }

  func tell(_ text: String) { tell(Array(text.utf8)) }

  func tell(_ text: [UInt8]) {
    message = text
    messageIsError = false
  }

  // MARK: - The cursor

  /// Puts the cursor on a character of the text, and remembers its column.
  func place(_ position: Position) {
    cursor = clamped(position)
    wantedColumn = column(of: cursor)
  }

  /// The nearest place where the cursor may stand in this mode.
  func clamped(_ position: Position) -> Position {
    let number = min(max(position.line, 0), text.lastLine)
    let line = text.line(number)
    let last = mode.isTyping || mode.isVisual ? line.count : Characters.last(line)
    return Position(number, Characters.snap(line, min(max(position.byte, 0), last)))
  }

  func column(of position: Position) -> Int {
    Characters.column(text.line(position.line), position.byte, tab: options.tabStop)
  }

  /// The place of the first character that is no blank.
  func firstNonBlank(_ number: Int) -> Position {
    let line = text.line(number)
    let index = line.firstIndex { !Characters.isBlank($0) } ?? Characters.last(line)
    return Position(number, index)
  }

  /// The file's name without its folders, for the status line.
  var fileName: [UInt8] { Array(path.split(separator: 0x2F).last ?? []) }
}
