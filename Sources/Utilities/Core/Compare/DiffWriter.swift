// The forms in which `diff` shows changes.

import System
import UtilityAlgorithms
import UtilitySupport

/// Writes the changes between two texts.
struct DiffWriter {
  private let tool: Tool
  private let style: DiffStyle
  private let old: TextLines
  private let new: TextLines
  private let changes: [EditScript.Change]

  init(_ tool: Tool, _ style: DiffStyle, _ old: TextLines, _ new: TextLines, isMinimal: Bool) {
    (self.tool, self.style, self.old, self.new) = (tool, style, old, new)
    // Equal lines get equal numbers: comparing is then one step.
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    func numbered(_ lines: TextLines) -> [Int] {
      (0..<lines.count).map { index in
        var key = style.key(lines[index])
        if !lines.endsLine(index) { key += [0x0a] }
        if let known = numbers[key] { return known }
        numbers[key] = numbers.count
        return numbers.count - 1
      }
    }
    let script = EditScript(numbered(old), numbered(new), isMinimal: isMinimal)
    changes = script.changes
  }

  private func ignores(_ change: EditScript.Change) -> Bool {
    style.ignoresLines && change.old.allSatisfy { style.ignores(old[$0]) }
      && change.new.allSatisfy { style.ignores(new[$0]) }
  }

  /// Whether there is a change that counts.
  var hasChanges: Bool { changes.contains { !ignores($0) } }

  mutating func write(names: [String]) {
    switch style.form {
    case .normal: for change in changes where !ignores(change) { writeNormal(change) }
    case .ed: for change in changes.reversed() where !ignores(change) { writeEd(change) }
    case .rcs: for change in changes where !ignores(change) { writeRCS(change) }
    case .unified, .context: writeHunks(names)
    case .sideBySide: SideBySide(tool, style, old, new).write(changes)
    }
  }

  // MARK: Lines

  private func coloured(_ colour: String, _ text: Bytes) -> Bytes {
    style.isColoured ? "\u{1b}[\(colour)m".bytes + text + "\u{1b}[0m".bytes : text
  }

  private func write(_ mark: String, _ lines: TextLines, _ index: Int, _ colour: String? = nil) {
    let blank = tool.has("T") && !mark.utf8.isEmpty ? "\t" : ""
    // Marks of the old forms end with a blank, which the tab takes the place of.
    let isShortened = tool.has("T") && mark.utf8.last == 0x20
    let start = isShortened ? Bytes(mark.utf8.dropLast()).text : mark
    let text = tool.has("t") ? DiffStyle.expanded(lines[index]) : Bytes(lines[index])
    let whole = (start + blank).bytes + text
    tool.output.write(colour.map { coloured($0, whole) } ?? whole)
    tool.output.write(byte: 0x0a)
    if !lines.endsLine(index) { tool.output.write("\\ No newline at end of file\n") }
  }

  private static func lines(_ range: Range<Int>) -> String {
    range.count > 1
      ? "\(range.lowerBound + 1),\(range.upperBound)" : "\(range.isEmpty ? range.lowerBound : range.upperBound)"
  }

  private static func letter(_ change: EditScript.Change) -> String {
    change.old.isEmpty ? "a" : change.new.isEmpty ? "d" : "c"
  }

  /// `3c3`, `< old`, `---`, `> new`.
  private func writeNormal(_ change: EditScript.Change) {
    let head = "\(Self.lines(change.old))\(Self.letter(change))\(Self.lines(change.new))"
    tool.output.write(coloured("36", head.bytes) + [0x0a])
    for index in change.old { write("< ", old, index, "31") }
    if !change.old.isEmpty, !change.new.isEmpty { tool.output.write("---\n") }
    for index in change.new { write("> ", new, index, "32") }
  }

  private func writeEd(_ change: EditScript.Change) {
    tool.output.write("\(Self.lines(change.old))\(Self.letter(change))\n")
    guard !change.new.isEmpty else { return }
    var isInserting = true
    for index in change.new {
      if !isInserting { tool.output.write("a\n") }
      isInserting = true
      // A line with a dot by itself would end the text.
      if new[index].elementsEqual([UInt8(ascii: ".")]) {
        tool.output.write("..\n.\ns/.//\n")
        isInserting = false
      } else {
        tool.output.write(new[index])
        tool.output.write(byte: 0x0a)
      }
    }
    if isInserting { tool.output.write(".\n") }
  }

  private func writeRCS(_ change: EditScript.Change) {
    if !change.old.isEmpty { tool.output.write("d\(change.old.lowerBound + 1) \(change.old.count)\n") }
    guard !change.new.isEmpty else { return }
    tool.output.write("a\(change.old.upperBound) \(change.new.count)\n")
    for index in change.new {
      tool.output.write(new[index])
      if new.endsLine(index) { tool.output.write(byte: 0x0a) }
    }
  }

  // MARK: Hunks

  private func writeHunks(_ names: [String]) {
    let isUnified = style.form == .unified
    let marks = isUnified ? ["---", "+++"] : ["***", "---"]
    for (mark, name) in zip(marks, names) {
      tool.output.write(coloured("1", "\(mark) \(name)".bytes) + [0x0a])
    }
    var index = 0
    while index < changes.count {
      var last = index
      while last + 1 < changes.count {
        let gap = changes[last + 1].old.lowerBound - changes[last].old.upperBound
        let isClose = gap <= 2 * style.context && !(ignores(changes[last + 1]) && gap > style.context)
        if !isClose { break }
        last += 1
      }
      let hunk = Array(changes[index...last])
      if !hunk.allSatisfy(ignores) {
        if isUnified { writeUnified(hunk) } else { writeContext(hunk) }
      }
      index = last + 1
    }
  }

  /// The lines of both texts that a hunk shows.
  private func span(_ hunk: [EditScript.Change]) -> (old: Range<Int>, new: Range<Int>)? {
    guard let first = hunk.first, let last = hunk.last else { return nil }
    let before = min(style.context, first.old.lowerBound)
    let after = min(style.context, old.count - last.old.upperBound)
    return (
      first.old.lowerBound - before..<last.old.upperBound + after,
      first.new.lowerBound - before..<last.new.upperBound + after
    )
  }

  private static func unifiedSpan(_ range: Range<Int>) -> String {
    switch range.count {
    case 0: "\(range.lowerBound),0"
    case 1: "\(range.lowerBound + 1)"
    default: "\(range.lowerBound + 1),\(range.count)"
    }
  }

  private func writeUnified(_ hunk: [EditScript.Change]) {
    guard let (oldRange, newRange) = span(hunk) else { return }
    let head = "@@ -\(Self.unifiedSpan(oldRange)) +\(Self.unifiedSpan(newRange)) @@"
    tool.output.write(coloured("36", head.bytes) + [0x0a])
    var position = oldRange.lowerBound
    for change in hunk {
      for index in position..<change.old.lowerBound { write(" ", old, index) }
      for index in change.old { write("-", old, index, "31") }
      for index in change.new { write("+", new, index, "32") }
      position = change.old.upperBound
    }
    for index in position..<oldRange.upperBound { write(" ", old, index) }
  }

  private func writeContext(_ hunk: [EditScript.Change]) {
    guard let (oldRange, newRange) = span(hunk) else { return }
    tool.output.write("***************\n")
    tool.output.write(coloured("36", "*** \(Self.lines(oldRange)) ****".bytes) + [0x0a])
    if hunk.contains(where: { !$0.old.isEmpty }) {
      var position = oldRange.lowerBound
      for change in hunk {
        for index in position..<change.old.lowerBound { write("  ", old, index) }
        for index in change.old { write(change.new.isEmpty ? "- " : "! ", old, index, "31") }
        position = change.old.upperBound
      }
      for index in position..<oldRange.upperBound { write("  ", old, index) }
    }
    tool.output.write(coloured("36", "--- \(Self.lines(newRange)) ----".bytes) + [0x0a])
    guard hunk.contains(where: { !$0.new.isEmpty }) else { return }
    var position = newRange.lowerBound
    for change in hunk {
      for index in position..<change.new.lowerBound { write("  ", new, index) }
      for index in change.new { write(change.old.isEmpty ? "+ " : "! ", new, index, "32") }
      position = change.new.upperBound
    }
    for index in position..<newRange.upperBound { write("  ", new, index) }
  }
}
