// Imports go down the floors of the house (docs/architecture.md) and never up.

struct ImportRule {
  /// Folders and what their files may import. `*` stands for any one folder, `*Core` for every module with that ending.
  /// Of the floors that hold a file the last one decides.
  let floors: [(folder: String, modules: Set<String>)]

  func complaints(about file: SourceFile) -> [Complaint] {
    guard let floor = floors.last(where: { Self.holds($0.folder, file.path) }) else {
      return [file.complaint(1, "stands on no floor that is known")]
    }
    return Self.imports(of: file).compactMap { line, module in
      floor.modules.contains { $0 == module || $0.hasPrefix("*") && module.hasSuffix($0.dropFirst()) }
        ? nil : file.complaint(line, "imports \(module), which is not below \(floor.folder)")
    }
  }

  private static func holds(_ folder: String, _ path: String) -> Bool {
    let parts = folder.split(separator: "/")
    let folders = path.split(separator: "/").dropLast()
    return parts.count <= folders.count && zip(parts, folders).allSatisfy { $0 == "*" || $0 == $1 }
  }

  static func imports(of file: SourceFile) -> [(line: Int, module: String)] {
    file.code.enumerated().compactMap { index, line in
      let words = line.split { $0 == " " || $0 == "." || $0 == ";" }
      guard let at = words.firstIndex(of: "import"), words[..<at].allSatisfy(isModifier) else { return nil }
      return words[(at + 1)...].first { !kinds.contains($0) }.map { (index + 1, String($0)) }
    }
  }

  /// What may stand between `import` and the module.
  private static let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]

  private static func isModifier(_ word: Substring) -> Bool {
    word.hasPrefix("@") || ["public", "package", "internal", "fileprivate", "private"].contains(word)
  }
}
