// Sodium by itself: modes, files as they are, actions, and what Vim cannot be asked in a script.

import EditorCore
import Testing

@testable import TextEditors

struct SodiumTests {
  static func editor(_ text: String, _ keys: String = "", width: Int = 40, height: Int = 10) -> Sodium {
    let editor = Sodium(path: Array("file.txt".utf8), bytes: Array(text.utf8))
    editor.options.autoIndents = false
    editor.resize(width: width, height: height)
    _ = editor.press(KeyNames.keys(keys))
    return editor
  }

  private func file(_ editor: Sodium) -> String { String(decoding: editor.text.fileBytes, as: UTF8.self) }

  @Test(arguments: [
    ("", SodiumMode.normal), ("i", .insert), ("R", .replace), ("v", .visual(.characters)), ("V", .visual(.lines)),
    ("<C-v>", .visual(.block)), (":", .commandLine), ("/", .commandLine), ("i<Esc>", .normal), ("vV", .visual(.lines)),
    ("VV", .normal), ("i<C-o>", .normal), ("i<C-o>l", .insert), ("R<C-o>l", .replace), ("i<Insert>", .insert),
    (":help<CR>", .message), (":help<CR>x", .normal), ("d/", .commandLine), ("d/<Esc>", .normal), ("gv", .normal),
    ("vgv", .visual(.characters)), (":s/a/b/c<CR>", .question), ("2d", .normal), ("cw", .insert), ("v:", .commandLine),
  ])
  func modes(keys: String, mode: SodiumMode) {
    #expect(Self.editor("a text\nof lines\n", keys).mode == mode)
  }

  @Test(arguments: [
    "", "\n", "a", "a\n", "a\nb", "a\n\n", "\n\n", "a\r\nb\r\n", "a\r\nb", "a\nb\r\n", "\r\n", "a\r", "é\n",
  ])
  func filesStayAsTheyAre(text: String) {
    let editor = Self.editor(text, "ix<CR>y<Esc>ddu.uGox<Esc>")
    #expect(editor.text.isModified)
    while editor.text.undo() != nil {}
    #expect(file(editor) == text)
    #expect(!editor.text.isModified)
  }

  @Test func invalidBytesStay() {
    let bytes: [UInt8] = [0x61, 0xFF, 0x0A, 0xC3, 0x28, 0x00, 0x0D, 0x0A, 0xE2, 0x82]
    let editor = Sodium(bytes: bytes)
    _ = editor.press(KeyNames.keys("Aend<Esc>jAx<Esc>uu:%s/e/E/<CR>u"))
    #expect(editor.text.fileBytes == bytes)
  }

  @Test(arguments: [
    ("a\r\nb\r\n", "ox<Esc>", "a\r\nx\r\nb\r\n"), ("a\r\nb\r\n", "yyp", "a\r\na\r\nb\r\n"),
    ("a\r\nb\r\n", "J", "a b\r\n"),
    ("a\r\nb\r\n", "ddp", "b\r\na\r\n"), ("a\r\nb\r\n", "A!<Esc>", "a!\r\nb\r\n"), ("a\r\nb\r\n", "Gdd", "a\r\n"),
    ("a", "ox<Esc>", "a\nx"), ("a\nb", "Gdd", "a"), ("a\n", "dd", ""), ("a\n", "x", "\n"), ("a", "dd", ""),
    ("", "ix<Esc>", "x\n"), ("", "ox<Esc>", "\nx\n"), ("a\n", "ddix<Esc>", "x\n"), ("a\nb\n", ":%d<CR>", ""),
  ])
  func lineEnds(text: String, keys: String, result: String) {
    #expect(file(Self.editor(text, keys)) == result)
  }

  @Test(arguments: [
    (":s/e/E/gc<CR>yny", "onE two threE\nfive\n"), (":s/e/E/gc<CR>yq", "onE two three\nfive\n"),
    (":%s/e/E/gc<CR>nna", "one two threE\nfivE\n"), (":%s/e/E/gc<CR>a", "onE two thrEE\nfivE\n"),
    (":%s/e/E/gc<CR>nl", "one two thrEe\nfive\n"), (":%s/e/E/c<CR>yn", "onE two three\nfive\n"),
    (":%s/e/E/c<CR>ny", "one two three\nfivE\n"), (":s/e/E/gc<CR><Esc>x", "ne two three\nfive\n"),
    (":%s/e/ee/gc<CR>yyyy", "onee two threeee\nfivee\n"), (":s/e/\\r/gc<CR>yy", "on\n two thr\ne\nfive\n"),
    (":s/x*/-/gc<CR>yyn", "-o-ne two three\nfive\n"), (":%s/e/E/gc<CR>au", "one two three\nfive\n"),
  ])
  func substitutionsThatAsk(keys: String, result: String) {
    #expect(file(Self.editor("one two three\nfive\n", keys)) == result)
  }

  @Test(arguments: [
    ("/zzz<CR>", "E486: Pattern not found: zzz"), (":foo<CR>", "E492: Not an editor command: foo"),
    ("'q", "E20: Mark not set"), (":set foo<CR>", "E518: Unknown option: foo"), ("xq", ""),
    (":9d<CR>", "E16: Invalid range"),
    ("\"zp", "E353: Nothing in register z"), (":e x<CR>", ""),
    ("x:e y<CR>", "E37: No write since last change (add ! to override)"),
    ("x:q<CR>", "E37: No write since last change (add ! to override)"), ("u", "Already at oldest change"),
    ("<C-r>", "Already at newest change"), (":set ts?<CR>", "  tabstop=8"), (":set nu?<CR>", "nonumber"),
    (":set nu<CR>:set nu?<CR>", "  number"), ("/a\\{-}<CR>", "E866: \\{-} is not supported"), (":=<CR>", "2"),
    ("ga", "<a> 97, Hex 61, Oct 141, 1 bytes"),
    (":set ts=0<CR>", "E474: Invalid argument: ts=0"), (":%s/a/b/n<CR>", "1 match on 1 line"),
    (":sort x<CR>", "E474: Invalid argument"),
  ])
  func messages(keys: String, message: String) {
    #expect(String(decoding: Self.editor("a text\nof lines\n", keys).message, as: UTF8.self) == message)
  }

  // MARK: - Actions

  private func actions(_ keys: String, _ text: String = "a\nb\nc\n") -> [String] {
    let editor = Self.editor(text)
    return editor.press(KeyNames.keys(keys)).map(describe)
  }

  private func describe(_ action: EditorAction) -> String {
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    switch action {
    case .write(let request):
      return "write \(text(request.path)) \(text(request.bytes).debugDescription)"
        + (request.isForced ? " forced" : "") + (request.isOwn ? " own" : "") + (request.appends ? " appends" : "")
        + (request.quits ? " quits" : "")
    case .read(let path, let purpose): return "read \(text(path)) \(purpose)"
    case .run(let command, let input, let purpose):
      return "run \(text(command)) \(input.map { text($0).debugDescription } ?? "-") \(purpose)"
    case .names(let path): return "names \(text(path))"
    case .readClipboard: return "readClipboard"
    case .setClipboard(let bytes): return "setClipboard \(text(bytes).debugDescription)"
    case .suspend: return "suspend"
    case .redraw: return "redraw"
    case .bell: return "bell"
    case .quit(let status): return "quit \(status)"
    }
  }

  @Test(arguments: [
    (":w<CR>", #"write file.txt "a\nb\nc\n" own"#), (":w! other<CR>", #"write other "a\nb\nc\n" forced"#),
    (":2,3w x<CR>", #"write x "b\nc\n""#), (":1w >> x<CR>", #"write x "a\n" appends"#),
    ("x:wq<CR>", #"write file.txt "\nb\nc\n" own quits"#), ("xZZ", #"write file.txt "\nb\nc\n" own quits"#),
    (":q<CR>", "quit 0"), ("ZZ", "quit 0"), ("x:q!<CR>", "quit 0"), ("xZQ", "quit 0"), (":x<CR>", "quit 0"),
    (":e other<CR>", "read other edit"), (":r x<CR>", "read x insert(afterLine: 0)"),
    (":$r x<CR>", "read x insert(afterLine: 2)"),
    (":0r x<CR>", "read x insert(afterLine: -1)"), (":r !ls<CR>", "run ls - insert(afterLine: 0)"),
    (":!ls<CR>", "run ls - show"),
    (":2,3!sort<CR>", #"run sort "b\nc\n" filter(lines: ClosedRange(1...2))"#),
    ("!jsort<CR>", #"run sort "a\nb\n" filter(lines: ClosedRange(0...1))"#),
    ("!!tr<CR>", #"run tr "a\n" filter(lines: ClosedRange(0...0))"#),
    ("\"+p", "readClipboard"), ("\"+yy", #"setClipboard "a\n""#), ("<C-z>", "suspend"), (":w fi<Tab>", "names fi"),
    ("3k", "bell"),
    (":w !wc<CR>", #"run wc "a\nb\nc\n" show"#), (":w %<CR>", #"write file.txt "a\nb\nc\n" own"#),
  ])
  func effects(keys: String, action: String) {
    #expect(actions(keys) == [action])
  }

  @Test func answers() {
    let editor = Self.editor("a\nb\nc\n", ":2,3!sort -r<CR>")
    // Keys wait for the answer.
    #expect(editor.press(KeyNames.keys("x")).isEmpty)
    _ = editor.answer(.output(Array("c\nb\n".utf8), status: 0, .filter(lines: 1...2)))
    #expect(file(editor) == "a\n\nb\n")
    _ = editor.press(KeyNames.keys("u\"+P"))
    _ = editor.answer(.clipboard(Array("k\n".utf8)))
    #expect(file(editor) == "a\nk\nc\nb\n")
    _ = editor.press(KeyNames.keys(":r x<CR>"))
    _ = editor.answer(.file(path: [0x78], Array("r\ns".utf8), isReadOnly: false, .insert(afterLine: 1)))
    #expect(file(editor) == "a\nk\nr\ns\nc\nb\n")
    _ = editor.press(KeyNames.keys("i<C-r>+"))
    _ = editor.answer(.clipboard(Array("z".utf8)))
    _ = editor.press(KeyNames.keys("<Esc>:w<CR>"))
    #expect(file(editor) == "a\nk\nzr\ns\nc\nb\n")
    let request = WriteRequest(
      path: editor.path, content: editor.text, lines: nil, isForced: false, isOwn: true, quits: false)
    _ = editor.answer(.notWritten(request, message: Array("no space".utf8), mayForce: false))
    #expect(editor.text.isModified)
    _ = editor.press(KeyNames.keys(":wq<CR>"))
    let quits = WriteRequest(
      path: editor.path, content: editor.text, lines: nil, isForced: false, isOwn: true, quits: true)
    #expect(editor.answer(.written(quits)).map(describe) == ["quit 0"])
    #expect(!editor.text.isModified)
  }

  @Test func completion() {
    let editor = Self.editor("a\n", ":e fi<Tab>")
    _ = editor.answer(.names(["file1", "file2"].map { Array($0.utf8) }))
    #expect(String(decoding: editor.line.text, as: UTF8.self) == "e file")
    _ = editor.press(KeyNames.keys("<Tab>"))
    _ = editor.answer(.names(["file1", "file2"].map { Array($0.utf8) }))
    #expect(String(decoding: editor.line.text, as: UTF8.self) == "e file1")
    _ = editor.press(KeyNames.keys("<Tab>"))
    #expect(String(decoding: editor.line.text, as: UTF8.self) == "e file2")
    _ = editor.press(KeyNames.keys("<C-u>se<Tab>"))
    #expect(String(decoding: editor.line.text, as: UTF8.self).hasPrefix("set"))
    _ = editor.press(KeyNames.keys("<C-u>set rel<Tab>"))
    #expect(String(decoding: editor.line.text, as: UTF8.self) == "set relativenumber")
  }

  @Test func saveStateFollowsUndo() {
    let editor = Self.editor("a\n", "x:w<CR>")
    let request = WriteRequest(
      path: editor.path, content: editor.text, lines: nil, isForced: false, isOwn: true, quits: false)
    _ = editor.answer(.written(request))
    #expect(!editor.text.isModified)
    _ = editor.press(KeyNames.keys("u"))
    #expect(editor.text.isModified)
    _ = editor.press(KeyNames.keys("<C-r>"))
    #expect(!editor.text.isModified)
  }

  @Test func pasteIsTypedAsItIs() {
    let editor = Self.editor("\n", ":set ai<CR>i  ")
    _ = editor.press([.paste(Array("if x:\r\n    y\n  z".utf8))])
    _ = editor.press([.escape])
    #expect(file(editor) == "  if x:\n    y\n  z\n")
  }

  @Test func macrosThatNeverEnd() {
    let editor = Self.editor("abc\n", "qaix<Esc>q")
    editor.registers.set(0x61, Registers.Content(text: Array("~h@a".utf8), shape: .characters))
    // It fails at the begin of the line; the other one runs into the limit.
    _ = editor.press(KeyNames.keys("@a"))
    editor.registers.set(0x61, Registers.Content(text: Array("~0@a".utf8), shape: .characters))
    _ = editor.press(KeyNames.keys("@a"))
    #expect(editor.steps <= Sodium.stepLimit + 10)
    #expect(editor.mode == .normal)
  }
}
