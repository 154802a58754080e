// A file opens with a comment that says its job.

enum HeaderRule {
  static func complaints(about file: SourceFile) -> [Complaint] {
    // In front of the comment only what has to be first: SwiftPM's tools version, the interpreter's name.
    let skipped = file.lines.first.map { $0.hasPrefix("#!") || $0.hasPrefix("// swift-tools-version") } == true ? 1 : 0
    let first = file.lines.dropFirst(skipped).first ?? ""
    let mark =
      switch file.language {
      case .swift, .c: "// "
      case .python: "\"\"\""
      case .shell: "# "
      case .other: ""
      }
    let words = first.dropFirst(mark.count).split(separator: " ")
    guard first.hasPrefix(mark), words.count >= 2 else {
      return [file.complaint(skipped + 1, "does not open with a comment that says its job")]
    }
    return []
  }
}
