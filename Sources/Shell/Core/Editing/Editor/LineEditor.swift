// The line editor: a state machine from terminal input to commands, with the keys of Emacs and readline, or of vi.
//
// It does no I/O and has no clock. Bytes go in; out come bytes for the terminal, one piece for each piece of input, and
// what the user wants of the shell. Input that arrives behind an entered line waits inside. This file holds the state
// and the ways in; what the keys do is in the files beside it.

/// Edits one command after the other.
public struct LineEditor<Surroundings: LineSurroundings> {
  /// What lies over the line.
  enum Overlay: Equatable {
    case none
    case search(HistorySearch)
    case menu(CompletionMenu)
  }

  /// What the last key did, as far as the next one cares.
  enum Effect: Equatable {
    case none
    /// A character was typed.
    case typing
    case kill
    /// Text was put back; it starts there.
    case yank(start: Int)
    /// The last word of an entry was put there.
    case lastArgument(start: Int, entry: Int)
    case recall
    /// The line went to a former state.
    case undo
    /// The column that Up and Down keep.
    case vertical(column: Int)
  }

  var surroundings: Surroundings
  // The terminal.
  let isDumb: Bool
  var width: Int
  var height: Int
  var screen: ScreenPainter
  var dumb: DumbPainter
  var prompt = PromptText()
  var continuation = Bytes()
  /// The cursor's shape that the terminal has, as its number in DECSCUSR.
  var shape = 0
  // The line.
  var isActive = false
  var buffer = EditBuffer()
  var undo = UndoLog()
  var kills = KillRing()
  var highlighter = Highlighter()
  /// What the commands of this line are.
  var kinds: [Bytes: CommandKind] = [:]
  var overlay = Overlay.none
  // The keys.
  var keyStyle = KeyStyle.emacs
  var vi = ViState()
  var effect = Effect.none
  var lastEffect = Effect.none
  var count: Int?
  var isLiteral = false
  var isMeta = false
  var isPrefixed = false
  // The history.
  var history = History()
  var walk: HistoryWalk?
  var lastQuery = Bytes()
  // Input and output.
  private var decoder = KeyDecoder()
  private var keys: [Key] = []
  private var waiting = Bytes()
  private var waitingStart = 0
  var output = Bytes()
  private var actions: [LineAction] = []

  /// An editor for a terminal of that size, which knows no sequences when it `isDumb`.
  public init(_ surroundings: Surroundings, width: Int, height: Int = 24, isDumb: Bool = false) {
    self.surroundings = surroundings
    self.isDumb = isDumb
    self.width = max(width, 1)
    self.height = max(height, 1)
    screen = ScreenPainter(width: width, height: height)
    dumb = DumbPainter(width: width)
  }

  /// The line as it is.
  public var line: Bytes { buffer.text }
  /// Where the cursor stands in it.
  public var cursor: Int { buffer.cursor }

  // MARK: Ways in

  /// Starts a line. Input that waited is taken up. `continuation` stands before the further lines of a command.
  public mutating func begin(
    prompt: Bytes, continuation: Bytes = "> ".bytes, history: History, keys: KeyStyle = .emacs
  ) -> [LineAction] {
    self.prompt = PromptText(prompt)
    self.continuation = PromptText(continuation).plainText
    self.history = history
    keyStyle = keys
    vi.begin()
    buffer = EditBuffer()
    undo = UndoLog()
    kinds = [:]
    overlay = .none
    walk = nil
    (effect, lastEffect) = (.none, .none)
    (count, isLiteral, isMeta, isPrefixed) = (nil, false, false, false)
    isActive = true
    screen.begin()
    screen.promptStyles = self.prompt.styles
    dumb.begin()
    if isDumb {
      // The last line of the prompt stands before the text; those above it are written once.
      let lines = self.prompt.plainText.pieces(separatedBy: ASCII.newline)
      for line in lines.dropLast() { output += line + "\r\n".bytes }
    } else {
      output += self.prompt.preamble + [ASCII.escape] + "[?2004h".bytes
    }
    paint()
    return run()
  }

  /// Takes terminal input.
  public mutating func feed(_ bytes: Bytes) -> [LineAction] {
    waiting += bytes
    return run()
  }

  /// Whether an escape byte waits that may be the key Escape: then `pause` should be called when nothing follows soon.
  public var isEscapeOpen: Bool {
    guard isActive, decoder.isEscapeOpen else { return false }
    return keyStyle == .vi || overlay != .none
  }

  /// Says that nothing followed for a while.
  public mutating func pause() -> [LineAction] {
    guard isEscapeOpen, let key = decoder.pause() else { return [] }
    keys.append(key)
    return run()
  }

  /// Draws for another size.
  public mutating func resize(width: Int, height: Int = 24) -> [LineAction] {
    guard width != self.width || height != self.height else { return [] }
    self.width = max(width, 1)
    self.height = max(height, 1)
    if !isActive {
      screen = ScreenPainter(width: width, height: height)
      dumb = DumbPainter(width: width)
      return []
    }
    output += isDumb ? dumb.resize(width: width) : screen.resize(width: width, height: height)
    paint()
    return run()
  }

  /// Draws everything on an empty row.
  mutating func redraw() -> [LineAction] {
    screen.forget()
    shape = 0
    paint()
    return run()
  }

  // MARK: Running

  /// Handles waiting input until the shell has to act. The line is drawn once for all of it.
  private mutating func run() -> [LineAction] {
    var isChanged = false
    while isActive, let key = nextKey() {
      take(key)
      isChanged = true
    }
    if isActive, isChanged { paint() }
    flush()
    defer { actions = [] }
    return actions
  }

  private mutating func nextKey() -> Key? {
    while keys.isEmpty {
      guard waitingStart < waiting.count else {
        waiting = []
        waitingStart = 0
        return nil
      }
      decoder.feed(waiting[waitingStart], into: &keys)
      waitingStart += 1
    }
    return keys.removeFirst()
  }

  private mutating func flush() {
    if !output.isEmpty { actions.append(.write(output)) }
    output = []
  }

  private mutating func take(_ key: Key) {
    let before = buffer
    lastEffect = effect
    effect = .none
    route(key)
    noteChange(from: before)
  }

  /// Sends a key to whatever has to do with it.
  private mutating func route(_ key: Key) {
    if isLiteral {
      isLiteral = false
      return insert(Self.literal(key))
    }
    switch overlay {
    case .search(let search): if take(key, search) { return }
    case .menu(let menu): if take(key, menu) { return }
    case .none: break
    }
    if keyStyle == .vi { takeVi(key) } else { takeEmacs(key) }
  }

  /// The bytes that a key stands for.
  private static func literal(_ key: Key) -> Bytes {
    switch key {
    case .text(let bytes), .paste(let bytes): bytes
    case .control(let byte): [byte]
    case .alt(let byte): [ASCII.escape, byte]
    case .escape: [ASCII.escape]
    case .tab: [ASCII.tab]
    case .enter: [ASCII.newline]
    case .backspace: [ASCII.delete]
    default: []
    }
  }

  /// Keeps the state before a change, once for a word that is typed.
  private mutating func noteChange(from before: EditBuffer) {
    guard buffer.text != before.text else { return }
    if walk?.shown != buffer.text { walk = nil }
    if effect == .undo { return }
    if keyStyle == .vi, vi.isInsertionNoted { return }
    if effect == .typing, lastEffect == .typing {
      let end = before.cursor
      let startsWord =
        end > 0 && end < buffer.text.count && ASCII.isBlank(before.text[end - 1]) && !ASCII.isBlank(buffer.text[end])
      if !startsWord { return }
    }
    undo.note(before)
    if keyStyle == .vi, vi.mode == .insert || vi.mode == .replace { vi.isInsertionNoted = true }
  }

  // MARK: Ends of a line

  mutating func end(_ action: LineAction, trailer: String = "") {
    isActive = false
    overlay = .none
    paint(isFinal: true, trailer: trailer.bytes)
    if isDumb {
      output += dumb.finish()
    } else {
      output += screen.finish() + [ASCII.escape] + "[?2004l".bytes
      setShape(0)
    }
    flush()
    actions.append(action)
  }

  /// Rings the terminal's bell.
  mutating func ring() { output.append(ASCII.bell) }
}
