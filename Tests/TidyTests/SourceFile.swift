// One text file of the repository, as the rules look at it.

struct SourceFile {
  enum Language { case swift, python, c, shell, other }

  /// From the root of the repository.
  let path: String
  let lines: [Substring]
  /// The lines without comments and strings; empty for anything but Swift.
  let code: [Substring]
  /// The comments alone; for anything but Swift all there is.
  let comments: [Substring]

  init(_ path: String, _ text: String) {
    self.path = path
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    self.lines = lines
    if path.hasSuffix(".swift") {
      let parts = SwiftText(text)
      code = parts.code
      comments = parts.comments
    } else {
      code = []
      comments = lines
    }
  }

  var language: Language {
    switch path.split(separator: "/").last?.split(separator: ".").last {
    case "swift": .swift
    case "py": .python
    case "c", "h", "S": .c
    case "sh": .shell
    default: .other
    }
  }

  func lies(in folder: String) -> Bool { path.hasPrefix(folder + "/") }

  func complaint(_ line: Int, _ what: String) -> Complaint { Complaint(path, line, what) }
}
