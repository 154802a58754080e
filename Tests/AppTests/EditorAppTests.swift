// The editor as a person uses it, with real files in a folder of their own.

import EditorApp
import EditorCore
import Graphics
import OrbToolkit
import System
import Testing

/// A folder that is removed at the end of a test.
private final class Folder {
  let path: String
  init() {
    path = "/tmp/apus-editor-\(CurrentProcess.id)-\(SystemClock.monotonic)"
    try? FileSystem.makeDirectory(path)
  }
  deinit {
    for item in (try? FileSystem.list(path)) ?? [] { try? FileSystem.unlink("\(path)/\(item.name)") }
    try? FileSystem.removeDirectory(path)
  }
  func write(_ name: String, _ text: String) -> String {
    try? FileSystem.writeFile("\(path)/\(name)", Array(text.utf8))
    return "\(path)/\(name)"
  }
  func read(_ name: String) -> String? {
    (try? FileSystem.readFile("\(path)/\(name)")).map { String(decoding: $0, as: UTF8.self) }
  }
  var names: [String] { ((try? FileSystem.list(path)) ?? []).map { $0.name }.sorted() }
}

private func open(_ files: [String] = [], drafts: DraftStore? = nil) -> (TestHarness, EditorPane) {
  let window = EditorWindow.make(files, drafts: drafts)
  guard let pane = window.content as? EditorPane else { preconditionFailure("the content is a pane") }
  return (TestHarness(window), pane)
}

private func text(_ pane: EditorPane) -> String {
  String(decoding: pane.current?.file.document.buffer.contents ?? [], as: UTF8.self)
}

@Test func editorTypesUndoesAndSaves() {
  let folder = Folder()
  let (harness, pane) = open([folder.write("a.txt", "one\ntwo\n")])
  harness.key(.end)
  harness.type(" and more")
  harness.key(.enter)
  #expect(text(pane) == "one and more\n\ntwo\n")
  #expect(harness.window.title == "a.txt – Editor" && harness.window.hasUnsavedChanges)
  harness.key(.z, .control)
  harness.key(.s, .control)
  #expect(folder.read("a.txt") == "one and more\ntwo\n" && folder.names == ["a.txt"])
  #expect(harness.window.title == "a.txt – Editor" && !harness.window.hasUnsavedChanges)
}

@Test func editorMovesSelectsAndCopies() {
  let (harness, pane) = open()
  harness.type("hello world")
  harness.key(.left, [.control, .shift])
  harness.key(.x, .control)
  #expect(text(pane) == "hello " && harness.platform.clipboardText == "world")
  harness.key(.home)
  harness.key(.v, .control)
  #expect(text(pane) == "worldhello ")
  harness.key(.a, .control)
  harness.type("x")
  harness.key(.tab)
  #expect(text(pane) == "x   ")
}

@Test func editorSelectsWithTheMouse() {
  let folder = Folder()
  let (harness, pane) = open([folder.write("a.txt", "alpha beta\ngamma delta\n")])
  guard let view = pane.current else { return }
  let origin = view.originInWindow
  // The text begins behind a gutter of two digits.
  let left = origin.x + 8 + 2 * 8 + 16
  let beta = Point(x: left + 8 * 7, y: origin.y + 9)
  harness.click(at: beta)
  harness.click(at: beta)
  #expect(String(decoding: view.file.document.selectedBytes, as: UTF8.self) == "beta")
  harness.advance(2000)
  harness.drag(from: Point(x: left, y: origin.y + 9), to: Point(x: left + 8 * 5, y: origin.y + 28))
  #expect(String(decoding: view.file.document.selectedBytes, as: UTF8.self) == "alpha beta\ngamma")
  harness.advance(2000)
  harness.click(at: Point(x: origin.x + 10, y: origin.y + 28))
  #expect(String(decoding: view.file.document.selectedBytes, as: UTF8.self) == "gamma delta\n")
}

@Test func editorFindsAndReplaces() {
  let folder = Folder()
  let (harness, pane) = open([folder.write("a.txt", "cat dog Cat\ncatalogue\n")])
  harness.key(.f, .control)
  harness.type("cat")
  #expect(harness.dump().contains("1 of 3"))
  harness.key(.enter)
  #expect(harness.dump().contains("2 of 3"))
  harness.key(.enter, .shift)
  #expect(harness.dump().contains("1 of 3"))
  harness.click("Words")
  #expect(harness.dump().contains("of 2"))
  harness.click("Words")
  harness.key(.escape)
  harness.key(.h, .control)
  harness.click("Replace with")
  harness.type("bird")
  harness.click("Replace all")
  #expect(text(pane) == "bird dog bird\nbirdalogue\n" && harness.dump().contains("3 replaced"))
  harness.key(.escape)
  harness.key(.z, .control)
  #expect(text(pane) == "cat dog Cat\ncatalogue\n")
}

@Test func editorGoesToALine() {
  let folder = Folder()
  let path = folder.write("a.txt", (1...500).map { "line \($0)\n" }.joined())
  let (harness, pane) = open(["\(path):250:3"])
  #expect(pane.current?.file.document.caretPlace == LineColumn(line: 249, column: 2))
  #expect(harness.dump().contains("Line 250, column 3") && harness.dump().contains("line 250"))
  harness.key(.l, .control)
  harness.type("500")
  harness.key(.enter)
  #expect(harness.dump().contains("Line 500, column 1") && harness.dump().contains("line 500"))
  harness.key(.home, .control)
  #expect(harness.dump().contains("Line 1, column 1"))
}

@Test func editorAsksBeforeTextIsLost() {
  let folder = Folder()
  let (harness, pane) = open([folder.write("a.txt", "a"), folder.write("b.txt", "b")])
  harness.type("new ")
  harness.window.requestClose()
  harness.settle()
  #expect(harness.window.isOpen && harness.dump().contains("Save changes to “b.txt”?"))
  harness.key(.escape)
  #expect(harness.window.isOpen && pane.tabCount >= 1)
  harness.window.requestClose()
  harness.settle()
  harness.click("Save", .button)
  #expect(!harness.window.isOpen && folder.read("b.txt") == "new b" && folder.read("a.txt") == "a")
}

@Test func editorDiscardsOnlyWhenTold() {
  let folder = Folder()
  let (harness, _) = open([folder.write("a.txt", "a")])
  harness.type("x")
  harness.key(.w, .control)
  harness.click("Discard", .button)
  #expect(!harness.window.isOpen && folder.read("a.txt") == "a")
}

@Test func editorSavesANewTextUnderAName() {
  let folder = Folder()
  let (harness, pane) = open()
  harness.type("fresh")
  harness.key(.s, .control)
  #expect(harness.dump().contains("Save as"))
  harness.key(.a, .control)
  harness.type("\(folder.path)/new.txt")
  harness.key(.enter)
  #expect(folder.read("new.txt") == "fresh" && pane.current?.file.name == "new.txt")
}

@Test func editorNoticesChangesByOthers() {
  let folder = Folder()
  let path = folder.write("a.txt", "old")
  let (harness, pane) = open([path])
  try? FileSystem.changeTimes(path, accessed: 1, modified: 1_000_000_000)
  _ = folder.write("a.txt", "new")
  harness.window.activationChanged(false)
  harness.window.activationChanged(true)
  harness.settle()
  harness.click("Reload", .button)
  #expect(text(pane) == "new")
}

@Test func editorKeepsBytesThatAreNoText() {
  let folder = Folder()
  let path = "\(folder.path)/bin"
  let bytes: [UInt8] = [0xFF, 0x00, 0x0D, 0x0A, 0x80, 0x0A]
  try? FileSystem.writeFile(path, bytes)
  let (harness, _) = open([path])
  harness.key(.end, .control)
  harness.type("x")
  harness.key(.s, .control)
  #expect((try? FileSystem.readFile(path)) == bytes + [0x78])
}

@Test func editorBringsBackWhatWasNotSaved() {
  let folder = Folder()
  let drafts = DraftStore(folder: folder.path)
  let (harness, _) = open(drafts: drafts)
  harness.type("precious")
  harness.advance(5000)
  #expect(folder.names == ["draft-0"])
  let (second, pane) = open(drafts: drafts)
  #expect(text(pane) == "precious" && second.window.hasUnsavedChanges)
  second.key(.z, .control)
  second.key(.w, .control)
  #expect(folder.names.isEmpty)
}

@Test func editorTabs() {
  let folder = Folder()
  let (harness, pane) = open([folder.write("a.txt", "a"), folder.write("b.txt", "b")])
  #expect(pane.tabCount == 2 && pane.current?.file.name == "b.txt")
  harness.key(.tab, .control)
  #expect(pane.current?.file.name == "a.txt")
  pane.open("\(folder.path)/b.txt")
  harness.settle()
  #expect(pane.tabCount == 2 && pane.current?.file.name == "b.txt")
  harness.key(.n, .control)
  #expect(pane.tabCount == 3)
  harness.key(.w, .control)
  #expect(pane.tabCount == 2)
}

@Test func editorPaintsLongLinesAndStrangeText() {
  let folder = Folder()
  let long = String(repeating: "word 日本 \u{301}\t👨‍👩‍👧 ", count: 3000)
  let (harness, pane) = open([folder.write("a.txt", "\u{1}\n\(long)\nend")])
  #expect(harness.incrementalPaintIsComplete())
  harness.key(.end, .control)
  #expect(pane.current?.file.document.caretPlace.line == 2)
  harness.key(.z, .alt)
  harness.key(.up)
  harness.key(.end)
  #expect(harness.incrementalPaintIsComplete())
  for _ in 0..<5 { harness.scroll(at: Point(x: 200, y: 200), -3) }
  harness.key(.equal, .control)
  #expect(harness.incrementalPaintIsComplete())
}
