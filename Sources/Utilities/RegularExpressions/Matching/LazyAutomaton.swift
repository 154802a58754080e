// Runs a part of a program over a text as a deterministic automaton, whose states are made when they are first reached.
//
// A state is the set of instructions that wait for a byte, with the byte's left neighbour. What a place of the text
// means to an assertion depends on both neighbours, so a match is noticed with the byte behind it. The states are
// bounded: when there are too many, all are forgotten. A step costs at worst what the plain machine would pay.

/// An automaton that says where matches end.
final class LazyAutomaton {
  private let program: Program
  private let entry: Int
  private let exit: Int
  /// Whether a match may start anywhere.
  private let isSearching: Bool
  /// A byte that ends one text and starts the next.
  private let separator: UInt8?

  /// For each state and class: the row of the next state, with marks.
  private var table: [Int32] = []
  /// For each state its instructions, and behind them its left neighbour.
  private var keys: [[Int32]] = []
  private var names: [[Int32]: Int32] = [:]
  private var starts: [Int32] = [-1, -1, -1, -1]
  private let stride: Int
  private var stamps: [UInt32]
  private var stamp: UInt32 = 0
  private var pending: [Int] = []
  /// Counts how often everything was forgotten.
  private var generation = 0

  private static let mostStates = 4096
  private static let longestTable = 1 << 19
  /// Marks of a transition: the text up to the byte matched; nothing will match any more; not made yet.
  private static let matched: Int32 = 0x1000_0000
  private static let dead: Int32 = 0x2000_0000
  private static let unknown: Int32 = 0x4000_0000
  private static let special: Int32 = 0x7000_0000

  init(_ program: Program, entry: Int, exit: Int, isSearching: Bool, separator: UInt8? = nil) {
    self.program = program
    self.entry = entry
    self.exit = exit
    self.isSearching = isSearching
    self.separator = separator
    stride = program.border + 1
    stamps = [UInt32](repeating: 0, count: program.code.count)
  }

  // MARK: Runs

  /// The first place of `range` at which a match ends.
  func firstEnd(in text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    var row = start(before: edge(before: index, in: text))
    while true {
      var value = scan(text, &index, range.upperBound, &row)
      if index == range.upperBound {
        return transition(row, classBehind(index, text)) & Self.matched != 0 ? index : nil
      }
      if value == Self.unknown { value = transition(row, Int(program.classes[Int(text[index])])) }
      if value & Self.matched != 0 { return index }
      if value & Self.dead != 0 { return nil }
      row = Int(value)
      index += 1
    }
  }

  /// The last place of `range` at which a match ends that starts where the range does, and that `accepts` takes.
  /// - Parameter steps: counts the bytes that were looked at.
  func lastEnd(
    in text: Span<UInt8>, _ range: Range<Int>, steps: inout Int, accepts: (Int) -> Bool = { _ in true }
  ) -> Int? {
    var index = range.lowerBound
    var row = start(before: edge(before: index, in: text))
    var found: Int?
    defer { steps += index - range.lowerBound }
    while true {
      var value = scan(text, &index, range.upperBound, &row)
      if index == range.upperBound {
        return transition(row, classBehind(index, text)) & Self.matched != 0 && accepts(index) ? index : found
      }
      if value == Self.unknown { value = transition(row, Int(program.classes[Int(text[index])])) }
      if value & Self.matched != 0, accepts(index) { found = index }
      if value & Self.dead != 0 { return found }
      row = Int(value & ~Self.special)
      index += 1
    }
  }

  /// Goes on over plain transitions; returns the first one with a mark.
  private func scan(_ text: Span<UInt8>, _ index: inout Int, _ end: Int, _ row: inout Int) -> Int32 {
    // Kept by names of their own: a span cannot look into an object.
    let rows = table
    let classes = program.classes
    return Self.scan(rows.span, classes.span, text, &index, end, &row)
  }

  private static func scan(
    _ rows: Span<Int32>, _ classes: Span<UInt8>, _ text: Span<UInt8>, _ index: inout Int, _ end: Int, _ row: inout Int
  ) -> Int32 {
    var place = index
    var state = row
    defer {
      index = place
      row = state
    }
    while place < end {
      let value = rows[state &+ Int(classes[Int(text[place])])]
      if value & special != 0 { return value }
      state = Int(value)
      place &+= 1
    }
    return 0
  }

  private func edge(before index: Int, in text: Span<UInt8>) -> Edge {
    guard index > 0, program.hasAssertions else { return program.hasAssertions ? .border : .other }
    return text[index - 1] == separator ? .border : Edge(text[index - 1], usesBytes: program.usesBytes)
  }

  private func classBehind(_ index: Int, _ text: Span<UInt8>) -> Int {
    index < text.count ? Int(program.classes[Int(text[index])]) : program.border
  }

  // MARK: States

  private func start(before edge: Edge) -> Int {
    let known = starts[Int(edge.rawValue)]
    if known >= 0 { return Int(known) }
    let row = state([Int32(truncatingIfNeeded: entry), Int32(edge.rawValue)])
    starts[Int(edge.rawValue)] = row
    return Int(row)
  }

  /// The row of a state.
  private func state(_ key: [Int32]) -> Int32 {
    if let known = names[key] { return known }
    if keys.count >= Self.mostStates || table.count + stride > Self.longestTable, !keys.isEmpty {
      generation += 1
      table.removeAll(keepingCapacity: true)
      keys.removeAll(keepingCapacity: true)
      names.removeAll(keepingCapacity: true)
      starts = [-1, -1, -1, -1]
    }
    let row = Int32(truncatingIfNeeded: table.count)
    keys.append(key)
    names[key] = row
    table.append(contentsOf: repeatElement(Self.unknown, count: stride))
    return row
  }

  private func transition(_ row: Int, _ byteClass: Int) -> Int32 {
    let known = table[row + byteClass]
    if known != Self.unknown { return known }
    let before = generation
    let value = makeTransition(keys[row / stride], byteClass)
    if generation == before { table[row + byteClass] = value }
    return value
  }

  private func makeTransition(_ key: [Int32], _ byteClass: Int) -> Int32 {
    let isBorder = byteClass == program.border
    let isSeparator = !isBorder && separator.map { Int(program.classes[Int($0)]) == byteClass } ?? false
    let before = key.last.flatMap { Edge(rawValue: UInt8(truncatingIfNeeded: $0)) } ?? .other
    let after = isSeparator ? .border : program.edges[byteClass]
    let (waiting, isMatched) = close(key.dropLast(), before, after)
    let mark = isMatched ? Self.matched : 0
    if isBorder { return mark | Self.dead }
    if isSeparator { return mark | Int32(truncatingIfNeeded: start(before: program.hasAssertions ? .border : .other)) }
    let byte = program.examples[byteClass]
    var next: [Int32] = []
    for place in waiting {
      switch program.code[place] {
      case .set(let set): if program.sets[set].contains(byte) { next.append(Int32(truncatingIfNeeded: place + 1)) }
      // What a group holds is not known here: anything.
      case .backReference: next.append(Int32(truncatingIfNeeded: place))
      default: break
      }
    }
    if isSearching { next.append(Int32(truncatingIfNeeded: entry)) }
    if next.isEmpty { return mark | Self.dead }
    next.sort()
    var last: Int32 = -1
    next.removeAll { place in
      defer { last = place }
      return place == last
    }
    next.append(Int32(program.edges[byteClass].rawValue))
    return mark | state(next)
  }

  /// The instructions that wait for a byte, reached from `places` without one, and whether the end is among them.
  private func close(_ places: ArraySlice<Int32>, _ before: Edge, _ after: Edge) -> (waiting: [Int], isMatched: Bool) {
    stamp &+= 1
    var waiting: [Int] = []
    var isMatched = false
    pending.removeAll(keepingCapacity: true)
    for place in places { pending.append(Int(place)) }
    while let place = pending.popLast() {
      guard stamps[place] != stamp else { continue }
      stamps[place] = stamp
      if place == exit {
        isMatched = true
        continue
      }
      switch program.code[place] {
      case .set: waiting.append(place)
      case .fork(let first, let second):
        pending.append(second)
        pending.append(first)
      case .jump(let target): pending.append(target)
      case .again(let target):
        pending.append(target)
        pending.append(place + 1)
      case .assert(let assertion):
        if assertion.holds(before, after, isMultiline: program.isMultiline) { pending.append(place + 1) }
      case .loopStart, .open, .close: pending.append(place + 1)
      case .backReference:
        waiting.append(place)
        pending.append(place + 1)
      case .match: break
      }
    }
    return (waiting, isMatched)
  }
}
