// nano for Apus: an editor without modes. Keys in, text and screen out; files are the business of whoever runs it.
//
// The keys are those of GNU nano.

/// The editor.
public final class Nano {
  /// The text.
  public internal(set) var text: EditedText
  /// The cursor, between two characters.
  public internal(set) var cursor = Position.zero
  /// The name of the file; empty when it has none.
  public internal(set) var path: [UInt8]
  public internal(set) var message: [UInt8]
  var options: NanoOptions
  var viewport = Viewport()
  var wantedColumn = 0
  var mark: Position?
  var cutBuffer: [UInt8] = []
  /// Whether the last key cut, so that the next cut is added to it.
  var isCutting = false
  /// Whether the last key typed a character, so that typing is undone together.
  var isTyping = false
  var prompt: NanoPrompt?
  var search = NanoSearch()
  var helpTop: Int?
  /// What was not written, while it is asked whether it should be.
  var refused: WriteRequest?
  var takesVerbatim = false
  var actions: [EditorAction] = []
  var isWaiting = false
  var isQuitting = false
  var typed: [Key] = []

  /// An editor for a text that has been read.
  public init(
    path: [UInt8] = [], bytes: [UInt8] = [], message: [UInt8] = [], options: NanoOptions = NanoOptions()
  ) {
    text = EditedText(bytes, showsEnding: true)
    self.path = path
    self.message = message
    self.options = options
  }

  // MARK: - Keys in, actions out

  /// Takes keys; what is to be done because of them.
  public func press(_ keys: [Key]) -> [EditorAction] {
    typed = keys.reversed() + typed
    return run()
  }

  /// Takes the answer to an action.
  public func answer(_ answer: EditorAnswer) -> [EditorAction] {
    isWaiting = false
    take(answer)
    return run()
  }

  private func run() -> [EditorAction] {
    while !isWaiting, !isQuitting, let key = typed.popLast() { handle(key) }
    scrollToCursor()
    defer { actions = [] }
    return actions
  }

  /// Puts the cursor somewhere, from its first line and column (both from 1) as the command line names them.
  public func go(line: Int, column: Int) {
    let number = min(max(line - 1, 0), text.lastLine)
    let bytes = text.line(number)
    place(Position(number, Characters.index(bytes, column: max(0, column - 1), tab: options.tabSize)))
  }

  private func handle(_ key: Key) {
    if helpTop != nil { return handleHelp(key) }
    if prompt != nil { return handlePrompt(key) }
    if takesVerbatim {
      takesVerbatim = false
      return type(key == .enter ? [0x0D] : key.bytes)
    }
    message = []
    let wasCutting = isCutting
    let wasTyping = isTyping
    isCutting = false
    isTyping = false
    switch key {
    case .character(let scalar):
      if !wasTyping { text.closeGroup() }
      type(Characters.bytes(scalar))
      isTyping = true
      return
    case .ctrl("K"): cut(adds: wasCutting)
    default: command(key)
    }
    text.closeGroup()
  }

  private func command(_ key: Key) {
    switch key {
    case .enter: typeNewline()
    case .tab: mark == nil ? typeTab() : indent(1)
    case .backTab: indent(-1)
    case .backspace: erase(forward: false)
    case .delete, .ctrl("D"): erase(forward: true)
    case .paste(let bytes): type(Sodium.pasted(bytes))
    case .ctrl("U"): paste()
    case .ctrl("J"): justify()
    case .ctrl("G"), .function(1): helpTop = 0
    case .ctrl("X"), .function(2): exit()
    case .ctrl("O"), .function(3): askWrite(quits: false)
    case .ctrl("S"): save()
    case .ctrl("R"), .function(5): prompt = NanoPrompt(.insertFile, "File to insert")
    case .ctrl("T"): prompt = NanoPrompt(.command, "Command to execute")
    case .ctrl("W"), .function(6): askSearch(backwards: false)
    case .ctrl("Q"): askSearch(backwards: true)
    case .control(0x1C): askReplace()
    case .control(0x1F): prompt = NanoPrompt(.goToLine, "Enter line number, column number")
    case .control(0x1E): toggleMark()
    case .ctrl("C"), .function(11): showPosition()
    case .ctrl("L"): actions.append(.redraw)
    case .ctrl("Z"): actions.append(.suspend)
    case .ctrl("V"), .pageDown, .ctrl("Y"), .pageUp, .ctrl("P"), .up, .ctrl("N"), .down, .ctrl("B"), .left, .ctrl("F"),
      .right, .ctrl("A"), .home, .ctrl("E"), .end, .wordLeft, .wordRight, .control(0):
      move(key)
    case .alt(let scalar): alternate(scalar)
    case .insert, .escape, .function, .control: message = Array("Unbound key".utf8)
    case .character: break
    }
  }

  private func alternate(_ scalar: UInt32) {
    switch Unicode.Scalar(scalar) {
    case "u", "U": undo(isRedo: false)
    case "e", "E": undo(isRedo: true)
    case "a", "A": toggleMark()
    case "6", "^": copy()
    case "w", "W": searchAgain(backwards: search.isBackwards)
    case "q", "Q": searchAgain(backwards: true)
    case "r", "R": askReplace()
    case "g", "G": prompt = NanoPrompt(.goToLine, "Enter line number, column number")
    case "n", "#": toggle(&options.showsNumbers, "Line numbering")
    case "p", "P": toggle(&options.showsInvisible, "Whitespace display")
    case "c": toggle(&options.showsPosition, "Constant cursor position display")
    case "s", "S", "$": toggle(&options.wraps, "Soft wrapping of overlong lines")
    case "i", "I": toggle(&options.autoIndents, "Auto indent")
    case "k", "K": toggle(&options.cutsToEnd, "Cut to end")
    case "o", "O": toggle(&options.expandsTabs, "Conversion of typed tabs to spaces")
    case "y", "Y": toggle(&options.syntax, "Color syntax highlighting")
    case "t", "T": cutToEndOfText()
    case "d", "D": countWords()
    case "v", "V": takesVerbatim = true
    case "}": indent(1)
    case "{": indent(-1)
    case "]": matchBracket()
    case "\\", "|": place(.zero)
    case "/", "?": place(Position(text.lastLine, text.length(ofLine: text.lastLine)))
    case " ", "f": move(.wordRight)
    case "b": move(.wordLeft)
    case "-", "_": scroll(-1)
    case "+", "=": scroll(1)
    case "(", "9": moveParagraph(-1)
    case ")", "0": moveParagraph(1)
    case "j", "J": justify(wholeText: true)
    default: message = Array("Unbound key".utf8)
    }
  }

  private func toggle(_ option: inout Bool, _ name: String) {
    option.toggle()
    message = Array("\(name) \(option ? "enabled" : "disabled")".utf8)
  }
}
