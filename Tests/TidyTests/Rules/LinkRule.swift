// A relative link in a document leads to a file.

enum LinkRule {
  /// - Parameter exists: whether there is something at a path from the root of the repository.
  static func complaints(about file: SourceFile, _ exists: (_ path: String) -> Bool) -> [Complaint] {
    let folder = file.path.split(separator: "/").dropLast()
    return file.lines.enumerated().flatMap { index, line in
      line.matches(of: /\]\(([^)\s#]+)[^)]*\)/).map(\.1).filter { !$0.contains(":") }.compactMap { target in
        exists(resolve(target, from: folder))
          ? nil : file.complaint(index + 1, "a link to \(target), which is not there")
      }
    }
  }

  private static func resolve(_ target: Substring, from folder: ArraySlice<Substring>) -> String {
    var parts = target.hasPrefix("/") ? [] : Array(folder)
    for part in target.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
