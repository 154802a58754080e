// The shortest edit script between two texts, and its forms.

import System
import UtilitySupport

/// The lines of a text.
struct Lines {
  var lines: [Bytes]
  /// Whether the last line has its end.
  var endsLine: Bool

  init(_ text: Bytes) {
    lines = text.split(separator: 0x0a, omittingEmptySubsequences: false).map { Bytes($0) }
    endsLine = text.isEmpty || text.last == 0x0a
    if endsLine { lines.removeLast() }
  }
}

/// What turns one text into another.
struct EditScript {
  /// Lines `old` are replaced by lines `new`; one of them may be empty.
  struct Change {
    var old: Range<Int>
    var new: Range<Int>
  }

  private let old: Lines
  private let new: Lines
  private(set) var changes: [Change] = []

  /// Differences that are looked for: beyond that, time and memory grow with the square.
  private static let longestScript = 3000

  init(_ old: Lines, _ new: Lines, key: (Bytes) -> Bytes) {
    (self.old, self.new) = (old, new)
    // Equal lines get equal numbers: comparing is then one step.
    var numbers: [Bytes: Int] = [:]
    func number(_ line: Bytes, endsLine: Bool) -> Int {
      let marked = key(line) + (endsLine ? [] : [0x0a])
      if let known = numbers[marked] { return known }
      numbers[marked] = numbers.count
      return numbers.count - 1
    }
    let first = old.lines.enumerated().map { number($1, endsLine: old.endsLine || $0 < old.lines.count - 1) }
    let second = new.lines.enumerated().map { number($1, endsLine: new.endsLine || $0 < new.lines.count - 1) }
    var start = 0
    while start < min(first.count, second.count), first[start] == second[start] { start += 1 }
    var end = 0
    while end < min(first.count, second.count) - start, first[first.count - 1 - end] == second[second.count - 1 - end] {
      end += 1
    }
    let left = Array(first[start..<first.count - end])
    let right = Array(second[start..<second.count - end])
    for change in Self.compare(left, right) {
      changes.append(
        Change(
          old: change.old.lowerBound + start..<change.old.upperBound + start,
          new: change.new.lowerBound + start..<change.new.upperBound + start))
    }
  }

  private static func compare(_ old: [Int], _ new: [Int]) -> [Change] {
    let whole = Change(old: 0..<old.count, new: 0..<new.count)
    if old.isEmpty || new.isEmpty { return old.isEmpty && new.isEmpty ? [] : [whole] }
    let limit = min(old.count + new.count, longestScript)
    let offset = limit + 1
    var furthest = [Int](repeating: 0, count: 2 * limit + 3)
    var trace: [[Int]] = []
    for distance in 0...limit {
      trace.append(Array(furthest[(offset - distance - 1)...(offset + distance + 1)]))
      for diagonal in stride(from: -distance, through: distance, by: 2) {
        let goesDown =
          diagonal == -distance
          || (diagonal != distance && furthest[offset + diagonal - 1] < furthest[offset + diagonal + 1])
        var x = goesDown ? furthest[offset + diagonal + 1] : furthest[offset + diagonal - 1] + 1
        var y = x - diagonal
        while x < old.count, y < new.count, old[x] == new[y] { (x, y) = (x + 1, y + 1) }
        furthest[offset + diagonal] = x
        if x >= old.count, y >= new.count { return path(trace, old.count, new.count) }
      }
    }
    return [whole]
  }

  /// Walks the search back and collects the changes.
  private static func path(_ trace: [[Int]], _ oldCount: Int, _ newCount: Int) -> [Change] {
    var changes: [Change] = []
    var (x, y) = (oldCount, newCount)
    for distance in stride(from: trace.count - 1, to: 0, by: -1) {
      let row = trace[distance]
      // Row `distance` holds the diagonals -distance-1 to distance+1.
      func furthest(_ diagonal: Int) -> Int { row[diagonal + distance + 1] }
      let diagonal = x - y
      let goesDown = diagonal == -distance || (diagonal != distance && furthest(diagonal - 1) < furthest(diagonal + 1))
      let former = goesDown ? diagonal + 1 : diagonal - 1
      let fromX = furthest(former)
      let fromY = fromX - former
      let change =
        goesDown
        ? Change(old: fromX..<fromX, new: fromY..<fromY + 1) : Change(old: fromX..<fromX + 1, new: fromY..<fromY)
      if let last = changes.last, last.old.lowerBound == change.old.upperBound,
        last.new.lowerBound == change.new.upperBound
      {
        changes[changes.count - 1] = Change(
          old: change.old.lowerBound..<last.old.upperBound, new: change.new.lowerBound..<last.new.upperBound)
      } else {
        changes.append(change)
      }
      (x, y) = (fromX, fromY)
    }
    return changes.reversed()
  }

  // MARK: Forms

  private func write(_ mark: String, _ text: Lines, _ index: Int, to output: BufferedWriter) {
    output.write(mark)
    output.write(text.lines[index])
    output.write(index == text.lines.count - 1 && !text.endsLine ? "\n\\ No newline at end of file\n" : "\n")
  }

  /// `3c3`, `< old`, `---`, `> new`.
  func writeNormal(to output: BufferedWriter) {
    for change in changes {
      let letter = change.old.isEmpty ? "a" : change.new.isEmpty ? "d" : "c"
      output.write("\(Self.lines(change.old))\(letter)\(Self.lines(change.new))\n")
      for index in change.old { write("< ", old, index, to: output) }
      if !change.old.isEmpty, !change.new.isEmpty { output.write("---\n") }
      for index in change.new { write("> ", new, index, to: output) }
    }
  }

  private static func lines(_ range: Range<Int>) -> String {
    range.count > 1
      ? "\(range.lowerBound + 1),\(range.upperBound)" : "\(range.isEmpty ? range.lowerBound : range.upperBound)"
  }

  /// Hunks with lines around them.
  func writeUnified(to output: BufferedWriter, context: Int) {
    var index = 0
    while index < changes.count {
      var last = index
      while last + 1 < changes.count, changes[last + 1].old.lowerBound - changes[last].old.upperBound <= 2 * context {
        last += 1
      }
      writeHunk(Array(changes[index...last]), to: output, context: context)
      index = last + 1
    }
  }

  private func writeHunk(_ hunk: [Change], to output: BufferedWriter, context: Int) {
    guard let first = hunk.first, let last = hunk.last else { return }
    let before = min(context, first.old.lowerBound)
    let after = min(context, old.lines.count - last.old.upperBound)
    let oldRange = first.old.lowerBound - before..<last.old.upperBound + after
    let newRange = first.new.lowerBound - before..<last.new.upperBound + after
    output.write("@@ -\(Self.span(oldRange)) +\(Self.span(newRange)) @@\n")
    var position = oldRange.lowerBound
    for change in hunk {
      for index in position..<change.old.lowerBound { write(" ", old, index, to: output) }
      for index in change.old { write("-", old, index, to: output) }
      for index in change.new { write("+", new, index, to: output) }
      position = change.old.upperBound
    }
    for index in position..<oldRange.upperBound { write(" ", old, index, to: output) }
  }

  private static func span(_ range: Range<Int>) -> String {
    switch range.count {
    case 0: "\(range.lowerBound),0"
    case 1: "\(range.lowerBound + 1)"
    default: "\(range.lowerBound + 1),\(range.count)"
    }
  }
}
