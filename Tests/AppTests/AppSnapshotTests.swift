// The apps as pictures, to be looked at: Tests/Snapshots/apps/*.png.
//
// Everything that is shown is made here: files with old dates, a user, output of a program. The fonts are the system's.

import CalculatorApp
import EditorApp
import FilesCore
import Foundation
import Graphics
import OrbToolkit
import System
import TerminalApp
import TestSupport
import Testing
import WelcomeApp

@testable import FilesApp
@testable import LauncherApp

private func systemFonts() -> FontLibrary {
  let library = FontLibrary()
  SystemFonts.load(into: library)
  return library
}

private func show(_ window: Window, _ theme: Theme = .light) -> TestHarness {
  TestHarness(window, theme: theme, fonts: systemFonts())
}

/// Compares what a window shows with the picture of that name.
private func compare(_ bitmap: Bitmap, _ name: String, location: SourceLocation = #_sourceLocation) {
  let problem = Snapshot.mismatch(bitmap, "apps/\(name)", tolerance: 8)
  #expect(problem == nil, sourceLocation: location)
}

/// A folder with old files, in a home of its own, which goes away with the test.
private final class Fixture {
  let home: String
  let path: String

  init(_ name: String, _ files: [(name: String, size: Int)] = []) {
    home = FileManager.default.temporaryDirectory.appendingPathComponent("apus-\(UUID().uuidString)").path
    path = "\(home)/\(name)"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (index, file) in files.enumerated() {
      let whole = "\(path)/\(file.name)"
      if file.name.hasSuffix("/") {
        try? FileManager.default.createDirectory(atPath: whole, withIntermediateDirectories: true)
      } else {
        FileManager.default.createFile(atPath: whole, contents: Data(count: file.size))
      }
      let date = Date(timeIntervalSince1970: 1_709_553_600 + Double(index) * 1_000_000)
      try? FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: whole)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: home) }
}

// MARK: Calculator and editor

@Test(arguments: [Theme.light, Theme.dark])
func calculatorLooksRight(theme: Theme) {
  let harness = show(CalculatorWindow.make(CalculatorModel()), theme)
  for sum in ["1249,90*1,19", "2^64-1", "sqrt(2)/3"] {
    harness.type(sum)
    harness.key(.enter)
  }
  compare(harness.bitmap, "calculator-\(theme.name)")
}

private let program = """
  // Counts words on standard input.
  import System

  /// The words of a line.
  func words(_ line: String) -> [Substring] {
    line.split(separator: " ", omittingEmptySubsequences: true)
  }

  var count = 0
  while let line = readLine() {
    count += words(line).count  // no punctuation
  }
  if count == 0 {
    print("There was nothing to count.")
  } else {
    print("\\(count) words, that is \\(Double(count) / 250) pages")
  }

  """

@Test(arguments: [Theme.light, Theme.dark])
func editorLooksRight(theme: Theme) {
  let folder = Fixture("Programs")
  let file = "\(folder.path)/words.swift"
  FileManager.default.createFile(atPath: file, contents: Data(program.utf8))
  let harness = show(EditorWindow.make([file]), theme)
  harness.key(.f, .control)
  harness.type("count")
  harness.advance(300)
  compare(harness.bitmap, "editor-\(theme.name)")
}

// MARK: Files

private func browse(_ folder: Fixture, _ theme: Theme = .light) -> TestHarness {
  let home = FilePath(folder.home)
  let places = [
    Place(title: "Home", icon: Symbols.home, path: home),
    Place(title: "Documents", icon: Symbols.text, path: FilePath(folder.path)),
    Place(title: "System", icon: Symbols.disk, path: .root),
    Place(title: "Trash", icon: Symbols.trash, path: home.appending(FileName(".Trash"))),
  ]
  let window = Files.window(FilePath(folder.path), home: home, places: places) { _ in 12_300_000_000 }
  return show(window, theme)
}

private let documents: [(name: String, size: Int)] = [
  ("Letters/", 0), ("Pictures of the roof/", 0), ("Getting started.txt", 1234), ("swift.png", 48_213),
  ("backup.tar.gz", 2_560_000), ("words.swift", 412),
  ("A name that is much longer than its column is wide.pdf", 81_920),
  ("empty", 0),
]

@Test(arguments: [Theme.light, Theme.dark])
func filesLooksRight(theme: Theme) {
  let folder = Fixture("Documents", documents)
  let harness = browse(folder, theme)
  harness.click("Getting started.txt", .row)
  compare(harness.bitmap, "files-list-\(theme.name)")
  harness.key(Key(usage: 0x1F), .control)
  compare(harness.bitmap, "files-icons-\(theme.name)")
}

@Test func anEmptyFolderLooksRight() {
  compare(browse(Fixture("Empty")).bitmap, "files-empty")
}

// MARK: Terminal

/// A program that has said its part.
private final class QuietProgram: TerminalProcess {
  func write(_ bytes: [UInt8]) {}
  func resize(columns: Int, rows: Int, width: Int, height: Int) {}
  func close() {}
}

private let session = [
  "\u{1B}[32muser@apus\u{1B}[0m:\u{1B}[34m~\u{1B}[0m$ ls --color",
  "\u{1B}[1;34mDocuments\u{1B}[0m  \u{1B}[1;32mbuild.sh\u{1B}[0m  \u{1B}[36mlatest\u{1B}[0m  notes.txt",
  "\u{1B}[32muser@apus\u{1B}[0m:\u{1B}[34m~\u{1B}[0m$ palette",
  (0..<8).map { "\u{1B}[3\($0)m colour \u{1B}[9\($0)m bright \u{1B}[0;4\($0)m   \u{1B}[0m" }.joined(separator: "\r\n"),
  "\u{1B}[1mbold\u{1B}[0m \u{1B}[2mfaint\u{1B}[0m \u{1B}[3mitalic\u{1B}[0m \u{1B}[4munderlined\u{1B}[0m "
    + "\u{1B}[4:3mcurly\u{1B}[0m \u{1B}[7minverse\u{1B}[0m \u{1B}[9mstruck\u{1B}[0m",
  "┌──────────┬────────┐  ▁▂▃▄▅▆▇█  ░▒▓  ╭─╮",
  "│ process  │ memory │  é ß Ω Ж ✓ ♔    ╰─╯",
  "├──────────┼────────┤",
  "│ orbital  │  9 MiB │",
  "└──────────┴────────┘",
  "\u{1B}[32muser@apus\u{1B}[0m:\u{1B}[34m~\u{1B}[0m$ ",
].joined(separator: "\r\n")

@Test(arguments: [Theme.light, Theme.dark])
func terminalLooksRight(theme: Theme) {
  let window = TerminalWindow.make { view, _, _ in
    view.process = QuietProgram()
    view.feed("\u{1B}[2 q" + session)
    return nil
  }
  compare(show(window, theme).bitmap, "terminal-\(theme.name)")
}

// MARK: Launcher and welcome

private func startMenu(_ theme: Theme, _ search: String) throws -> Bitmap {
  let platform = HeadlessPlatform(theme: theme)
  let application = Application(name: "launcher", platform: platform, fonts: systemFonts())
  application.reducedMotion = true
  let menu = StartMenu(application, Applications(home: nil), windows: [], user: "user") { _ in }
  menu.open(screen: nil)
  let window = try #require(menu.window)
  for scalar in search.unicodeScalars { window.textInput(scalar) }
  for _ in 0..<4 { application.runRound() }
  return try #require(platform.surfaces.last).bitmap
}

@Test(arguments: [Theme.light, Theme.dark])
func startMenuLooksRight(theme: Theme) throws {
  compare(try startMenu(theme, ""), "start-\(theme.name)")
  compare(try startMenu(theme, "e"), "start-search-\(theme.name)")
}

@Test func aSearchForNothingLooksRight() throws {
  compare(try startMenu(.light, "zebra"), "start-nothing")
}

@Test(arguments: [Theme.light, Theme.dark])
func welcomeLooksRight(theme: Theme) {
  compare(show(Welcome.window { _ in }, theme).bitmap, "welcome-\(theme.name)")
}
