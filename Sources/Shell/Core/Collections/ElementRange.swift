// Indices and ranges: `2`, `-1`, `1..3` (without 3), `1..=3`, `..2`, `2..`.

/// A part of something that has an order.
struct ElementRange: Equatable {
  private var lower: Int?
  private var upper: Int?
  private var isClosed = false
  private var isSingle = false

  /// The slice that a text spells; nil when it spells none.
  init?(_ text: Bytes) {
    if let number = text.decimalValue {
      (lower, isSingle) = (Int(clamping: number), true)
      return
    }
    let dots = text.indices.first { text[$0...].starts(with: "..".utf8) }
    guard let dots else { return nil }
    let left = Bytes(text[..<dots])
    var right = Bytes(text[(dots + 2)...])
    if right.first == ASCII.equals {
      isClosed = true
      right.removeFirst()
    }
    if !left.isEmpty {
      guard let number = left.decimalValue else { return nil }
      lower = Int(clamping: number)
    }
    if right.isEmpty {
      if isClosed { return nil }
    } else {
      guard let number = right.decimalValue else { return nil }
      upper = Int(clamping: number)
    }
  }

  /// The indices among `count`; negative ones count from the end. Nil when a single one is not there.
  func range(in count: Int) -> Range<Int>? {
    func place(_ number: Int) -> Int { number < 0 ? max(number, -count - 1) + count : min(number, count) }
    if isSingle {
      guard let lower, lower < count, lower >= -count else { return nil }
      let index = place(lower)
      return index..<(index + 1)
    }
    let start = max(lower.map(place) ?? 0, 0)
    var end = upper.map(place) ?? count
    if isClosed { end += 1 }
    end = min(max(end, start), count)
    return min(start, end)..<end
  }
}
