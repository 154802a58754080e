// Points that a variation does not mention move with their neighbours on the contour (OpenType 1.9, gvar, "Inferred
// deltas for un-referenced point numbers").

enum UntouchedPoints {
  /// Fills in the moves of untouched points, contour by contour. Phantom points are not inferred.
  static func infer(_ moves: inout [Point], _ touched: [Bool], _ original: [Point], _ ends: [Int]) {
    var first = 0
    for end in ends where end <= original.count {
      defer { first = end }
      guard let start = (first..<max(first, end)).first(where: { touched[$0] }) else { continue }
      // Walk once around the contour, from one touched point to the next.
      let count = end - first
      var before = start
      for step in 1...count {
        let index = first + (start - first + step) % count
        guard touched[index] else { continue }
        fill(&moves, original, first: first, count: count, from: before, to: index)
        before = index
      }
    }
  }

  /// The points strictly between two touched ones.
  private static func fill(
    _ moves: inout [Point], _ original: [Point], first: Int, count: Int, from: Int, to: Int
  ) {
    var index = first + (from - first + 1) % count
    var guardSteps = count
    while index != to && guardSteps > 0 {
      let place = original[index]
      moves[index].x = move(place.x, original[from].x, original[to].x, moves[from].x, moves[to].x)
      moves[index].y = move(place.y, original[from].y, original[to].y, moves[from].y, moves[to].y)
      index = first + (index - first + 1) % count
      guardSteps -= 1
    }
  }

  /// One coordinate: between the two references proportionally, outside like the nearer one.
  private static func move(
    _ place: Double, _ first: Double, _ second: Double, _ firstMove: Double, _ secondMove: Double
  ) -> Double {
    if first == second { return firstMove == secondMove ? firstMove : 0 }
    let (low, high) = first < second ? (first, second) : (second, first)
    let (lowMove, highMove) = first < second ? (firstMove, secondMove) : (secondMove, firstMove)
    if place <= low { return lowMove }
    if place >= high { return highMove }
    return lowMove + (highMove - lowMove) * (place - low) / (high - low)
  }
}
