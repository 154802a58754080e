// The last few answers of a widget's `measure`, so that each proposal is worked out once between two changes.

import Graphics

/// Four answers by proposal: a row or column asks for the least, the ideal and the final extent.
struct MeasureCache {
  static let limit = 4
  private var entries: [(proposal: Proposal, size: Size)] = []
  private var next = 0

  subscript(proposal: Proposal) -> Size? {
    for entry in entries where entry.proposal == proposal { return entry.size }
    return nil
  }

  mutating func insert(_ size: Size, for proposal: Proposal) {
    if entries.count < MeasureCache.limit {
      entries.append((proposal, size))
    } else {
      entries[next] = (proposal, size)
      next = (next + 1) % MeasureCache.limit
    }
  }

  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    next = 0
  }
}
