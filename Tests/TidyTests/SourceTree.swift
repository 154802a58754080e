// The repository that these tests were built from: its files, read once.

import Foundation

struct SourceTree {
  /// The tree around this file.
  static let repository = SourceTree(root: root)

  private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  let root: URL
  /// Sources, tests and documents, by path.
  let files: [SourceFile]

  init(root: URL) {
    self.root = root
    let paths = Self.paths(of: ["Sources", "Tests", "installer", "docs"], in: root) + ["Package.swift", "README.md"]
    files = paths.sorted().compactMap { path in
      Self.text(path, in: root).map { SourceFile(path, $0) }
    }
  }

  /// What is compiled or run; the documents are left out.
  var sources: [SourceFile] { files.filter { $0.language != .other } }
  var swift: [SourceFile] { files.filter { $0.language == .swift } }
  var documents: [SourceFile] { files.filter { $0.path.hasSuffix(".md") } }

  func file(_ path: String) -> SourceFile? {
    files.first { $0.path == path } ?? Self.text(path, in: root).map { SourceFile(path, $0) }
  }

  func holds(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
  }

  private static func text(_ path: String, in root: URL) -> String? {
    try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  private static let endings: Set<String> = ["swift", "py", "c", "h", "S", "sh", "md"]

  private static func paths(of folders: [String], in root: URL) -> [String] {
    folders.flatMap { folder in
      let found = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
      return (found?.compactMap { $0 as? String } ?? [])
        .filter { endings.contains(($0 as NSString).pathExtension) }
        .map { "\(folder)/\($0)" }
    }
  }
}
