// Code that the compiler cannot vouch for says why it is right, and stays in few rooms.

enum UnsafeRule {
  /// The lines with `unsafe` (as a word, in `unowned(unsafe)` and `nonisolated(unsafe)`, too) or `@unchecked`.
  static func lines(of file: SourceFile) -> [Int] {
    file.code.indices.filter { index in
      let line = file.code[index]
      return line.contains("@unchecked")
        || line.contains("unsafe") && line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains("unsafe")
    }.map { $0 + 1 }
  }

  static func complaints(about file: SourceFile) -> [Complaint] {
    guard let line = lines(of: file).first, !file.comments.contains(where: { $0.contains("SAFETY") }) else { return [] }
    return [file.complaint(line, "unsafe code in a file without a SAFETY comment")]
  }
}
