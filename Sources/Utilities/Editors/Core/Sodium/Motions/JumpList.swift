// Where the cursor came from: the places that Ctrl-O and Ctrl-I go through.

/// Places before jumps, the newest last.
struct JumpList: Sendable {
  private var places: [Position] = []
  /// The place that is shown; the count of places when none is.
  private var index = 0

  private static let limit = 100

  /// Remembers the place before a jump.
  mutating func add(_ place: Position) {
    places.removeAll { $0.line == place.line }
    places.append(place)
    if places.count > Self.limit { places.removeFirst() }
    index = places.count
  }

  /// Goes `count` places back (or forth); nil when there are not so many.
  mutating func go(_ count: Int, from current: Position) -> Position? {
    if index >= places.count, count < 0 {
      add(current)
      index = places.count - 1
    }
    guard places.indices.contains(index + count) else { return nil }
    index += count
    return places[index]
  }
}
