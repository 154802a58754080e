// Editing of text: what every key does, undo, limits, and characters of more than one scalar.

import OrbToolkit
import Testing

private func typed(_ text: String, multiline: Bool = false) -> TextEditing { TextEditing(text, isMultiline: multiline) }

@Test func typingReplacesTheSelection() {
  var text = typed("hello world")
  text.selectAll()
  text.type("x")
  #expect(text.text == "x")
  #expect(text.caret == 1)
}

@Test func deletingInEmptyTextDoesNothing() {
  var text = typed("")
  text.backspace()
  text.deleteForward()
  text.deleteWordBackward()
  text.deleteWordForward()
  #expect(text.text == "")
  #expect(!text.canUndo)
  #expect(text.cut() == "")
}

@Test func arrowsLeaveASelectionAtItsEdges() {
  var text = typed("hello")
  text.select(1..<4)
  text.move(.left)
  #expect(text.caret == 1)
  text.select(1..<4)
  text.move(.right)
  #expect(text.caret == 4)
  #expect(!text.hasSelection)
}

@Test func wordMotionStopsAtWordsAndSigns() {
  var text = typed("foo  bar.baz")
  text.move(.wordLeft)
  #expect(text.caret == 9)
  text.move(.wordLeft)
  #expect(text.caret == 8)
  text.move(.wordLeft)
  #expect(text.caret == 5)
  text.move(.wordLeft)
  #expect(text.caret == 0)
  text.move(.wordRight)
  #expect(text.caret == 3)
  text.move(.wordRight)
  #expect(text.caret == 8)
}

@Test func deletingWordsTakesWholeWords() {
  var text = typed("one two three")
  text.deleteWordBackward()
  #expect(text.text == "one two ")
  text.moveCaret(to: 0)
  text.deleteWordForward()
  #expect(text.text == " two ")
}

@Test func shiftExtendsFromTheAnchor() {
  var text = typed("abcdef")
  text.moveCaret(to: 3)
  text.move(.right, extending: true)
  text.move(.right, extending: true)
  #expect(text.selectedText == "de")
  text.move(.lineStart, extending: true)
  #expect(text.selectedText == "abc")
}

@Test func typingIsOneStepOfUndo() {
  var text = typed("")
  for letter in ["a", "b", "c"] { text.type(letter) }
  text.backspace()
  text.backspace()
  text.undo()
  #expect(text.text == "abc")
  text.undo()
  #expect(text.text == "")
  text.redo()
  #expect(text.text == "abc")
  text.type("d")
  #expect(!text.canRedo)
}

@Test func aMotionEndsAStepOfUndo() {
  var text = typed("")
  text.type("a")
  text.move(.left)
  text.type("b")
  text.undo()
  #expect(text.text == "a")
}

@Test func undoBringsBackTheSelection() {
  var text = typed("hello")
  text.select(1..<3)
  text.type("X")
  text.undo()
  #expect(text.text == "hello")
  #expect(text.selection == 1..<3)
}

@Test func charactersOfSeveralScalarsAreOne() {
  var text = typed("e\u{301}👩‍👩‍👧‍👦z")
  #expect(text.characters.count == 3)
  text.moveCaret(to: 2)
  text.backspace()
  #expect(text.text == "e\u{301}z")
  #expect(text.caret == 1)
}

@Test func aCombiningMarkJoinsTheCharacterBefore() {
  var text = typed("e")
  text.type("\u{301}")
  #expect(text.characters.count == 1)
  #expect(text.caret == 1)
  text.type("x")
  #expect(text.text == "e\u{301}x")
}

@Test func aSingleLineHasNoLineEndsAndNoControlCharacters() {
  var text = typed("")
  text.paste("a\nb\r\nc\u{7}\td\u{0}")
  #expect(text.text == "a b c d")
}

@Test func theLimitCutsWhatIsTooMuch() {
  var text = TextEditing("", limit: 5)
  text.paste("1234567890")
  #expect(text.text == "12345")
  text.type("x")
  #expect(text.text == "12345")
  text.select(0..<2)
  text.paste("abcdef")
  #expect(text.text == "ab345")
}

@Test func positionsBeyondTheTextAreClamped() {
  var text = typed("abc")
  text.moveCaret(to: 99)
  #expect(text.caret == 3)
  text.moveCaret(to: -4)
  #expect(text.caret == 0)
  text.select(-5..<77)
  #expect(text.selectedText == "abc")
}

@Test func upAndDownKeepTheColumn() {
  var text = typed("abcd\nxy\nlmnop", multiline: true)
  text.moveCaret(to: 3)
  text.move(.down)
  #expect(text.caret == 7)
  text.move(.down)
  #expect(text.caret == 10)
  text.move(.up)
  text.move(.up)
  #expect(text.caret == 2)
  text.move(.up)
  #expect(text.caret == 0)
}

@Test func cutAndPasteUseTheClipboard() {
  var text = typed("hello world")
  var clipboard = ""
  text.select(0..<6)
  text.perform(.cut, clipboard: &clipboard)
  #expect(clipboard == "hello ")
  text.perform(.move(.end, extending: false), clipboard: &clipboard)
  text.perform(.paste, clipboard: &clipboard)
  #expect(text.text == "worldhello ")
}

@Test func cuttingNothingLeavesTheClipboard() {
  var text = typed("abc")
  var clipboard = "kept"
  text.perform(.cut, clipboard: &clipboard)
  text.perform(.copy, clipboard: &clipboard)
  #expect(clipboard == "kept")
}

@Test(arguments: [
  (KeyEvent(.left), EditCommand.move(.left, extending: false)),
  (KeyEvent(.left, [.control, .shift]), .move(.wordLeft, extending: true)),
  (KeyEvent(.home, .control), .move(.start, extending: false)),
  (KeyEvent(.insert, .shift), .paste),
  (KeyEvent(.delete, .shift), .cut),
  (KeyEvent(.insert, .control), .copy),
  (KeyEvent(.z, [.control, .shift]), .redo),
  (KeyEvent(.y, .control), .redo),
  (KeyEvent(.backspace, .control), .deleteWordBackward),
])
func keysAreCommands(key: KeyEvent, command: EditCommand) {
  #expect(EditCommand(key) == command)
}

@Test func keysWithAltAreNoCommands() {
  #expect(EditCommand(KeyEvent(.left, .alt)) == nil)
  #expect(EditCommand(KeyEvent(.a)) == nil)
  #expect(EditCommand(KeyEvent(.a, .control, phase: .up)) == nil)
}
