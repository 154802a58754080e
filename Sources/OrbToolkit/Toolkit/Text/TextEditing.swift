// Text with a caret, a selection and undo: what a text field does, without a widget around it.
//
// Positions count characters (grapheme clusters), so the caret never stands inside of one. Everything from outside is
// clamped. Typing in a row is one step of undo, as is deleting in a row; a motion or a paste ends the step.

/// The state and the operations of an edited text.
public struct TextEditing {
  /// Steps of undo that are kept.
  static let undoLimit = 200

  public enum Motion: Sendable {
    case left, right, wordLeft, wordRight, lineStart, lineEnd, up, down, start, end
  }

  private struct Snapshot {
    var characters: [Character]
    var anchor: Int
    var caret: Int
  }

  private enum Step {
    case none, typing, deleting
  }

  public private(set) var characters: [Character] = []
  /// Where the selection began.
  public private(set) var anchor = 0
  /// Where the caret is: the end of the selection that moves.
  public private(set) var caret = 0
  /// Line feeds are kept; otherwise they become spaces.
  public let isMultiline: Bool
  /// Characters that it never grows beyond.
  public let limit: Int
  private var undoStack: [Snapshot] = []
  private var redoStack: [Snapshot] = []
  private var step = Step.none

  public init(_ text: String = "", isMultiline: Bool = false, limit: Int = 1 << 20) {
    self.isMultiline = isMultiline
    self.limit = max(0, limit)
    characters = cleaned(text)
    if characters.count > self.limit { characters.removeLast(characters.count - self.limit) }
    caret = characters.count
    anchor = caret
  }

  // MARK: Reading

  public var text: String { String(characters) }
  public var selection: Range<Int> { min(anchor, caret)..<max(anchor, caret) }
  public var hasSelection: Bool { anchor != caret }
  public var selectedText: String { String(characters[selection]) }
  public var canUndo: Bool { !undoStack.isEmpty }
  public var canRedo: Bool { !redoStack.isEmpty }

  // MARK: Selecting

  /// Sets the caret; extending keeps the other end of the selection.
  public mutating func moveCaret(to index: Int, extending: Bool = false) {
    caret = min(max(index, 0), characters.count)
    if !extending { anchor = caret }
    step = .none
  }

  public mutating func select(_ range: Range<Int>) {
    anchor = min(max(range.lowerBound, 0), characters.count)
    caret = min(max(range.upperBound, 0), characters.count)
    step = .none
  }

  public mutating func selectAll() { select(0..<characters.count) }

  public mutating func move(_ motion: Motion, extending: Bool = false) {
    if hasSelection && !extending {
      // An arrow without Shift goes to the selection's edge, not one beyond.
      if motion == .left { return moveCaret(to: selection.lowerBound) }
      if motion == .right { return moveCaret(to: selection.upperBound) }
    }
    moveCaret(to: target(of: motion), extending: extending)
  }

  private func target(of motion: Motion) -> Int {
    switch motion {
    case .left: caret - 1
    case .right: caret + 1
    case .wordLeft: WordMotion.previous(characters, caret)
    case .wordRight: WordMotion.next(characters, caret)
    case .lineStart: lineStart(of: caret)
    case .lineEnd: lineEnd(of: caret)
    case .up: vertical(-1)
    case .down: vertical(1)
    case .start: 0
    case .end: characters.count
    }
  }

  private func lineStart(of index: Int) -> Int {
    var at = index
    while at > 0 && characters[at - 1] != "\n" { at -= 1 }
    return at
  }

  private func lineEnd(of index: Int) -> Int {
    var at = index
    while at < characters.count && characters[at] != "\n" { at += 1 }
    return at
  }

  private func vertical(_ direction: Int) -> Int {
    let start = lineStart(of: caret)
    let column = caret - start
    if direction < 0 {
      guard start > 0 else { return 0 }
      let previous = lineStart(of: start - 1)
      return min(previous + column, start - 1)
    }
    let end = lineEnd(of: caret)
    guard end < characters.count else { return characters.count }
    return min(end + 1 + column, lineEnd(of: end + 1))
  }

  // MARK: Changing

  /// Replaces everything, as a program does: no step of undo, caret at the end.
  public mutating func setText(_ text: String) {
    self = TextEditing(text, isMultiline: isMultiline, limit: limit)
  }

  /// Typed text, in place of the selection.
  public mutating func type(_ text: String) { insert(text, as: .typing) }

  /// Pasted text, in place of the selection.
  public mutating func paste(_ text: String) {
    insert(text, as: .none)
    step = .none
  }

  public mutating func backspace() { delete(to: caret - 1) }
  public mutating func deleteForward() { delete(to: caret + 1) }
  public mutating func deleteWordBackward() { delete(to: WordMotion.previous(characters, caret)) }
  public mutating func deleteWordForward() { delete(to: WordMotion.next(characters, caret)) }

  /// Deletes the selection; the text that it held.
  public mutating func cut() -> String {
    let text = selectedText
    if hasSelection { delete(to: caret) }
    step = .none
    return text
  }

  public mutating func undo() {
    guard let last = undoStack.popLast() else { return }
    redoStack.append(Snapshot(characters: characters, anchor: anchor, caret: caret))
    restore(last)
  }

  public mutating func redo() {
    guard let last = redoStack.popLast() else { return }
    undoStack.append(Snapshot(characters: characters, anchor: anchor, caret: caret))
    restore(last)
  }

  private mutating func restore(_ snapshot: Snapshot) {
    characters = snapshot.characters
    anchor = snapshot.anchor
    caret = snapshot.caret
    step = .none
  }

  private mutating func insert(_ text: String, as kind: Step) {
    var added = cleaned(text)
    let range = selection
    let room = limit - (characters.count - range.count)
    if added.count > room { added.removeLast(added.count - max(0, room)) }
    guard !added.isEmpty || !range.isEmpty else { return }
    remember(kind, always: !range.isEmpty)
    // Joined with its neighbours a combining mark changes the number of characters, so the caret is counted from
    // behind.
    let behind = characters.count - range.upperBound
    let joined = String(characters[..<range.lowerBound]) + String(added) + String(characters[range.upperBound...])
    characters = Array(joined)
    caret = max(0, characters.count - behind)
    anchor = caret
  }

  /// Deletes the selection, or up to `index` if there is none.
  private mutating func delete(to index: Int) {
    var range = selection
    if range.isEmpty {
      let target = min(max(index, 0), characters.count)
      range = min(target, caret)..<max(target, caret)
    }
    guard !range.isEmpty else { return }
    remember(.deleting, always: hasSelection)
    characters.removeSubrange(range)
    caret = range.lowerBound
    anchor = caret
  }

  private mutating func remember(_ kind: Step, always: Bool) {
    if kind == .none || always || step != kind {
      undoStack.append(Snapshot(characters: characters, anchor: anchor, caret: caret))
      if undoStack.count > TextEditing.undoLimit { undoStack.removeFirst() }
    }
    redoStack.removeAll()
    step = kind
  }

  /// Without control characters; line ends become line feeds, or spaces in a single line.
  private func cleaned(_ text: String) -> [Character] {
    var result: [Character] = []
    for character in text {
      if character.isNewline {
        result.append(isMultiline ? "\n" : " ")
      } else if character == "\t" {
        result.append(isMultiline ? "\t" : " ")
      } else if let first = character.unicodeScalars.first, first.value >= 0x20, first.value != 0x7F {
        result.append(character)
      }
    }
    return result
  }
}
