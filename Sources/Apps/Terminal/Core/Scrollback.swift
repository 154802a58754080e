// The lines that have left the primary screen at its top: a ring that forgets the oldest. Lines are stored without the
// blank cells at their end, and a slot of the ring is reused, so that a long run of output allocates nothing once the
// ring is full. Lines are numbered from the first one ever pushed, so that a selection keeps its place.

/// A line of the scrollback.
struct HistoryLine: Sendable {
  var cells: [Cell]
  var isWrapped: Bool
}

/// A bounded history of lines.
struct Scrollback: Sendable {
  let capacity: Int
  private var lines: [HistoryLine] = []
  private var oldest = 0
  /// How many lines were forgotten; the number of the oldest line that is still there.
  private(set) var forgotten = 0

  init(capacity: Int) { self.capacity = max(0, capacity) }

  var count: Int { lines.count }

  /// The line at `index` from the oldest.
  subscript(_ index: Int) -> HistoryLine { lines[slot(index)] }

  private func slot(_ index: Int) -> Int {
    let slot = oldest + index
    return slot >= lines.count ? slot - lines.count : slot
  }

  /// Appends a line.
  mutating func push(_ cells: ArraySlice<Cell>, wrapped: Bool) {
    guard capacity > 0 else {
      forgotten += 1
      return
    }
    if lines.count < capacity {
      lines.append(HistoryLine(cells: Array(cells), isWrapped: wrapped))
      return
    }
    lines[oldest].cells.removeAll(keepingCapacity: true)
    lines[oldest].cells.append(contentsOf: cells)
    lines[oldest].isWrapped = wrapped
    oldest = oldest + 1 == capacity ? 0 : oldest + 1
    forgotten += 1
  }

  /// Forgets everything; the numbers go on.
  mutating func removeAll() {
    forgotten += lines.count
    lines = []
    oldest = 0
  }

  /// A scrollback with these lines (the newest that fit), whose oldest has the given number.
  init(capacity: Int, lines all: ArraySlice<HistoryLine>, firstNumber: Int) {
    self.capacity = max(0, capacity)
    lines = Array(all.suffix(self.capacity))
    forgotten = firstNumber + all.count - lines.count
  }
}
