// The rare parts of a cell, stored once and referred to by number: sequences of combining marks, and hyperlinks.
// Both are bounded: when a table is full, further marks are dropped and further links are plain text.

/// Sequences of combining marks.
struct ClusterTable: Sendable {
  /// Marks on one character; more are dropped (a stack of hundreds is an attack, not a language).
  static let marksLimit = 8
  private var sequences: [[UInt32]] = [[]]
  private var numbers: [[UInt32]: UInt16] = [:]

  subscript(_ number: UInt16) -> [UInt32] { Int(number) < sequences.count ? sequences[Int(number)] : [] }

  /// The number of the sequence `number` with one more mark; `number` itself when a bound is reached.
  mutating func appending(_ mark: UInt32, to number: UInt16) -> UInt16 {
    var sequence = self[number]
    guard sequence.count < Self.marksLimit else { return number }
    sequence.append(mark)
    if let known = numbers[sequence] { return known }
    guard let new = UInt16(exactly: sequences.count) else { return number }
    sequences.append(sequence)
    numbers[sequence] = new
    return new
  }
}

/// Targets of hyperlinks (OSC 8).
struct HyperlinkTable: Sendable {
  /// Links that are remembered; more become plain text.
  static let limit = 4096
  /// Bytes of one target.
  static let lengthLimit = 2083
  private var targets: [[UInt8]] = [[]]
  private var numbers: [[UInt8]: UInt16] = [:]

  subscript(_ number: UInt16) -> [UInt8]? {
    number > 0 && Int(number) < targets.count ? targets[Int(number)] : nil
  }

  /// The number of a target; 0 when a bound is reached.
  mutating func number(of target: [UInt8]) -> UInt16 {
    if let known = numbers[target] { return known }
    guard targets.count <= Self.limit, target.count <= Self.lengthLimit, let new = UInt16(exactly: targets.count)
    else { return 0 }
    targets.append(target)
    numbers[target] = new
    return new
  }
}
