// From which instructions the end of a part of a program can be reached, for each place of a matched text.
//
// Filled from the end of the text to its start by an automaton that runs backwards, made as it goes. It is kept for a
// block of places at a time; for long texts the states at the borders of blocks are noted, and a block is made again
// when it is asked for.

/// Reachability of `exit` at one place, backwards.
final class ReachTable {
  private let program: Program
  private let entry: Int
  private let exit: Int
  private let stride: Int

  /// For each state and class of the byte in front: the next state's row, and the set at this place.
  private var table: [Int32] = []
  private var setTable: [Int32] = []
  private var keys: [[Int32]] = []
  private var names: [[Int32]: Int32] = [:]
  private var sets: [[Bool]] = []
  private var setNames: [[Bool]: Int32] = [:]

  private var range = 0..<0
  /// The keys of states at the ends of blocks, from the first block on.
  private var borders: [[Int32]] = []
  private var block = -1
  /// For each place of the block its set.
  private var places: [Int32] = []
  private let blockLength: Int

  init(_ program: Program, entry: Int, exit: Int) {
    self.program = program
    self.entry = entry
    self.exit = exit
    stride = program.border + 1
    blockLength = max(16, min(1024, (1 << 21) / max(1, exit - entry + 1)))
  }

  /// Makes the table for a match.
  func prepare(_ text: Span<UInt8>, _ range: Range<Int>) {
    self.range = range
    block = -1
    let count = range.count / blockLength + 1
    borders = [[Int32]](repeating: [], count: count)
    let after = edge(at: range.upperBound, text)
    // An instruction's number is never negative: -1 marks the end.
    borders[count - 1] = [-1, Int32(after.rawValue)]
    for number in (0..<count).reversed() {
      run(number, text)
      if number > 0, let last = lastKey { borders[number - 1] = last }
    }
  }

  /// Whether the end can be reached from an instruction at a place of the match.
  func reaches(_ place: Int, at index: Int, _ text: Span<UInt8>) -> Bool {
    let number = (index - range.lowerBound) / blockLength
    if number != block { run(number, text) }
    return sets[Int(places[(index - range.lowerBound) % blockLength])][place - entry]
  }

  // MARK: Runs

  private var lastKey: [Int32]?

  /// Fills the block of places `number * blockLength ..< (number + 1) * blockLength`.
  private func run(_ number: Int, _ text: Span<UInt8>) {
    block = number
    if (keys.count + blockLength) * stride > 1 << 20 || sets.count * (exit - entry + 1) > 1 << 22 { forget() }
    let first = range.lowerBound + number * blockLength
    let last = min(range.upperBound, first + blockLength - 1)
    places = [Int32](repeating: 0, count: max(0, last - first + 1))
    var row = Int(state(borders[number]))
    var index = last
    while index >= first {
      let front = index > 0 ? Int(program.classes[Int(text[index - 1])]) : program.border
      if table[row + front] < 0 { makeTransition(row, front) }
      places[index - first] = setTable[row + front]
      row = Int(table[row + front])
      index -= 1
    }
    lastKey = keys[row / stride]
  }

  private func edge(at index: Int, _ text: Span<UInt8>) -> Edge {
    index < text.count ? program.edges[Int(program.classes[Int(text[index])])] : .border
  }

  private func forget() {
    table.removeAll(keepingCapacity: true)
    setTable.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    names.removeAll(keepingCapacity: true)
    sets.removeAll(keepingCapacity: true)
    setNames.removeAll(keepingCapacity: true)
  }

  private func state(_ key: [Int32]) -> Int32 {
    if let known = names[key] { return known }
    let row = Int32(truncatingIfNeeded: table.count)
    keys.append(key)
    names[key] = row
    table.append(contentsOf: repeatElement(-1, count: stride))
    setTable.append(contentsOf: repeatElement(-1, count: stride))
    return row
  }

  private func makeTransition(_ row: Int, _ front: Int) {
    let key = keys[row / stride]
    let after = key.last.flatMap { Edge(rawValue: UInt8(truncatingIfNeeded: $0)) } ?? .other
    let set = close(key.dropLast(), program.edges[front], after)
    let number: Int32
    if let known = setNames[set] {
      number = known
    } else {
      number = Int32(truncatingIfNeeded: sets.count)
      sets.append(set)
      setNames[set] = number
    }
    setTable[row + front] = number
    var next: [Int32] = []
    if front != program.border {
      let byte = program.examples[front]
      for place in entry..<exit where set[place + 1 - entry] {
        if case .set(let bytes) = program.code[place], program.sets[bytes].contains(byte) {
          next.append(Int32(truncatingIfNeeded: place))
        }
      }
    }
    next.append(Int32(program.edges[front].rawValue))
    table[row + front] = state(next)
  }

  /// All instructions that lead to `places` (-1: the end) without a byte, between two neighbours.
  private func close(_ places: ArraySlice<Int32>, _ before: Edge, _ after: Edge) -> [Bool] {
    var set = [Bool](repeating: false, count: exit - entry + 1)
    for place in places { set[place < 0 ? exit - entry : Int(place) - entry] = true }
    // Everything leads forward but the ends of loops: what they add asks for another turn.
    var isComplete = false
    while !isComplete {
      isComplete = true
      for place in (entry..<exit).reversed() where !set[place - entry] {
        let leads: Bool =
          switch program.code[place] {
          case .set, .match, .backReference: false
          case .fork(let first, let second): set[first - entry] || set[second - entry]
          case .jump(let target): set[target - entry]
          case .again: set[place + 1 - entry]
          case .assert(let assertion):
            set[place + 1 - entry] && assertion.holds(before, after, isMultiline: program.isMultiline)
          case .loopStart, .open, .close: set[place + 1 - entry]
          }
        set[place - entry] = leads
      }
      for place in entry..<exit where !set[place - entry] {
        if case .again(let start) = program.code[place], set[start + 1 - entry] {
          set[place - entry] = true
          isComplete = false
        }
      }
    }
    return set
  }
}
