// How long things may be: a function that fits on a screen, a file that fits into a head.
//
// A function is any block in braces that is not the body of a type and lies in no other such block: functions,
// accessors, the closures that programs are tables of, and the loops of a main file.

enum LengthRule {
  static let functionLines = 70
  static let fileLines = 700

  static func complaints(about file: SourceFile) -> [Complaint] {
    var found: [Complaint] = []
    if file.lines.count > fileLines {
      found.append(file.complaint(fileLines + 1, "\(file.lines.count) lines in a file, not \(fileLines)"))
    }
    for block in CodeBlock.blocks(in: file.code) where block.lines > functionLines {
      found.append(file.complaint(block.line, "\(block.name) has \(block.lines) lines, not \(functionLines)"))
    }
    return found
  }
}
