// Every scheme that is served stands in docs/schemes: a page of its own, or a place on another's.

struct SchemeRule {
  /// The files of docs/schemes.
  let pages: [SourceFile]

  func complaints(_ schemes: [(line: Int, name: String)], servedBy file: SourceFile) -> [Complaint] {
    schemes.compactMap { line, name in
      isDescribed(name) ? nil : file.complaint(line, "docs/schemes says nothing of \(name):")
    }
  }

  private func isDescribed(_ name: String) -> Bool {
    pages.contains { page in
      page.path == "docs/schemes/\(name).md" || page.lines.contains { $0.contains("`\(name):") }
    }
  }

  /// The schemes that the kernel serves, from the table of their names.
  static func kernelSchemes(in file: SourceFile) -> [(line: Int, name: String)] {
    file.lines.enumerated().flatMap { index, line in
      line.matches(of: /case \.[a-z]+: "([a-z]+)"/).map { (index + 1, String($0.1)) }
    }
  }
}
