// What a line may be: at most 120 columns, comments included, without tabs and without blanks at its end.

enum LineRule {
  static let columns = 120

  static func complaints(about file: SourceFile) -> [Complaint] {
    file.lines.enumerated().flatMap { index, line in
      var found: [String] = []
      if line.utf8.count > columns && line.count > columns { found.append("\(line.count) columns, not \(columns)") }
      if line.contains("\t") { found.append("a tab") }
      if line.last?.isWhitespace == true { found.append("blanks at the end of the line") }
      return found.map { file.complaint(index + 1, $0) }
    }
  }
}
