// Compiled expressions that a program makes while it runs: the last ones are kept.

import RegularExpressions

struct AwkExpressionCache {
  private var entries: [(pattern: [UInt8], expression: RegularExpression)] = []
  private var next = 0

  /// How many are kept.
  private static let capacity = 64

  mutating func expression(_ pattern: [UInt8], usesBytes: Bool) throws(AwkError) -> RegularExpression {
    if let known = entries.first(where: { $0.pattern == pattern }) { return known.expression }
    let made = try AwkProgram.compile(pattern, usesBytes: usesBytes)
    if entries.count < Self.capacity {
      entries.append((pattern, made))
    } else {
      entries[next] = (pattern, made)
      next = (next + 1) % Self.capacity
    }
    return made
  }
}
