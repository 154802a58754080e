// What stands nowhere in what is shipped: ways to stop a program, Foundation, and work that is put off.

struct WordRule {
  private static let banned = ["try!", "as!", "fatalError("]
  private static let putOff: Set<Substring> = ["TODO", "FIXME", "XXX"]

  /// The rule of the house.
  static let house = WordRule(foundation: [
    // The image builder runs on the host only: files, processes and sizes there.
    "installer/ImageBuilder/BuildError.swift", "installer/ImageBuilder/HostProcess.swift",
    "installer/ImageBuilder/RootCommand.swift", "installer/ImageBuilder/SymbolsCommand.swift",
    "installer/ImageBuilder/main.swift",
  ])

  /// The files that may import Foundation. One that does not any more is complained about, too.
  let foundation: Set<String>

  func complaints(about file: SourceFile) -> [Complaint] {
    words(of: file) + imports(of: file) + remarks(of: file)
  }

  private func words(of file: SourceFile) -> [Complaint] {
    Self.banned.flatMap { word in
      file.code.indices.filter { file.code[$0].contains(word) }.map { file.complaint($0 + 1, "\"\(word)\"") }
    }
  }

  private func imports(of file: SourceFile) -> [Complaint] {
    let imports = ImportRule.imports(of: file).filter { $0.module.hasPrefix("Foundation") }
    guard foundation.contains(file.path) else { return imports.map { file.complaint($0.line, "imports \($0.module)") } }
    return imports.isEmpty ? [file.complaint(1, "needs no exception for Foundation any more")] : []
  }

  private func remarks(of file: SourceFile) -> [Complaint] {
    file.comments.enumerated().flatMap { index, line in
      line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.filter(Self.putOff.contains)
        .map { file.complaint(index + 1, "\"\($0)\" in a comment") }
    }
  }
}
