// Which applications match what was typed, best first: the begin of the name before the begin of a word, before a
// keyword, before letters in order; what is used often and lately comes first among equals.

/// An application that matches.
public struct ApplicationMatch: Equatable, Sendable {
  public let application: ApplicationInfo
  /// The larger the better.
  public let score: Int
  /// Characters of the name that match, for highlighting: indices of Unicode scalars.
  public let highlights: [Int]
}

/// Ranks applications.
public enum ApplicationSearch {
  private enum Score {
    static let exact = 1000
    static let prefix = 800
    static let word = 600
    static let inside = 450
    static let keyword = 400
    static let letters = 200
    /// What usage may add: it decides among equals, and never lifts loose letters over a prefix.
    static let usage = 99
  }

  /// Applications that match, best first; all of them by usage and name when nothing was typed.
  public static func search(
    _ query: String, in applications: [ApplicationInfo], usage: UsageHistory = UsageHistory(), now: Int64 = 0
  ) -> [ApplicationMatch] {
    let query = fold(query).filter { $0 != 0x20 }
    var matches: [ApplicationMatch] = []
    for application in applications where !application.isHidden {
      guard let (score, highlights) = query.isEmpty ? (0, []) : match(query, application) else { continue }
      let bonus = min(usage.weight(of: application.identifier, now: now), Score.usage)
      matches.append(ApplicationMatch(application: application, score: score + bonus, highlights: highlights))
    }
    return matches.sorted { left, right in
      if left.score != right.score { return left.score > right.score }
      let one = fold(left.application.name)
      let other = fold(right.application.name)
      return one == other
        ? left.application.identifier < right.application.identifier : one.lexicographicallyPrecedes(other)
    }
  }

  static func fold(_ text: String) -> [UInt32] { text.lowercased().unicodeScalars.map { $0.value } }

  private static func match(_ query: [UInt32], _ application: ApplicationInfo) -> (Int, [Int])? {
    let name = fold(application.name)
    if name == query { return (Score.exact, Array(name.indices)) }
    if name.starts(with: query) { return (Score.prefix, Array(query.indices)) }
    let words = wordStarts(name)
    if let start = words.first(where: { name[$0...].starts(with: query) }) {
      return (Score.word, Array(start..<start + query.count))
    }
    if let initials = initials(query, name, words) { return (Score.word - 50, initials) }
    if query.count >= 2, let start = name.indices.first(where: { name[$0...].starts(with: query) }) {
      return (Score.inside, Array(start..<start + query.count))
    }
    let others = application.keywords + application.categories + [application.identifier]
    if others.contains(where: { fold($0).starts(with: query) }) { return (Score.keyword, []) }
    guard let letters = subsequence(query, name) else { return nil }
    // Letters far apart are a weak match.
    let spread = (letters.last ?? 0) - (letters.first ?? 0) - query.count + 1
    return (max(Score.letters - spread * 5, 1), letters)
  }

  private static func wordStarts(_ name: [UInt32]) -> [Int] {
    name.indices.filter { $0 > 0 && (name[$0 - 1] == 0x20 || name[$0 - 1] == 0x2D) && name[$0] != 0x20 }
  }

  /// The first letters of the words, in order: "tm" is "Task Manager".
  private static func initials(_ query: [UInt32], _ name: [UInt32], _ words: [Int]) -> [Int]? {
    guard query.count >= 2, let first = name.first, first == query[0], words.count >= query.count - 1 else {
      return nil
    }
    let places = [0] + words.prefix(query.count - 1)
    return zip(query, places).allSatisfy { $0 == name[$1] } ? places : nil
  }

  private static func subsequence(_ query: [UInt32], _ name: [UInt32]) -> [Int]? {
    var places: [Int] = []
    for (index, scalar) in name.enumerated() where places.count < query.count && scalar == query[places.count] {
      places.append(index)
    }
    return places.count == query.count ? places : nil
  }
}
