// Sodium beside Vim: the same texts and keys, the same text and cursor behind them.

import EditorCore
import Foundation
import TestSupport
import Testing

@testable import TextEditors

struct VimComparisonTests {
  /// What an editor made of a case.
  private struct Outcome: Decodable, Equatable {
    let text: String
    let line: Int
    let byte: Int

    init(_ text: String, _ line: Int, _ byte: Int) {
      self.text = text
      self.line = line
      self.byte = byte
    }

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      text = try values.decode(String.self)
      line = try values.decode(Int.self)
      byte = try values.decode(Int.self)
    }
  }

  @Test(arguments: [
    ("motions", MotionCases.all), ("operators", OperatorCases.all), ("changes", ChangeCases.all),
    ("visual", VisualCases.all), ("lines", LineCommandCases.all),
  ])
  func sameAsVim(name: String, cases: [VimCase]) throws {
    #expect(cases.count > 100)
    let wanted = try vim(cases)
    try #require(wanted.count == cases.count)
    for (item, wanted) in zip(cases, wanted) {
      let found = sodium(item)
      #expect(found == wanted, "\(item.keys) in \(item.text)")
    }
  }

  private func sodium(_ item: VimCase) -> Outcome {
    let editor = Sodium(bytes: Array((item.text.isEmpty ? "" : item.text + "\n").utf8))
    editor.options.autoIndents = false
    editor.options.wraps = false
    editor.resize(width: 80, height: 25)
    _ = editor.press(KeyNames.keys(item.keys))
    // Vim ends what is not complete, too.
    while editor.mode != .normal || !editor.pending.isEmpty { _ = editor.press([.escape]) }
    let text = String(decoding: editor.text.buffer.contents, as: UTF8.self)
    return Outcome(text, editor.cursor.line + 1, editor.cursor.byte + 1)
  }

  // MARK: - Vim

  private func vim(_ cases: [VimCase]) throws -> [Outcome] {
    let folder = try TemporaryFolder()
    var script = [
      "set nocp noai nowrap nomore cpo-=< enc=utf-8 noswapfile viminfo= lines=25 columns=80",
      "set bs=indent,eol,start nojoinspaces nrformats=hex incsearch", "let g:out = []",
    ]
    let names = "abcdefghijklmnopqrstuvwxyz0123456789-"
    for item in cases {
      let lines = item.text.split(separator: "\n", omittingEmptySubsequences: false)
      script += [
        "enew!", "set noai noet ts=8 sw=8 sts=0 noic noscs tw=0 sol ul=-1", "let @/ = ''",
        "delmarks! | delmarks a-z", "for r in split('\(names)', '\\zs') | call setreg(r, []) | endfor",
        "call setreg('\"', [])", "call setline(1, [\(lines.map { quoted(String($0)) }.joined(separator: ","))])",
        "set ul=1000", "call cursor(1, 1)", "call feedkeys(\(quoted(item.keys)), 'xt')",
        "call feedkeys(\"\\<C-\\>\\<C-n>\", 'xt')",
        "call add(g:out, [join(getline(1, '$'), \"\\n\"), line('.'), col('.')])",
      ]
    }
    script += ["call writefile([json_encode(g:out)], 'out.json')", "qa!"]
    try folder.add("cases.vim", script.joined(separator: "\n") + "\n")
    _ = try ProgramRun.run(
      "/usr/bin/vim", ["-u", "NONE", "-N", "-i", "NONE", "-es", "-S", "cases.vim"], directory: folder.path,
      environment: ["PATH": "/usr/bin:/bin", "HOME": folder.path, "TERM": "dumb", "LC_ALL": "C.UTF-8"])
    let output = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/out.json"))
    return try JSONDecoder().decode([Outcome].self, from: output)
  }

  /// A text as a string of Vim's language; names of keys stay names.
  private func quoted(_ text: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let first = rest.first {
      if first == "<", let name = rest.prefixMatch(of: /<(Esc|CR|BS|Tab|Del|Left|Right|Up|Down|Home|End|Space|lt|C-.)>/)
      {
        result += "\\" + name.0
        rest = rest.dropFirst(name.0.count)
        continue
      }
      switch first {
      case "\"", "\\": result += "\\\(first)"
      case "\t": result += "\\t"
      default: result.append(first)
      }
      rest = rest.dropFirst()
    }
    return "\"" + result + "\""
  }
}
