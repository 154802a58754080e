// Keys at random: whatever is pressed, the cursor stays in the text, undo leads back to what was read, and redo to the
// end.

import EditorCore
import Testing

@testable import TextEditors

struct FuzzTests {
  private static let texts = [
    "", "one line", "first (of many)\n\n  second \"line\" here\n\tthird {\n}\nlast\n", "a\r\nb c\r\n\r\nd",
    "naïve 日本語 e\u{301}e\u{301}\n\u{301}x\n🎉 emoji\u{200D}s\n",
  ]

  private static let keys: [Key] = {
    var keys = KeyNames.keys(
      "hjklwbeWBE0^$fFtT;,%(){}HMLGggGn*#dcyxXDCsSrJ~.uUiIaAoOpPvV<>=qz@mg'`:/?\"+123450 abz\\-_|&!")
    keys += [.escape, .escape, .escape, .enter, .tab, .backspace, .delete, .up, .down, .left, .right, .home, .end]
    keys += [.ctrl("R"), .ctrl("V"), .ctrl("W"), .ctrl("U"), .ctrl("D"), .ctrl("O"), .ctrl("A"), .ctrl("N"), .pageDown]
    keys += [.pageUp, .insert, .character(0xE9), .character(0x65E5), .character(0x301), .paste([0x70, 0x0D, 0x71])]
    return keys
  }()

  private static let phrases = [
    "dd", "yyp", "ddp", "ciw", "daw", "di(", "dap", "u", "u", "<C-r>", "<C-r>", "J", "gJ", "g~iw", ">>", ":s/e/E/g<CR>",
    ":g/e/d<CR>", ":%s/\\(.\\)\\(.\\)/\\2\\1/<CR>", ":m0<CR>", ":t.<CR>", ":sort<CR>", "qaxjq", "3@a", "<C-v>jlc",
    "<C-v>jA!<Esc>",
    ":normal Ax<CR>", "oline<Esc>", "/e<CR>", "d/e<CR>", ":noh<CR>", ":set list wrap nu<CR>", ":set nowrap<CR>", "gv",
    "vip", "viw",
    ":v/e/j<CR>", "gqap", "cit", "das", "yis", "!!", ":1,2d<CR>", ":d a<CR>\"ap", "R12<BS><BS><Esc>", "g?g?", "5.",
  ].map(KeyNames.keys)

  @Test(arguments: 0..<20)
  func sodium(seed: Int) {
    var numbers = SeededNumbers(state: UInt64(seed))
    let original = Array(Self.texts[seed % Self.texts.count].utf8)
    let editor = Sodium(bytes: original)
    editor.resize(width: 40, height: 12)
    var pressed = 0
    while pressed < 5000 {
      let keys =
        Int.random(in: 0..<4, using: &numbers) == 0
        ? Self.phrases[Int.random(in: 0..<Self.phrases.count, using: &numbers)]
        : [Self.keys[Int.random(in: 0..<Self.keys.count, using: &numbers)]]
      pressed += keys.count
      serve(editor, editor.press(keys))
      check(editor, seed)
      if pressed % 10 == 0 { _ = editor.render(width: 40, height: 12) }
      // Texts that double with each key would fill the memory.
      if editor.text.byteCount > 200_000 { _ = editor.press(KeyNames.keys("<Esc><Esc>:%d<CR>")) }
    }
    _ = editor.press([.escape, .escape, .escape])
    while editor.mode != .normal { _ = editor.press([.escape]) }
    let final = editor.text.fileBytes
    while editor.text.redo() != nil {}
    let newest = editor.text.fileBytes
    while editor.text.undo() != nil {}
    #expect(editor.text.fileBytes == original, "seed \(seed)")
    while editor.text.redo() != nil {}
    #expect(editor.text.fileBytes == newest, "seed \(seed)")
    _ = final
  }

  /// Does what the editor asks for, as far as that is nothing.
  private func serve(_ editor: Sodium, _ actions: [EditorAction]) {
    for action in actions {
      switch action {
      case .write(let request): serve(editor, editor.answer(.notWritten(request, message: [], mayForce: true)))
      case .read(let path, _): serve(editor, editor.answer(.failed(message: path)))
      case .run(_, let input, let purpose):
        serve(editor, editor.answer(.output(Array((input ?? [0x6F]).reversed()), status: 0, purpose)))
      case .names: serve(editor, editor.answer(.names([Array("name".utf8), Array("names".utf8)])))
      case .readClipboard: serve(editor, editor.answer(.clipboard(Array("clip\n".utf8))))
      case .quit: editor.isQuitting = false
      default: break
      }
    }
  }

  private func check(_ editor: Sodium, _ seed: Int) {
    let place = editor.cursor
    #expect(place.line >= 0 && place.line < editor.text.lineCount, "seed \(seed)")
    let line = editor.text.line(place.line)
    #expect(place.byte >= 0 && place.byte <= line.count, "seed \(seed)")
    // What is typed may come to stand before a mark.
    #expect(editor.mode.isTyping || Characters.snap(line, place.byte) == place.byte, "seed \(seed)")
    #expect(editor.text.buffer.lineCount == editor.text.buffer.contents.count { $0 == 0x0A } + 1)
  }

  @Test(arguments: 0..<10)
  func nano(seed: Int) {
    var numbers = SeededNumbers(state: UInt64(seed))
    let original = Array(Self.texts[seed % Self.texts.count].utf8)
    let editor = Nano(bytes: original)
    editor.resize(width: 40, height: 12)
    var keys: [Key] = KeyNames.keys("abc de(){}\n").filter { $0 != .character(10) }
    keys += [
      .escape, .enter, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
    ]
    keys += (0..<32).map { Key.control($0) }.filter { $0 != .ctrl("Z") }
    keys += Array("ueaA6wqrgn#pcsikotdv}{]\\/ b-+()j".unicodeScalars).map { Key.alt($0.value) }
    keys += [.character(0xE9), .character(0x65E5), .character(0x301), .paste([0x70, 0x0D, 0x71])]
    for count in 0..<5000 {
      let actions = editor.press([keys[Int.random(in: 0..<keys.count, using: &numbers)]])
      serve(editor, actions)
      let line = editor.text.line(editor.cursor.line)
      #expect(Characters.snap(line, editor.cursor.byte) == editor.cursor.byte && editor.cursor.byte <= line.count)
      if count % 10 == 0 { _ = editor.render(width: 40, height: 12) }
      if editor.text.byteCount > 100_000 { _ = editor.press([.escape, .alt(0x5C), .alt(0x74)]) }
    }
    while editor.text.redo() != nil {}
    let newest = editor.text.fileBytes
    while editor.text.undo() != nil {}
    #expect(editor.text.fileBytes == original, "seed \(seed)")
    while editor.text.redo() != nil {}
    #expect(editor.text.fileBytes == newest, "seed \(seed)")
  }

  private func serve(_ editor: Nano, _ actions: [EditorAction]) {
    for action in actions {
      switch action {
      case .write(let request): serve(editor, editor.answer(.notWritten(request, message: [], mayForce: true)))
      case .read(let path, let purpose):
        serve(editor, editor.answer(.file(path: path, [0x66, 0x0A], isReadOnly: false, purpose)))
      case .run(_, _, let purpose): serve(editor, editor.answer(.output([0x6F], status: 1, purpose)))
      case .names: serve(editor, editor.answer(.names([])))
      case .quit: editor.isQuitting = false
      default: break
      }
    }
  }
}
