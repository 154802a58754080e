// Which key does what in edited text, shared by text fields and text areas.

/// A command of text editing, from a key press.
public enum EditCommand: Equatable, Sendable {
  case move(TextEditing.Motion, extending: Bool)
  case backspace, deleteForward, deleteWordBackward, deleteWordForward
  case selectAll, cut, copy, paste, undo, redo

  /// The command of a key press; nil if it is none.
  public init?(_ event: KeyEvent) {
    guard event.isPress else { return nil }
    let modifiers = event.modifiers.forShortcut
    let extending = modifiers.contains(.shift)
    switch modifiers.subtracting(.shift) {
    case []: self.init(plain: event.key, shift: extending)
    case .control: self.init(control: event.key, shift: extending)
    default: return nil
    }
  }

  private init?(plain key: Key, shift: Bool) {
    switch key {
    case .left: self = .move(.left, extending: shift)
    case .right: self = .move(.right, extending: shift)
    case .up: self = .move(.up, extending: shift)
    case .down: self = .move(.down, extending: shift)
    case .home: self = .move(.lineStart, extending: shift)
    case .end: self = .move(.lineEnd, extending: shift)
    case .backspace: self = .backspace
    case .delete: self = shift ? .cut : .deleteForward
    case .insert where shift: self = .paste
    default: return nil
    }
  }

  private init?(control key: Key, shift: Bool) {
    switch key {
    case .left: self = .move(.wordLeft, extending: shift)
    case .right: self = .move(.wordRight, extending: shift)
    case .home: self = .move(.start, extending: shift)
    case .end: self = .move(.end, extending: shift)
    case .backspace where !shift: self = .deleteWordBackward
    case .delete where !shift: self = .deleteWordForward
    case .a where !shift: self = .selectAll
    case .x where !shift: self = .cut
    case .c where !shift: self = .copy
    case .insert where !shift: self = .copy
    case .v where !shift: self = .paste
    case .z: self = shift ? .redo : .undo
    case .y where !shift: self = .redo
    default: return nil
    }
  }
}

extension TextEditing {
  /// Does a command; `clipboard` is read and written by cut, copy and paste. A password is never copied.
  public mutating func perform(_ command: EditCommand, clipboard: inout String, mayCopy: Bool = true) {
    switch command {
    case .move(let motion, let extending): move(motion, extending: extending)
    case .backspace: backspace()
    case .deleteForward: deleteForward()
    case .deleteWordBackward: deleteWordBackward()
    case .deleteWordForward: deleteWordForward()
    case .selectAll: selectAll()
    case .cut:
      if mayCopy && hasSelection { clipboard = cut() }
    case .copy:
      if mayCopy && hasSelection { clipboard = selectedText }
    case .paste: paste(clipboard)
    case .undo: undo()
    case .redo: redo()
    }
  }
}
