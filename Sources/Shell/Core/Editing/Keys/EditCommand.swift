// What keys ask for, independent of which keys they are.

/// A place relative to the cursor.
enum Motion: Equatable {
  case left, right, wordLeft, wordRight, argumentLeft, lineStart, lineEnd
}

/// Something that the editor does.
enum EditCommand: Equatable {
  case insert(Bytes)
  /// Enter the line, or go on with it where it is not complete.
  case enter
  case newline
  case interrupt
  /// Ctrl+D: the end of input on an empty line, else the character at the cursor goes.
  case deleteOrEnd
  case move(Motion)
  case delete(Motion)
  /// Removes text for Ctrl+Y.
  case kill(Motion)
  case killLine
  case yank, yankPop
  case transposeCharacters, transposeWords
  case changeCase(LetterCase)
  case undo, redo
  case complete
  case clearScreen
  /// To the entry of the history so many steps away.
  case recall(Int)
  /// To its first or its last entry.
  case recallEnd(isFirst: Bool)
  case search(isOlder: Bool)
  case lastArgument
  /// The next key is inserted as it is.
  case literal
  case digit(Int)
  /// Turns the line into a comment and enters it.
  case comment
  /// Ctrl+X: the next key decides.
  case prefix
  /// Escape: the next key counts as one with Alt.
  case meta
  case none
}
