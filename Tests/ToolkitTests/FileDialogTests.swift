// Open and save dialogs over made-up folders.

import ABI
import Graphics
import OrbToolkit
import Testing

private final class FakeFolders: FileProvider {
  var folders: [String: [FileDialogEntry]] = [
    "/": [FileDialogEntry("home", isFolder: true)],
    "/home": [FileDialogEntry("ada", isFolder: true)],
    "/home/ada": [
      FileDialogEntry("b.txt", size: 12), FileDialogEntry("a.txt", size: 2_400_000), FileDialogEntry(".secret"),
      FileDialogEntry("Documents", isFolder: true), FileDialogEntry("Locked", isFolder: true),
    ],
    "/home/ada/Documents": [FileDialogEntry("letter.txt", size: 900)],
  ]
  let home = "/home/ada"

  func entries(of folder: String) throws(Errno) -> [FileDialogEntry] {
    guard let entries = folders[folder] else { throw .accessDenied }
    return entries
  }

  func entry(at path: String) -> FileDialogEntry? {
    if path == "/" { return FileDialogEntry("/", isFolder: true) }
    guard let slash = path.lastIndex(of: "/") else { return nil }
    let parent = slash == path.startIndex ? "/" : String(path[..<slash])
    return folders[parent]?.first { $0.name == path[path.index(after: slash)...] }
  }

  func makeFolder(_ path: String) throws(Errno) {
    folders[path] = []
    folders["/home/ada"]?.append(FileDialogEntry(String(path.split(separator: "/").last ?? ""), isFolder: true))
  }
}

private func dialog(
  _ purpose: FileDialog.Purpose, _ folders: FakeFolders = FakeFolders(), chosen: @escaping (String) -> Void
) -> TestHarness {
  let window = Window(title: "Test", size: Size(width: 800, height: 600)) { Button("Behind") {} }
  let harness = TestHarness(window)
  switch purpose {
  case .open: FileDialog.open(in: window, provider: folders, chosen: chosen)
  case .save: FileDialog.save(in: window, name: "notes.txt", provider: folders, chosen: chosen)
  }
  harness.settle()
  return harness
}

@Test func openingShowsFoldersFirstWithoutHiddenOnes() {
  let harness = dialog(.open) { _ in }
  let rows = harness.dump().split(separator: "\n").filter { $0.contains("row ") && $0.contains("=") }
  #expect(rows.count == 4)
  #expect(rows.first?.contains("Documents") == true)
  #expect(harness.node(".secret", .row) == nil)
}

@Test func aDoubleClickOpensAndClosesTheDialog() {
  var path = ""
  let harness = dialog(.open) { path = $0 }
  harness.click("b.txt", .row, count: 2)
  #expect(path == "/home/ada/b.txt")
  #expect(harness.node("Open a file", .dialog) == nil)
  #expect(harness.node("Behind")?.info.state.contains(.focused) == true)
}

@Test func foldersAreEnteredAndPathsCanBeTyped() {
  var path = ""
  let harness = dialog(.open) { path = $0 }
  let rows = harness.dump()
  #expect(rows.contains("Documents"))
  harness.key(.down)
  harness.key(.enter)
  #expect(harness.node("letter.txt", .row) != nil)
  harness.click("Name or path", .textField)
  harness.type("../missing")
  harness.key(.enter)
  #expect(harness.node("Name or path", .textField)?.info.state.contains(.invalid) == true)
  harness.key(.a, .control)
  harness.type("~/a.txt")
  harness.key(.enter)
  #expect(path == "/home/ada/a.txt")
}

@Test func savingSelectsTheStemAndAsksBeforeReplacing() {
  var path = ""
  let harness = dialog(.save) { path = $0 }
  harness.type("a")
  #expect(harness.node("Name", .textField)?.info.value == "a.txt")
  harness.key(.enter)
  #expect(path == "")
  #expect(harness.node("Replace “a.txt”?", .dialog) != nil)
  harness.key(.escape)
  #expect(path == "")
  harness.click("Save", .button)
  harness.click("Replace", .button)
  #expect(path == "/home/ada/a.txt")
}

@Test func escapeCancelsAndNothingIsChosen() {
  var path = ""
  let harness = dialog(.save) { path = $0 }
  harness.key(.escape)
  #expect(path == "")
  #expect(harness.node("Save as", .dialog) == nil)
}

@Test func aFolderThatCannotBeReadSaysWhy() {
  let harness = dialog(.open) { _ in }
  harness.click("Locked", .row, count: 2)
  #expect(harness.node("This folder cannot be shown") != nil)
}
