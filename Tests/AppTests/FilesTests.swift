// The file browser on a real folder of the host: looking, opening, making, renaming, copying, deleting.

import FilesApp
import Foundation
import Graphics
import OrbToolkit
import Testing

/// A folder that goes away with the test.
private final class Playground {
  let path: String

  init(_ files: [String]) {
    path = NSTemporaryDirectory() + "apus-files-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for file in files {
      if file.hasSuffix("/") {
        try? FileManager.default.createDirectory(atPath: "\(path)/\(file)", withIntermediateDirectories: true)
      } else {
        FileManager.default.createFile(atPath: "\(path)/\(file)", contents: Data("content of \(file)".utf8))
      }
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }

  func content(_ name: String) -> String? {
    FileManager.default.contents(atPath: "\(path)/\(name)").map { String(decoding: $0, as: UTF8.self) }
  }

  func browse() -> TestHarness { TestHarness(Files.window(path)) }
}

@Test func filesListsFoldersFirstAndHidesDotFiles() {
  let playground = Playground(["b.txt", "a.txt", ".hidden", "Zoo/"])
  let harness = playground.browse()
  let rows = harness.dump().split(separator: "\n").filter { $0.contains("row \"") && !$0.contains("Home") }
  let names = rows.compactMap { $0.split(separator: "\"").dropFirst().first.map(String.init) }
  #expect(names.suffix(3) == ["Zoo", "a.txt", "b.txt"])
  harness.key(.h, .control)
  #expect(harness.node(".hidden", .row) != nil)
}

@Test func filesOpensAFolderAndGoesBackToIt() {
  let playground = Playground(["Inner/", "Inner/deep.txt"])
  let harness = playground.browse()
  harness.click("Inner", .row, count: 2)
  #expect(harness.node("deep.txt", .row) != nil)
  harness.key(.up, .alt)
  #expect(harness.node("Inner", .row)?.info.state.contains(.selected) == true)
  harness.key(.enter)
  #expect(harness.node("deep.txt", .row) != nil)
  harness.key(.left, .alt)
  #expect(harness.node("Inner", .row) != nil)
}

@Test func aNewFolderIsNamedInPlace() {
  let playground = Playground(["a.txt"])
  let harness = playground.browse()
  harness.key(.n, [.control, .shift])
  #expect(playground.names == ["New folder", "a.txt"])
  harness.type("Letters")
  harness.key(.enter)
  #expect(playground.names == ["Letters", "a.txt"])
  #expect(harness.node("Letters", .row)?.info.state.contains(.selected) == true)
}

@Test func renamingSelectsTheNameWithoutItsExtension() {
  let playground = Playground(["report.txt"])
  let harness = playground.browse()
  harness.click("report.txt", .row)
  harness.key(.f2)
  harness.type("summary")
  harness.key(.enter)
  #expect(playground.names == ["summary.txt"])
  harness.key(.z, .control)
  #expect(playground.names == ["report.txt"])
}

@Test func aNameThatIsTakenIsRefused() {
  let playground = Playground(["a.txt", "b.txt"])
  let harness = playground.browse()
  harness.click("a.txt", .row)
  harness.key(.f2)
  harness.key(.a, .control)
  harness.type("b.txt")
  harness.key(.enter)
  #expect(harness.node("This name cannot be used", .dialog) != nil)
  #expect(playground.content("b.txt") == "content of b.txt")
}

@Test func escapeEndsARenameWithoutChange() {
  let playground = Playground(["a.txt"])
  let harness = playground.browse()
  harness.click("a.txt", .row)
  harness.key(.f2)
  harness.type("zzz")
  harness.key(.escape)
  #expect(playground.names == ["a.txt"])
}

@Test func copyAndPasteIntoAFolder() {
  let playground = Playground(["a.txt", "Box/"])
  let harness = playground.browse()
  harness.click("a.txt", .row)
  harness.key(.c, .control)
  harness.click("Box", .row, count: 2)
  harness.key(.v, .control)
  #expect(playground.content("Box/a.txt") == "content of a.txt")
  #expect(playground.content("a.txt") == "content of a.txt")
  #expect(harness.node("a.txt", .row)?.info.state.contains(.selected) == true)
}

@Test func aConflictAsksAndKeepsBoth() {
  let playground = Playground(["a.txt", "Box/", "Box/a.txt"])
  let harness = playground.browse()
  harness.click("a.txt", .row)
  harness.key(.x, .control)
  harness.click("Box", .row, count: 2)
  harness.key(.v, .control)
  #expect(harness.node("Replace “a.txt”?", .dialog) != nil)
  harness.click("Keep both", .button)
  #expect(playground.names == ["Box"])
  #expect(playground.content("Box/a.txt") == "content of Box/a.txt")
  #expect(playground.content("Box/a (2).txt") == "content of a.txt")
}

@Test func deletingForGoodIsAskedFirst() {
  let playground = Playground(["a.txt", "b.txt", "Box/", "Box/c.txt"])
  let harness = playground.browse()
  harness.click("Box", .row)
  harness.key(.delete, .shift)
  harness.key(.escape)
  #expect(playground.names == ["Box", "a.txt", "b.txt"])
  harness.key(.delete, .shift)
  harness.click("Delete", .button)
  #expect(playground.names == ["a.txt", "b.txt"])
}

@Test func aFolderThatIsGoneSaysSo() {
  let harness = TestHarness(Files.window("/no/such/folder"))
  #expect(harness.node("This folder cannot be shown") != nil)
  #expect(harness.node("This folder is not there any more.") != nil)
}

@Test func typingASlashEditsThePath() {
  let playground = Playground(["Inner/", "Inner/deep.txt"])
  let harness = playground.browse()
  harness.type(playground.path + "/Inner")
  harness.key(.enter)
  #expect(harness.node("deep.txt", .row) != nil)
  harness.key(.l, .control)
  harness.type("/no/such")
  harness.key(.enter)
  #expect(harness.node("Path", .textField)?.info.state.contains(.invalid) == true)
  harness.key(.escape)
  #expect(harness.node("Path", .textField) == nil)
}

@Test func theFilterNarrowsAndEscapeClearsIt() {
  let playground = Playground(["apple.txt", "banana.txt"])
  let harness = playground.browse()
  harness.key(.f, .control)
  harness.type("nan")
  #expect(harness.node("apple.txt", .row) == nil)
  #expect(harness.node("banana.txt", .row) != nil)
  harness.key(.escape)
  #expect(harness.node("apple.txt", .row) != nil)
}

@Test func theIconViewShowsAndOpensTheSame() {
  let playground = Playground(["Inner/", "Inner/deep.txt", "a.txt"])
  let harness = playground.browse()
  harness.click("Inner", .row)
  harness.key(Key(usage: 0x1F), .control)
  #expect(harness.node("Inner", .row)?.info.state.contains(.selected) == true)
  harness.key(.enter)
  #expect(harness.node("deep.txt", .row) != nil)
  #expect(harness.incrementalPaintIsComplete())
}
