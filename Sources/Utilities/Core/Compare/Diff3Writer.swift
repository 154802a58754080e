// The forms in which `diff3` shows where three texts differ.

import System
import UtilitySupport

/// Writes what differs, a script for ed, or the texts merged.
struct Diff3Writer {
  /// What becomes of the differences in scripts and merged texts.
  struct Choice {
    /// Conflicts are bracketed.
    var brackets = false
    /// With the lines of the old text, also where both others are alike.
    var showsOld = false
    var onlyOverlaps = false
    var onlySimple = false
  }

  private let tool: Tool
  private let difference: ThreeTexts
  private let choice: Choice
  private let names: [String]

  init(_ tool: Tool, _ difference: ThreeTexts, _ choice: Choice, names: [String]) {
    (self.tool, self.difference, self.choice, self.names) = (tool, difference, choice, names)
  }

  private var texts: [TextLines] { difference.texts }

  private func write(_ text: String) { tool.output.write(text) }

  // MARK: For people

  /// All differences.
  func writeAll() {
    let start = tool.has("T") ? "\t" : "  "
    for part in difference.parts {
      write("====\(part.odd.map { "\($0 + 1)" } ?? "")\n")
      // Of two texts that are alike the second one shows the lines.
      let silent = part.odd.map { $0 == 0 ? 1 : 0 }
      for text in part.odd == 1 ? [0, 2, 1] : [0, 1, 2] {
        let lines = part.lines[text]
        write("\(text + 1):\(Self.address(lines))\(lines.isEmpty ? "a" : "c")\n")
        if text == silent { continue }
        for index in lines {
          write(start)
          tool.output.write(texts[text][index])
          write(texts[text].endsLine(index) ? "\n" : "\n\\ No newline at end of file\n")
        }
      }
    }
  }

  private static func address(_ lines: Range<Int>) -> String {
    lines.count > 1 ? "\(lines.lowerBound + 1),\(lines.upperBound)" : "\(lines.upperBound)"
  }

  /// Whether a difference is a conflict; nil when it stays as it is in the first text.
  private func isConflict(_ part: ThreeTexts.Part) -> Bool? {
    switch part.odd {
    case nil: choice.onlySimple ? nil : choice.brackets
    case 1: choice.showsOld ? true : nil
    case 2: choice.onlyOverlaps ? nil : false
    default: nil
    }
  }

  private func writeLines(_ text: Int, _ lines: Range<Int>) {
    for index in lines {
      tool.output.write(texts[text][index])
      if texts[text].endsLine(index) { write("\n") }
    }
  }

  // MARK: Merging

  /// The merged text; whether it has conflicts.
  func writeMerged() -> Bool {
    var hasConflicts = false
    var position = 0
    for part in difference.parts {
      guard let isConflict = isConflict(part) else { continue }
      writeLines(0, position..<part.lines[0].lowerBound)
      if isConflict {
        hasConflicts = true
        if part.odd == nil {
          write("<<<<<<< \(names[0])\n")
          writeLines(0, part.lines[0])
        }
        if choice.showsOld {
          write("\(part.odd == nil ? "|||||||" : "<<<<<<<") \(names[1])\n")
          writeLines(1, part.lines[1])
        }
        write("=======\n")
      }
      writeLines(2, part.lines[2])
      if isConflict { write(">>>>>>> \(names[2])\n") }
      position = part.lines[0].upperBound
    }
    writeLines(0, position..<texts[0].count)
    return hasConflicts
  }

  // MARK: Scripts

  /// A script that makes ed merge, from the end to the start; whether there are conflicts.
  func writeScript() -> Bool {
    var hasConflicts = false
    for part in difference.parts.reversed() {
      guard let isConflict = isConflict(part) else { continue }
      let (mine, yours) = (part.lines[0], part.lines[2])
      if isConflict {
        hasConflicts = true
        writeBrackets(part)
      } else if yours.isEmpty {
        write("\(Self.address(mine))d\n")
      } else {
        write("\(Self.address(mine))\(mine.isEmpty ? "a" : "c")\n")
        let hasDots = writeQuoted(2, yours)
        end(hasDots, from: mine.lowerBound + 1, count: yours.count)
      }
    }
    if tool.has("i") { write("w\nq\n") }
    return hasConflicts
  }

  private func writeBrackets(_ part: ThreeTexts.Part) {
    let mine = part.lines[0]
    let (oldCount, yourCount) = (part.lines[1].count, part.lines[2].count)
    write("\(mine.upperBound)a\n")
    var hasDots = false
    if part.odd == nil {
      if choice.showsOld {
        write("||||||| \(names[1])\n")
        hasDots = writeQuoted(1, part.lines[1])
      }
      write("=======\n")
      if writeQuoted(2, part.lines[2]) { hasDots = true }
    }
    write(">>>>>>> \(names[2])\n")
    end(hasDots, from: mine.upperBound + 2, count: oldCount + yourCount + 1)
    write("\(mine.lowerBound)a\n<<<<<<< \(names[part.odd == nil ? 0 : 1])\n")
    hasDots = false
    if part.odd != nil {
      hasDots = writeQuoted(1, part.lines[1])
      write("=======\n")
    }
    end(hasDots, from: mine.lowerBound + 2, count: oldCount)
  }

  /// Lines with a dot before each dot that starts one, as it would end the text; whether there is any.
  private func writeQuoted(_ text: Int, _ lines: Range<Int>) -> Bool {
    var hasDots = false
    for index in lines {
      if texts[text][index].first == UInt8(ascii: ".") {
        hasDots = true
        write(".")
      }
      writeLines(text, index..<index + 1)
    }
    return hasDots
  }

  /// Ends a text and takes those dots away.
  private func end(_ hasDots: Bool, from start: Int, count: Int) {
    write(".\n")
    if hasDots { write("\(count == 1 ? "\(start)" : "\(start),\(start + count - 1)")s/^\\.//\n") }
  }
}
