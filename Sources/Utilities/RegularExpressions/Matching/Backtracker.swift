// Matches patterns with back-references, which no automaton can: tries one way after the other, up to a limit.

/// One search by trial.
struct Backtracker {
  private let program: Program
  private var groups: [Range<Int>?]
  private var openings: [Int]
  /// For each start of a loop where its turn started.
  private var turns: [Int]
  private var steps = 0
  private(set) var best: (end: Int, groups: [Range<Int>?])?

  /// Steps of one search. Beyond them a pattern counts as not matching.
  private static let mostSteps = 2_000_000

  /// What is left to do: go on at a place, or undo what was noted on a way that led nowhere.
  private enum Task {
    case proceed(Int, Int)
    case group(Int, Range<Int>?)
    case opening(Int, Int)
    case turn(Int, Int)
  }
  private var tasks: [Task] = []

  init(_ program: Program) {
    self.program = program
    groups = [Range<Int>?](repeating: nil, count: program.groupCount + 1)
    openings = [Int](repeating: 0, count: program.groupCount + 1)
    turns = [Int](repeating: -1, count: program.code.count)
  }

  /// The longest match that starts at `start` and ends at or before `limit`.
  mutating func match(_ text: Span<UInt8>, from start: Int, limit: Int) -> Bool {
    best = nil
    groups = [Range<Int>?](repeating: nil, count: program.groupCount + 1)
    tasks = [.proceed(0, start)]
    while let task = tasks.popLast() {
      switch task {
      case .group(let group, let old): groups[group] = old
      case .opening(let group, let old): openings[group] = old
      case .turn(let place, let old): turns[place] = old
      case .proceed(let place, let index):
        proceed(place, index, text, limit)
        if steps > Self.mostSteps { return best != nil }
        if let best, best.end == limit { tasks = [] }
      }
    }
    guard let end = best?.end else { return false }
    best?.groups[0] = start..<end
    return true
  }

  private mutating func proceed(_ from: Int, _ at: Int, _ text: Span<UInt8>, _ limit: Int) {
    var place = from
    var index = at
    while true {
      steps += 1
      if steps > Self.mostSteps { return }
      switch program.code[place] {
      case .set(let set):
        guard index < limit, program.sets[set].contains(text[index]) else { return }
        index += 1
      case .fork(let first, let second):
        tasks.append(.proceed(second, index))
        place = first
        continue
      case .jump(let target):
        place = target
        continue
      case .loopStart:
        tasks.append(.turn(place, turns[place]))
        turns[place] = index
      case .again(let start):
        if index > turns[start] {
          tasks.append(.proceed(place + 1, index))
          tasks.append(.turn(start, turns[start]))
          turns[start] = index
          place = start + 1
          continue
        }
      case .assert(let assertion):
        let before = index > 0 ? Edge(text[index - 1], usesBytes: program.usesBytes) : .border
        let after = index < text.count ? Edge(text[index], usesBytes: program.usesBytes) : .border
        guard assertion.holds(before, after, isMultiline: program.isMultiline) else { return }
      case .open(let group, _):
        tasks.append(.opening(group, openings[group]))
        openings[group] = index
      case .close(let group):
        tasks.append(.group(group, groups[group]))
        groups[group] = openings[group]..<index
      case .backReference(let group):
        guard let range = groups[group], repeats(range, at: index, text, limit) else { return }
        index += range.count
      case .match:
        if index > best?.end ?? -1 { best = (index, groups) }
        return
      }
      place += 1
    }
  }

  private func repeats(_ range: Range<Int>, at index: Int, _ text: Span<UInt8>, _ limit: Int) -> Bool {
    guard range.count <= limit - index else { return false }
    func folded(_ byte: UInt8) -> UInt8 {
      program.ignoresCase && byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
    }
    for distance in 0..<range.count
    where folded(text[range.lowerBound + distance]) != folded(text[index + distance]) {
      return false
    }
    return true
  }
}
