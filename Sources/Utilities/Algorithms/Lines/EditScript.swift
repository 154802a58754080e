// What turns one sequence into another, in linear space.
//
// Sequences that have little in common would take time with the square of their length: beyond a cost the best way so
// far is taken, and the script is not the shortest any more.
//
// Specification: E. Myers, An O(ND) Difference Algorithm and Its Variations, 1986, 4b.

/// The changes between two sequences of numbers.
public struct EditScript {
  /// Elements `old` are replaced by elements `new`; one of them may be empty.
  public struct Change: Equatable, Sendable {
    public var old: Range<Int>
    public var new: Range<Int>

    public init(old: Range<Int>, new: Range<Int>) { (self.old, self.new) = (old, new) }
  }

  /// A rectangle of the search that is still to be done.
  private struct Part {
    var old: Range<Int>
    var new: Range<Int>
  }

  /// In order.
  public private(set) var changes: [Change] = []

  private let old: [Int]
  private let new: [Int]
  private var oldChanged: [Bool]
  private var newChanged: [Bool]
  private var forward: [Int]
  private var backward: [Int]
  private let offset: Int
  private let costLimit: Int

  /// - Parameter isMinimal: the shortest script, whatever it costs.
  public init(_ old: [Int], _ new: [Int], isMinimal: Bool = false) {
    (self.old, self.new) = (old, new)
    oldChanged = [Bool](repeating: false, count: old.count)
    newChanged = [Bool](repeating: false, count: new.count)
    offset = new.count + 1
    let size = old.count + new.count + 3
    forward = [Int](repeating: 0, count: size)
    backward = [Int](repeating: 0, count: size)
    costLimit = isMinimal ? .max : 4096
    compare()
    Self.shift(old, &oldChanged, newChanged)
    Self.shift(new, &newChanged, oldChanged)
    collect()
  }

  // MARK: Searching

  private mutating func compare() {
    var pending = [Part(old: 0..<old.count, new: 0..<new.count)]
    while let part = pending.popLast() {
      var (left, right) = (part.old, part.new)
      while let x = left.first, let y = right.first, old[x] == new[y] {
        (left, right) = (x + 1..<left.upperBound, y + 1..<right.upperBound)
      }
      while let x = left.last, let y = right.last, old[x] == new[y] {
        (left, right) = (left.lowerBound..<x, right.lowerBound..<y)
      }
      if left.isEmpty || right.isEmpty {
        for index in left { oldChanged[index] = true }
        for index in right { newChanged[index] = true }
        continue
      }
      let (x, y) = middle(left, right)
      pending.append(Part(old: x..<left.upperBound, new: y..<right.upperBound))
      pending.append(Part(old: left.lowerBound..<x, new: right.lowerBound..<y))
    }
  }

  /// A point that a shortest way through the rectangle passes, found from both ends at once.
  private mutating func middle(_ left: Range<Int>, _ right: Range<Int>) -> (Int, Int) {
    let lowest = left.lowerBound - right.upperBound
    let highest = left.upperBound - right.lowerBound
    let start = left.lowerBound - right.lowerBound
    let end = left.upperBound - right.upperBound
    let isOdd = (start - end) & 1 != 0
    var (forwardLow, forwardHigh) = (start, start)
    var (backwardLow, backwardHigh) = (end, end)
    forward[offset + start] = left.lowerBound
    backward[offset + end] = left.upperBound
    var cost = 0
    while true {
      cost += 1
      // One step further from the start, on each diagonal.
      if forwardLow > lowest {
        forwardLow -= 1
        forward[offset + forwardLow - 1] = -1
      } else {
        forwardLow += 1
      }
      if forwardHigh < highest {
        forwardHigh += 1
        forward[offset + forwardHigh + 1] = -1
      } else {
        forwardHigh -= 1
      }
      for diagonal in stride(from: forwardHigh, through: forwardLow, by: -2) {
        let (below, above) = (forward[offset + diagonal - 1], forward[offset + diagonal + 1])
        var x = below < above ? above : below + 1
        var y = x - diagonal
        while x < left.upperBound, y < right.upperBound, old[x] == new[y] { (x, y) = (x + 1, y + 1) }
        forward[offset + diagonal] = x
        if isOdd, diagonal >= backwardLow, diagonal <= backwardHigh, backward[offset + diagonal] <= x { return (x, y) }
      }
      // And from the end.
      if backwardLow > lowest {
        backwardLow -= 1
        backward[offset + backwardLow - 1] = .max
      } else {
        backwardLow += 1
      }
      if backwardHigh < highest {
        backwardHigh += 1
        backward[offset + backwardHigh + 1] = .max
      } else {
        backwardHigh -= 1
      }
      for diagonal in stride(from: backwardHigh, through: backwardLow, by: -2) {
        let (below, above) = (backward[offset + diagonal - 1], backward[offset + diagonal + 1])
        var x = below < above ? below : above - 1
        var y = x - diagonal
        while x > left.lowerBound, y > right.lowerBound, old[x - 1] == new[y - 1] { (x, y) = (x - 1, y - 1) }
        backward[offset + diagonal] = x
        if !isOdd, diagonal >= forwardLow, diagonal <= forwardHigh, x <= forward[offset + diagonal] { return (x, y) }
      }
      if cost >= costLimit {
        return furthest(left, right, forwardLow...forwardHigh, backwardLow...backwardHigh)
      }
    }
  }

  /// The point that is furthest from its end, where the search costs too much.
  private func furthest(
    _ left: Range<Int>, _ right: Range<Int>, _ ahead: ClosedRange<Int>, _ behind: ClosedRange<Int>
  ) -> (Int, Int) {
    var best = (sum: -1, x: left.lowerBound)
    for diagonal in stride(from: ahead.upperBound, through: ahead.lowerBound, by: -2) {
      var x = min(forward[offset + diagonal], left.upperBound)
      if x - diagonal > right.upperBound { x = right.upperBound + diagonal }
      if 2 * x - diagonal > best.sum { best = (2 * x - diagonal, x) }
    }
    var worst = (sum: Int.max, x: left.upperBound)
    for diagonal in stride(from: behind.upperBound, through: behind.lowerBound, by: -2) {
      var x = max(backward[offset + diagonal], left.lowerBound)
      if x - diagonal < right.lowerBound { x = right.lowerBound + diagonal }
      if 2 * x - diagonal < worst.sum { worst = (2 * x - diagonal, x) }
    }
    let isForward = left.upperBound + right.upperBound - worst.sum < best.sum - (left.lowerBound + right.lowerBound)
    return isForward ? (best.x, best.sum - best.x) : (worst.x, worst.sum - worst.x)
  }

  // MARK: Moving

  /// Moves runs of changes that could stand elsewhere: together where they meet, else as far down as they go, so that
  /// people see whole blocks.
  private static func shift(_ values: [Int], _ changed: inout [Bool], _ other: [Bool]) {
    func isOtherChanged(_ index: Int) -> Bool { index >= 0 && index < other.count && other[index] }
    var index = 0
    var place = 0
    while true {
      // To the next run; `place` is where the other sequence stands.
      while index < values.count, !changed[index] {
        while isOtherChanged(place) { place += 1 }
        place += 1
        index += 1
      }
      if index == values.count { return }
      var start = index
      while index < values.count, changed[index] { index += 1 }
      while isOtherChanged(place) { place += 1 }
      var meeting = index
      var length = 0
      repeat {
        length = index - start
        while start > 0, values[start - 1] == values[index - 1] {
          start -= 1
          index -= 1
          (changed[start], changed[index]) = (true, false)
          while start > 0, changed[start - 1] { start -= 1 }
          place -= 1
          while isOtherChanged(place) { place -= 1 }
        }
        meeting = isOtherChanged(place - 1) ? index : values.count
        while index < values.count, values[start] == values[index] {
          (changed[start], changed[index]) = (false, true)
          start += 1
          index += 1
          while index < values.count, changed[index] { index += 1 }
          place += 1
          while isOtherChanged(place) {
            place += 1
            meeting = index
          }
        }
      } while length != index - start
      while meeting < index {
        start -= 1
        index -= 1
        (changed[start], changed[index]) = (true, false)
        place -= 1
        while isOtherChanged(place) { place -= 1 }
      }
    }
  }

  private mutating func collect() {
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      let (a, b) = (i, j)
      while i < old.count, oldChanged[i] { i += 1 }
      while j < new.count, newChanged[j] { j += 1 }
      if i > a || j > b { changes.append(Change(old: a..<i, new: b..<j)) }
      // Elements that both have.
      if i < old.count { i += 1 }
      if j < new.count { j += 1 }
    }
  }
}
