// Lines that a command goes through while it changes the text around them.

/// Numbers of lines, in order, that follow the lines as these move.
struct TrackedLines: Sendable {
  private var lines: ArraySlice<Int>
  /// Added to all of them: most changes are before the lines that are left, and cost nothing.
  private var shift = 0

  init(_ lines: [Int]) { self.lines = lines[...] }

  /// The next line.
  mutating func next() -> Int? { lines.popFirst().map { $0 + shift } }

  /// Lines went or came at a place.
  mutating func change(from first: Int, removed: Int, inserted: Int) {
    guard let next = lines.first else { return }
    let delta = inserted - removed
    if next + shift >= first + removed {
      shift += delta
      return
    }
    var moved: [Int] = []
    moved.reserveCapacity(lines.count)
    for stored in lines {
      let line = stored + shift
      if line < first { moved.append(line) } else if line >= first + removed { moved.append(line + delta) }
    }
    lines = moved[...]
    shift = 0
  }
}
