// A line editor on a small terminal, with a shell that answers it: what its tests type into.

@testable import ShellCore

/// A shell that knows a few commands, and offers what a test gave it.
final class FakeSurroundings: LineSurroundings {
  var completion = Completion(start: 0, candidates: [])
  var questions: [String] = []
  var lookUps = 0

  func kind(ofCommand name: Bytes) -> CommandKind {
    lookUps += 1
    switch name {
    case "cd", "echo": return .builtin
    case "ls", "cat", "grep", "git": return .program
    case "greet": return .function
    default: return .missing
    }
  }

  func completions(of line: Bytes, cursor: Int) -> Completion {
    questions.append("complete \(line.text) \(cursor)")
    return completion
  }

  func isIncomplete(_ text: Bytes) -> Bool {
    var parser = Parser(text + "\n".bytes, expectsMore: true)
    do throws(ParseError) {
      while try parser.nextCommand() != nil {}
      return false
    } catch {
      return error.isIncomplete
    }
  }

  /// Offers words for the word that starts at `start`.
  func offer(_ words: [String], at start: Int, suffix: String = " ", descriptions: [String] = []) {
    completion = Completion(
      start: start,
      candidates: words.enumerated().map { index, word in
        .init(
          replacement: word.bytes, label: word.bytes, suffix: suffix.bytes,
          description: index < descriptions.count ? descriptions[index].bytes : [])
      })
  }
}

/// An editor, its terminal, and what came of it.
struct LineEditorSession {
  let shell = FakeSurroundings()
  var editor: LineEditor<FakeSurroundings>
  var screen: ScreenModel
  var accepted: [String] = []
  var events: [String] = []
  var history = History()
  var keys: KeyStyle
  var prompt = "$ "
  /// Pieces written since the last key.
  var writes: [Bytes] = []
  var isEnded = false

  init(
    width: Int = 40, height: Int = 24, history lines: [String] = [], keys: KeyStyle = .emacs, prompt: String = "$ ",
    isDumb: Bool = false
  ) {
    editor = LineEditor(shell, width: width, height: height, isDumb: isDumb)
    screen = ScreenModel(width: width, height: height)
    self.keys = keys
    self.prompt = prompt
    for line in lines { history.add(line.bytes) }
    begin()
  }

  mutating func begin() {
    handle(editor.begin(prompt: prompt.bytes, history: history, keys: keys))
  }

  mutating func type(_ text: String) { feed(text.bytes) }

  mutating func feed(_ bytes: Bytes) {
    writes = []
    handle(editor.feed(bytes))
  }

  /// Time passes: an escape byte was the key Escape.
  mutating func pause() { handle(editor.pause()) }

  /// Escape, and nothing behind it.
  mutating func escape() {
    type("\u{1b}")
    pause()
  }

  mutating func resize(width: Int, height: Int = 24) {
    screen.resize(width: width, height: height)
    handle(editor.resize(width: width, height: height))
  }

  mutating func handle(_ actions: [LineAction]) {
    for action in actions {
      switch action {
      case .write(let bytes):
        screen.write(bytes)
        writes.append(bytes)
      case .accept(let line):
        accepted.append(line.text)
        begin()
      case .interrupt:
        events.append("interrupt")
        begin()
      case .endOfInput:
        events.append("end")
        isEnded = true
      }
    }
  }

  var line: String { editor.line.text }
  /// The line with a mark at the cursor.
  var marked: String {
    Bytes(editor.line[..<editor.cursor]).text + "|" + Bytes(editor.line[editor.cursor...]).text
  }

  /// What a terminal shows that never saw anything but the line as it is.
  var fresh: ScreenModel {
    var copy = editor
    var screen = ScreenModel(width: self.screen.width, height: self.screen.height)
    for case .write(let bytes) in copy.redraw() { screen.write(bytes) }
    return screen
  }
}

/// What becomes of a line when keys are typed.
func edited(_ keys: String, history: [String] = []) -> String {
  var session = LineEditorSession(history: history)
  session.type(keys)
  return session.line
}
