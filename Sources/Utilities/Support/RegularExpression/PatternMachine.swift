// Runs a compiled pattern over a text: all threads at once, each place of the program at most once a step.

/// The state of one search.
struct PatternMachine {
  private let expression: RegularExpression
  private let text: Bytes
  /// Places of the program that wait for the next character, with the start of their match: earliest starts first.
  private var threads: [(place: Int, start: Int)] = []
  private var former: [(place: Int, start: Int)] = []
  /// For each place the step at which it was last added.
  private var marks: [Int]
  private var step = 0
  private var found: Range<Int>?
  private var pending: [Int] = []

  init(_ expression: RegularExpression, _ text: Bytes) {
    self.expression = expression
    self.text = text
    marks = [Int](repeating: -1, count: expression.program.count)
  }

  /// The leftmost (and longest) match at or behind `start`; without `wantsLongest` any match.
  mutating func run(from start: Int, wantsLongest: Bool) -> Range<Int>? {
    var index = start
    while true {
      if threads.isEmpty {
        if found != nil { return found }
        index = expression.skip(text, from: index)
      }
      if found == nil { add(0, start: index, at: index) }
      if found != nil, !wantsLongest { return found }
      guard index < text.count else { return found }
      let (scalar, length) = ScalarReader.decode(text, at: index)
      step += 1
      swap(&threads, &former)
      threads.removeAll(keepingCapacity: true)
      for thread in former {
        // A match that starts earlier is better, whatever its length.
        if let found, thread.start > found.lowerBound { continue }
        if accepts(thread.place, scalar) {
          add(thread.place + 1, start: thread.start, at: index + length)
        }
      }
      index += length
    }
  }

  private func accepts(_ place: Int, _ scalar: UInt32) -> Bool {
    switch expression.program[place] {
    case .scalar(let wanted):
      if scalar == wanted { return true }
      return expression.ignoresCase && CharacterSet.otherCase(scalar) == wanted
    case .any: return true
    case .set(let index): return expression.sets[index].contains(scalar, ignoresCase: expression.ignoresCase)
    default: return false
    }
  }

  /// Adds a place and all that can be reached from it without a character.
  private mutating func add(_ place: Int, start: Int, at index: Int) {
    pending.append(place)
    while let place = pending.popLast() {
      guard marks[place] != step else { continue }
      marks[place] = step
      switch expression.program[place] {
      case .jump(let target): pending.append(target)
      case .fork(let first, let second):
        pending.append(second)
        pending.append(first)
      case .match: record(start..<index)
      case .scalar, .any, .set: threads.append((place, start))
      default: if holds(expression.program[place], at: index) { pending.append(place + 1) }
      }
    }
  }

  private mutating func record(_ match: Range<Int>) {
    guard let known = found else {
      found = match
      return
    }
    let isEarlier = match.lowerBound < known.lowerBound
    let isLonger = match.lowerBound == known.lowerBound && match.upperBound > known.upperBound
    if isEarlier || isLonger { found = match }
  }

  private func holds(_ assertion: Instruction, at index: Int) -> Bool {
    let before = index > 0 && Character8.isWord(text[index - 1])
    let after = index < text.count && Character8.isWord(text[index])
    switch assertion {
    case .lineStart: return index == 0
    case .lineEnd: return index == text.count
    case .wordBoundary: return before != after
    case .notWordBoundary: return before == after
    case .wordStart: return !before && after
    case .wordEnd: return before && !after
    case .notBehindWord: return !before
    case .notBeforeWord: return !after
    default: return false
    }
  }
}
