// Says what the groups of a pattern matched, once it is known what the whole pattern matched.
//
// The text is walked once, guided by a table of what can still reach the end. Each group takes as much as it can, the
// outer before the inner and the first before the second, as POSIX wants it; a repetition ends before a turn that
// would match nothing.

/// The groups of one program.
final class SubmatchFinder {
  private let program: Program
  private var tables: [Int: ReachTable] = [:]
  private var automata: [Int: LazyAutomaton] = [:]
  private var groups: [Range<Int>?] = []

  /// A repetition that is being walked through.
  private struct Loop {
    /// Where this turn started.
    var place: Int
    var turns = 0
    /// The groups as they were before this turn.
    var groups: [Range<Int>?]
  }

  init(_ program: Program) { self.program = program }

  /// The whole match, and each group's part; nil for a group that took no part.
  func find(in text: Span<UInt8>, _ match: Range<Int>) -> [Range<Int>?] {
    groups = [Range<Int>?](repeating: nil, count: program.groupCount + 1)
    groups[0] = match
    if program.groupCount > 0 { walk(0, program.code.count - 1, text, match) }
    return groups
  }

  private func table(_ entry: Int, _ exit: Int) -> ReachTable {
    if let known = tables[entry] { return known }
    let table = ReachTable(program, entry: entry, exit: exit)
    tables[entry] = table
    return table
  }

  private func automaton(_ entry: Int, _ exit: Int) -> LazyAutomaton {
    if let known = automata[entry] { return known }
    let automaton = LazyAutomaton(program, entry: entry, exit: exit, isSearching: false)
    automata[entry] = automaton
    return automaton
  }

  /// Walks from `entry` to `exit`, which the text of `range` leads to.
  private func walk(_ entry: Int, _ exit: Int, _ text: Span<UInt8>, _ range: Range<Int>) {
    let table = table(entry, exit)
    table.prepare(text, range)
    var index = range.lowerBound
    var place = entry
    var loops: [Loop] = []
    while place != exit, index <= range.upperBound {
      switch program.code[place] {
      case .set:
        index += 1
        place += 1
      case .fork(let first, let second): place = table.reaches(first, at: index, text) ? first : second
      case .jump(let target): place = target
      case .loopStart:
        loops.append(Loop(place: index, groups: groups))
        place += 1
      case .again(let start):
        let goesOn = repeats(&loops, index) && table.reaches(start + 1, at: index, text)
        if goesOn { loops[loops.count - 1].groups = groups } else { loops.removeLast() }
        place = goesOn ? start + 1 : place + 1
      case .open(let group, let close):
        let end = take(group, place, close, text, index..<range.upperBound, table)
        index = end ?? index
        place = end == nil ? place + 1 : close + 1
      case .assert, .close, .backReference, .match: place += 1
      }
    }
  }

  /// Ends a turn of the innermost loop; false when it matched nothing: then it counts only as the first one.
  private func repeats(_ loops: inout [Loop], _ index: Int) -> Bool {
    guard var loop = loops.popLast() else { return false }
    let hasMoved = index > loop.place
    if !hasMoved, loop.turns > 0 { groups = loop.groups }
    loop.place = index
    loop.turns += 1
    loops.append(loop)
    return hasMoved
  }

  /// The longest text that a group can have; nil when there is none, which the table rules out.
  private func take(
    _ group: Int, _ open: Int, _ close: Int, _ text: Span<UInt8>, _ range: Range<Int>, _ table: ReachTable
  ) -> Int? {
    var steps = 0
    let end = automaton(open + 1, close).lastEnd(in: text, range, steps: &steps) {
      table.reaches(close + 1, at: $0, text)
    }
    guard let end else { return nil }
    groups[group] = range.lowerBound..<end
    if holdsGroups(open, close) { walk(open + 1, close, text, range.lowerBound..<end) }
    return end
  }

  private func holdsGroups(_ open: Int, _ close: Int) -> Bool {
    program.code[open + 1..<close].contains { if case .open = $0 { true } else { false } }
  }
}
