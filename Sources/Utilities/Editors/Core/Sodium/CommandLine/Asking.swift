// A substitution that asks before each replacement.

/// Where it is.
struct Asking {
  var work: Substitution
  /// The line, the last one of the range, and the byte from which the line is searched.
  var line: Int
  var last: Int
  var from: Int
  /// The match that the question is about.
  var match = 0..<0
  var hits = 0
  var hasMatched = false
  var lastChanged: Int?
}
