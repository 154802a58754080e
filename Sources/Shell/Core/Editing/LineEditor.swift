// The line editor: a state machine from terminal input to lines, with the keys of Emacs and readline.
//
// It does no I/O. Bytes go in; out come bytes for the terminal and the events that the shell answers. Input that
// arrives while the shell is busy (behind an accepted line, or while it looks for completions) waits inside.

/// Edits one line after the other.
public struct LineEditor {
  /// What the program around the editor has to do.
  public enum Action: Equatable, Sendable {
    /// Write to the terminal.
    case write(Bytes)
    /// The user entered a line.
    case accept(Bytes)
    /// Ctrl+C: forget the line.
    case interrupt
    /// Ctrl+D on an empty line.
    case endOfInput
    /// Tab: find completions for the text before `cursor`, and call `complete`.
    case complete(line: Bytes, cursor: Int)
  }

  enum Mode: Equatable {
    /// Between two lines: input waits.
    case idle
    case editing
    /// Waiting for `complete`.
    case completing
    /// Ctrl+R: the query, and the entry that is shown.
    case searching(query: Bytes, index: Int)
  }

  var mode = Mode.idle
  var buffer = EditBuffer()
  var renderer: LineRenderer
  var prompt = Bytes()
  var width: Int
  var history = History()
  /// The entry that Up has reached; the number of entries when none.
  var historyIndex = 0
  /// What was typed before Up, and its start that entries have to share.
  var draft = EditBuffer()
  var historyPrefix: Bytes?
  /// The line before Ctrl+R.
  var beforeSearch = EditBuffer()
  var killed = Bytes()
  var lastKey: Key?
  /// Whether the key before the last Tab was a Tab, too.
  var wasTab = false
  var isLastKill = false
  var isPasting = false
  private var decoder = KeyDecoder()
  private var waiting = Bytes()
  private var waitingStart = 0

  /// An editor for a terminal of `width` columns.
  public init(width: Int) {
    self.width = max(width, 2)
    renderer = LineRenderer(width: width)
  }

  /// The line as it is.
  public var line: Bytes { buffer.text }

  // MARK: Ways in

  /// Starts a line. Input that waited is taken up.
  public mutating func begin(prompt: Bytes, history: History) -> [Action] {
    self.prompt = prompt
    self.history = history
    buffer = EditBuffer()
    historyIndex = history.entries.count
    historyPrefix = nil
    lastKey = nil
    mode = .editing
    let enablePaste = [ASCII.escape] + "[?2004h".bytes
    return [.write(enablePaste + renderer.draw(prompt: prompt, buffer))] + run()
  }

  /// Takes terminal input.
  public mutating func feed(_ bytes: Bytes) -> [Action] {
    waiting += bytes
    return run()
  }

  /// Takes the completions that were asked for.
  public mutating func complete(_ completion: Completion) -> [Action] {
    guard mode == .completing else { return [] }
    mode = .editing
    return insert(completion) + run()
  }

  /// Draws for another width.
  public mutating func resize(width: Int) -> [Action] {
    self.width = max(width, 2)
    if mode == .idle {
      renderer = LineRenderer(width: width)
      return []
    }
    return [.write(renderer.resize(width: width, buffer))]
  }

  /// Handles waiting input until the shell has to act. Text is drawn once for all of it.
  private mutating func run() -> [Action] {
    var actions: [Action] = []
    while waitingStart < waiting.count, mode != .idle, mode != .completing {
      let byte = waiting[waitingStart]
      waitingStart += 1
      guard let key = decoder.feed(byte) else { continue }
      let wasKill = isLastKill
      isLastKill = false
      wasTab = lastKey == .tab
      actions += handle(key, afterKill: wasKill)
      lastKey = key
    }
    if waitingStart == waiting.count {
      waiting = []
      waitingStart = 0
    }
    if mode != .idle { appendUpdate(to: &actions) }
    return Self.joined(actions)
  }

  private mutating func appendUpdate(to actions: inout [Action]) {
    let bytes = renderer.update(buffer)
    if bytes.isEmpty { return }
    // The picture has to be up to date before the shell acts on a request.
    if case .complete? = actions.last {
      actions.insert(.write(bytes), at: actions.count - 1)
    } else {
      actions.append(.write(bytes))
    }
  }

  /// Neighbouring writes as one.
  private static func joined(_ actions: [Action]) -> [Action] {
    var result: [Action] = []
    for action in actions {
      if case .write(let more) = action, case .write(let bytes)? = result.last {
        result[result.count - 1] = .write(bytes + more)
      } else {
        result.append(action)
      }
    }
    return result
  }

  // MARK: Ends of a line

  mutating func accept() -> [Action] {
    let line = buffer.text
    return leave() + [.accept(line)]
  }

  mutating func interrupt() -> [Action] {
    buffer.move(to: buffer.text.count)
    let bytes = renderer.update(buffer) + "^C".bytes
    return [.write(bytes)] + leave() + [.interrupt]
  }

  mutating func leave() -> [Action] {
    mode = .idle
    buffer.move(to: buffer.text.count)
    let bytes = renderer.update(buffer) + renderer.finish()
    return [.write(bytes + [ASCII.escape] + "[?2004l".bytes)]
  }
}
