// nano: keys, text, questions.

import Testing

@testable import TextEditors

struct NanoTests {
  private func editor(_ text: String, _ keys: String) -> Nano {
    let editor = Nano(path: Array("f".utf8), bytes: Array(text.utf8))
    editor.resize(width: 60, height: 12)
    _ = editor.press(KeyNames.keys(keys))
    return editor
  }

  @Test(arguments: [
    ("abc", "x", "xabc", 0, 1), ("abc\n", "<Right>x", "axbc\n", 0, 2), ("abc\n", "<End>x", "abcx\n", 0, 4),
    ("a\nb\n", "<Down>x", "a\nxb\n", 1, 1),
    ("a\nb\n", "<End><CR>x", "a\nx\nb\n", 1, 1), ("a\nb\n", "<Down><BS>", "ab\n", 0, 1),
    ("a\nb\n", "<Del>", "\nb\n", 0, 0),
    ("a\nb\n", "<End><Del>", "ab\n", 0, 1), ("a\nb\nc\n", "<C-k>", "b\nc\n", 0, 0),
    ("a\nb\nc\n", "<C-k><C-k><C-u>", "a\nb\nc\n", 2, 0),
    ("a\nb\nc\n", "<C-k><Down><C-k><C-u>", "b\nc\n", 2, 0), ("a\nb\n", "<C-k><C-u><C-u>", "a\na\nb\n", 2, 0),
    ("abcd\n", "<M-a><Right><Right><C-k>", "cd\n", 0, 0), ("abcd\n", "<M-a><Right><Right><M-6><C-u>", "ababcd\n", 0, 4),
    ("a\nb\n", "<M-6><C-u>", "a\na\nb\n", 2, 0), ("abc\n", "xy<M-u>", "abc\n", 0, 0),
    ("abc\n", "xy<M-u><M-e>", "xyabc\n", 0, 0),
    ("abc\n", "x<CR>y<M-u>", "x\nabc\n", 1, 0), ("a b\n", "<C-w>b<CR>x", "a xb\n", 0, 3),
    ("ab ab\n", "<C-w>ab<CR>x", "ab xab\n", 0, 4),
    ("ab\nab\n", "<C-w>b<CR><M-w>x", "ab\naxb\n", 1, 2), ("ab AB\n", "<C-w>AB<CR>x", "ab xAB\n", 0, 4),
    ("ab AB\n", "<C-w><M-c>AB<CR>x", "ab xAB\n", 0, 4),
    ("ab a1\n", "<C-w><M-r>a[0-9]<CR>x", "ab xa1\n", 0, 4), ("ab ab\n", "<End><C-q>ab<CR>x", "ab xab\n", 0, 4),
    ("a b a b\n", "<C-\\>a<CR>X<CR>yy", "X b X b\n", 0, 5), ("a b a b\n", "<C-\\>a<CR>X<CR>ny", "a b X b\n", 0, 5),
    ("a b a b\n", "<C-\\>a<CR>X<CR>a", "X b X b\n", 0, 5),
    ("a\na\na\n", "<Down><C-\\>a<CR>aa<CR>a", "aa\naa\naa\n", 0, 2),
    ("ab12\n", "<C-\\><M-r>([a-z]+)([0-9]+)<CR>\\2\\1<CR>y", "12ab\n", 0, 4),
    ("a b\n", "<C-\\>a<CR>&<CR>y", "& b\n", 0, 1), ("a\nb\nc\n", "<C-_>3<CR>x", "a\nb\nxc\n", 2, 1),
    ("a\nbcd\nc\n", "<C-_>2,3<CR>x", "a\nbcxd\nc\n", 1, 3),
    ("a\nb\nc\n", "<C-_>-2<CR>x", "a\nb\nxc\n", 2, 1), ("a\nb\n", "<M-}>", "\ta\nb\n", 0, 1),
    ("\ta\n", "<M-{>", "a\n", 0, 0),
    ("a\nb\nc\n", "<M-a><Down><Down><M-}>", "\ta\n\tb\nc\n", 2, 0), ("(a)\n", "<M-]>x", "(ax)\n", 0, 3),
    ("a\nb\n", "<M-/>x", "a\nb\nx\n", 2, 1),
    ("one two\n", "<M- >x", "one xtwo\n", 0, 5), ("a\n  b\n", "<Down><End><M-i><CR>x", "a\n  b\n  x\n", 2, 3),
    ("", "x", "x\n", 0, 1), ("a", "<C-k>", "", 0, 0),
    ("a\n", "<C-k>", "", 0, 0), ("a\nb", "<Down><C-k>", "a\n", 1, 0),
    ("one two three\n", "<Right><Right><Right><M-k><C-k>", "one\n", 0, 3),
    ("a\r\nb\r\n", "<End><CR>x", "a\r\nx\r\nb\r\n", 1, 1), ("a\tb\n", "<Right><Right>x", "a\txb\n", 0, 3),
    ("a\n", "<M-v><C-a>", "\u{1}a\n", 0, 1),
  ])
  func keys(text: String, keys: String, result: String, line: Int, byte: Int) {
    let editor = editor(text, keys)
    #expect(String(decoding: editor.text.fileBytes, as: UTF8.self) == result)
    #expect(editor.cursor == Position(line, byte))
  }

  @Test func justify() {
    let editor = editor("one two three four five six seven eight\nnine ten\n\nrest\n", "")
    editor.options.fill = 20
    _ = editor.press([.ctrl("J")])
    #expect(
      String(decoding: editor.text.fileBytes, as: UTF8.self)
        == "one two three four\nfive six seven eight\nnine ten\n\nrest\n")
    _ = editor.press([.alt(0x75)])
    #expect(!editor.text.isModified)
  }

  private func names(_ actions: [EditorAction]) -> [String] {
    actions.map { action in
      switch action {
      case .write(let request):
        "write " + String(decoding: request.path, as: UTF8.self) + (request.isForced ? " forced" : "")
          + (request.quits ? " quits" : "")
      case .quit: "quit"
      case .read(let path, _): "read \(String(decoding: path, as: UTF8.self))"
      case .run(let command, _, _): "run \(String(decoding: command, as: UTF8.self))"
      case .suspend: "suspend"
      default: "other"
      }
    }
  }

  @Test(arguments: [
    ("", "<C-x>", ["quit"]), ("x", "<C-x>", []), ("x", "<C-x>n", ["quit"]), ("x", "<C-x>y<CR>", ["write f quits"]),
    ("x", "<C-x><C-c>", []),
    ("x", "<C-o><CR>", ["write f"]), ("x", "<C-o>2<CR>", ["write f2"]), ("x", "<C-s>", ["write f"]),
    ("", "<C-r>g<CR>", ["read g"]),
    ("", "<C-t>ls<CR>", ["run ls"]), ("", "<C-z>", ["suspend"]), ("", "<C-o><C-c>", []),
  ])
  func effects(before: String, keys: String, wanted: [String]) {
    let editor = editor("a\n", before)
    #expect(names(editor.press(KeyNames.keys(keys))) == wanted)
  }

  @Test func overwritingIsAsked() {
    let editor = editor("a\n", "x<C-o>2<CR>")
    let request = WriteRequest(
      path: Array("f2".utf8), content: editor.text, lines: nil, isForced: false, isOwn: false, quits: false)
    #expect(editor.answer(.notWritten(request, message: Array("File exists".utf8), mayForce: true)).isEmpty)
    #expect(names(editor.press([.character(0x79)])) == ["write f2 forced"])
  }

  @Test func viewing() {
    var options = NanoOptions()
    options.isViewOnly = true
    let editor = Nano(bytes: Array("a\nb\n".utf8), options: options)
    _ = editor.press(KeyNames.keys("x<C-k><BS><Del><CR><M-}><C-j>"))
    #expect(!editor.text.isModified)
  }
}
