// Finds where the leftmost match starts, in time that is linear in the text: all threads of the machine at once, each
// with its start, the earliest first.

/// The plain machine, for texts on which trying one start after the other would take too long.
struct StartFinder {
  private let program: Program
  private var marks: [Int]
  private var pending: [Int] = []

  init(_ program: Program) {
    self.program = program
    marks = [Int](repeating: -1, count: program.code.count)
  }

  /// The start of the leftmost match that starts in `range`; nil when there is none.
  mutating func firstStart(in text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var threads: [(place: Int, start: Int)] = []
    var found: Int?
    for index in range.lowerBound...range.upperBound {
      var next: [(place: Int, start: Int)] = []
      let before = index > 0 ? Edge(text[index - 1], usesBytes: program.usesBytes) : .border
      let after = index < text.count ? Edge(text[index], usesBytes: program.usesBytes) : .border
      if found == nil { threads.append((0, index)) }
      for thread in threads where thread.start < found ?? .max {
        pending.append(thread.place)
        while let place = pending.popLast() {
          guard marks[place] != index else { continue }
          marks[place] = index
          if follow(place, before, after) { found = min(found ?? .max, thread.start) }
          guard index < text.count, index < range.upperBound, case .set(let set) = program.code[place] else { continue }
          if program.sets[set].contains(text[index]) { next.append((place + 1, thread.start)) }
        }
      }
      threads = next
      if let found, threads.first.map({ $0.start >= found }) ?? true { return found }
    }
    return found
  }

  /// Goes on from a place without a byte; true at the end of the program.
  private mutating func follow(_ place: Int, _ before: Edge, _ after: Edge) -> Bool {
    switch program.code[place] {
    case .set: break
    case .fork(let first, let second):
      pending.append(second)
      pending.append(first)
    case .jump(let target): pending.append(target)
    case .again(let target):
      pending.append(target)
      pending.append(place + 1)
    case .assert(let assertion):
      if assertion.holds(before, after, isMultiline: program.isMultiline) { pending.append(place + 1) }
    case .loopStart, .open, .close, .backReference: pending.append(place + 1)
    case .match: return true
    }
    return false
  }
}
